package org.kokyu.land;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.kokyu.core.provenance.InputRef;

/**
 * What is known of surface and air before a scene is looked at, on the scene's grid. Arrays are
 * row-major and shared: treat as constant; not a number means unknown.
 *
 * <p>The emissivity of a pixel is the first of these that is known: the given one; snow that was
 * seen; the emissivity file's; inland water; the land-cover class's with the vegetation cover, or
 * as a whole ({@link LandCoverEmissivity}); the vegetation cover's, ε = εv f + εg (1 − f) between
 * canopy and bare soil; the default of land or sea. Vegetation cover f = ((NDVI − 0.2)/(0.86 −
 * 0.2))² (Carlson and Ripley 1997, Remote Sens. Environ. 62, 241–252; Valor and Caselles 1996,
 * ibid. 57, 167–184).
 *
 * @param landMask 1 land or coast, 0 sea; empty where nothing is known, then all pixels count as
 *     land
 * @param emissivity by band
 * @param emissivitySigma one standard deviation of the given emissivity, per band
 * @param ndvi vegetation index of a composite
 * @param waterKg water vapour column [kg m-2]
 * @param waterSigma its relative standard deviation
 * @param airK air temperature near the surface [K]
 * @param airSigmaK its standard deviation [K]
 * @param maps land cover, emissivity file, snow, inland water
 * @param source where these come from, for the product's metadata
 * @param inputs the files behind them
 */
