package org.kokyu.land;

/**
 * Parts of the uncertainty of one land surface temperature, one standard deviation each [K]; they
 * are taken as independent.
 *
 * @param modelK of the formula
 * @param emissivityK from the emissivity
 * @param noiseK from the instrument's noise
 */
public record LstUncertainty(double modelK, double emissivityK, double noiseK) {
  /**
   * Noise-equivalent temperature difference of bands 14 and 15 at 300 K [K]: the specification of
   * the imager (Bessho et al. 2016, J. Meteor. Soc. Japan 94, 151–183).
   */
  public static final double NEDT_K = 0.1;

  public static LstUncertainty of(
      SplitWindow splitWindow, double secViewZenith, double emissivitySigma) {
    double d14 = splitWindow.band14Derivative(secViewZenith) * NEDT_K;
    double d15 = splitWindow.band15Derivative(secViewZenith) * NEDT_K;
    return new LstUncertainty(
        splitWindow.modelSigmaK(secViewZenith),
        Math.abs(splitWindow.emissivityK()) * emissivitySigma,
        Math.sqrt(d14 * d14 + d15 * d15));
  }

  /** Root of the sum of squares [K]. */
  public double totalK() {
    return Math.sqrt(modelK * modelK + emissivityK * emissivityK + noiseK * noiseK);
  }
}
