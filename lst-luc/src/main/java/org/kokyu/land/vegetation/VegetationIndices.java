package org.kokyu.land.vegetation;

/**
 * Vegetation indices from reflectances ρ of the surface: NDVI = (ρ₄ − ρ₃)/(ρ₄ + ρ₃); EVI = 2.5 (ρ₄
 * − ρ₃)/(ρ₄ + 6 ρ₃ − 7.5 ρ₁ + 1) (Huete et al. 2002, Remote Sens. Environ. 83, 195–213), without
 * band 1 the two-band form 2.5 (ρ₄ − ρ₃)/(ρ₄ + 2.4 ρ₃ + 1) (Jiang et al. 2008, ibid. 112,
 * 3833–3845); LSWI = (ρ₄ − ρ₅)/(ρ₄ + ρ₅) (Xiao et al. 2004, ibid. 91, 256–270).
 *
 * <p>Surface from top of the atmosphere: ρ = (ρ_top − ρ_path) T with the single scattering of
 * molecules and of a clean aerosol, ρ_path = τ/(4 cos θ₀ cos θ) + ρ_a, T = 1 + k (1/cos θ₀ + 1/cos
 * θ); τ = 0.185, 0.0537, 0.0162, 0.0013 and k = 0.14, 0.065, 0.040, 0.02 in bands 1, 3, 4, 5
 * (optical depths of Hansen and Travis 1974, Space Sci. Rev. 16, 527–610), ρ_a = 0.012, 0.010,
 * 0.007, 0.003.
 */
final class VegetationIndices {
  private static final double[] TAU = {0, 0.185, 0, 0.0537, 0.0162, 0.0013};
  private static final double[] AEROSOL = {0, 0.012, 0, 0.010, 0.007, 0.003};
  private static final double[] LOSS = {0, 0.14, 0, 0.065, 0.040, 0.02};

  private VegetationIndices() {}

  /** Reflectance of the surface from that of the top, which is over the cosine of the sun. */
  static double surface(int band, double top, double cosSun, double cosView) {
    double path = TAU[band] / (4 * cosSun * cosView) + AEROSOL[band];
    return (top - path) * (1 + LOSS[band] * (1 / cosSun + 1 / cosView));
  }

  static double ndvi(double red, double nearInfrared) {
    return ratio(nearInfrared, red);
  }

  /** Without band 1 give not a number. */
  static double evi(double blue, double red, double nearInfrared) {
    double below =
        Double.isNaN(blue) ? nearInfrared + 2.4 * red + 1 : nearInfrared + 6 * red - 7.5 * blue + 1;
    return 2.5 * (nearInfrared - red) / below;
  }

  static double lswi(double nearInfrared, double shortwaveInfrared) {
    return ratio(nearInfrared, shortwaveInfrared);
  }

  private static double ratio(double a, double b) {
    double sum = a + b;
    return sum > 0 ? (a - b) / sum : Double.NaN;
  }
}
