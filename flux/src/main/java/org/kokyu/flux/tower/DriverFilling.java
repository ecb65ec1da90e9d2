package org.kokyu.flux.tower;

/**
 * Fills what drives the models, so that one missing value does not cost a day: gaps up to two hours
 * by a straight line, longer ones by the mean of the same time of day within 7, then 14, 28 and all
 * days around. Fluxes are never filled.
 */
final class DriverFilling {
  private static final int[] WINDOWS_DAYS = {7, 14, 28, Integer.MAX_VALUE};

  private DriverFilling() {}

  /**
   * Fills in place.
   *
   * @return how many values were filled; those that no day can fill remain missing
   */
  static int fill(double[] x, int perDay) {
    double[] known = x.clone();
    int filled = 0;
    int shortGap = perDay / 12;
    for (int i = 0; i < x.length; i++) {
      if (!Double.isNaN(known[i])) {
        continue;
      }
      int end = i;
      while (end < x.length && Double.isNaN(known[end])) {
        end++;
      }
      boolean inside = i > 0 && end < x.length;
      for (int k = i; k < end; k++) {
        if (inside && end - i <= shortGap) {
          double t = (k - i + 1) / (double) (end - i + 1);
          x[k] = known[i - 1] * (1 - t) + known[end] * t;
        } else {
          x[k] = meanCourse(known, k, perDay);
        }
        filled += Double.isNaN(x[k]) ? 0 : 1;
      }
      i = end;
    }
    return filled;
  }

  private static double meanCourse(double[] known, int k, int perDay) {
    for (int days : WINDOWS_DAYS) {
      long reach = (long) Math.min(days, known.length) * perDay;
      double sum = 0;
      int count = 0;
      int slot = k % perDay;
      long from = Math.max(slot, k - Math.min(reach, (k - slot)));
      for (long i = from; i < known.length && i <= k + reach; i += perDay) {
        if (!Double.isNaN(known[(int) i])) {
          sum += known[(int) i];
          count++;
        }
      }
      if (count > 0) {
        return sum / count;
      }
    }
    return Double.NaN;
  }
}
