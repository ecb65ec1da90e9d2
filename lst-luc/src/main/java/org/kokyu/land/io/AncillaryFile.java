package org.kokyu.land.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.function.IntUnaryOperator;
import org.kokyu.core.provenance.InputRef;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.result.UnavailableInputException;
import org.kokyu.land.LandState;
import org.kokyu.land.SurfaceMaps;
import ucar.nc2.Attribute;
import ucar.nc2.NetcdfFile;
import ucar.nc2.Variable;

/**
 * Ancillary fields on imager pixels: NetCDF with dimensions y, x, {@code line(y)}, {@code
 * column(x)} (1-based full-disk 2 km numbers) and any of {@code land_mask}, {@code tcwv_nwp} [kg
 * m-2], {@code t_air_nwp} [K], {@code ndvi_composite}, {@code emissivity_b07}, {@code
 * emissivity_b11}, {@code emissivity_b13} to {@code emissivity_b16}, {@code snow_cover} and {@code
 * sea_ice} (share of the pixel, or per cent by its unit; from a half on it counts). Where the
 * {@code flag_meanings} of {@code land_mask} have {@code inland_water}, that value is water inside
 * land. Packed values are unpacked, fill becomes not a number. Immutable.
 */
public final class AncillaryFile {
  /** One standard deviation of an emissivity climatology per band: class and smooth part. */
  private static final double EMISSIVITY_SIGMA = 0.007;

  private static final List<Integer> BANDS = List.of(7, 11, 13, 14, 15, 16);

  /** Share of a pixel from which on snow or ice is what the pixel is. */
  private static final float SNOW_SHARE = 0.5f;

  private static final String INLAND_WATER = "inland_water";

  private final InputRef ref;
  private final int firstLine;
  private final int firstColumn;
  private final int rows;
  private final int columns;
  private final Map<String, float[]> fields;
  private final OptionalInt inlandWater;

  private AncillaryFile(
      InputRef ref,
      int[] lines,
      int[] columns,
      Map<String, float[]> fields,
      OptionalInt inlandWater) {
    this.ref = ref;
    this.firstLine = lines[0];
    this.firstColumn = columns[0];
    this.rows = lines.length;
    this.columns = columns.length;
    this.fields = fields;
    this.inlandWater = inlandWater;
  }

