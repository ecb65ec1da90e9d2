package org.kokyu.flux.tower;

import org.kokyu.core.physics.PhysicalConstants;
import org.kokyu.flux.respiration.FrictionThreshold;
import org.kokyu.flux.respiration.LloydTaylor;
import org.kokyu.flux.respiration.NightSeries;
import org.kokyu.flux.respiration.ReferenceRespiration;
import org.kokyu.flux.respiration.TemperatureSensitivity;

/**
 * Net exchange parted into production and respiration by its nights, all weeks used.
 *
 * <p>Respiration = {@link LloydTaylor} with E_0 of short windows and R_ref in steps of 4 days;
 * production = respiration − net exchange, filled where it is missing ({@link MarginalFilling}). σ
 * of respiration: of R_ref, of E_0, and of the u* threshold (five of its resampled values) in
 * quadrature; of production also the random error of the net exchange, or the deviation of what
 * fills it.
 *
 * @param reco respiration [umol m-2 s-1]
 * @param recoSigma its standard uncertainty
 * @param gpp production
 * @param gppSigma its standard uncertainty
 * @param nee net exchange, measured or filled
 * @param sensitivity E_0
 */
public record NightPartition(
    double[] reco,
    double[] recoSigma,
    double[] gpp,
    double[] gppSigma,
    double[] nee,
    TemperatureSensitivity sensitivity) {
  private static final double SECONDS_PER_DAY = 86_400;

  /** What the partition starts from. */
  record Input(
      TowerSeries series, boolean[] measured, MarginalFilling filling, RandomError noise) {}

  /**
   * @param nights with the intervals above each of the thresholds, the first for the result itself
   */
  static NightPartition of(Input in, NightSeries[] nights) {
    NightSeries night = nights[0];
    TemperatureSensitivity e0 = TemperatureSensitivity.of(night);
    ReferenceRespiration reference = ReferenceRespiration.of(night, e0.kelvin());
    int n = in.series.size;
    double[] reco = respiration(in.series, night, reference, e0.kelvin());
    double[] spread = new double[n];
    for (int k = 1; k < nights.length; k++) {
      ReferenceRespiration other = ReferenceRespiration.of(nights[k], e0.kelvin());
      double[] r = respiration(in.series, nights[k], other, e0.kelvin());
      for (int i = 0; i < n; i++) {
        spread[i] += (r[i] - reco[i]) * (r[i] - reco[i]) / (nights.length - 1);
      }
    }
    double[] recoSigma = new double[n];
    double[] gpp = new double[n];
    double[] gppSigma = new double[n];
    double[] nee = new double[n];
    for (int i = 0; i < n; i++) {
      double t = night.temperatureK()[i];
      double ofRate = reference.errorAt(in.series.day[i]) * LloydTaylor.factor(t, e0.kelvin());
      double lever =
          1 / (LloydTaylor.REFERENCE_K - LloydTaylor.ZERO_RATE_K)
              - 1 / Math.max(5, t - LloydTaylor.ZERO_RATE_K);
      double ofSensitivity = reco[i] * lever * e0.standardErrorK();
      recoSigma[i] = Math.sqrt(ofRate * ofRate + ofSensitivity * ofSensitivity + spread[i]);
      nee[i] = in.filling.values()[i];
      double own =
          in.measured[i]
              ? (in.series.daytime(i) ? in.noise.day() : in.noise.night())
              : in.filling.deviation()[i];
      gpp[i] = reco[i] - nee[i];
      gppSigma[i] = Math.hypot(recoSigma[i], own);
    }
    return new NightPartition(reco, recoSigma, gpp, gppSigma, nee, e0);
  }

  private static double[] respiration(
      TowerSeries s, NightSeries night, ReferenceRespiration reference, double e0) {
    double[] reco = new double[s.size];
    for (int i = 0; i < s.size; i++) {
      reco[i] = reference.at(s.day[i]) * LloydTaylor.factor(night.temperatureK()[i], e0);
    }
    return reco;
  }

  /** The nights above thresholds of the friction velocity: its median first, then quantiles. */
  static NightSeries[] nights(NightSeries night, double[] friction, FrictionThreshold threshold) {
    if (friction == null || threshold.samples().length == 0) {
      return new NightSeries[] {night};
    }
    double[] at = {0.05, 0.25, 0.5, 0.75, 0.95};
    NightSeries[] all = new NightSeries[at.length + 1];
    all[0] = night.using(above(night.use(), friction, threshold.median()));
    for (int k = 0; k < at.length; k++) {
      double[] samples = threshold.samples();
      double u = samples[(int) (at[k] * (samples.length - 1))];
      all[k + 1] = night.using(above(night.use(), friction, u));
    }
    return all;
  }

  static boolean[] above(boolean[] use, double[] friction, double threshold) {
    boolean[] kept = use.clone();
    for (int i = 0; i < kept.length; i++) {
      kept[i] &= friction[i] >= threshold;
    }
    return kept;
  }

  /** Mean of a flux times a year [gC m-2 yr-1]. */
  public static double gramPerYear(double[] flux) {
    double sum = 0;
    int n = 0;
    for (double f : flux) {
      if (!Double.isNaN(f)) {
        sum += f;
        n++;
      }
    }
    return sum / n * 1e-6 * PhysicalConstants.MOLAR_MASS_CARBON * 1000 * SECONDS_PER_DAY * 365;
  }
}
