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
  private final SurfaceMaps maps;
  private final boolean mapped;
  private final int band;
  private final float[] ofFile;
  private final float[] sigmaOfFile;
  private final double canopy;
  private final double soil;

  BandEmissivity(LandState land, int band) {
    this.land = land;
    this.given = land.emissivity().get(band);
    double[] ends = CANOPY_AND_SOIL.get(band);
    this.ndvi = land.ndvi().orElse(null);
    this.maps = land.maps();
    this.mapped = !maps.isEmpty();
    this.band = band;
    this.ofFile = maps.emissivity().get(band);
    this.sigmaOfFile = maps.emissivitySigma().get(band);
    this.canopy = ends == null ? Double.NaN : ends[0];
    this.soil = ends == null ? Double.NaN : ends[1];
  }

  EmissivitySource source(int pixel) {
    if (given != null && !Float.isNaN(given[pixel])) {
      return EmissivitySource.GIVEN;
    }
    boolean index = ndvi != null && !Float.isNaN(ndvi[pixel]) && land.isLand(pixel);
    if (mapped) {
      EmissivitySource map = mapSource(pixel, index);
      if (map != EmissivitySource.DEFAULT) {
        return map;
      }
    }
    return index && !Double.isNaN(canopy) ? EmissivitySource.VEGETATION : EmissivitySource.DEFAULT;
  }

  /** The first map that knows the pixel, DEFAULT if none does. */
  private EmissivitySource mapSource(int pixel, boolean index) {
    if (maps.snowSeen(pixel)) {
      return EmissivitySource.SNOW_SEEN;
    }
    if (ofFile != null && !Float.isNaN(ofFile[pixel])) {
      return EmissivitySource.FILE;
    }
    if (!land.isLand(pixel)) {
      return EmissivitySource.DEFAULT;
    }
    int igbp = maps.classAt(pixel);
    if (maps.waterMapped(pixel) || igbp == LandCoverEmissivity.WATER) {
      return EmissivitySource.WATER;
    }
    if (igbp == LandCoverEmissivity.SNOW) {
      return EmissivitySource.SNOW_CLASS;
    }
    if (LandCoverEmissivity.has(band, igbp)) {
      return index ? EmissivitySource.COVER_AND_VEGETATION : EmissivitySource.COVER;
    }
    return EmissivitySource.DEFAULT;
  }

  double at(int pixel) {
    return switch (source(pixel)) {
      case GIVEN -> given[pixel];
      case SNOW_SEEN, SNOW_CLASS -> LandState.SNOW_EMISSIVITY;
      case FILE -> ofFile[pixel];
      case WATER -> LandState.SEA_EMISSIVITY;
      case COVER_AND_VEGETATION ->
          LandCoverEmissivity.of(band, maps.classAt(pixel), cover(ndvi[pixel]));
      case COVER -> LandCoverEmissivity.ofWhole(band, maps.classAt(pixel));
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
      case SNOW_SEEN, SNOW_CLASS -> LandState.SNOW_EMISSIVITY_SIGMA;
      case FILE -> sigmaOfFile[pixel];
      case WATER -> LandState.SEA_EMISSIVITY_SIGMA;
      case COVER_AND_VEGETATION -> LandCoverEmissivity.sigma(cover(ndvi[pixel]));
      case COVER -> LandCoverEmissivity.sigma(0);
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
