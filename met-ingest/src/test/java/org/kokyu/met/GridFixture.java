package org.kokyu.met;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import ucar.ma2.Array;
import ucar.ma2.DataType;
import ucar.ma2.InvalidRangeException;
import ucar.nc2.Attribute;
import ucar.nc2.NetcdfFileWriter;
import ucar.nc2.Variable;

/**
 * Gridded files of fields that are linear in latitude, longitude and time, so that truth is known.
 */
final class GridFixture {
  /** Value of a field at hours since 2021-05-03, latitude, longitude (−180 … 180) and level. */
  interface Field {
    double at(double hour, double latitude, double longitude, int level);
  }

  private record Entry(String units, String standardName, boolean levels, Field field) {}

  final double[] hours;
  final double[] latitude;
  final double[] longitude;
  double[] levelHpa = {1000, 850, 500, 200, 50, 10};
  String levelUnits = "hPa";
  double levelScale = 1;
  boolean pack;
  Consumer<NetcdfFileWriter> more = nc -> {};
  Consumer<Variable> levelAttributes = v -> {};
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Map<String, double[]> terms = new LinkedHashMap<>();

  GridFixture(double[] hours, double[] latitude, double[] longitude) {
    this.hours = hours;
    this.latitude = latitude;
    this.longitude = longitude;
  }

  GridFixture add(String name, String units, String standardName, boolean levels, Field field) {
    entries.put(name, new Entry(units, standardName, levels, field));
    return this;
  }

  /** A variable along the levels. */
  GridFixture term(String name, double[] values) {
    terms.put(name, values);
    return this;
  }

  /** Weather as it is usually delivered. */
  GridFixture weather() {
    return add("t", "K", "air_temperature", true, GridFixture::temperature)
        .add("q", "kg kg**-1", "specific_humidity", true, (h, la, lo, k) -> 1e-3 / (k + 1))
        .add("sp", "Pa", "surface_air_pressure", false, GridFixture::surfacePa)
        .add("skt", "K", null, false, (h, la, lo, k) -> 290 + 0.1 * la + 0.25 * h);
  }

  static double temperature(double hour, double latitude, double longitude, int level) {
    return 280 - 8 * level - 0.2 * latitude + 0.03 * longitude + 0.5 * hour;
  }

  static double surfacePa(double hour, double latitude, double longitude, int level) {
    return 98_000 + 100 * latitude - 5 * longitude + 10 * hour;
  }

  Path write(Path file) throws IOException {
    NetcdfFileWriter nc =
        NetcdfFileWriter.createNew(NetcdfFileWriter.Version.netcdf3, file.toString());
    try {
      nc.addDimension(null, "time", hours.length);
      nc.addDimension(null, "level", levelHpa.length);
      nc.addDimension(null, "lat", latitude.length);
      nc.addDimension(null, "lon", longitude.length);
      Map<Variable, double[]> axes = new LinkedHashMap<>();
      axes.put(axis(nc, "time", "hours since 2021-05-03 00:00:00"), hours);
      axes.put(axis(nc, "lat", "degrees_north"), latitude);
      axes.put(axis(nc, "lon", "degrees_east"), longitude);
      double[] levels = new double[levelHpa.length];
      for (int k = 0; k < levels.length; k++) {
        levels[k] = levelHpa[k] * levelScale;
      }
      Variable level = axis(nc, "level", levelUnits);
      levelAttributes.accept(level);
      axes.put(level, levels);
      terms.forEach(
          (name, values) -> {
            Variable v = nc.addVariable(null, name, DataType.DOUBLE, "level");
            v.addAttribute(new Attribute("units", name.equals("ap") ? "Pa" : "1"));
            axes.put(v, values);
          });
      Map<Variable, Entry> fields = new LinkedHashMap<>();
      entries.forEach((name, entry) -> fields.put(define(nc, name, entry), entry));
      more.accept(nc);
      nc.create();
      for (Map.Entry<Variable, double[]> a : axes.entrySet()) {
        nc.write(a.getKey(), Array.factory(DataType.DOUBLE, a.getKey().getShape(), a.getValue()));
      }
      for (Map.Entry<Variable, Entry> f : fields.entrySet()) {
        nc.write(f.getKey(), values(f.getKey(), f.getValue()));
      }
    } catch (InvalidRangeException e) {
      throw new IOException(e);
    } finally {
      nc.close();
    }
    return file;
  }

  private static Variable axis(NetcdfFileWriter nc, String name, String units) {
    Variable v = nc.addVariable(null, name, DataType.DOUBLE, name);
    v.addAttribute(new Attribute("units", units));
    return v;
  }

  private Variable define(NetcdfFileWriter nc, String name, Entry entry) {
    Variable v =
        nc.addVariable(
            null,
            name,
            pack ? DataType.SHORT : DataType.FLOAT,
            entry.levels() ? "time level lat lon" : "time lat lon");
    v.addAttribute(new Attribute("units", entry.units()));
    if (entry.standardName() != null) {
      v.addAttribute(new Attribute("standard_name", entry.standardName()));
    }
    if (pack) {
      v.addAttribute(new Attribute("scale_factor", scale(name)));
      v.addAttribute(new Attribute("add_offset", offset(name)));
      v.addAttribute(new Attribute("_FillValue", Short.MIN_VALUE));
    }
    return v;
  }

  private static double scale(String name) {
    return name.equals("q") ? 1e-7 : name.equals("sp") ? 1 : 0.005;
  }

  private static double offset(String name) {
    return name.equals("q") ? 1e-3 : name.equals("sp") ? 95_000 : 250;
  }

  private Array values(Variable v, Entry entry) {
    Array array = Array.factory(v.getDataType(), v.getShape());
    int at = 0;
    int levels = entry.levels() ? levelHpa.length : 1;
    for (double hour : hours) {
      for (int k = 0; k < levels; k++) {
        for (double la : latitude) {
          for (double lo : longitude) {
            double value = entry.field().at(hour, la, lo > 180 ? lo - 360 : lo, k);
            array.setDouble(at++, pack ? packed(v.getShortName(), value) : value);
          }
        }
      }
    }
    return array;
  }

  private static double packed(String name, double value) {
    return Double.isNaN(value) ? Short.MIN_VALUE : Math.rint((value - offset(name)) / scale(name));
  }

  /** n values from a start. */
  static double[] steps(double start, double step, int n) {
    double[] v = new double[n];
    for (int i = 0; i < n; i++) {
      v[i] = start + i * step;
    }
    return v;
  }
}
