package org.kokyu.scheduler.bench;

import java.util.Arrays;

/** Mean, deviation and normality of a sample. Stateless. */
public final class Moments {
  private Moments() {}

  /** Arithmetic mean. */
  public static double mean(double... x) {
    return Arrays.stream(x).average().orElse(Double.NaN);
  }

  /** Standard deviation of the sample, n − 1. */
  public static double deviation(double... x) {
    double mean = mean(x);
    return Math.sqrt(Arrays.stream(x).map(v -> (v - mean) * (v - mean)).sum() / (x.length - 1));
  }

  /**
   * Probability of a larger Kolmogorov distance from N(0, 1) by chance: 2 Σ (−1)^(k−1) exp(−2 k²
   * λ²), λ = (√n + 0.12 + 0.11/√n) D (Stephens 1970, J. R. Stat. Soc. B 32, 115).
   */
  public static double normality(double... x) {
    double[] sorted = x.clone();
    Arrays.sort(sorted);
    double n = sorted.length;
    double distance = 0;
    for (int i = 0; i < sorted.length; i++) {
      double p = normal(sorted[i]);
      distance = Math.max(distance, Math.max(p - i / n, (i + 1) / n - p));
    }
    double lambda = (Math.sqrt(n) + 0.12 + 0.11 / Math.sqrt(n)) * distance;
    double sum = 0;
    for (int k = 1; k <= 100; k++) {
      sum += (k % 2 == 1 ? 2 : -2) * Math.exp(-2 * k * k * lambda * lambda);
    }
    return lambda < 0.2 ? 1 : Math.min(1, Math.max(0, sum));
  }

  /**
   * Normal distribution function, by the error function's approximation 7.1.26 of Abramowitz and
   * Stegun (absolute error below 2e-7).
   */
  static double normal(double z) {
    double x = Math.abs(z) / Math.sqrt(2);
    double t = 1 / (1 + 0.3275911 * x);
    double poly =
        t
            * (0.254829592
                + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
    double half = 0.5 * poly * Math.exp(-x * x);
    return z < 0 ? half : 1 - half;
  }
}
