package org.kokyu.simulation.imager.io;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.kokyu.core.scene.SceneGrid;
import org.kokyu.simulation.imager.SceneTruth;
import ucar.ma2.Array;
import ucar.ma2.DataType;
import ucar.ma2.InvalidRangeException;
import ucar.nc2.Attribute;
import ucar.nc2.NetcdfFileWriter;
import ucar.nc2.Variable;

/**
 * The truth of simulated slots on an equal-angle grid as NetCDF-3: {@code surface_temperature} [K],
 * {@code land_mask} and {@code cloud_cover} over time, latitude and longitude. Stateless.
 */
public final class SceneTruthFile {
  private SceneTruthFile() {}

  /**
   * Writes the file slot by slot.
   *
   * @param truth of a slot, on the grid
   */
  public static void write(
      Path file, SceneGrid.LatLon grid, List<Instant> slots, Function<Instant, SceneTruth> truth)
      throws IOException {
    NetcdfFileWriter out =
        NetcdfFileWriter.createNew(NetcdfFileWriter.Version.netcdf3, file.toString());
    try {
      write(out, grid, slots, truth);
    } catch (InvalidRangeException e) {
      throw new IllegalStateException("the truth has the shape of its grid", e);
    } finally {
      out.close();
    }
  }

  private static void write(
      NetcdfFileWriter out,
      SceneGrid.LatLon grid,
      List<Instant> slots,
      Function<Instant, SceneTruth> truth)
      throws IOException, InvalidRangeException {
    out.setLargeFile(true);
    out.setFill(false);
    out.addDimension(null, "time", slots.size());
    out.addDimension(null, "latitude", grid.rows());
    out.addDimension(null, "longitude", grid.columns());
    out.addGroupAttribute(null, new Attribute("Conventions", "CF-1.11"));
    out.addGroupAttribute(null, new Attribute("title", "Truth of simulated imager slots"));
    Variable time = axis(out, "time", "time", "seconds since 1970-01-01 00:00:00");
    Variable latitude = axis(out, "latitude", "latitude", "degrees_north");
    Variable longitude = axis(out, "longitude", "longitude", "degrees_east");
    Variable temperature =
        layer(
            out,
            "surface_temperature",
            DataType.FLOAT,
            "temperature of land or sea under whatever cloud",
            "K");
    Variable land = layer(out, "land_mask", DataType.BYTE, "1 land, 0 sea or off the earth", "1");
    Variable cloud =
        layer(out, "cloud_cover", DataType.FLOAT, "share of the pixel that cloud hides", "1");
    out.create();
    out.write(time, doubles(slots.stream().mapToDouble(Instant::getEpochSecond).toArray()));
    out.write(
        latitude,
        doubles(IntStream.range(0, grid.rows()).mapToDouble(grid::latitudeDeg).toArray()));
    out.write(
        longitude,
        doubles(IntStream.range(0, grid.columns()).mapToDouble(grid::longitudeDeg).toArray()));
    int[] shape = {1, grid.rows(), grid.columns()};
    for (int t = 0; t < slots.size(); t++) {
      SceneTruth slot = truth.apply(slots.get(t));
      int[] origin = {t, 0, 0};
      out.write(
          temperature, origin, Array.factory(DataType.FLOAT, shape, slot.surfaceTemperatureK()));
      out.write(land, origin, Array.factory(DataType.BYTE, shape, slot.landMask()));
      out.write(cloud, origin, Array.factory(DataType.FLOAT, shape, slot.cloudCover()));
    }
  }

  private static Variable axis(NetcdfFileWriter out, String name, String standard, String units) {
    Variable v = out.addVariable(null, name, DataType.DOUBLE, name);
    out.addVariableAttribute(v, new Attribute("standard_name", standard));
    out.addVariableAttribute(v, new Attribute("units", units));
    return v;
  }

  private static Variable layer(
      NetcdfFileWriter out, String name, DataType type, String longName, String units) {
    Variable v = out.addVariable(null, name, type, "time latitude longitude");
    out.addVariableAttribute(v, new Attribute("long_name", longName));
    out.addVariableAttribute(v, new Attribute("units", units));
    return v;
  }

  private static Array doubles(double[] values) {
    return Array.factory(DataType.DOUBLE, new int[] {values.length}, values);
  }
}
