package org.kokyu.himawari.netcdf;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import ucar.ma2.Array;
import ucar.ma2.DataType;
import ucar.ma2.InvalidRangeException;
import ucar.nc2.Attribute;
import ucar.nc2.NetcdfFileWriter;
import ucar.nc2.Variable;

/**
 * Writes classic NetCDF files in the layouts that the readers take, with changes. Not thread-safe.
 */
final class SampleFiles {
  private final String[] dimensions;
  private final int[] shape;
  private final Map<String, String> attributes = new LinkedHashMap<>();
  private final Map<String, Field> fields = new LinkedHashMap<>();

  private record Field(
      DataType type, String dimensions, Object values, Map<String, Object> notes) {}

  private SampleFiles(String rows, String columns, int[] shape) {
    this.dimensions = new String[] {rows, columns};
    this.shape = shape;
  }

  /** P-Tree's layout: 31 x 41 nodes from 36.5 N, 138.8 E by 0.05 degree. */
  static SampleFiles ptree(double west) {
    SampleFiles f = new SampleFiles("latitude", "longitude", new int[] {31, 41});
    float[] latitude = new float[31];
    float[] longitude = new float[41];
    for (int i = 0; i < 41; i++) {
      latitude[Math.min(i, 30)] = (float) (36.5 - 0.05 * Math.min(i, 30));
      longitude[i] = (float) (west + 0.05 * i);
    }
    f.fields.put("latitude", new Field(DataType.FLOAT, "latitude", latitude, Map.of()));
    f.fields.put("longitude", new Field(DataType.FLOAT, "longitude", longitude, Map.of()));
    f.packed("tbb_13", 0.01, 273.15, "K", (r, c) -> r == 3 && c == 4 ? -32768 : 1000 + 10 * r - c);
    f.packed("tbb_14", 0.01, 273.15, "K", (r, c) -> 900 + 10 * r - c);
    f.packed("albedo_03", 0.0001, 0, "1", (r, c) -> 2000 + 100 * r + c);
    // the south is off the disk: numbers there all the same
    f.packed("SAZ", 0.01, 0, "degree", (r, c) -> r >= 29 ? 9000 : r == 28 ? -32768 : 4000 + r);
    f.packed("SOZ", 0.01, 0, "degree", (r, c) -> 6000);
    f.packed("Hour", 0.0002, 0, "h", (r, c) -> 16667 + 20 * r);
    f.time("start_time", 60444 + (3 + 20.3 / 60) / 24);
    f.time("end_time", 60444 + (3 + 29.7 / 60) / 24);
    return f;
  }

  /** NOAA's layout on a small disk of 60 x 60 pixels. */
  static SampleFiles cloudMask() {
    SampleFiles f = new SampleFiles("Rows", "Columns", new int[] {60, 60});
    f.attributes.put("satellite_name", "Himawari-9");
    f.attributes.put("cdm_data_type", "Full Disk");
    f.attributes.put("time_coverage_start", "2024-05-14T03:20:21Z");
    f.attributes.put("time_coverage_end", "2024-05-14T03:29:40Z");
    f.bytes("CloudMask", (r, c) -> r == 0 ? -128 : (r + c) % 4);
    f.bytes("CloudMaskQualFlag", (r, c) -> c == 59 ? 1 : 0);
    float[] p = new float[3600];
    for (int i = 0; i < p.length; i++) {
      p[i] = i < 60 ? -999 : (i / 60 + i % 60) % 4 / 3f;
    }
    f.fields.put(
        "CloudProbability",
        new Field(DataType.FLOAT, "Rows Columns", p, Map.of("_FillValue", -999f)));
    return f;
  }

  interface Cell {
    int at(int row, int column);
  }

  SampleFiles packed(String name, double scale, double offset, String unit, Cell cell) {
    short[] values = new short[shape[0] * shape[1]];
    for (int i = 0; i < values.length; i++) {
      values[i] = (short) cell.at(i / shape[1], i % shape[1]);
    }
    Map<String, Object> notes = new LinkedHashMap<>();
    notes.put("units", unit);
    notes.put("scale_factor", (float) scale);
    notes.put("add_offset", (float) offset);
    notes.put("missing_value", (short) -32768);
    fields.put(name, new Field(DataType.SHORT, String.join(" ", dimensions), values, notes));
    return this;
  }

  SampleFiles bytes(String name, Cell cell) {
    byte[] values = new byte[shape[0] * shape[1]];
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) cell.at(i / shape[1], i % shape[1]);
    }
    fields.put(
        name,
        new Field(
            DataType.BYTE,
            String.join(" ", dimensions),
            values,
            Map.of("_FillValue", (byte) -128)));
    return this;
  }

  SampleFiles time(String name, double mjd) {
    fields.put(
        name,
        new Field(
            DataType.DOUBLE,
            "",
            new double[] {mjd},
            Map.of("units", "days since 1858-11-17 0:0:0")));
    return this;
  }

  SampleFiles axis(String name, int index, double value) {
    ((float[]) fields.get(name).values())[index] = (float) value;
    return this;
  }

  SampleFiles without(String name) {
    fields.remove(name);
    return this;
  }

  SampleFiles attribute(String name, String value) {
    attributes.put(name, value);
    return this;
  }

  Path write(Path file) throws IOException {
    NetcdfFileWriter nc =
        NetcdfFileWriter.createNew(NetcdfFileWriter.Version.netcdf3, file.toString());
    nc.addDimension(null, dimensions[0], shape[0]);
    nc.addDimension(null, dimensions[1], shape[1]);
    attributes.forEach((k, v) -> nc.addGroupAttribute(null, new Attribute(k, v)));
    Map<Variable, Field> variables = new LinkedHashMap<>();
    fields.forEach(
        (name, f) -> {
          Variable v = nc.addVariable(null, name, f.type(), f.dimensions());
          f.notes().forEach((k, x) -> v.addAttribute(note(k, x)));
          variables.put(v, f);
        });
    nc.create();
    try {
      for (Map.Entry<Variable, Field> e : variables.entrySet()) {
        Field f = e.getValue();
        nc.write(e.getKey(), Array.factory(f.type(), e.getKey().getShape(), f.values()));
      }
    } catch (InvalidRangeException e) {
      throw new IllegalStateException(e);
    } finally {
      nc.close();
    }
    return file;
  }

  private static Attribute note(String name, Object value) {
    return value instanceof String s ? new Attribute(name, s) : new Attribute(name, (Number) value);
  }
}