  /**
   * Reads all fields.
   *
   * @param sha256 of the file, for provenance
   */
  public static AncillaryFile read(Path file, String sha256) {
    if (!Files.isReadable(file)) {
      throw new UnavailableInputException(file + ": no such readable file");
    }
    try (NetcdfFile nc = NetcdfFile.open(file.toString())) {
      int[] lines = axis(nc, "line", file);
      int[] columns = axis(nc, "column", file);
      Map<String, float[]> fields = new HashMap<>();
      for (String name : List.of("land_mask", "tcwv_nwp", "t_air_nwp", "ndvi_composite")) {
        read(nc, name, lines.length * columns.length, file, fields);
      }
      for (int band : BANDS) {
        read(nc, "emissivity_b%02d".formatted(band), lines.length * columns.length, file, fields);
      }
      for (String name : List.of("snow_cover", "sea_ice")) {
        read(nc, name, lines.length * columns.length, file, fields);
        share(nc, name, file, fields);
      }
      InputRef ref = new InputRef(file.getFileName().toString(), sha256);
      return new AncillaryFile(ref, lines, columns, fields, inlandWater(nc, file));
    } catch (IOException e) {
      throw new MalformedInputException(
          InputFault.WRONG_FORMAT, "%s: NetCDF expected: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static int[] axis(NetcdfFile nc, String name, Path file) throws IOException {
    Variable v = nc.findVariable(name);
    if (v == null || v.getRank() != 1) {
      throw new MalformedInputException(
          InputFault.WRONG_FORMAT,
          "%s: one-dimensional variable %s expected, not found".formatted(file, name));
    }
    int[] values = (int[]) v.read().get1DJavaArray(int.class);
    for (int i = 1; i < values.length; i++) {
      if (values[i] != values[i - 1] + 1) {
        throw new MalformedInputException(
            InputFault.CORRUPT,
            "%s: %s must rise by 1, found %d after %d"
                .formatted(file, name, values[i], values[i - 1]));
      }
    }
    if (values.length == 0) {
      throw new MalformedInputException(InputFault.EMPTY, file + ": " + name + " is empty");
    }
    return values;
  }

  private static void read(
      NetcdfFile nc, String name, int cells, Path file, Map<String, float[]> into)
      throws IOException {
    Variable v = nc.findVariable(name);
    if (v == null) {
      return;
    }
    if (v.getSize() != cells) {
      throw new MalformedInputException(
          InputFault.CORRUPT,
          "%s: %s has %d values, %d expected (line x column)"
              .formatted(file, name, v.getSize(), cells));
    }
    double scale = number(v, "scale_factor", 1);
    double offset = number(v, "add_offset", 0);
    double fill = number(v, "_FillValue", Double.NaN);
    double[] raw = (double[]) v.read().get1DJavaArray(double.class);
    float[] values = new float[raw.length];
    for (int i = 0; i < raw.length; i++) {
      values[i] = raw[i] == fill ? Float.NaN : (float) (raw[i] * scale + offset);
    }
    into.put(name, values);
  }

  /** Brings per cent to shares. */
  private static void share(NetcdfFile nc, String name, Path file, Map<String, float[]> fields) {
    float[] values = fields.get(name);
    if (values == null) {
      return;
    }
    Attribute a = nc.findVariable(name).findAttribute("units");
    String unit = a == null || !a.isString() ? "1" : a.getStringValue().trim();
    float whole = unit.equals("%") || unit.equals("percent") ? 100 : 1;
    if (whole == 1 && !unit.equals("1") && !unit.isEmpty()) {
      throw new MalformedInputException(
          InputFault.HEADER_MISMATCH,
          "%s: %s: unit 1 or %% expected, found '%s'".formatted(file, name, unit));
    }
    for (int i = 0; i < values.length; i++) {
      values[i] /= whole;
      if (values[i] < 0 || values[i] > 1) {
        throw new MalformedInputException(
            InputFault.CORRUPT,
            "%s: %s: a share of the pixel expected, found %s of %s"
                .formatted(file, name, values[i] * whole, whole));
      }
    }
  }

  private static OptionalInt inlandWater(NetcdfFile nc, Path file) {
    Variable mask = nc.findVariable("land_mask");
    Attribute meanings = mask == null ? null : mask.findAttribute("flag_meanings");
    Attribute values = mask == null ? null : mask.findAttribute("flag_values");
    if (meanings == null || !meanings.isString()) {
      return OptionalInt.empty();
    }
    List<String> words = List.of(meanings.getStringValue().trim().split("\\s+"));
    int at = words.indexOf(INLAND_WATER);
    if (at < 0) {
      return OptionalInt.empty();
    }
    if (values == null || values.getLength() != words.size()) {
      throw new MalformedInputException(
          InputFault.HEADER_MISMATCH,
          "%s: land_mask: as many flag_values as flag_meanings, %d, expected, found %d"
              .formatted(file, words.size(), values == null ? 0 : values.getLength()));
    }
    return OptionalInt.of(values.getNumericValue(at).intValue());
  }

  private static double number(Variable v, String name, double otherwise) {
    Attribute a = v.findAttribute(name);
    return a == null || a.getNumericValue() == null ? otherwise : a.getNumericValue().doubleValue();
  }

  /** Names of the fields that are there. */
  public TreeSet<String> names() {
    return new TreeSet<>(fields.keySet());
  }

  /**
   * The fields on a grid; pixels outside the file are not a number, and land in its mask only where
   * the file says so.
   *
   * @param line full-disk line of a pixel, 0 if there is none
   * @param column full-disk column of a pixel
   */
  public LandState on(int pixels, IntUnaryOperator line, IntUnaryOperator column) {
    int[] from = new int[pixels];
    for (int i = 0; i < pixels; i++) {
      int r = line.applyAsInt(i) - firstLine;
      int c = column.applyAsInt(i) - firstColumn;
      from[i] = r >= 0 && r < rows && c >= 0 && c < columns ? r * columns + c : -1;
    }
    Map<Integer, float[]> emissivity = new HashMap<>();
    for (int band : BANDS) {
      pick("emissivity_b%02d".formatted(band), from).ifPresent(e -> emissivity.put(band, e));
    }
    Optional<byte[]> mask = pick("land_mask", from).map(AncillaryFile::mask);
    return new LandState(
        mask,
        emissivity,
        EMISSIVITY_SIGMA,
        pick("ndvi_composite", from),
        pick("tcwv_nwp", from),
        LandState.FORECAST_WATER_SIGMA,
        pick("t_air_nwp", from),
        LandState.FORECAST_AIR_SIGMA_K,
        maps(from),
        "ancillary file with " + String.join(", ", names()),
        List.of(ref));
  }

  private SurfaceMaps maps(int[] from) {
    Optional<float[]> snow = pick("snow_cover", from);
    Optional<float[]> ice = pick("sea_ice", from);
    Optional<byte[]> seen = Optional.empty();
    if (snow.isPresent() || ice.isPresent()) {
      byte[] map = new byte[from.length];
      for (int i = 0; i < map.length; i++) {
        boolean white = snow.isPresent() && snow.get()[i] >= SNOW_SHARE;
        map[i] = (byte) (white || ice.isPresent() && ice.get()[i] >= SNOW_SHARE ? 1 : 0);
      }
      seen = Optional.of(map);
    }
    Optional<byte[]> water =
        inlandWater.isEmpty()
            ? Optional.empty()
            : pick("land_mask", from).map(m -> mask(m, inlandWater.getAsInt()));
    return new SurfaceMaps(Optional.empty(), Map.of(), Map.of(), seen, water);
  }

  private static byte[] mask(float[] values, int wanted) {
    byte[] mask = new byte[values.length];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = (byte) (values[i] == wanted ? 1 : 0);
    }
    return mask;
  }

  private static byte[] mask(float[] values) {
    byte[] mask = new byte[values.length];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = (byte) (values[i] > 0 ? 1 : 0);
    }
    return mask;
  }

  private Optional<float[]> pick(String name, int[] from) {
    float[] all = fields.get(name);
    if (all == null) {
      return Optional.empty();
    }
    float[] own = new float[from.length];
    for (int i = 0; i < own.length; i++) {
      own[i] = from[i] < 0 ? Float.NaN : all[from[i]];
    }
    return Optional.of(own);
  }
}
