package org.kokyu.flux.fire;

/**
 * Fire radiative power of a pixel over its slots, with the slots filled in which the ground was not
 * seen.
 *
 * <p>Shape of a day: m(t) = b + (1 − b) exp(−(t − t_p)²/(2 σ²)) of local solar time t, with a
 * baseline b = 0.1, peak at t_p = 13.5 h and σ = 2.5 h (form after Andela et al. 2015, ACP 15,
 * 8831; typical values of vegetation fires). A hidden slot j gets P_j = m_j Σ k_ij P_i / Σ k_ij m_i
 * over the slots i that were seen, k_ij = exp(−|t_i − t_j|/3 h); so a fire that was followed before
 * and after a cloud goes on at its own size, and what was seen is never changed. Without a seen
 * slot within 12 hours a hidden one stays unknown and counts as nothing, which is told. Stateless.
 */
public final class DiurnalCycle {
  /** Local solar time of the peak [h]. */
  public static final double PEAK_HOUR = 13.5;

  private static final double WIDTH_HOURS = 2.5;
  private static final double BASELINE = 0.1;
  private static final double MEMORY_HOURS = 3;
  private static final double REACH_HOURS = 12;

  private DiurnalCycle() {}

  /** Shape of the day, 1 at the peak. */
  public static double shape(double localSolarHour) {
    double d = Math.IEEEremainder(localSolarHour - PEAK_HOUR, 24);
    return BASELINE + (1 - BASELINE) * Math.exp(-d * d / (2 * WIDTH_HOURS * WIDTH_HOURS));
  }

  /**
   * Fills hidden slots.
   *
   * @param hoursUtc time of each slot [h], ascending, of any day
   * @param longitudeDeg of the pixel
   * @param powerMw power of each slot, 0 where the ground was seen without a fire, NaN where it was
   *     not seen
   * @return power of each slot; NaN where it stays unknown
   */
  public static double[] filled(double[] hoursUtc, double longitudeDeg, double[] powerMw) {
    double[] filled = powerMw.clone();
    for (int j = 0; j < filled.length; j++) {
      if (!Double.isNaN(powerMw[j])) {
        continue;
      }
      double power = 0;
      double shape = 0;
      for (int i = 0; i < powerMw.length; i++) {
        double apart = Math.abs(hoursUtc[i] - hoursUtc[j]);
        if (!Double.isNaN(powerMw[i]) && apart <= REACH_HOURS) {
          double weight = Math.exp(-apart / MEMORY_HOURS);
          power += weight * powerMw[i];
          shape += weight * shape(hoursUtc[i] + longitudeDeg / 15);
        }
      }
      filled[j] = shape > 0 ? power / shape * shape(hoursUtc[j] + longitudeDeg / 15) : Double.NaN;
    }
    return filled;
  }
}
