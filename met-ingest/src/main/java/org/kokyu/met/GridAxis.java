package org.kokyu.met;

import java.util.Optional;

/**
 * A latitude or longitude axis of a grid, ascending or descending, evenly spaced or not.
 *
 * <p>Between two points the weight is linear. Longitudes may run from 0 to 360 or from −180 to 180;
 * an axis that goes round the earth has no end. Beyond an end a point is still found up to half a
 * step (to the edge of the last cell), where the value of the last point holds. Immutable.
 */
final class GridAxis {
  private final double[] values;
  private final boolean descending;
  private final boolean circular;
  private final double period;

  private GridAxis(double[] ascending, boolean descending, double period) {
    this.values = ascending;
    this.descending = descending;
    this.period = period;
    int n = ascending.length;
    double span = ascending[n - 1] - ascending[0];
    double step = n > 1 ? span / (n - 1) : 0;
    this.circular = period > 0 && n > 1 && span + 1.01 * step >= period;
  }

  /**
   * A point between two of the axis, by their indices in the file.
   *
   * @param weight of {@code second}
   */
  record Between(int first, int second, double weight) {}

  /**
   * @param values in file order
   * @param longitude whether 360 is a turn
   * @return empty where the values are not strictly monotonic
   */
  static Optional<GridAxis> of(double[] values, boolean longitude) {
    int n = values.length;
    boolean descending = n > 1 && values[0] > values[n - 1];
    double[] ascending = new double[n];
    for (int i = 0; i < n; i++) {
      ascending[i] = values[descending ? n - 1 - i : i];
      if (!Double.isFinite(ascending[i]) || (i > 0 && !(ascending[i] > ascending[i - 1]))) {
        return Optional.empty();
      }
    }
    boolean tooLong = longitude && ascending[n - 1] - ascending[0] > 360.0001;
    return n == 0 || tooLong
        ? Optional.empty()
        : Optional.of(new GridAxis(ascending, descending, longitude ? 360 : 0));
  }

  /** Where a value lies; empty outside the grid. */
  Optional<Between> find(double value) {
    int n = values.length;
    double v = period > 0 ? turned(value) : value;
    if (v > values[n - 1]) {
      return circular ? Optional.of(wrapped(v)) : beyond(v - values[n - 1], n - 1, n - 2);
    }
    if (v < values[0]) {
      return beyond(values[0] - v, 0, 1);
    }
    int lo = 0;
    int hi = n - 1;
    while (hi - lo > 1) {
      int mid = (lo + hi) >>> 1;
      if (values[mid] <= v) {
        lo = mid;
      } else {
        hi = mid;
      }
    }
    double weight = hi == lo ? 0 : (v - values[lo]) / (values[hi] - values[lo]);
    return Optional.of(new Between(index(lo), index(hi), weight));
  }

  /** Into the turn that begins half a step before the first value, or at it where it is closed. */
  private double turned(double value) {
    double start = values[0] - (circular ? 0 : 0.5 * Math.abs(step(0, 1)));
    double v = value - period * Math.floor((value - start) / period);
    return v >= start + period ? v - period : v;
  }

  private double step(int i, int j) {
    return j < 0 || j >= values.length ? 0 : values[j] - values[i];
  }

  private Between wrapped(double v) {
    int n = values.length;
    double gap = values[0] + period - values[n - 1];
    double weight = gap > 0 ? Math.min(1, (v - values[n - 1]) / gap) : 0;
    return new Between(index(n - 1), index(0), weight);
  }

  private Optional<Between> beyond(double distance, int end, int neighbour) {
    boolean within = distance <= 0.5 * Math.abs(step(end, neighbour)) * (1 + 1e-9);
    return within ? Optional.of(new Between(index(end), index(end), 0)) : Optional.empty();
  }

  private int index(int ascendingIndex) {
    return descending ? values.length - 1 - ascendingIndex : ascendingIndex;
  }
}
