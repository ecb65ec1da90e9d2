package org.kokyu.land.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.IntUnaryOperator;
import org.kokyu.core.provenance.InputRef;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.result.UnavailableInputException;
import org.kokyu.land.LandState;
import ucar.nc2.Attribute;
import ucar.nc2.NetcdfFile;
import ucar.nc2.Variable;

/**
 * Ancillary fields on imager pixels: NetCDF with dimensions y, x, {@code line(y)}, {@code
 * column(x)} (1-based full-disk 2 km numbers) and any of {@code land_mask}, {@code tcwv_nwp} [kg
 * m-2], {@code t_air_nwp} [K], {@code ndvi_composite}, {@code emissivity_b07}, {@code
 * emissivity_b13} to {@code emissivity_b16}. Packed values are unpacked, fill becomes not a number.
 * Immutable.
 */
public final class AncillaryFile {
  /** One standard deviation of an emissivity climatology per band: class and smooth part. */
  private static final double EMISSIVITY_SIGMA = 0.007;

  private static final List<Integer> BANDS = List.of(7, 13, 14, 15, 16);

  private final InputRef ref;
  private final int firstLine;
  private final int firstColumn;
  private final int rows;
  private final int columns;
  private final Map<String, float[]> fields;

  private AncillaryFile(InputRef ref, int[] lines, int[] columns, Map<String, float[]> fields) {
    this.ref = ref;
    this.firstLine = lines[0];
    this.firstColumn = columns[0];
    this.rows = lines.length;
    this.columns = columns.length;
    this.fields = fields;
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
      InputRef ref = new InputRef(file.getFileName().toString(), sha256);
      return new AncillaryFile(ref, lines, columns, fields);
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
        "ancillary file with " + String.join(", ", names()),
        List.of(ref));
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
