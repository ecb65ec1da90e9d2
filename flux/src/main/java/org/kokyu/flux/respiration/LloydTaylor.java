package org.kokyu.flux.respiration;

import static org.kokyu.core.physics.PhysicalConstants.ZERO_CELSIUS_K;

/**
 * Respiration as a function of temperature.
 *
 * <p>R = R_ref · exp(E_0 (1/(T_ref − T_0) − 1/(T − T_0))), T_ref = 288.15 K (15 °C), T_0 = 227.13 K
 * (−46.02 °C); R_ref [umol m-2 s-1], E_0 [K]. Below T_0 + 5 K the rate is that at T_0 + 5 K, which
 * is practically zero. Source: Lloyd and Taylor 1994, Funct. Ecol. 8, 315. Thread-safe.
 */
public final class LloydTaylor {
  public static final double REFERENCE_K = 15 + ZERO_CELSIUS_K;
  public static final double ZERO_RATE_K = -46.02 + ZERO_CELSIUS_K;

  /** E_0 that Lloyd and Taylor found over many soils [K]. */
  public static final double PUBLISHED_SENSITIVITY_K = 308.56;

  private static final double LEAST_DISTANCE_K = 5;

  private LloydTaylor() {}

  /** R/R_ref. */
  public static double factor(double temperatureK, double sensitivityK) {
    double distance = Math.max(LEAST_DISTANCE_K, temperatureK - ZERO_RATE_K);
    return Math.exp(sensitivityK * (1 / (REFERENCE_K - ZERO_RATE_K) - 1 / distance));
  }

  /**
   * Respiration of a batch.
   *
   * @param temperatureK of soil, air or surface; not a number gives not a number
   * @param referenceUmol rate at 15 °C of each sample [umol m-2 s-1]
   * @param sensitivityK E_0
   * @param out receives the respiration [umol m-2 s-1]
   */
  public static void respiration(
      float[] temperatureK, float[] referenceUmol, double sensitivityK, float[] out) {
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) (referenceUmol[i] * factor(temperatureK[i], sensitivityK));
    }
  }
}
