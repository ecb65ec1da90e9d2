package org.kokyu.retrieval;

import java.util.ArrayList;
import java.util.List;
import org.kokyu.core.atmosphere.Gas;
import org.kokyu.retrieval.estimation.LinearEstimate;
import org.kokyu.retrieval.forward.StateLayout;

/**
 * The difference between a spectrum and that of the prior, and the few directions in which the
 * state is most likely to explain it: what is looked at before the fit.
 *
 * <p>Directions are sums of rows of the Jacobian at the prior: profiles in groups of neighbouring
 * layers, whose prior uncertainty is the mean of the group's; scalars as they are. One per
 * sounding.
 */
final class FirstLook {
  /** Layers per group: temperature and water shape the spectrum most. */
  private static final int FINE = 2;

  private static final int COARSE = 7;

  private final double[][] rows;
  private final double[] sigma;
  private final double[] difference;

  /**
   * @param jacobian at the prior, [state element][channel]
   * @param measured radiances
   * @param prior radiances of the prior
   */
  FirstLook(double[][] jacobian, PriorState believed, double[] measured, double[] prior) {
    int m = measured.length;
    difference = new double[m];
    for (int c = 0; c < m; c++) {
      difference[c] = measured[c] - prior[c];
    }
    StateLayout layout = believed.layout();
    double[] priorSigma = believed.covariance().sigma();
    List<double[]> all = new ArrayList<>();
    List<Double> s = new ArrayList<>();
    int n = layout.layers();
    for (Gas gas : layout.gases()) {
      int step = gas == Gas.H2O ? FINE : COARSE;
      for (int from = 0; from < n; from += step) {
        add(jacobian, priorSigma, layout.gas(gas) + from, Math.min(step, n - from), m, all, s);
      }
    }
    for (int from = 0; from < n; from += FINE) {
      add(jacobian, priorSigma, layout.temperature() + from, Math.min(FINE, n - from), m, all, s);
    }
    for (int i = layout.skin(); i < layout.size(); i++) {
      add(jacobian, priorSigma, i, 1, m, all, s);
    }
    rows = all.toArray(new double[0][]);
    sigma = s.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static void add(
      double[][] jacobian,
      double[] priorSigma,
      int first,
      int count,
      int m,
      List<double[]> rows,
      List<Double> sigma) {
    double[] row = new double[m];
    double mean = 0;
    for (int i = first; i < first + count; i++) {
      mean += priorSigma[i] / count;
      for (int c = 0; c < m; c++) {
        row[c] += jacobian[i][c];
      }
    }
    rows.add(row);
    sigma.add(mean);
  }

  /** Measured minus prior; shared. */
  double[] difference() {
    return difference;
  }

  LinearEstimate estimate(double[] variance) {
    return new LinearEstimate(rows, sigma, variance);
  }
}
