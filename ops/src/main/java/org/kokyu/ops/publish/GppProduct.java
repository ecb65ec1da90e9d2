package org.kokyu.ops.publish;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import org.kokyu.core.scene.GppField;
import org.kokyu.core.scene.GppQuality;
import org.kokyu.core.scene.SceneGrid;
import ucar.ma2.Array;
import ucar.nc2.Attribute;

/**
 * Maps of gross primary production of a slot: CF-1.11 in NetCDF-3 with 64-bit offsets, on the grid
 * of the slot's {@link LstProduct}, packed into 16 bits by powers of two, so that zero is zero:
 * production 1/256 µmol m-2 s-1, light 1/8 µmol m-2 s-1, shares 1/16384, leaf area 1/1024,
 * temperature 0.005 K, vapour pressure deficit 0.5 Pa. Same field, same bytes. Thread-safe.
 */
public final class GppProduct {
  private static final double PRODUCTION_SCALE = 1.0 / 256;
  private static final double LIGHT_SCALE = 1.0 / 8;
  private static final double SHARE_SCALE = 1.0 / 16384;
  private static final double LEAF_SCALE = 1.0 / 1024;
  private static final double PRESSURE_SCALE = 0.5;
  private static final String FLUX_UNIT = "umol m-2 s-1";

  /** Variables of every map, coordinates apart. */
  private static final String[] VARIABLES = {
    "gpp",
    "gpp_uncertainty",
    "par",
    "diffuse_fraction",
    "fapar",
    "lai",
    "air_temperature",
    "vpd",
    "land_cover",
    "quality_flag",
    "quality_word"
  };

  private GppProduct() {}

  /** Writes a field on the calling thread alone. */
  public static void write(GppField field, Revision revision, Path file) throws IOException {
    write(field, revision, file, Runnable::run, 0);
  }

  /**
   * Writes a field.
   *
   * @param executor lends threads; may be the pool that the caller runs on
   * @param helpers most tasks to hand to it at a time
   */
  public static void write(
      GppField field, Revision revision, Path file, Executor executor, int helpers)
      throws IOException {
    SceneGrid grid = field.grid();
    PackedGridFile out = SlotMapHeader.fileFor(grid);
    SlotMapHeader.identity(
        out,
        "Kokyu gross primary production",
        ProductNames.gpp(field.slot(), grid, revision.number()),
        "L3",
        field.slot(),
        grid,
        revision);
    out.attribute("model", field.notes().model());
    out.attribute("light", field.notes().light());
    out.attribute("vegetation", field.notes().vegetation());
    out.attribute("weather", field.notes().weather());
    out.attribute("land_cover_source", field.notes().landCover());
    SlotMapHeader.origin(out, field.coverage(), field.slot(), field.provenance());
    SlotMapHeader.coordinates(out, field.slot(), grid, field.geometry());
    Attribute where = SlotMapHeader.coordinatesOf(grid);
    production(out, field, where);
    drivers(out, field, where);
    classes(out, field, where);
    out.write(file, executor, helpers);
  }

  private static void production(PackedGridFile out, GppField field, Attribute where) {
    out.packed(
        "gpp",
        PRODUCTION_SCALE,
        0,
        field.gpp(),
        new Attribute("long_name", "gross primary production, CO2"),
        new Attribute("units", FLUX_UNIT),
        new Attribute("ancillary_variables", "gpp_uncertainty quality_flag quality_word"),
        where);
    out.packed(
        "gpp_uncertainty",
        PRODUCTION_SCALE,
        0,
        field.gppUncertainty(),
        new Attribute("long_name", "standard uncertainty of the gross primary production"),
        new Attribute("units", FLUX_UNIT),
        where);
  }

  private static void drivers(PackedGridFile out, GppField field, Attribute where) {
    out.packed(
        "par",
        LIGHT_SCALE,
        0,
        field.par(),
        new Attribute("standard_name", "surface_downwelling_photosynthetic_photon_flux_in_air"),
        new Attribute("long_name", "photosynthetically active radiation on the horizontal"),
        new Attribute("units", FLUX_UNIT),
        where);
    share(out, "diffuse_fraction", "diffuse share of par", field.diffuseFraction(), where);
    share(out, "fapar", "share of par absorbed by the canopy", field.fapar(), where);
    out.packed(
        "lai",
        LEAF_SCALE,
        0,
        field.lai(),
        new Attribute("standard_name", "leaf_area_index"),
        new Attribute("long_name", "leaf area index"),
        new Attribute("units", "1"),
        where);
    out.packed(
        "air_temperature",
        LstProduct.KELVIN_SCALE,
        LstProduct.KELVIN_OFFSET,
        field.airTemperatureK(),
        new Attribute("standard_name", "air_temperature"),
        new Attribute("long_name", "air temperature near the surface"),
        new Attribute("units", "K"),
        where);
    out.packed(
        "vpd",
        PRESSURE_SCALE,
        0,
        field.vpdPa(),
        new Attribute("standard_name", "water_vapor_saturation_deficit_in_air"),
        new Attribute("long_name", "vapour pressure deficit of the air"),
        new Attribute("units", "Pa"),
        where);
  }

  private static void share(
      PackedGridFile out, String name, String longName, float[] values, Attribute where) {
    out.packed(
        name,
        SHARE_SCALE,
        0,
        values,
        new Attribute("long_name", longName),
        new Attribute("units", "1"),
        where);
  }

  private static void classes(PackedGridFile out, GppField field, Attribute where) {
    byte[] numbers = new byte[18];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (byte) i;
    }
    out.bytes(
        "land_cover",
        field.landCover(),
        new Attribute("long_name", "IGBP class of land cover"),
        new Attribute("flag_values", Array.factory(numbers)),
        new Attribute(
            "flag_meanings",
            "unknown evergreen_needleleaf_forest evergreen_broadleaf_forest"
                + " deciduous_needleleaf_forest deciduous_broadleaf_forest mixed_forest"
                + " closed_shrubland open_shrubland woody_savanna savanna grassland wetland"
                + " cropland urban cropland_natural_mosaic snow_and_ice barren water"),
        where);
    out.bytes(
        "quality_flag",
        field.qualityFlag(),
        new Attribute("long_name", "quality of the gross primary production"),
        new Attribute("flag_values", Array.factory(new byte[] {0, 1, 2})),
        new Attribute("flag_meanings", "good use_with_care not_produced"),
        where);
    GppQuality[] reasons = GppQuality.values();
    short[] masks = new short[reasons.length];
    for (int i = 0; i < masks.length; i++) {
      masks[i] = reasons[i].bit();
    }
    out.shorts(
        "quality_word",
        field.qualityWord(),
        new Attribute("long_name", "why the quality is what it is"),
        new Attribute("flag_masks", Array.factory(masks)),
        new Attribute("flag_meanings", GppQuality.meanings()),
        where);
  }

  /**
   * Opens a map for reading in blocks of rows.
   *
   * @throws org.kokyu.core.result.MalformedInputException if it is no map of gross primary
   *     production of ours
   */
  public static MapReader open(Path file) {
    MapReader reader = MapReader.open(file);
    try {
      return reader.require("a map of gross primary production", VARIABLES);
    } catch (RuntimeException e) {
      reader.close();
      throw e;
    }
  }
}
