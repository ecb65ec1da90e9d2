package org.kokyu.land;

import java.util.Map;
import org.kokyu.land.LandState.EmissivitySource;

/**
 * Emissivity of one band in the order of precedence of {@link LandState}, with everything looked up
 * once: for loops over many pixels. Immutable.
 */
final class BandEmissivity {
  /**
   * Bands 7, 13, 14, 15: full canopy and bare soil, middle of the classes of spectral libraries.
   */
  private static final Map<Integer, double[]> CANOPY_AND_SOIL =
      Map.of(
          7, new double[] {0.955, 0.88},
          13, new double[] {0.985, 0.955},
          14, new double[] {0.985, 0.965},
          15, new double[] {0.983, 0.972});

  private static final double CANOPY_SIGMA = 0.007;
  private static final double SOIL_SIGMA = 0.02;
  private static final double BARE_NDVI = 0.2;
  private static final double FULL_NDVI = 0.86;

  private final LandState land;
  private final float[] given;
  private final float[] ndvi;
  private final double canopy;
  private final double soil;

  BandEmissivity(LandState land, int band) {
    this.land = land;
    this.given = land.emissivity().get(band);
    double[] ends = CANOPY_AND_SOIL.get(band);
    this.ndvi = ends == null ? null : land.ndvi().orElse(null);
    this.canopy = ends == null ? Double.NaN : ends[0];
    this.soil = ends == null ? Double.NaN : ends[1];
  }

  EmissivitySource source(int pixel) {
    if (given != null && !Float.isNaN(given[pixel])) {
      return EmissivitySource.GIVEN;
    }
    return ndvi != null && !Float.isNaN(ndvi[pixel]) && land.isLand(pixel)
        ? EmissivitySource.VEGETATION
        : EmissivitySource.DEFAULT;
  }

  double at(int pixel) {
    return switch (source(pixel)) {
      case GIVEN -> given[pixel];
      case VEGETATION -> {
        double f = cover(ndvi[pixel]);
        yield canopy * f + soil * (1 - f);
      }
      case DEFAULT -> land.isLand(pixel) ? LandState.LAND_EMISSIVITY : LandState.SEA_EMISSIVITY;
    };
  }

  /** Standard deviation. */
  double sigma(int pixel) {
    return switch (source(pixel)) {
      case GIVEN -> land.emissivitySigma();
      case VEGETATION -> {
        double f = cover(ndvi[pixel]);
        yield CANOPY_SIGMA * f + SOIL_SIGMA * (1 - f);
      }
      case DEFAULT ->
          land.isLand(pixel) ? LandState.LAND_EMISSIVITY_SIGMA : LandState.SEA_EMISSIVITY_SIGMA;
    };
  }

  private static double cover(double index) {
    double x = (index - BARE_NDVI) / (FULL_NDVI - BARE_NDVI);
    return x <= 0 ? 0 : x >= 1 ? 1 : x * x;
  }
}
