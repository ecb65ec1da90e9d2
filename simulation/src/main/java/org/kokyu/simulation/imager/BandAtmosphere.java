package org.kokyu.simulation.imager;

/**
 * A simple clear atmosphere for one band: what the imager sees through.
 *
 * <p>Transmittance τ = exp(−(a0 + a1 W + a2 W²) sec θ) with the water vapour W [kg m-2]; emission
 * upwards (1 − τ) B(T_air − d0 − d1 W), downwards the same with the diffuse path sec θ = 1.66.
 * Bands 13 to 15: fitted to line-by-line band terms of 26 atmospheres (lst_truth of the development
 * data, θ ≤ 60°; residuals of the optical depth 0.03 to 0.07, of the emission temperature 4 K).
 * Band 7: τ from 0.10 + 0.0022 W, emission at T_air − 12 K, as in the development scene. These are
 * radiances, no regression: the temperature estimate does not share any of it. Immutable,
 * thread-safe.
 *
 * @param a0 optical depth without water
 * @param a1 per kg m-2
 * @param a2 per (kg m-2)²
 * @param d0K below air temperature [K]
 * @param d1K below air temperature per kg m-2 [K]
 */
record BandAtmosphere(double a0, double a1, double a2, double d0K, double d1K) {
  private static final double DIFFUSIVITY = 1.66;

  static BandAtmosphere of(int band) {
    return switch (band) {
      case 7 -> new BandAtmosphere(0.10, 0.0022, 0, 12, 0);
      case 13 -> new BandAtmosphere(0.0160, 0.00666, 1.334e-4, 10.3, 0.027);
      case 14 -> new BandAtmosphere(0.0003, 0.00765, 1.929e-4, 6.1, 0.115);
      case 15 -> new BandAtmosphere(0.0328, 0.01551, 2.192e-4, 9.7, 0.109);
      default -> throw new IllegalArgumentException("band 7, 13, 14 or 15 expected, found " + band);
    };
  }

  double opticalDepth(double waterKgM2) {
    return a0 + waterKgM2 * (a1 + waterKgM2 * a2);
  }

  double transmittance(double waterKgM2, double secant) {
    return Math.exp(-opticalDepth(waterKgM2) * secant);
  }

  double emissionTemperatureK(double airTemperatureK, double waterKgM2) {
    return airTemperatureK - d0K - d1K * waterKgM2;
  }

  double diffuseTransmittance(double waterKgM2) {
    return transmittance(waterKgM2, DIFFUSIVITY);
  }
}
