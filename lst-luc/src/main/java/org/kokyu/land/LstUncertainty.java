package org.kokyu.land;

/**
 * Parts of the uncertainty of one land surface temperature, one standard deviation each [K]; they
 * are taken as independent, and so are the bands.
 *
 * @param modelK of the formula
 * @param emissivityK from the emissivities
 * @param noiseK from the instrument's noise
 * @param waterK from the water vapour
 * @param airK from the air temperature
 */
public record LstUncertainty(
    double modelK, double emissivityK, double noiseK, double waterK, double airK) {
  /**
   * Noise-equivalent temperature difference of bands 13 to 15 at 300 K [K]: the specification of
   * the imager (Bessho et al. 2016, J. Meteor. Soc. Japan 94, 151–183).
   */
  public static final double NEDT_K = 0.1;

  /** From an estimate with gradient and the standard deviations of the inputs. */
  public static LstUncertainty of(
      LstCoefficients.Estimate estimate,
      double noiseK,
      double emissivitySigma,
      double waterSigmaKg,
      double airSigmaK) {
    double[] g = estimate.gradient;
    return new LstUncertainty(
        estimate.modelSigmaK,
        emissivitySigma * length(g[3], g[4], g[5]),
        noiseK * length(g[0], g[1], g[2]),
        Math.abs(g[LstCoefficients.WATER]) * waterSigmaKg,
        Math.abs(g[LstCoefficients.AIR]) * airSigmaK);
  }

  private static double length(double a, double b, double c) {
    return Math.sqrt(a * a + b * b + c * c);
  }

  /** Of the published baseline. */
  public static LstUncertainty of(
      SplitWindow splitWindow, double secViewZenith, double emissivitySigma) {
    double d14 = splitWindow.band14Derivative(secViewZenith) * NEDT_K;
    double d15 = splitWindow.band15Derivative(secViewZenith) * NEDT_K;
    return new LstUncertainty(
        splitWindow.modelSigmaK(secViewZenith),
        Math.abs(splitWindow.emissivityK()) * emissivitySigma,
        Math.sqrt(d14 * d14 + d15 * d15),
        0,
        0);
  }

  /** Root of the sum of squares [K]. */
  public double totalK() {
    return Math.sqrt(
        modelK * modelK
            + emissivityK * emissivityK
            + noiseK * noiseK
            + waterK * waterK
            + airK * airK);
  }
}
