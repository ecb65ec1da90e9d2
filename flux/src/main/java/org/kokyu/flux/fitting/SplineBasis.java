package org.kokyu.flux.fitting;

/**
 * Uniform cubic B-splines over a range; at every place at most four are not zero, and their sum is
 * one. Places outside count as the nearest end. Thread-safe.
 */
public final class SplineBasis {
  /** Splines that differ from zero at a place. */
  public static final int SUPPORT = 4;

  private final double from;
  private final double perInterval;
  private final int intervals;

  /**
   * @param from begin of the range
   * @param to end of the range, beyond {@code from}
   * @param intervals between knots, at least 1
   */
  public SplineBasis(double from, double to, int intervals) {
    this.from = from;
    this.intervals = Math.max(1, intervals);
    this.perInterval = this.intervals / (to - from);
  }

  /** Number of splines. */
  public int size() {
    return intervals + 3;
  }

  /**
   * Values of the splines {@code first} … {@code first + 3} at a place.
   *
   * @param out receives four values
   * @return first
   */
  public int at(double place, double[] out) {
    double x = Math.min(intervals, Math.max(0, (place - from) * perInterval));
    int first = Math.min(intervals - 1, (int) x);
    double t = x - first;
    double u = 1 - t;
    out[0] = u * u * u / 6;
    out[1] = (3 * t * t * t - 6 * t * t + 4) / 6;
    out[2] = (3 * u * u * u - 6 * u * u + 4) / 6;
    out[3] = t * t * t / 6;
    return first;
  }
}
