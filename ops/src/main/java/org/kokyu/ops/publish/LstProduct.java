package org.kokyu.ops.publish;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.scene.BandImage;
import org.kokyu.core.scene.LstField;
import org.kokyu.core.scene.PixelGeometry;
import org.kokyu.core.scene.SceneGrid;
import ucar.ma2.Array;
import ucar.nc2.Attribute;

/**
 * Land surface temperature product files: CF-1.11 maps in NetCDF-3 with 64-bit offsets,
 * temperatures packed into 16 bits (0.005 K, uncertainty 0.001 K).
 *
 * <p>Equal-angle grids have the dimensions {@code latitude} and {@code longitude}; native grids
 * {@code y} and {@code x} with {@code line} and {@code column} (1-based full-disk numbers) and
 * two-dimensional latitude and longitude. The file is written in blocks of rows. Same field, same
 * bytes. Thread-safe.
 */
public final class LstProduct {
  static final double KELVIN_SCALE = 0.005;
  static final double KELVIN_OFFSET = 290;
  private static final double UNCERTAINTY_SCALE = 0.001;
  private static final double ANGLE_SCALE_DEG = 0.01;
  private static final double TIME_SCALE_S = 0.1;
  private static final double UNCERTAINTY_OFFSET = 32;

  /** One mask per field of the quality word, lowest bits first. */
  private static final int[] QC_MASKS = {
    3, 12, 16, 32, 192, 768, 1024, 2048, 4096, 8192, 16384, 32768
  };

  private static final String QC_MEANINGS =
      "overall_quality cloud_level beside_cloud day view_zenith_class water_vapour_class"
          + " emissivity_climatology snow_or_ice inland_water outside_training himawari_9"
          + " reduced_input";

  private LstProduct() {}

  /** Writes a field on the calling thread alone. */
  public static void write(LstField field, Revision revision, Path file) throws IOException {
    write(field, revision, file, Runnable::run, 0);
  }

  /**
   * Writes a field.
   *
   * @param executor lends threads; may be the pool that the caller runs on
   * @param helpers most tasks to hand to it at a time
   */
  public static void write(
      LstField field, Revision revision, Path file, Executor executor, int helpers)
      throws IOException {
    write(field, Optional.empty(), revision, file, executor, helpers);
  }

  /**
   * As {@link #write(LstField, Revision, Path, Executor, int)}, with angles and times of the
   * pixels.
   *
   * @param views adds sensor_zenith_angle, sensor_azimuth_angle, solar_zenith_angle, time_offset
   */
  public static void write(
      LstField field,
      Optional<PixelGeometry> views,
      Revision revision,
      Path file,
      Executor executor,
      int helpers)
      throws IOException {
    SceneGrid grid = field.grid();
    PackedGridFile out = SlotMapHeader.fileFor(grid);
    globalAttributes(out, field, revision);
    SlotMapHeader.coordinates(out, field.slot(), grid, field.geometry());
    Attribute where = SlotMapHeader.coordinatesOf(grid);
    layers(out, field, where);
    views.ifPresent(v -> views(out, field.geometry().viewZenithDeg(), v, where));
    out.write(file, executor, helpers);
  }

  private static void globalAttributes(PackedGridFile out, LstField field, Revision revision) {
    SlotMapHeader.identity(
        out,
        "Kokyu land surface temperature",
        ProductNames.lst(field.slot(), field.grid(), revision.number()),
        "L2",
        field.slot(),
        field.grid(),
        revision);
    out.attribute("algorithm", field.algorithm());
    out.attribute("algorithm_status", field.baseline() ? "published baseline" : "own fit");
    SlotMapHeader.origin(out, field.coverage(), field.slot(), field.provenance());
  }

  private static void views(
      PackedGridFile out, float[] viewZenithDeg, PixelGeometry views, Attribute where) {
    angle(out, "sensor_zenith_angle", 0, viewZenithDeg, where);
    angle(out, "sensor_azimuth_angle", 180, views.viewAzimuthDeg(), where);
    angle(out, "solar_zenith_angle", 90, views.solarZenithDeg(), where);
    out.packed(
        "time_offset",
        TIME_SCALE_S,
        0,
        views.timeOffsetSeconds(),
        new Attribute("long_name", "time of observation after the nominal time of the slot"),
        new Attribute("units", "s"),
        where);
  }

  /** Named as in CF; azimuth is from the place to the satellite, clockwise from north. */
  private static void angle(
      PackedGridFile out, String name, double offset, float[] degrees, Attribute where) {
    out.packed(
        name,
        ANGLE_SCALE_DEG,
        offset,
        degrees,
        new Attribute("standard_name", name),
        new Attribute("long_name", name.replace('_', ' ')),
        new Attribute("units", "degree"),
        where);
  }

  private static void layers(PackedGridFile out, LstField field, Attribute where) {
    out.packed(
        "lst",
        KELVIN_SCALE,
        KELVIN_OFFSET,
        field.lstK(),
        new Attribute("standard_name", "surface_temperature"),
        new Attribute("long_name", "land surface temperature"),
        new Attribute("units", "K"),
        new Attribute("ancillary_variables", "lst_uncertainty cloud_mask quality_flag"),
        where);
    out.packed(
        "lst_uncertainty",
        UNCERTAINTY_SCALE,
        UNCERTAINTY_OFFSET,
        field.uncertaintyK(),
        new Attribute("long_name", "standard uncertainty of the land surface temperature"),
        new Attribute("units", "K"),
        where);
    out.bytes(
        "cloud_mask",
        field.cloudMask(),
        new Attribute("long_name", "cloud mask"),
        new Attribute("_FillValue", (byte) -1),
        new Attribute("flag_values", Array.factory(new byte[] {0, 1, 2, 3})),
        new Attribute("flag_meanings", "clear probably_clear probably_cloudy cloudy"),
        where);
    out.bytes(
        "quality_flag",
        field.qualityFlag(),
        new Attribute("long_name", "quality of the land surface temperature"),
        new Attribute("flag_values", Array.factory(new byte[] {0, 1, 2})),
        new Attribute("flag_meanings", "good use_with_care not_produced"),
        where);
    out.bytes(
        "cloud_probability",
        field.cloudProbabilityPercent(),
        new Attribute("long_name", "probability of cloud"),
        new Attribute("_FillValue", (byte) -1),
        new Attribute("units", "percent"),
        where);
    short[] masks = new short[QC_MASKS.length];
    for (int i = 0; i < masks.length; i++) {
      masks[i] = (short) QC_MASKS[i];
    }
    out.shorts(
        "quality_word",
        field.qualityWord(),
        new Attribute("long_name", "quality bits of the land surface temperature"),
        new Attribute("flag_masks", Array.factory(masks)),
        new Attribute("flag_meanings", QC_MEANINGS),
        where);
    for (BandImage band : field.brightnessTemperatures()) {
      out.packed(
          String.format(Locale.ROOT, "toa_bt_b%02d", band.band()),
          KELVIN_SCALE,
          KELVIN_OFFSET,
          band.brightnessTemperatureK(),
          new Attribute("standard_name", "toa_brightness_temperature"),
          new Attribute("long_name", "brightness temperature at the top of the atmosphere"),
          new Attribute("units", "K"),
          new Attribute("central_wavelength_micrometre", band.centralWavelengthMicrometre()),
          where);
    }
  }

  /**
   * Reads a thinned map for display: every n-th row and column, n as small as {@code maxCells}
   * allows.
   *
   * @throws MalformedInputException if it is no map of ours
   */
  public static LstOverview readOverview(Path file, int maxCells) {
    return LstOverview.read(file, maxCells);
  }
}
