package org.kokyu.flux.anomaly;

import java.time.LocalDateTime;

/**
 * A record of carbon uptake with what drives it, in time order. Arrays are shared: treat as
 * constant.
 *
 * @param time of every value, local standard time
 * @param uptake gross uptake in any unit, not a number where missing
 * @param light photosynthetically active radiation [µmol m⁻² s⁻¹]; empty without
 * @param temperatureC of the air [°C]; empty without
 * @param vpdKpa vapour-pressure deficit [kPa]; empty without
 */
public record UptakeSeries(
    LocalDateTime[] time, double[] uptake, double[] light, double[] temperatureC, double[] vpdKpa) {
  private static final double SENSITIVITY_PER_K = Math.log(1.8) / 10;
  private static final double NIGHT_LIGHT = 20;

  public UptakeSeries {
    for (double[] driver : new double[][] {light, temperatureC, vpdKpa}) {
      if (driver.length != 0 && driver.length != uptake.length || time.length != uptake.length) {
        throw new IllegalArgumentException("columns of different length");
      }
    }
  }

  /** The same with other uptake. */
  public UptakeSeries with(double[] other) {
    return new UptakeSeries(time, other, light, temperatureC, vpdKpa);
  }

  /** Number of the day of every value, from the first day on. */
  public int[] days() {
    int[] day = new int[time.length];
    for (int i = 0; i < day.length; i++) {
      day[i] = (int) (time[i].toLocalDate().toEpochDay() - time[0].toLocalDate().toEpochDay());
    }
    return day;
  }

  /**
   * Uptake from net exchange: respiration less exchange. Respiration is that of the nights within a
   * week, R = R₁₀ 1.8^((T − 10)/10) with the median R₁₀ (factor per 10 K of M. D. Mahecha et al.
   * 2010 is 1.4 ± 0.1 for ecosystems, 1.8 about the middle of what towers give in season).
   *
   * @param netExchange negative is uptake
   */
  public static UptakeSeries ofNetExchange(
      LocalDateTime[] time,
      double[] netExchange,
      double[] light,
      double[] temperatureC,
      double[] vpdKpa) {
    UptakeSeries raw = new UptakeSeries(time, netExchange, light, temperatureC, vpdKpa);
    int[] day = raw.days();
    int days = day[day.length - 1] + 1;
    int[] first = new int[days + 1];
    java.util.Arrays.fill(first, day.length);
    for (int i = day.length - 1; i >= 0; i--) {
      for (int d = day[i]; d >= 0 && first[d] > i; d--) {
        first[d] = i;
      }
    }
    double[] uptake = new double[day.length];
    java.util.Arrays.fill(uptake, Double.NaN);
    for (int d = 0; d < days; d++) {
      int from = first[Math.max(0, d - 7)];
      int to = first[Math.min(days, d + 8)];
      double[] at10 = new double[to - from];
      int n = 0;
      for (int i = from; i < to; i++) {
        double r = netExchange[i] / Math.exp(SENSITIVITY_PER_K * (temperatureC[i] - 10));
        if (light[i] < NIGHT_LIGHT && Double.isFinite(r)) {
          at10[n++] = r;
        }
      }
      if (n < 40) {
        continue;
      }
      double r10 = Math.max(0, RobustScore.spread(java.util.Arrays.copyOf(at10, n)).median());
      for (int i = first[d]; i < first[d + 1]; i++) {
        uptake[i] = r10 * Math.exp(SENSITIVITY_PER_K * (temperatureC[i] - 10)) - netExchange[i];
      }
    }
    return raw.with(uptake);
  }
}
