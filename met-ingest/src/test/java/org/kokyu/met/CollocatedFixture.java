package org.kokyu.met;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import ucar.ma2.Array;
import ucar.ma2.DataType;
import ucar.ma2.InvalidRangeException;
import ucar.nc2.Attribute;
import ucar.nc2.NetcdfFileWriter;
import ucar.nc2.Variable;

/** One collocated sounding in a file, each variable replaceable. */
final class CollocatedFixture {
  static final Instant TIME = Instant.parse("2024-05-14T03:20:00.500Z");

  private record Column(String unit, double[] values) {}

  private final Map<String, Column> columns = new LinkedHashMap<>();

  static CollocatedFixture meteorology() {
    return new CollocatedFixture()
        .with("time", "days since 2024-05-14 00:00:00", (3 + 20 / 60.0 + 0.5 / 3600) / 24)
        .with("latitude", "degrees_north", 35)
        .with("longitude", "degrees_east", 135)
        .with("pressure", "hPa", 1000, 500, 200, 50)
        .with("air_temperature", "K", 290, 250, 220, 210)
        .with("water_vapor_vmr", "mol mol-1", 1e-2, 1e-3, 1e-5, 4e-6)
        .with("surface_pressure", "hPa", 1005)
        .with("surface_temperature", "K", 295);
  }

  CollocatedFixture with(String variable, String unit, double... values) {
    columns.put(variable, new Column(unit, values));
    return this;
  }

  CollocatedFixture without(String variable) {
    columns.remove(variable);
    return this;
  }

  Path write(Path file) throws IOException {
    NetcdfFileWriter nc =
        NetcdfFileWriter.createNew(NetcdfFileWriter.Version.netcdf3, file.toString());
    nc.addDimension(null, "sounding", 1);
    nc.addDimension(null, "level", 4);
    nc.addDimension(null, "two", 2);
    Map<String, Variable> variables = new LinkedHashMap<>();
    columns.forEach(
        (name, column) -> {
          String dims =
              new String[] {"", "sounding", "two", "", "sounding level"}[column.values().length];
          Variable v = nc.addVariable(null, name, DataType.DOUBLE, dims);
          if (column.unit() != null) {
            v.addAttribute(new Attribute("units", column.unit()));
          }
          v.addAttribute(new Attribute("_FillValue", -9999.0));
          variables.put(name, v);
        });
    nc.create();
    try {
      for (Map.Entry<String, Variable> entry : variables.entrySet()) {
        int[] shape = entry.getValue().getShape();
        nc.write(
            entry.getValue(),
            Array.factory(double.class, shape, columns.get(entry.getKey()).values()));
      }
    } catch (InvalidRangeException e) {
      throw new IOException(e);
    }
    nc.close();
    return file;
  }
}
