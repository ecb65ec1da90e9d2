package org.kokyu.simulation.sounding.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.kokyu.core.atmosphere.Gas;
import org.kokyu.core.atmosphere.Profile;
import org.kokyu.simulation.sounding.truth.SoundingScene;
import ucar.ma2.Array;
import ucar.ma2.DataType;
import ucar.ma2.InvalidRangeException;
import ucar.nc2.Attribute;
import ucar.nc2.NetcdfFileWriter;
import ucar.nc2.Variable;

/**
 * Writes weather and truth of simulated soundings as collocated NetCDF-3 files (dimensions {@code
 * sounding}, {@code level}): the forecast in the form of a meteorology file, the true gases in the
 * form of a prior file. A file appears under its name only when it is complete.
 */
public final class CollocatedFiles {
  private CollocatedFiles() {}

  /** Forecast weather: {@code <granule name>.met.nc}. */
  public static Path writeMeteorology(Path folder, String granule, List<SoundingScene> scenes) {
    return write(
        folder,
        granule + ".met.nc",
        scenes,
        file -> {
          file.profile("air_temperature", "K", SoundingScene::forecastTemperatureK);
          file.profile("water_vapor_vmr", "mol mol-1", SoundingScene::forecastWater);
          file.profile("ozone_vmr", "mol mol-1", s -> s.gases().get(Gas.O3));
          file.scalar("surface_pressure", "hPa", s -> s.surfacePressurePa() / 100);
          file.scalar("surface_temperature", "K", SoundingScene::forecastSkinK);
          file.scalar("surface_reflection", "1", s -> s.land() ? 1 : 0);
        });
  }

  /** True gases: {@code <granule name>.truth.nc}. */
  public static Path writeTruth(Path folder, String granule, List<SoundingScene> scenes) {
    return write(
        folder,
        granule + ".truth.nc",
        scenes,
        file -> {
          file.profile("co2_dry", "mol mol-1", s -> s.gases().get(Gas.CO2));
          file.profile("ch4_dry", "mol mol-1", s -> s.gases().get(Gas.CH4));
          file.profile("n2o_dry", "mol mol-1", s -> s.gases().get(Gas.N2O));
          file.scalar("surface_temperature", "K", SoundingScene::skinK);
          file.scalar("cloud_top_pressure", "hPa", s -> s.cloudTopPa() / 100);
        });
  }

  private interface Content {
    void define(Columns file);
  }

  private static Path write(Path folder, String name, List<SoundingScene> scenes, Content content) {
    Path target = folder.resolve(name);
    Path temporary = folder.resolve("." + name + ".tmp");
    try {
      Files.createDirectories(folder);
      Columns columns = new Columns(scenes);
      columns.scalar(
          "time", "seconds since 1970-01-01T00:00:00Z", s -> s.time().toEpochMilli() / 1000.0);
      columns.scalar("latitude", "degrees_north", SoundingScene::latitudeDeg);
      columns.scalar("longitude", "degrees_east", SoundingScene::longitudeDeg);
      columns.pressure();
      content.define(columns);
      columns.writeTo(temporary);
      return Files.move(
          temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + target, e);
    }
  }

  /** Variables collected before the file is written. */
  private static final class Columns {
    private record Column(String name, String unit, boolean levels, double[] values) {}

    private final List<SoundingScene> scenes;
    private final int levels;
    private final List<Column> columns = new java.util.ArrayList<>();

    Columns(List<SoundingScene> scenes) {
      this.scenes = scenes;
      this.levels = scenes.get(0).temperatureK().size();
    }

    void scalar(String name, String unit, ToDoubleFunction<SoundingScene> value) {
      columns.add(new Column(name, unit, false, scenes.stream().mapToDouble(value).toArray()));
    }

    void pressure() {
      double[] v = new double[scenes.size() * levels];
      for (int i = 0; i < v.length; i++) {
        v[i] = scenes.get(i / levels).temperatureK().pressurePa(i % levels) / 100;
      }
      columns.add(new Column("pressure", "hPa", true, v));
    }

    void profile(String name, String unit, Function<SoundingScene, Profile> profile) {
      double[] v = new double[scenes.size() * levels];
      for (int i = 0; i < v.length; i++) {
        v[i] = profile.apply(scenes.get(i / levels)).value(i % levels);
      }
      columns.add(new Column(name, unit, true, v));
    }

    void writeTo(Path file) throws IOException {
      NetcdfFileWriter nc =
          NetcdfFileWriter.createNew(NetcdfFileWriter.Version.netcdf3, file.toString());
      try {
        nc.addDimension(null, "sounding", scenes.size());
        nc.addDimension(null, "level", levels);
        for (Column c : columns) {
          Variable v =
              nc.addVariable(
                  null, c.name(), DataType.DOUBLE, c.levels() ? "sounding level" : "sounding");
          v.addAttribute(new Attribute("units", c.unit()));
        }
        nc.addGroupAttribute(
            null, new Attribute("title", "simulated, collocated with one granule"));
        nc.create();
        for (Column c : columns) {
          int[] shape = c.levels() ? new int[] {scenes.size(), levels} : new int[] {scenes.size()};
          nc.write(nc.findVariable(c.name()), Array.factory(DataType.DOUBLE, shape, c.values()));
        }
      } catch (InvalidRangeException e) {
        throw new IOException(e);
      } finally {
        nc.close();
      }
    }
  }
}
