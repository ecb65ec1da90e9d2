package org.kokyu.flux.event;

import java.util.function.ToDoubleFunction;

/**
 * Share of each driver in an anomaly: exact Shapley values.
 *
 * <pre>φᵢ = Σ over sets S without i of |S|! (n − |S| − 1)! / n! · [ f(S ∪ i) − f(S) ]</pre>
 *
 * <p>f(S): the model with the drivers of S as observed and the others as usual, 2ⁿ runs (16 for
 * light, temperature, vapour-pressure deficit and fAPAR). The values sum to f(all) − f(none), the
 * modelled anomaly; whatever the observation differs from the model stays a residual and is
 * attributed to nobody. L. S. Shapley (1953), Contributions to the Theory of Games II, 307.
 * Stateless.
 */
public final class DriverShares {
  private static final int MOST = 12;

  private DriverShares() {}

  /**
   * @param usual value of every driver in the climatology
   * @param observed value of every driver now
   * @param model the response to the drivers
   * @return one share per driver, in the unit of the response
   */
  public static double[] of(double[] usual, double[] observed, ToDoubleFunction<double[]> model) {
    int n = usual.length;
    if (n < 1 || n > MOST || observed.length != n) {
      throw new IllegalArgumentException(
          "1 to %d drivers expected, found %d usual and %d observed"
              .formatted(MOST, n, observed.length));
    }
    double[] response = new double[1 << n];
    double[] drivers = new double[n];
    for (int set = 0; set < response.length; set++) {
      for (int i = 0; i < n; i++) {
        drivers[i] = (set >> i & 1) == 1 ? observed[i] : usual[i];
      }
      response[set] = model.applyAsDouble(drivers);
    }
    double[] weight = new double[n];
    for (int size = 0; size < n; size++) {
      weight[size] = 1.0 / n / choose(n - 1, size);
    }
    double[] share = new double[n];
    for (int set = 0; set < response.length; set++) {
      for (int i = 0; i < n; i++) {
        if ((set >> i & 1) == 0) {
          share[i] += weight[Integer.bitCount(set)] * (response[set | 1 << i] - response[set]);
        }
      }
    }
    return share;
  }

  private static double choose(int n, int k) {
    double c = 1;
    for (int i = 1; i <= k; i++) {
      c = c * (n - k + i) / i;
    }
    return c;
  }
}
