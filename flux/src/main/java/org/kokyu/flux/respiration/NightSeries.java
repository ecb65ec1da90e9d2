package org.kokyu.flux.respiration;

/**
 * Net exchange at night with the temperature that drives it.
 *
 * @param day days since the begin of the record
 * @param temperatureK of soil or air
 * @param flux net exchange [umol m-2 s-1], respiration at night
 * @param use intervals that count: dark, measured, mixed enough
 */
public record NightSeries(double[] day, double[] temperatureK, double[] flux, boolean[] use) {

  /** The same with other intervals that count. */
  public NightSeries using(boolean[] others) {
    return new NightSeries(day, temperatureK, flux, others);
  }

  boolean usable(int i) {
    return use[i] && !Double.isNaN(flux[i]) && !Double.isNaN(temperatureK[i]);
  }
}
