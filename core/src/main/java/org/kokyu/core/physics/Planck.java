package org.kokyu.core.physics;

/**
 * Planck's law per wavenumber: B = c1 ν³ / (exp(c2 ν / T) − 1).
 *
 * <p>Wavenumber ν in cm-1, temperature T in K, radiance in W m-2 sr-1 (cm-1)-1. Valid for ν &gt; 0
 * and T &gt; 0; outside, the result is not a number.
 */
public final class Planck {
  private Planck() {}

  /** Radiance of a black body [W m-2 sr-1 (cm-1)-1]. */
  public static double radiance(double wavenumberPerCm, double temperatureK) {
    double nu3 = wavenumberPerCm * wavenumberPerCm * wavenumberPerCm;
    return PhysicalConstants.C1
        * nu3
        / Math.expm1(PhysicalConstants.C2 * wavenumberPerCm / temperatureK);
  }

  /** dB/dT [W m-2 sr-1 (cm-1)-1 K-1]. */
  public static double derivative(double wavenumberPerCm, double temperatureK) {
    double a = PhysicalConstants.C2 * wavenumberPerCm / temperatureK;
    double b = radiance(wavenumberPerCm, temperatureK);
    return b * a / (temperatureK * -Math.expm1(-a));
  }

  /**
   * Temperature of the black body with this radiance [K]; not a number for a radiance that is not
   * positive.
   */
  public static double brightnessTemperature(double wavenumberPerCm, double radiance) {
    if (!(radiance > 0)) {
      return Double.NaN;
    }
    double nu3 = wavenumberPerCm * wavenumberPerCm * wavenumberPerCm;
    return PhysicalConstants.C2
        * wavenumberPerCm
        / Math.log1p(PhysicalConstants.C1 * nu3 / radiance);
  }
}
