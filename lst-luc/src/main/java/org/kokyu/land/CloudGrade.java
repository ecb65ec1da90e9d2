package org.kokyu.land;

/**
 * A probability from a value and its limits: a quarter at each limit, straight lines between,
 * beyond the last limit up by a quarter per its own height, to 1. Immutable.
 */
final class CloudGrade {
  private static final double BELOW_NEXT = 1 - 1e-9;

  private final double[] limits;
  private final double[] perUnit;

  private CloudGrade(double[] limits) {
    this.limits = limits;
    perUnit = new double[limits.length + 1];
    double low = 0;
    for (int k = 0; k < limits.length; k++) {
      perUnit[k] = 0.25 / (limits[k] - low);
      low = limits[k];
    }
    perUnit[limits.length] = 0.25 / low;
  }

  /** Ascending limits. */
  static CloudGrade of(double... limits) {
    return new CloudGrade(limits);
  }

  /** Squares of values up to this have a probability of no more than p. */
  double square(double p) {
    double value = Math.min(1, 4 * p) * limits[0];
    return value * value;
  }

  /** 0 … 1; 0 for not a number. */
  double at(double value) {
    if (!(value > 0)) {
      return 0;
    }
    if (value <= limits[0]) {
      return value * perUnit[0] * BELOW_NEXT;
    }
    for (int k = 1; k < limits.length; k++) {
      if (value <= limits[k]) {
        return (0.25 * k + (value - limits[k - 1]) * perUnit[k]) * BELOW_NEXT;
      }
    }
    int n = limits.length;
    return Math.min(1, 0.25 * n + (value - limits[n - 1]) * perUnit[n]);
  }
}
