package org.kokyu.flux.anomaly;

/** Daily weather of a record, for what the response form leaves in the departures. */
final class DailyWeather {
  private DailyWeather() {}

  /** Light, temperature, dryness, their recent means, squares and products; [day][variable]. */
  static double[][] of(UptakeSeries s, int[] day, int days) {
    double[] light = mean(s.light(), s.light(), day, days, -1);
    double[] warm = mean(s.temperatureC(), s.light(), day, days, 50);
    double[] dry = mean(s.vpdKpa(), s.light(), day, days, 50);
    double[] all = mean(s.temperatureC(), s.light(), day, days, -1);
    double[] cold = lowest(s.temperatureC(), day, days);
    double[][] x = new double[days][];
    for (int d = 0; d < days; d++) {
      x[d] =
          new double[] {
            light[d],
            warm[d],
            dry[d],
            cold[d],
            before(all, d, 5),
            before(dry, d, 5),
            before(light, d, 5),
            before(all, d, 12),
            light[d] * light[d],
            dry[d] * dry[d],
            warm[d] * warm[d],
            light[d] * warm[d],
            light[d] * dry[d]
          };
    }
    return x;
  }

  private static double[] mean(
      double[] values, double[] light, int[] day, int days, double lightAbove) {
    double[] sum = new double[days];
    int[] n = new int[days];
    for (int i = 0; i < values.length; i++) {
      boolean lit = light.length == 0 || lightAbove < 0 || light[i] > lightAbove;
      if (lit && Double.isFinite(values[i])) {
        sum[day[i]] += values[i];
        n[day[i]]++;
      }
    }
    for (int d = 0; d < days; d++) {
      sum[d] = n[d] == 0 ? Double.NaN : sum[d] / n[d];
    }
    return sum;
  }

  private static double[] lowest(double[] values, int[] day, int days) {
    double[] low = new double[days];
    java.util.Arrays.fill(low, Double.NaN);
    for (int i = 0; i < values.length; i++) {
      if (Double.isFinite(values[i])) {
        int d = day[i];
        low[d] = Double.isNaN(low[d]) ? values[i] : Math.min(low[d], values[i]);
      }
    }
    return low;
  }

  private static double before(double[] values, int day, int length) {
    double sum = 0;
    int n = 0;
    for (int d = Math.max(0, day - length + 1); d <= day; d++) {
      if (!Double.isNaN(values[d])) {
        sum += values[d];
        n++;
      }
    }
    return n == 0 ? Double.NaN : sum / n;
  }

  /** Mean zero and variance one over the days; what is missing or constant is zero. */
  static double[][] standardized(double[][] x) {
    double[][] out = new double[x.length][UptakeExpectation.DRIVERS];
    for (int k = 0; k < UptakeExpectation.DRIVERS; k++) {
      double sum = 0;
      double square = 0;
      int n = 0;
      for (double[] row : x) {
        if (Double.isFinite(row[k])) {
          sum += row[k];
          n++;
        }
      }
      double mean = sum / Math.max(1, n);
      for (double[] row : x) {
        square += Double.isFinite(row[k]) ? (row[k] - mean) * (row[k] - mean) : 0;
      }
      double deviation = Math.sqrt(square / Math.max(1, n));
      for (int i = 0; i < x.length; i++) {
        out[i][k] = Double.isFinite(x[i][k]) && deviation > 0 ? (x[i][k] - mean) / deviation : 0;
      }
    }
    return out;
  }
}
