package org.kokyu.land.uptake;

/**
 * Saturation vapour pressure over water, e_s = 611.2 Pa exp(17.67 t/(t + 243.5)), t [°C] (Bolton
 * 1980, Mon. Weather Rev. 108, 1046–1053, equation 10); within 0.1 % from −30 to 35 °C.
 */
public final class Saturation {
  private static final double ZERO_CELSIUS_K = 273.15;

  private Saturation() {}

  /** [Pa] */
  public static double pressurePa(double kelvin) {
    double t = kelvin - ZERO_CELSIUS_K;
    return 611.2 * Math.exp(17.67 * t / (t + 243.5));
  }

  /** Its rise with temperature [Pa K-1], from the pressure itself. */
  static double slope(double kelvin, double pressurePa) {
    double t = kelvin - ZERO_CELSIUS_K + 243.5;
    return pressurePa * 17.67 * 243.5 / (t * t);
  }
}
