package org.kokyu.flux.anomaly;

/**
 * Distribution of the scores of a scene's undisturbed references, as counts, and the probability of
 * a score under it.
 *
 * <pre>p(z) = (1 + number of references at least as far out as z) / (1 + number of references)
 * </pre>
 *
 * <p>This is a conformal p-value (V. Vovk et al. 2005; S. Bates et al. 2023, Annals of Statistics
 * 51, 149, doi:10.1214/22-AOS2244): where new and reference scores are exchangeable it is never too
 * small on average, whatever the law of the noise, and the procedure of Benjamini and Hochberg
 * keeps its promise on it. Its assumption: one law of the scores over the scene. The smallest
 * probability is 1 / (1 + references), so a scene of m pixels at a rate q needs at least m / q of
 * them. Bins are 0.5 % of 1 + |z| wide and counted whole, which errs to the safe side. Mutable
 * while it is filled; not thread-safe.
 */
public final class EmpiricalNull {
  private static final int BINS = 2048;
  private static final double PER_LOG = 200;

  /** Which scores are unusual. */
  public enum Side {
    LOW,
    HIGH,
    BOTH
  }

  private final long[] low = new long[BINS];
  private final long[] high = new long[BINS];
  private long count;
  private long[] lowTail;
  private long[] highTail;

  /** Adds reference scores; those that are not a number are left out. */
  public void add(double... scores) {
    for (double z : scores) {
      if (!Double.isNaN(z)) {
        (z < 0 ? low : high)[bin(z)]++;
        count++;
      }
    }
    lowTail = null;
  }

  /** Adds another scene's references. */
  public void add(EmpiricalNull other) {
    for (int i = 0; i < BINS; i++) {
      low[i] += other.low[i];
      high[i] += other.high[i];
    }
    count += other.count;
    lowTail = null;
  }

  private static int bin(double z) {
    return (int) Math.min(BINS - 1, PER_LOG * Math.log1p(Math.abs(z)));
  }

  /** Number of reference scores. */
  public long count() {
    return count;
  }

  /** Probability of a score at least as far out; 1 for one that is not a number. */
  public double probability(double z, Side side) {
    if (Double.isNaN(z)) {
      return 1;
    }
    if (lowTail == null) {
      lowTail = tail(low);
      highTail = tail(high);
    }
    int bin = bin(z);
    long beyond =
        switch (side) {
          case LOW -> z < 0 ? lowTail[bin] : count;
          case HIGH -> z >= 0 ? highTail[bin] : count;
          case BOTH -> lowTail[bin] + highTail[bin];
        };
    return (1.0 + beyond) / (1.0 + count);
  }

  private static long[] tail(long[] counts) {
    long[] tail = new long[BINS];
    long sum = 0;
    for (int i = BINS - 1; i >= 0; i--) {
      sum += counts[i];
      tail[i] = sum;
    }
    return tail;
  }
}
