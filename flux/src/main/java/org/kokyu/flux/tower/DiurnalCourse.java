package org.kokyu.flux.tower;

/**
 * Mean course of a day, observed and predicted, over the same intervals.
 *
 * @param model name
 * @param target {@code gpp} or {@code nee}
 * @param hour middle of each step of the day, clock of the record [h]
 * @param observed means [umol m-2 s-1]
 * @param predicted means [umol m-2 s-1]
 * @param count intervals behind each mean
 */
public record DiurnalCourse(
    String model,
    String target,
    double[] hour,
    double[] observed,
    double[] predicted,
    int[] count) {

  static DiurnalCourse of(
      String model,
      String target,
      TowerSeries series,
      double[] observed,
      double[] predicted,
      Skill.Choice choice) {
    int n = series.perDay;
    double[] hour = new double[n];
    double[] o = new double[n];
    double[] p = new double[n];
    int[] count = new int[n];
    for (int i = 0; i < observed.length; i++) {
      if (choice.includes(i) && !Double.isNaN(observed[i]) && !Double.isNaN(predicted[i])) {
        int slot = Math.min(n - 1, (int) ((series.day[i] - Math.floor(series.day[i])) * n));
        o[slot] += observed[i];
        p[slot] += predicted[i];
        count[slot]++;
      }
    }
    for (int s = 0; s < n; s++) {
      hour[s] = (s + 0.5) * 24 / n;
      o[s] = count[s] == 0 ? Double.NaN : o[s] / count[s];
      p[s] = count[s] == 0 ? Double.NaN : p[s] / count[s];
    }
    return new DiurnalCourse(model, target, hour, o, p, count);
  }

  /** Correlation of the two courses. */
  public double correlation() {
    double n = 0;
    double so = 0;
    double sp = 0;
    double soo = 0;
    double spp = 0;
    double sop = 0;
    for (int s = 0; s < hour.length; s++) {
      if (count[s] > 0) {
        n++;
        so += observed[s];
        sp += predicted[s];
        soo += observed[s] * observed[s];
        spp += predicted[s] * predicted[s];
        sop += observed[s] * predicted[s];
      }
    }
    return (sop - so * sp / n) / Math.sqrt((soo - so * so / n) * (spp - sp * sp / n));
  }

  /** Hours by which the predicted extreme of uptake is later than the observed one. */
  public double peakLateHours() {
    return peakHour(predicted) - peakHour(observed);
  }

  /** Hour of the largest uptake of a course, steps of the day taken three together. */
  public double peakHour(double[] course) {
    int best = -1;
    double strongest = Double.NEGATIVE_INFINITY;
    double sign = target.equals("nee") ? -1 : 1;
    int n = course.length;
    for (int s = 0; s < n; s++) {
      double smooth = sign * (course[(s + n - 1) % n] + course[s] + course[(s + 1) % n]) / 3;
      if (smooth > strongest) {
        strongest = smooth;
        best = s;
      }
    }
    return best < 0 ? Double.NaN : hour[best];
  }
}
