package org.kokyu.flux.anomaly;

import java.util.Arrays;

/**
 * Which of many tests are kept, so that the expected share of false ones among them is at most q.
 *
 * <p>Step-up: with p₍₁₎ ≤ … ≤ p₍ₘ₎ the k smallest are kept, k the largest index with p₍ₖ₎ ≤ q k /
 * (m c). {@link Dependence#POSITIVE}: c = 1 (Y. Benjamini and Y. Hochberg 1995, JRSS B 57, 289;
 * holds for independent and for positively dependent tests, Benjamini and Yekutieli 2001, as noise
 * that is alike in neighbouring pixels makes one-sided ones). {@link Dependence#ANY}: c = Σ 1/i,
 * for any dependence, about ln m + 0.58 times stricter. Where nothing is unusual any discovery is
 * false, so q is then the share of scenes with at least one. Stateless.
 */
public final class FalseDiscovery {
  /** How the tests may depend on each other. */
  public enum Dependence {
    POSITIVE,
    ANY
  }

  private FalseDiscovery() {}

  /**
   * The largest probability that is kept; −1 if none is.
   *
   * @param probability of every test; not a number where there was none
   * @param rate q, 0 … 1
   */
  public static double threshold(double[] probability, double rate, Dependence dependence) {
    double[] p = Arrays.stream(probability).filter(x -> !Double.isNaN(x)).sorted().toArray();
    double harmonic = 1;
    if (dependence == Dependence.ANY) {
      for (int i = 2; i <= p.length; i++) {
        harmonic += 1.0 / i;
      }
    }
    for (int k = p.length; k >= 1; k--) {
      if (p[k - 1] <= rate * k / (p.length * harmonic)) {
        return p[k - 1];
      }
    }
    return -1;
  }

  /** The tests that are kept. */
  public static boolean[] kept(double[] probability, double rate, Dependence dependence) {
    double threshold = threshold(probability, rate, dependence);
    boolean[] kept = new boolean[probability.length];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = probability[i] <= threshold;
    }
    return kept;
  }
}
