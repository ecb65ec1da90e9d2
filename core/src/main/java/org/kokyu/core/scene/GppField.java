package org.kokyu.core.scene;

import java.util.Objects;
import org.kokyu.core.provenance.Provenance;

/**
 * Gross primary production of one slot and what it was made from. Arrays are row-major on {@code
 * grid}; shared, treat as constant; not a number where not produced.
 *
 * @param slot which slot
 * @param grid grid of all arrays
 * @param geometry position and view per pixel
 * @param gpp gross primary production [µmol CO2 m-2 s-1]
 * @param gppUncertainty one standard deviation [µmol m-2 s-1]
 * @param par photosynthetically active radiation on the horizontal [µmol m-2 s-1]
 * @param diffuseFraction share of it that is diffuse, 0 … 1
 * @param fapar share of it that the canopy absorbs, 0 … 1
 * @param lai leaf area index [m2 m-2]
 * @param airTemperatureK near the surface [K]
 * @param vpdPa vapour pressure deficit of the air [Pa]
 * @param landCover IGBP class 1 … 17, 0 unknown
 * @param qualityFlag 0 good, 1 use with care, 2 not produced
 * @param qualityWord why, bits of {@link GppQuality}
 * @param coverage share of the expected segments that was present, 0 … 1
 * @param notes on method and sources, for the product's metadata
 * @param provenance inputs and versions
 */
public record GppField(
    SlotKey slot,
    SceneGrid grid,
    SceneGeometry geometry,
    float[] gpp,
    float[] gppUncertainty,
    float[] par,
    float[] diffuseFraction,
    float[] fapar,
    float[] lai,
    float[] airTemperatureK,
    float[] vpdPa,
    byte[] landCover,
    byte[] qualityFlag,
    short[] qualityWord,
    double coverage,
    Notes notes,
    Provenance provenance) {
  /**
   * One line each.
   *
   * @param model of the light use, with its parameters
   * @param light radiation: model, cloud index, what was assumed, how far its reference is learned
   * @param vegetation where fAPAR and leaf area come from
   * @param weather where temperature and humidity come from
   * @param landCover where the classes come from
   */
  public record Notes(
      String model, String light, String vegetation, String weather, String landCover) {
    public Notes {
      Objects.requireNonNull(model, "model");
      Objects.requireNonNull(light, "light");
      Objects.requireNonNull(vegetation, "vegetation");
      Objects.requireNonNull(weather, "weather");
      Objects.requireNonNull(landCover, "landCover");
    }
  }

  public GppField {
    Objects.requireNonNull(slot, "slot");
    Objects.requireNonNull(grid, "grid");
    Objects.requireNonNull(geometry, "geometry");
    Objects.requireNonNull(notes, "notes");
    Objects.requireNonNull(provenance, "provenance");
    int n = grid.size();
    int[] lengths = {
      gpp.length,
      gppUncertainty.length,
      par.length,
      diffuseFraction.length,
      fapar.length,
      lai.length,
      airTemperatureK.length,
      vpdPa.length,
      landCover.length,
      qualityFlag.length,
      qualityWord.length
    };
    for (int length : lengths) {
      if (length != n) {
        throw new IllegalArgumentException("%d pixels expected, found %d".formatted(n, length));
      }
    }
  }
}
