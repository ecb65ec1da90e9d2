package org.kokyu.retrieval;

import java.util.Optional;
import java.util.stream.IntStream;
import org.kokyu.core.result.ConfigurationException;
import org.kokyu.retrieval.fast.NodeForwardModel;
import org.kokyu.retrieval.forward.StateLayout;
import org.kokyu.retrieval.residual.ResidualPatterns;

/**
 * Residual patterns at the channels of a forward model: y = F(x) + Σ a_i p_i, a_i elements of the
 * state. Immutable.
 */
final class PatternTerm {
  private final Optional<ResidualPatterns> source;
  private final double[][] rows;

  private PatternTerm(Optional<ResidualPatterns> source, double[][] rows) {
    this.source = source;
    this.rows = rows;
  }

  /**
   * @throws ConfigurationException if a pattern does not fit the channels
   */
  static PatternTerm of(NodeForwardModel model, RetrievalSettings settings) {
    Optional<ResidualPatterns> set =
        settings.options().patternsFor(model.tables().header().instrument());
    if (set.isEmpty()) {
      return new PatternTerm(set, new double[0][]);
    }
    double[] nu = IntStream.range(0, model.channels()).mapToDouble(model::channelPerCm).toArray();
    int[] first = IntStream.rangeClosed(0, model.windowCount()).map(model::firstChannel).toArray();
    try {
      double[][] rows =
          set.get().patterns().stream()
              .map(
                  p ->
                      ResidualPatterns.at(
                          p,
                          nu,
                          first,
                          model.tables().windows().stream().map(w -> w.window()).toList()))
              .toArray(double[][]::new);
      return new PatternTerm(set, rows);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(
          "%s of training %s and the tables do not fit: %s"
              .formatted("residual patterns", set.get().trainingId(), e.getMessage()),
          e);
    }
  }

  Optional<ResidualPatterns> source() {
    return source;
  }

  /** Adds the patterns to the radiances of an evaluation at x, and their rows to its Jacobian. */
  void add(StateLayout layout, double[] x, NodeForwardModel.Workspace workspace) {
    for (int i = 0; i < rows.length; i++) {
      double[] row = rows[i];
      System.arraycopy(row, 0, workspace.jacobian[layout.pattern(i)], 0, row.length);
      double scale = x[layout.pattern(i)];
      for (int c = 0; c < row.length && scale != 0; c++) {
        workspace.radiance[c] += scale * row[c];
      }
    }
  }
}
