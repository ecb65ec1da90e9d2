package org.kokyu.retrieval.spectroscopy;

import org.kokyu.core.physics.PhysicalConstants;

/**
 * Water vapour continuum of the MT_CKD type.
 *
 * <p>k_self = C_s(ν, T) q ρ, k_foreign = C_f(ν) (1 − q) ρ with ρ = (p/1013 hPa)(296 K/T), both
 * times ν tanh(c₂ν/2T); linear in ν between the 10 cm-1 points. C_s(ν, T) = C_s(ν, 296 K) times
 * (296/T)^n(ν) since version 3.6, and exp(r(ν) (T − 296 K)) before it, with r from the values at
 * 296 and 260 K. Coefficients are reference absorption per molecule at 1013 hPa and 296 K [cm²
 * molecule-1 (cm-1)-1]. To be used with lines whose value at 25 cm-1 is removed ({@link
 * LineByLine.Wing#PEDESTAL_REMOVED}).
 *
 * <p>Source: Mlawer et al. (2012), Phil. Trans. R. Soc. A 370, 2520, doi 10.1098/rsta.2011.0295;
 * Mlawer et al. (2023), JQSRT 306, 108645. The coefficients are the user's file; none are bundled.
 * Immutable.
 */
public final class WaterContinuum {
  private static final double REFERENCE_K = 296.0;
  private static final double REFERENCE_PA = 101300.0;

  private final double begin;
  private final double step;
  private final double[] self;
  private final double[] foreign;
  private final double[] exponent;
  private final Warming warming;

  /** How the self continuum depends on temperature. */
  public enum Warming {
    /** (296/T)^n. */
    POWER_LAW,
    /** exp(r (T − 296 K)), r in K-1. */
    EXPONENTIAL
  }

  /**
   * @param begin first wavenumber [cm-1]
   * @param step spacing [cm-1]
   * @param exponent n or r of the temperature dependence, on the same points
   */
  public WaterContinuum(
      double begin,
      double step,
      double[] self,
      double[] foreign,
      double[] exponent,
      Warming warming) {
    this.begin = begin;
    this.step = step;
    this.self = self.clone();
    this.foreign = foreign.clone();
    this.exponent = exponent.clone();
    this.warming = warming;
  }

  private double at(double[] table, double nu) {
    double s = (nu - begin) / step;
    int i = (int) Math.floor(s);
    if (i < 0 || i + 1 >= table.length) {
      throw new IllegalArgumentException(
          "wavenumber %s cm-1 outside the water continuum table".formatted(nu));
    }
    return table[i] + (s - i) * (table[i + 1] - table[i]);
  }

  /**
   * Continuum cross section of the foreign part for dry air (q = 0) [cm² molecule-1]; scales with 1
   * − q.
   */
  public double foreign(double nu, double pressurePa, double temperatureK) {
    return at(foreign, nu) * density(pressurePa, temperatureK) * radiationTerm(nu, temperatureK);
  }

  /** Continuum cross section of the self part for q = 1 [cm² molecule-1]; scales with q. */
  public double self(double nu, double pressurePa, double temperatureK) {
    double e = at(exponent, nu);
    double factor =
        warming == Warming.POWER_LAW
            ? Math.pow(REFERENCE_K / temperatureK, e)
            : Math.exp(e * (temperatureK - REFERENCE_K));
    return at(self, nu)
        * factor
        * density(pressurePa, temperatureK)
        * radiationTerm(nu, temperatureK);
  }

  private static double density(double pressurePa, double temperatureK) {
    return pressurePa / REFERENCE_PA * REFERENCE_K / temperatureK;
  }

  private static double radiationTerm(double nu, double temperatureK) {
    return nu * Math.tanh(PhysicalConstants.C2 * nu / (2 * temperatureK));
  }
}
