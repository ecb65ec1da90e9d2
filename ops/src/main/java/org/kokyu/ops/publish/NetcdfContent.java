package org.kokyu.ops.publish;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ucar.ma2.Array;
import ucar.ma2.DataType;
import ucar.ma2.InvalidRangeException;
import ucar.nc2.Attribute;
import ucar.nc2.NetcdfFileWriter;
import ucar.nc2.Variable;

/**
 * Content of a NetCDF-3 file with 64-bit offsets, collected in memory and written at once; same
 * content, same bytes. Not thread-safe.
 */
final class NetcdfContent {
  private record Entry(
      String name, DataType type, String dimensions, double[] values, List<Attribute> attributes) {}

  private final Map<String, Integer> dimensions = new LinkedHashMap<>();
  private final List<Attribute> attributes = new ArrayList<>();
  private final List<Entry> entries = new ArrayList<>();
  private final List<String> coordinates;

  /**
   * @param coordinates names of the auxiliary coordinates along time, repeated by every other
   *     variable along time
   */
  NetcdfContent(String... coordinates) {
    this.coordinates = List.of(coordinates);
  }

  void dimension(String name, int length) {
    dimensions.put(name, length);
  }

  /** The independent dimension of a length, in HARP's naming. */
  String independent(int length) {
    String name = "independent_" + length;
    dimensions.put(name, length);
    return name;
  }

  void attribute(String name, String value) {
    attributes.add(new Attribute(name, value));
  }

  void attribute(String name, Number value) {
    attributes.add(new Attribute(name, value));
  }

  /**
   * Adds a variable.
   *
   * @param dimensionNames separated by blanks, slowest first
   * @param values last dimension fastest
   * @param units in udunits spelling
   */
  void variable(
      String name,
      DataType type,
      String dimensionNames,
      double[] values,
      String units,
      String longName,
      Attribute... more) {
    List<Attribute> all = new ArrayList<>();
    all.add(new Attribute("long_name", longName));
    all.add(new Attribute("units", units));
    if (type == DataType.FLOAT) {
      all.add(new Attribute("_FillValue", Float.NaN));
    } else if (type == DataType.DOUBLE) {
      all.add(new Attribute("_FillValue", Double.NaN));
    }
    if (dimensionNames.startsWith("time") && !coordinates.contains(name)) {
      all.add(new Attribute("coordinates", String.join(" ", coordinates)));
    }
    all.addAll(List.of(more));
    entries.add(new Entry(name, type, dimensionNames, values, all));
  }

  void write(Path file) throws IOException {
    NetcdfFileWriter nc =
        NetcdfFileWriter.createNew(NetcdfFileWriter.Version.netcdf3, file.toString());
    try {
      nc.setFill(false);
      nc.setLargeFile(true);
      dimensions.forEach((name, length) -> nc.addDimension(null, name, length));
      attributes.forEach(attribute -> nc.addGroupAttribute(null, attribute));
      List<Variable> variables = new ArrayList<>();
      for (Entry entry : entries) {
        Variable v = nc.addVariable(null, entry.name(), entry.type(), entry.dimensions());
        entry.attributes().forEach(v::addAttribute);
        variables.add(v);
      }
      nc.create();
      for (int i = 0; i < variables.size(); i++) {
        nc.write(variables.get(i), array(entries.get(i), variables.get(i).getShape()));
      }
    } catch (InvalidRangeException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    } finally {
      nc.close();
    }
  }

  private static Array array(Entry entry, int[] shape) {
    Array array = Array.factory(entry.type(), shape);
    if (array.getSize() != entry.values().length) {
      throw new IllegalArgumentException(
          "%s: %d values for %d elements"
              .formatted(entry.name(), entry.values().length, array.getSize()));
    }
    for (int i = 0; i < entry.values().length; i++) {
      array.setDouble(i, entry.values()[i]);
    }
    return array;
  }
}
