package org.kokyu.met;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.result.UnavailableInputException;
import ucar.nc2.Attribute;
import ucar.nc2.NetcdfFile;
import ucar.nc2.Variable;
import ucar.nc2.iosp.netcdf3.N3header;

/**
 * A NetCDF file with one row per sounding, read with units, shapes and value ranges checked.
 *
 * <p>The file is read into memory first, so that the library neither unpacks nor caches anything
 * beside it. Not thread-safe.
 */
final class CollocatedFile implements AutoCloseable {
  private static final long MAX_BYTES = 1L << 30;

  static {
    // the library would read zeros behind the end of a file that was cut short
    N3header.disallowFileTruncation = true;
  }

  private final String name;
  private final NetcdfFile nc;
  private final int rows;
  private final int levels;

  private CollocatedFile(String name, NetcdfFile nc) {
    this.name = name;
    this.nc = nc;
    this.rows = dimension("sounding");
    this.levels = dimension("level");
  }

  static CollocatedFile open(Path path) {
    String name = String.valueOf(path.getFileName());
    byte[] bytes = readAll(path);
    if (bytes.length == 0) {
      throw new MalformedInputException(InputFault.EMPTY, name + ": no bytes, NetCDF expected");
    }
    try {
      return new CollocatedFile(name, NetcdfFile.openInMemory(name, bytes));
    } catch (MalformedInputException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // a classic file that fails to open is cut within its header
      boolean classic = bytes.length > 2 && bytes[0] == 'C' && bytes[1] == 'D' && bytes[2] == 'F';
      boolean cut = classic || String.valueOf(e.getMessage()).contains("truncated");
      throw new MalformedInputException(
          cut ? InputFault.TRUNCATED : InputFault.WRONG_FORMAT,
          "%s: complete NetCDF file expected, found %s".formatted(name, e.getMessage()),
          e);
    }
  }

  private static byte[] readAll(Path path) {
    try {
      if (Files.size(path) > MAX_BYTES) {
        throw new MalformedInputException(
            InputFault.UNSUPPORTED,
            "%s: at most %d bytes expected, found %d"
                .formatted(path.getFileName(), MAX_BYTES, Files.size(path)));
      }
      return Files.readAllBytes(path);
    } catch (IOException e) {
      throw new UnavailableInputException(path + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private int dimension(String dimension) {
    if (nc.findDimension(dimension) == null) {
      throw new MalformedInputException(
          InputFault.HEADER_MISMATCH, "%s: dimension %s expected".formatted(name, dimension));
    }
    return nc.findDimension(dimension).getLength();
  }

  String name() {
    return name;
  }

  int rows() {
    return rows;
  }

  int levels() {
    return levels;
  }

  boolean has(String variable) {
    return nc.findVariable(variable) != null;
  }

  /** One value per row, in the unit of {@code scale}; fill as NaN. */
  double[] perRow(String variable, UnitScale scale, double low, double high) {
    return checked(variable, scale, new int[] {rows}, low, high);
  }

  /** Levels of all rows, row-major; fill as NaN. */
  double[] perLevel(String variable, UnitScale scale, double low, double high) {
    return checked(variable, scale, new int[] {rows, levels}, low, high);
  }

  /** Values of a shape of the caller's, row-major; fill as NaN. */
  double[] checked(String variable, UnitScale scale, int[] shape, double low, double high) {
    Variable v = find(variable);
    if (!Arrays.equals(v.getShape(), shape)) {
      throw fault(variable, "shape " + Arrays.toString(shape), Arrays.toString(v.getShape()));
    }
    String unit = String.valueOf(v.getUnitsString() == null ? "" : v.getUnitsString()).strip();
    Double factor = scale.factors().get(unit);
    if (factor == null) {
      throw fault(variable, "unit " + scale.expected(), unit.isEmpty() ? "none" : unit);
    }
    double[] values = read(v);
    for (int i = 0; i < values.length; i++) {
      values[i] *= factor;
      if (values[i] < low || values[i] > high) {
        throw fault(
            variable + "[" + (i / Math.max(1, values.length / Math.max(1, shape[0]))) + "]",
            "%s to %s in our units".formatted(low, high),
            Double.toString(values[i]));
      }
    }
    return values;
  }

  /** Length of the only dimension of a variable. */
  int length(String variable) {
    Variable v = find(variable);
    if (v.getRank() != 1) {
      throw fault(variable, "one dimension", Integer.toString(v.getRank()));
    }
    return v.getShape(0);
  }

  /** CF times as microseconds since 1970. */
  long[] timesMicros() {
    Variable v = find("time");
    if (!Arrays.equals(v.getShape(), new int[] {rows})) {
      throw fault("time", "shape [" + rows + "]", Arrays.toString(v.getShape()));
    }
    String unit = String.valueOf(v.getUnitsString()).strip();
    CfTime since =
        CfTime.parse(unit)
            .orElseThrow(
                () ->
                    fault("time", "unit \"seconds since <date>\" (or minutes, hours, days)", unit));
    double[] values = read(v);
    long[] micros = new long[values.length];
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw fault("time[" + i + "]", "a time", Double.toString(values[i]));
      }
      micros[i] = since.micros(values[i]);
    }
    return micros;
  }

  private Variable find(String variable) {
    Variable v = nc.findVariable(variable);
    if (v == null) {
      throw new MalformedInputException(
          InputFault.HEADER_MISMATCH,
          "%s: variable %s expected, not found".formatted(name, variable));
    }
    return v;
  }

  private double[] read(Variable v) {
    double[] values;
    try {
      values = (double[]) v.read().get1DJavaArray(double.class);
    } catch (IOException | RuntimeException e) {
      throw new MalformedInputException(
          InputFault.CORRUPT,
          "%s: %s: readable numbers expected, found %s"
              .formatted(name, v.getFullName(), e.getMessage()),
          e);
    }
    for (String attributeName : new String[] {"_FillValue", "missing_value"}) {
      Attribute fill = v.findAttribute(attributeName);
      if (fill != null && fill.getNumericValue() != null) {
        double invalid = fill.getNumericValue().doubleValue();
        for (int i = 0; i < values.length; i++) {
          values[i] = values[i] == invalid ? Double.NaN : values[i];
        }
      }
    }
    return values;
  }

  MalformedInputException fault(String place, String expected, String found) {
    return new MalformedInputException(
        InputFault.HEADER_MISMATCH,
        "%s: %s: %s expected, found %s".formatted(name, place, expected, found));
  }

  @Override
  public void close() {
    try {
      nc.close();
    } catch (IOException e) {
      throw new UnavailableInputException(name + ": cannot be closed: " + e.getMessage(), e);
    }
  }
}
