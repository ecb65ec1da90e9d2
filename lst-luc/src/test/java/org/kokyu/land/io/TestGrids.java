package org.kokyu.land.io;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import ucar.ma2.Array;
import ucar.ma2.DataType;
import ucar.ma2.InvalidRangeException;
import ucar.nc2.Attribute;
import ucar.nc2.NetcdfFileWriter;
import ucar.nc2.Variable;

/** Writes small NetCDF files on a grid of 1 degree: latitudes 30, 29 …, longitudes 100, 101 …. */
final class TestGrids {
  private final Path file;
  private final String latitudeUnit;

  TestGrids(Path file) {
    this(file, "degrees_north");
  }

  TestGrids(Path file, String latitudeUnit) {
    this.file = file;
    this.latitudeUnit = latitudeUnit;
  }

  /**
   * @param shape of the variable, over dimensions latitude, longitude and spectra
   */
  Path write(String name, DataType type, int[] shape, Object values, Map<String, Object> attributes)
      throws IOException {
    NetcdfFileWriter nc =
        NetcdfFileWriter.createNew(NetcdfFileWriter.Version.netcdf3, file.toString());
    try {
      String[] dimensions = {"latitude", "longitude", "spectra"};
      for (int i = 0; i < shape.length; i++) {
        nc.addDimension(null, dimensions[i], shape[i]);
      }
      Variable latitude = nc.addVariable(null, "latitude", DataType.DOUBLE, "latitude");
      latitude.addAttribute(new Attribute("units", latitudeUnit));
      Variable longitude = nc.addVariable(null, "longitude", DataType.DOUBLE, "longitude");
      longitude.addAttribute(new Attribute("units", "degrees_east"));
      String axes = String.join(" ", List.of(dimensions).subList(0, Math.min(3, shape.length)));
      Variable v = nc.addVariable(null, name, type, axes);
      attributes.forEach(
          (key, value) ->
              v.addAttribute(
                  value instanceof String text
                      ? new Attribute(key, text)
                      : value instanceof Number number
                          ? new Attribute(key, number)
                          : new Attribute(key, Array.factory(value))));
      nc.create();
      nc.write(latitude, Array.factory(centres(shape[0], 30, -1)));
      nc.write(longitude, Array.factory(centres(shape[1], 100, 1)));
      nc.write(v, Array.factory(values).reshape(shape));
    } catch (InvalidRangeException e) {
      throw new IOException(e);
    } finally {
      nc.close();
    }
    return file;
  }

  static double[] centres(int n, double first, double step) {
    double[] c = new double[n];
    for (int i = 0; i < n; i++) {
      c[i] = first + i * step;
    }
    return c;
  }
}
