package org.kokyu.retrieval.residual;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Makes residual patterns of a window: the leading right singular vectors of the matrix of
 * residuals (soundings × channels), the mean not taken off, each scaled to the root mean square of
 * its amplitudes.
 *
 * <p>The residuals must be those against spectra of <em>known</em> gases (collocated aircraft or
 * model profiles, the gases held by a tight prior while weather and surface are fitted): from the
 * residuals of a free fit the part that looks like a gas is gone, and with it the part that biases
 * the gas. By power iteration on RᵀR with deflation. Stateless.
 */
public final class PatternTraining {
  private static final int ITERATIONS = 500;
  private static final double SETTLED = 1e-12;

  private PatternTraining() {}

  /**
   * @param residuals measured minus computed radiances of clear soundings, [sounding][channel of
   *     the window]
   * @param count 1 or 2
   * @return fewer than asked for where the residuals have no more directions
   */
  public static List<ResidualPatterns.Pattern> train(
      String window, double[] wavenumberPerCm, double[][] residuals, int count) {
    if (count < 1 || count > ResidualPatterns.MOST_PER_WINDOW || residuals.length < count) {
      throw new IllegalArgumentException(
          "1 or 2 patterns from at least as many soundings: %d from %d"
              .formatted(count, residuals.length));
    }
    double[][] left = new double[residuals.length][];
    for (int s = 0; s < left.length; s++) {
      left[s] = residuals[s].clone();
    }
    List<ResidualPatterns.Pattern> patterns = new ArrayList<>();
    for (int k = 1; k <= count; k++) {
      double[] direction = leading(left, wavenumberPerCm.length);
      if (direction.length == 0) {
        break;
      }
      double square = 0;
      double mean = 0;
      for (double[] row : left) {
        double amplitude = dot(row, direction);
        square += amplitude * amplitude;
        mean += amplitude;
        for (int c = 0; c < row.length; c++) {
          row[c] -= amplitude * direction[c];
        }
      }
      // the sign that most soundings have
      double scale = Math.copySign(Math.sqrt(square / left.length), mean);
      patterns.add(
          new ResidualPatterns.Pattern(
              window,
              k,
              wavenumberPerCm.clone(),
              Arrays.stream(direction).map(v -> v * scale).toArray()));
    }
    return patterns;
  }

  /** Leading right singular vector of unit length; empty where all rows are 0. */
  private static double[] leading(double[][] rows, int channels) {
    double[] v = new double[channels];
    for (double[] row : rows) {
      double size = Math.sqrt(dot(row, row));
      for (int c = 0; c < channels && size > 0; c++) {
        // a start that is orthogonal to no direction of the rows but by chance
        v[c] += row[c] * (dot(row, rows[0]) < 0 ? -1 : 1) / size;
      }
    }
    if (!normalise(v)) {
      return new double[0];
    }
    for (int i = 0; i < ITERATIONS; i++) {
      double[] next = new double[channels];
      for (double[] row : rows) {
        double amplitude = dot(row, v);
        for (int c = 0; c < channels; c++) {
          next[c] += amplitude * row[c];
        }
      }
      if (!normalise(next)) {
        return new double[0];
      }
      double change = 1 - dot(next, v);
      v = next;
      if (change < SETTLED) {
        break;
      }
    }
    return v;
  }

  private static boolean normalise(double[] v) {
    double size = Math.sqrt(dot(v, v));
    for (int c = 0; c < v.length && size > 0; c++) {
      v[c] /= size;
    }
    return size > 0;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
