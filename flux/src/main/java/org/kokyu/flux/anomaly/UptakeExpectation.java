package org.kokyu.flux.anomaly;

import java.util.Arrays;

/**
 * What a day's uptake should have been by its light, temperature and dryness, and how far the
 * observation was from it.
 *
 * <pre>
 * x = Q / (1 + Q/K) · clip((T + 2)/18, 0, 1) · exp(−k max(D − 0.5, 0)),   E = e(t) Σ x,   y = ln(G / E)
 * </pre>
 *
 * <p>Q: light; T: air temperature [°C]; D: vapour-pressure deficit [kPa]; e(t): efficiency fitted
 * by least squares to the days within 30 of the day, the five on either side of it left out; K and
 * k: the pair of a coarse grid with the smallest residual; G: sum of the uptake over the same
 * values. Without drivers x = 1. y exists where a day has enough values and both sums are well
 * above zero. Immutable after construction.
 */
public final class UptakeExpectation {
  private static final int WINDOW_DAYS = 30;
  private static final int LEFT_OUT_DAYS = 5;
  private static final double[] SATURATION = {300, 600, 1000};
  private static final double[] DRYNESS = {0, 0.2, 0.4, 0.7};
  private static final double DAYLIGHT = 50;
  private static final double SEASON_SHARE = 0.4;
  static final int DRIVERS = 13;

  private final int days;
  private final double[] expected;
  private final double[] observed;
  private final int[] count;
  private final double[] level;
  private final double[][] weather;
  private double best = Double.MAX_VALUE;

  /** Fits a record. */
  public UptakeExpectation(UptakeSeries s) {
    int[] day = s.days();
    days = day[day.length - 1] + 1;
    expected = new double[days];
    observed = new double[days];
    count = new int[days];
    boolean lit = s.light().length > 0;
    boolean[] used = new boolean[day.length];
    for (int i = 0; i < day.length; i++) {
      used[i] =
          Double.isFinite(s.uptake()[i])
              && (!lit || s.light()[i] > DAYLIGHT)
              && Double.isFinite(response(s, i, 600, 0.2));
      if (used[i]) {
        observed[day[i]] += s.uptake()[i];
        count[day[i]]++;
      }
    }
    for (double k : lit ? SATURATION : new double[] {600}) {
      for (double dry : s.vpdKpa().length > 0 ? DRYNESS : new double[] {0}) {
        fit(s, day, used, k, dry);
      }
    }
    level = level();
    weather = DailyWeather.of(s, day, days);
  }

  private static double response(UptakeSeries s, int i, double k, double dry) {
    double x = 1;
    if (s.light().length > 0) {
      x = s.light()[i] / (1 + s.light()[i] / k);
    }
    if (s.temperatureC().length > 0) {
      x *= Math.max(0, Math.min(1, (s.temperatureC()[i] + 2) / 18));
    }
    if (s.vpdKpa().length > 0) {
      x *= Math.exp(-dry * Math.max(s.vpdKpa()[i] - 0.5, 0));
    }
    return x;
  }

  private void fit(UptakeSeries s, int[] day, boolean[] used, double k, double dry) {
    double[] x = new double[day.length];
    double[] gx = new double[days + 1];
    double[] xx = new double[days + 1];
    for (int i = 0; i < day.length; i++) {
      if (used[i]) {
        x[i] = response(s, i, k, dry);
        gx[day[i] + 1] += s.uptake()[i] * x[i];
        xx[day[i] + 1] += x[i] * x[i];
      }
    }
    Arrays.parallelPrefix(gx, Double::sum);
    Arrays.parallelPrefix(xx, Double::sum);
    double[] efficiency = new double[days];
    for (int d = 0; d < days; d++) {
      double den = around(xx, d);
      efficiency[d] = den > 0 ? around(gx, d) / den : Double.NaN;
    }
    double sum = 0;
    int n = 0;
    double[] total = new double[days];
    for (int i = 0; i < day.length; i++) {
      double e = efficiency[day[i]] * x[i];
      if (used[i] && Double.isFinite(e)) {
        sum += (s.uptake()[i] - e) * (s.uptake()[i] - e);
        total[day[i]] += e;
        n++;
      }
    }
    if (n > 0 && sum / n < best) {
      best = sum / n;
      System.arraycopy(total, 0, expected, 0, days);
    }
  }

  private double around(double[] prefix, int d) {
    double all = prefix[Math.min(days, d + WINDOW_DAYS + 1)] - prefix[Math.max(0, d - WINDOW_DAYS)];
    return all
        - (prefix[Math.min(days, d + LEFT_OUT_DAYS + 1)] - prefix[Math.max(0, d - LEFT_OUT_DAYS)]);
  }

  /** Expected uptake per value, mean over 15 days. */
  private double[] level() {
    double[] level = new double[days];
    for (int d = 0; d < days; d++) {
      double sum = 0;
      int n = 0;
      for (int k = Math.max(0, d - 7); k <= Math.min(days - 1, d + 7); k++) {
        if (count[k] > 0) {
          sum += expected[k] / count[k];
          n++;
        }
      }
      level[d] = n == 0 ? 0 : sum / n;
    }
    return level;
  }

  public int days() {
    return days;
  }

  /** Sum of a day's uptake over the values that were used. */
  public double observed(int day) {
    return observed[day];
  }

  /** Expected sum over the same values. */
  public double expected(int day) {
    return expected[day];
  }

  /**
   * The usable days of the growing season among some days: expected level above 40 % of its highest
   * there.
   */
  public DailyDepartures departures(int firstDay, int endDay) {
    double top = 0;
    int most = 0;
    for (int d = firstDay; d < endDay; d++) {
      top = Math.max(top, level[d]);
      most = Math.max(most, count[d]);
    }
    double share = SEASON_SHARE * top;
    int least = most / 3;
    int[] usable =
        java.util.stream.IntStream.range(firstDay, endDay)
            .filter(
                d ->
                    count[d] > 0
                        && count[d] >= least
                        && level[d] > share
                        && expected[d] > 0.25 * count[d] * level[d]
                        && observed[d] > 0.1 * expected[d])
            .toArray();
    double[] y = new double[usable.length];
    double[] dim = new double[usable.length];
    double[][] drivers = new double[usable.length][];
    for (int i = 0; i < usable.length; i++) {
      int d = usable[i];
      y[i] = Math.log(observed[d] / expected[d]);
      double bright = top * count[d] / expected[d];
      dim[i] = Math.max(0.5, Math.min(5, bright * Math.sqrt((double) most / count[d])));
      drivers[i] = weather[d];
    }
    return new DailyDepartures(usable, y, dim, DailyWeather.standardized(drivers));
  }
}
