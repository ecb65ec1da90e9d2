package org.kokyu.ops.publish;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.result.UnavailableInputException;
import ucar.ma2.Array;
import ucar.ma2.InvalidRangeException;
import ucar.ma2.Section;
import ucar.nc2.Attribute;
import ucar.nc2.NetcdfFile;
import ucar.nc2.Variable;
import ucar.nc2.iosp.netcdf3.N3header;

/** A product file of ours, opened for reading with every defect named. Not thread-safe. */
final class NetcdfInput implements AutoCloseable {
  static {
    // the library would read zeros behind the end of a file that was cut short
    N3header.disallowFileTruncation = true;
  }

  private final String name;
  private final NetcdfFile nc;

  private NetcdfInput(String name, NetcdfFile nc) {
    this.name = name;
    this.nc = nc;
  }

  static NetcdfInput open(Path path) {
    String name = String.valueOf(path.getFileName());
    if (!Files.isReadable(path)) {
      throw new UnavailableInputException(path + ": cannot be read");
    }
    try {
      if (Files.size(path) == 0) {
        throw new MalformedInputException(InputFault.EMPTY, name + ": no bytes, NetCDF expected");
      }
      return new NetcdfInput(name, NetcdfFile.open(path.toString()));
    } catch (IOException | IllegalArgumentException | IllegalStateException e) {
      boolean cut = String.valueOf(e.getMessage()).contains("truncated");
      throw new MalformedInputException(
          cut ? InputFault.TRUNCATED : InputFault.WRONG_FORMAT,
          "%s: complete NetCDF file expected, found %s".formatted(name, e.getMessage()),
          e);
    }
  }

  String text(String attributeName) {
    Attribute attribute = nc.findGlobalAttribute(attributeName);
    if (attribute == null || !attribute.isString()) {
      throw missing("attribute " + attributeName);
    }
    return attribute.getStringValue();
  }

  double number(String attributeName) {
    Attribute attribute = nc.findGlobalAttribute(attributeName);
    if (attribute == null || attribute.getNumericValue() == null) {
      throw missing("attribute " + attributeName);
    }
    return attribute.getNumericValue().doubleValue();
  }

  boolean has(String variable) {
    return nc.findVariable(variable) != null;
  }

  int length(String dimension) {
    if (nc.findDimension(dimension) == null) {
      throw missing("dimension " + dimension);
    }
    return nc.findDimension(dimension).getLength();
  }

  /** All values of a variable, last dimension fastest. */
  double[] doubles(String variable) {
    return toDoubles(variable, find(variable).getShapeAsSection());
  }

  /**
   * Every {@code stride}-th value along each dimension, unpacked by {@code scale_factor} and {@code
   * add_offset}, fill as NaN.
   */
  double[] thinned(String variable, int stride) {
    Variable v = find(variable);
    Section section = new Section();
    try {
      for (int length : v.getShape()) {
        section.appendRange(0, length - 1, stride);
      }
    } catch (InvalidRangeException e) {
      throw new IllegalStateException(e);
    }
    return unpacked(variable, section);
  }

  private double[] unpacked(String variable, Section section) {
    Variable v = find(variable);
    double scale = numeric(v, "scale_factor", 1);
    double offset = numeric(v, "add_offset", 0);
    double fill = numeric(v, "_FillValue", Double.NaN);
    double[] values = toDoubles(variable, section);
    for (int i = 0; i < values.length; i++) {
      values[i] = values[i] == fill ? Double.NaN : offset + scale * values[i];
    }
    return values;
  }

  /** Values of a window, last dimension fastest, unpacked, fill as NaN. */
  double[] window(String variable, int[] origin, int[] shape) {
    try {
      return unpacked(variable, new Section(origin, shape));
    } catch (InvalidRangeException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Lengths of the dimensions of a variable. */
  int[] shape(String variable) {
    return find(variable).getShape();
  }

  private double[] toDoubles(String variable, Section section) {
    try {
      Array array = find(variable).read(section);
      return (double[]) array.get1DJavaArray(double.class);
    } catch (IOException | InvalidRangeException | RuntimeException e) {
      throw new MalformedInputException(
          InputFault.CORRUPT,
          "%s: %s: readable numbers expected, found %s".formatted(name, variable, e.getMessage()),
          e);
    }
  }

  private static double numeric(Variable v, String attributeName, double otherwise) {
    Attribute attribute = v.findAttribute(attributeName);
    return attribute == null || attribute.getNumericValue() == null
        ? otherwise
        : attribute.getNumericValue().doubleValue();
  }

  private Variable find(String variable) {
    Variable v = nc.findVariable(variable);
    if (v == null) {
      throw missing("variable " + variable);
    }
    return v;
  }

  private MalformedInputException missing(String what) {
    return new MalformedInputException(
        InputFault.WRONG_FORMAT, "%s: %s expected, not found".formatted(name, what));
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
