package org.kokyu.flux.anomaly;

/**
 * Probability of a count at least as large as the one seen, for fires, whose numbers and powers are
 * no normal variables.
 *
 * <p>Counts vary around their mean λ with variance λ + λ²/r (negative binomial; Poisson where the
 * learned variance is not larger than the mean). r follows from the learned mean and variance by
 * moments. Zero mean without learned fires: probability 1 for zero, 0 above, to be read as "never
 * seen here". Stateless.
 */
public final class CountExcess {
  private CountExcess() {}

  /** P(N ≥ count). */
  public static double probability(int count, double mean, double variance) {
    if (count <= 0) {
      return 1;
    }
    if (!(mean > 0)) {
      return 0;
    }
    boolean poisson = !(variance > mean * (1 + 1e-9));
    double r = poisson ? 0 : mean * mean / (variance - mean);
    double p = poisson ? 0 : mean / variance;
    double term = poisson ? Math.exp(-mean) : Math.pow(p, r);
    double below = 0;
    for (int k = 0; k < count; k++) {
      below += term;
      term *= poisson ? mean / (k + 1) : (k + r) / (k + 1) * (1 - p);
    }
    if (below < 0.5 || term <= 0) {
      return Math.max(0, 1 - below);
    }
    double above = 0; // summed itself: one minus a sum near one has no digits left
    for (int k = count; term > above * 1e-16 && k < count + 100_000; k++) {
      above += term;
      term *= poisson ? mean / (k + 1) : (k + r) / (k + 1) * (1 - p);
    }
    return above;
  }
}
