package org.kokyu.flux.anomaly;

import java.util.Arrays;

/**
 * Tail of a heavy-tailed quantity such as fire radiative power: a generalised Pareto law of the
 * excesses over a high threshold.
 *
 * <pre>P(X &gt; x | X &gt; u) = (1 + ξ (x − u) / β)^(−1/ξ)</pre>
 *
 * <p>ξ shape, β scale, from probability-weighted moments (J. R. M. Hosking and J. R. Wallis 1987,
 * Technometrics 29, 339; valid for ξ &lt; 0.5, larger estimates are cut to 0.49). Immutable.
 *
 * @param threshold u
 * @param scale β
 * @param shape ξ
 * @param exceedance share of all values above u
 * @param count of values above u
 */
public record PeaksOverThreshold(
    double threshold, double scale, double shape, double exceedance, int count) {
  private static final int LEAST = 20;

  /**
   * Fits the values above a quantile of themselves.
   *
   * @throws IllegalArgumentException if fewer than 20 of them are above it
   */
  public static PeaksOverThreshold fit(double[] values, double quantile) {
    double[] sorted = Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
    int first = (int) Math.ceil(quantile * sorted.length);
    int n = sorted.length - first;
    if (n < LEAST || first < 1) {
      throw new IllegalArgumentException(
          "at least %d values above the threshold expected, found %d".formatted(LEAST, n));
    }
    double u = sorted[first - 1];
    double mean = 0;
    double weighted = 0;
    for (int i = 0; i < n; i++) {
      double excess = sorted[first + i] - u;
      mean += excess / n;
      weighted += excess * (1 - (i + 0.65) / n) / n;
    }
    double shape = Math.min(0.49, 2 - mean / (mean - 2 * weighted));
    return new PeaksOverThreshold(u, mean * (1 - shape), shape, (double) n / sorted.length, n);
  }

  /** P(X &gt; x) for x above the threshold; the share above it for a smaller x. */
  public double probability(double x) {
    double excess = (x - threshold) / scale;
    if (!(excess > 0)) {
      return exceedance;
    }
    if (Math.abs(shape) < 1e-9) {
      return exceedance * Math.exp(-excess);
    }
    double base = 1 + shape * excess;
    return base <= 0 ? 0 : exceedance * Math.pow(base, -1 / shape);
  }
}
