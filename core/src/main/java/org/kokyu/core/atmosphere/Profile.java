package org.kokyu.core.atmosphere;

import java.util.Arrays;

/**
 * A quantity on pressure levels, surface first (pressure strictly decreasing), immutable.
 *
 * <p>Between levels the quantity is linear in ln p; outside the levels it keeps the end value.
 */
public final class Profile {
  private final double[] pressurePa;
  private final double[] value;

  private Profile(double[] pressurePa, double[] value) {
    this.pressurePa = pressurePa;
    this.value = value;
  }

  /**
   * Copies levels in either order.
   *
   * @throws IllegalArgumentException if lengths differ, pressure is not strictly monotonic and
   *     positive, or a value is not finite
   */
  public static Profile of(double[] pressurePa, double[] value) {
    if (pressurePa.length != value.length || value.length == 0) {
      throw new IllegalArgumentException(
          "profile needs as many values as levels: %d and %d"
              .formatted(value.length, pressurePa.length));
    }
    double[] p = pressurePa.clone();
    double[] v = value.clone();
    if (p[0] < p[p.length - 1]) {
      reverse(p);
      reverse(v);
    }
    for (int i = 0; i < p.length; i++) {
      boolean descending = i == 0 || p[i] < p[i - 1];
      if (!(p[i] > 0) || !descending || !Double.isFinite(v[i])) {
        throw new IllegalArgumentException(
            "profile level %d: pressure %s Pa must be positive and monotonic, value %s finite"
                .formatted(i, p[i], v[i]));
      }
    }
    return new Profile(p, v);
  }

  private static void reverse(double[] a) {
    for (int i = 0, j = a.length - 1; i < j; i++, j--) {
      double t = a[i];
      a[i] = a[j];
      a[j] = t;
    }
  }

  public int size() {
    return value.length;
  }

  /** Pressure of level i [Pa], i = 0 nearest the surface. */
  public double pressurePa(int i) {
    return pressurePa[i];
  }

  public double value(int i) {
    return value[i];
  }

  public double[] pressures() {
    return pressurePa.clone();
  }

  public double[] values() {
    return value.clone();
  }

  /** Value at a pressure [Pa], linear in ln p. */
  public double at(double pressure) {
    int n = value.length;
    if (pressure >= pressurePa[0]) {
      return value[0];
    }
    if (pressure <= pressurePa[n - 1]) {
      return value[n - 1];
    }
    int lo = 0;
    int hi = n - 1;
    while (hi - lo > 1) {
      int mid = (lo + hi) >>> 1;
      if (pressurePa[mid] >= pressure) {
        lo = mid;
      } else {
        hi = mid;
      }
    }
    double w = Math.log(pressurePa[lo] / pressure) / Math.log(pressurePa[lo] / pressurePa[hi]);
    return value[lo] + w * (value[hi] - value[lo]);
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Profile p
        && Arrays.equals(pressurePa, p.pressurePa)
        && Arrays.equals(value, p.value);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(pressurePa) + Arrays.hashCode(value);
  }
}