public record LandState(
    Optional<byte[]> landMask,
    Map<Integer, float[]> emissivity,
    double emissivitySigma,
    Optional<float[]> ndvi,
    Optional<float[]> waterKg,
    double waterSigma,
    Optional<float[]> airK,
    double airSigmaK,
    SurfaceMaps maps,
    String source,
    List<InputRef> inputs) {
  /**
   * Emissivity of land where nothing better is known, and its standard deviation: the middle and
   * half the width of 0.95 … 0.99, which spans soils to dense vegetation in the spectral libraries
   * (for example Snyder et al. 1998, Int. J. Remote Sens. 19, 2753–2774).
   */
  static final double LAND_EMISSIVITY = 0.97;

  static final double LAND_EMISSIVITY_SIGMA = 0.02;

  /** Sea water at moderate view angles (Masuda et al. 1988, RSE 24, 313–329). */
  static final double SEA_EMISSIVITY = 0.985;

  static final double SEA_EMISSIVITY_SIGMA = 0.005;

  /**
   * Snow and ice in all bands, class value of the land-cover method (Snyder et al. 1998 give 0.99
   * at 11 and 12 µm); the standard deviation spans fine snow to bare ice.
   */
  static final double SNOW_EMISSIVITY = 0.99;

  static final double SNOW_EMISSIVITY_SIGMA = 0.01;

  /** Relative standard deviation of the water vapour of a forecast, and of a climatology. */
  public static final double FORECAST_WATER_SIGMA = 0.08;

  public static final double CLIMATOLOGY_WATER_SIGMA = 0.4;

  /** Standard deviation of the near-surface air temperature of a forecast [K]. */
  public static final double FORECAST_AIR_SIGMA_K = 1.5;

  /** Water vapour where nothing at all is known [kg m-2]. */
  private static final double ANY_WATER_KG = 25;

  public LandState {
    Objects.requireNonNull(landMask, "landMask");
    emissivity = Map.copyOf(emissivity);
    Objects.requireNonNull(ndvi, "ndvi");
    Objects.requireNonNull(waterKg, "waterKg");
    Objects.requireNonNull(airK, "airK");
    Objects.requireNonNull(maps, "maps");
    Objects.requireNonNull(source, "source");
    inputs = List.copyOf(inputs);
  }

  /** Without maps. */
  public LandState(
      Optional<byte[]> landMask,
      Map<Integer, float[]> emissivity,
      double emissivitySigma,
      Optional<float[]> ndvi,
      Optional<float[]> waterKg,
      double waterSigma,
      Optional<float[]> airK,
      double airSigmaK,
      String source,
      List<InputRef> inputs) {
    this(
        landMask,
        emissivity,
        emissivitySigma,
        ndvi,
        waterKg,
        waterSigma,
        airK,
        airSigmaK,
        SurfaceMaps.NONE,
        source,
        inputs);
  }

  /** Nothing known: the default emissivity of land everywhere. */
  public static LandState unknown() {
    return ofMask(
        Optional.empty(),
        "surface not given, emissivity 0.97 where nothing else is named",
        List.of());
  }

  /** A land mask and the default emissivities of land and sea. */
  public static LandState ofMask(byte[] landMask, String source, List<InputRef> inputs) {
    return ofMask(
        Optional.of(landMask), source + ", emissivity 0.97 on land and 0.985 at sea", inputs);
  }

  private static LandState ofMask(Optional<byte[]> mask, String source, List<InputRef> inputs) {
    return new LandState(
        mask,
        Map.of(),
        LAND_EMISSIVITY_SIGMA,
        Optional.empty(),
        Optional.empty(),
        CLIMATOLOGY_WATER_SIGMA,
        Optional.empty(),
        FORECAST_AIR_SIGMA_K,
        source,
        inputs);
  }

  /** The same with water vapour from elsewhere, where this one has none. */
  public LandState withWater(float[] kg, double relativeSigma, String from) {
    if (waterKg.isPresent()) {
      return this;
    }
    return new LandState(
        landMask,
        emissivity,
        emissivitySigma,
        ndvi,
        Optional.of(kg),
        relativeSigma,
        airK,
        airSigmaK,
        maps,
        source + "; water vapour: " + from,
        inputs);
  }

  /** The same with a land mask from elsewhere, where this one has none. */
  public LandState withLandMask(byte[] mask, String from) {
    if (landMask.isPresent()) {
      return this;
    }
    return new LandState(
        Optional.of(mask),
        emissivity,
        emissivitySigma,
        ndvi,
        waterKg,
        waterSigma,
        airK,
        airSigmaK,
        maps,
        source + "; land mask: " + from,
        inputs);
  }

  /** The same with other maps. */
  public LandState withMaps(SurfaceMaps others, String from, InputRef input) {
    List<InputRef> all = new ArrayList<>(inputs);
    all.add(input);
    return new LandState(
        landMask,
        emissivity,
        emissivitySigma,
        ndvi,
        waterKg,
        waterSigma,
        airK,
        airSigmaK,
        others,
        source + "; " + from,
        all);
  }

  /** Whether a pixel counts as land. */
  public boolean isLand(int pixel) {
    return landMask.isEmpty() || landMask.get()[pixel] != 0;
  }

  /** Snow or ice: seen that day, or a class of land cover. */
  public boolean isSnow(int pixel) {
    return maps.snowSeen(pixel) || maps.classAt(pixel) == LandCoverEmissivity.SNOW;
  }

  /** Water inside land: by the land mask, or by land cover where the mask says land. */
  public boolean isInlandWater(int pixel) {
    return isLand(pixel)
        && (maps.waterMapped(pixel)
            || landMask.isPresent() && maps.classAt(pixel) == LandCoverEmissivity.WATER);
  }

  /** Where the emissivity of a pixel comes from. */
  enum EmissivitySource {
    GIVEN(false),
    SNOW_SEEN(true),
    FILE(false),
    WATER(false),
    SNOW_CLASS(false),
    COVER_AND_VEGETATION(true),
    COVER(false),
    VEGETATION(true),
    DEFAULT(false);

    private final boolean ofSeason;

    EmissivitySource(boolean ofSeason) {
      this.ofSeason = ofSeason;
    }

    /** Whether it knows vegetation or snow of these days. */
    boolean isOfSeason() {
      return ofSeason;
    }
  }

  /** Emissivity of a band, for loops over many pixels. */
  BandEmissivity emissivityOf(int band) {
    return new BandEmissivity(this, band);
  }

  /** Emissivity of a pixel. */
  public double emissivityAt(int band, int pixel) {
    return emissivityOf(band).at(pixel);
  }

  /** Its standard deviation. */
  public double emissivitySigmaAt(int band, int pixel) {
    return emissivityOf(band).sigma(pixel);
  }

  /** Water vapour column [kg m-2]. */
  public double waterAt(int pixel) {
    if (waterKg.isPresent() && waterKg.get()[pixel] >= 0) {
      return waterKg.get()[pixel];
    }
    return ANY_WATER_KG;
  }

  double waterSigmaAt(int pixel) {
    boolean known = waterKg.isPresent() && waterKg.get()[pixel] >= 0;
    return waterAt(pixel) * (known ? waterSigma : 0.6);
  }

  /** Air temperature [K], not a number where unknown. */
  public double airAt(int pixel) {
    return airK.isPresent() ? airK.get()[pixel] : Double.NaN;
  }

  void requireSize(int pixels) {
    boolean fits =
        landMask.map(m -> m.length == pixels).orElse(true)
            && emissivity.values().stream().allMatch(e -> e.length == pixels)
            && ndvi.map(m -> m.length == pixels).orElse(true)
            && waterKg.map(m -> m.length == pixels).orElse(true)
            && airK.map(m -> m.length == pixels).orElse(true)
            && maps.fits(pixels);
    if (!fits) {
      throw new IllegalArgumentException(
          "the land state must have the scene's %d pixels".formatted(pixels));
    }
  }
}
