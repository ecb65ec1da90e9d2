package org.kokyu.flux.anomaly;

/**
 * Departures of daily uptake from its expectation. Arrays are shared: treat as constant.
 *
 * @param day numbers of the days, ascending
 * @param logRatio ln(observed / expected)
 * @param dimness how much larger than on a bright day at the height of the season the relative
 *     error should be
 * @param weather standardised daily weather, [day][variable]
 */
public record DailyDepartures(int[] day, double[] logRatio, double[] dimness, double[][] weather) {
  public int size() {
    return day.length;
  }

  /** The same days with other departures. */
  public DailyDepartures with(double[] other) {
    return new DailyDepartures(day, other, dimness, weather);
  }
}
