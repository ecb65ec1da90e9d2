package org.kokyu.flux.respiration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reference rate R_ref through the year in short steps, for partitioning.
 *
 * <p>Every 4 days the least-squares R_ref of the 7 days around with a given E_0 (at least 5 values,
 * not negative), between the steps a straight line, at the ends the nearest. Source: Reichstein et
 * al. 2005. With it the standard error of each step's rate.
 */
public final class ReferenceRespiration {
  private static final double STEP_DAYS = 4;
  private static final double HALF_WINDOW_DAYS = 3.5;
  private static final int LEAST_VALUES = 5;

  private final double[] centreDay;
  private final double[] rate;
  private final double[] error;

  private ReferenceRespiration(double[] centreDay, double[] rate, double[] error) {
    this.centreDay = centreDay;
    this.rate = rate;
    this.error = error;
  }

  /** Rates of a record; empty where no step has enough values. */
  public static ReferenceRespiration of(NightSeries night, double sensitivityK) {
    List<double[]> steps = new ArrayList<>();
    int n = night.day().length;
    double end = n == 0 ? 0 : night.day()[n - 1];
    int first = 0;
    for (double centre = STEP_DAYS / 2; centre < end; centre += STEP_DAYS) {
      while (first < n && night.day()[first] < centre - HALF_WINDOW_DAYS) {
        first++;
      }
      double[] step = step(night, first, centre, sensitivityK);
      if (step != null) {
        steps.add(step);
      }
    }
    return new ReferenceRespiration(
        steps.stream().mapToDouble(s -> s[0]).toArray(),
        steps.stream().mapToDouble(s -> s[1]).toArray(),
        steps.stream().mapToDouble(s -> s[2]).toArray());
  }

  private static double[] step(NightSeries night, int first, double centre, double e0) {
    double ff = 0;
    double fy = 0;
    double yy = 0;
    double days = 0;
    int count = 0;
    for (int i = first; i < night.day().length && night.day()[i] < centre + HALF_WINDOW_DAYS; i++) {
      if (night.usable(i)) {
        double f = LloydTaylor.factor(night.temperatureK()[i], e0);
        double y = night.flux()[i];
        ff += f * f;
        fy += f * y;
        yy += y * y;
        days += night.day()[i];
        count++;
      }
    }
    if (count < LEAST_VALUES) {
      return null;
    }
    double variance = Math.max(0, yy - fy * fy / ff) / (count - 1);
    return new double[] {days / count, Math.max(0, fy / ff), Math.sqrt(variance / ff)};
  }

  public boolean isEmpty() {
    return rate.length == 0;
  }

  /** R_ref at a time [umol m-2 s-1]. */
  public double at(double day) {
    return interpolate(rate, day);
  }

  /** Standard error of R_ref at a time [umol m-2 s-1]. */
  public double errorAt(double day) {
    return interpolate(error, day);
  }

  private double interpolate(double[] y, double day) {
    int n = centreDay.length;
    if (n == 0) {
      return Double.NaN;
    }
    int at = Arrays.binarySearch(centreDay, day);
    int next = at >= 0 ? at : -at - 1;
    if (next == 0) {
      return y[0];
    }
    if (next >= n) {
      return y[n - 1];
    }
    double t = (day - centreDay[next - 1]) / (centreDay[next] - centreDay[next - 1]);
    return y[next - 1] * (1 - t) + y[next] * t;
  }
}
