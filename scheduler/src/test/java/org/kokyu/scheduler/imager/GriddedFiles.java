package org.kokyu.scheduler.imager;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import ucar.ma2.Array;
import ucar.ma2.DataType;
import ucar.ma2.InvalidRangeException;
import ucar.nc2.Attribute;
import ucar.nc2.NetcdfFileWriter;
import ucar.nc2.Variable;

/** Files of other agencies in their layouts, as far as those are known. */
final class GriddedFiles {
  static final int ROWS = 121;
  static final int COLUMNS = 201;
  private static final int DISK = 5500;

  private GriddedFiles() {}

  /** P-Tree: 65 to 5 N, 60 to 160 E by half a degree, one temperature. */
  static Path ptree(Path folder, String fileName, double kelvin, Instant modified)
      throws IOException {
    Files.createDirectories(folder);
    Path file = folder.resolve("." + fileName);
    NetcdfFileWriter nc =
        NetcdfFileWriter.createNew(NetcdfFileWriter.Version.netcdf3, file.toString());
    nc.addDimension(null, "latitude", ROWS);
    nc.addDimension(null, "longitude", COLUMNS);
    Variable latitude = nc.addVariable(null, "latitude", DataType.FLOAT, "latitude");
    Variable longitude = nc.addVariable(null, "longitude", DataType.FLOAT, "longitude");
    Variable[] bands = new Variable[4];
    int[] numbers = {7, 13, 14, 15};
    for (int b = 0; b < 4; b++) {
      bands[b] = packed(nc, "tbb_%02d".formatted(numbers[b]), 0.01, 273.15, "K");
    }
    Variable zenith = packed(nc, "SAZ", 0.01, 0, "degree");
    Variable hour = packed(nc, "Hour", 0.0002, 0, "h");
    nc.create();
    try {
      float[] north = new float[ROWS];
      float[] east = new float[COLUMNS];
      for (int i = 0; i < COLUMNS; i++) {
        north[Math.min(i, ROWS - 1)] = 65 - 0.5f * Math.min(i, ROWS - 1);
        east[i] = 60 + 0.5f * i;
      }
      nc.write(latitude, Array.factory(DataType.FLOAT, new int[] {ROWS}, north));
      nc.write(longitude, Array.factory(DataType.FLOAT, new int[] {COLUMNS}, east));
      for (Variable band : bands) {
        nc.write(band, constant(Math.round((kelvin - 273.15) / 0.01)));
      }
      nc.write(zenith, constant(3000));
      nc.write(hour, constant(Math.round((3 + 15 / 60.0) / 0.0002)));
    } catch (InvalidRangeException e) {
      throw new IllegalStateException(e);
    } finally {
      nc.close();
    }
    Files.setLastModifiedTime(file, FileTime.from(modified));
    return Files.move(file, folder.resolve(fileName));
  }

  private static Variable packed(
      NetcdfFileWriter nc, String name, double scale, double offset, String unit) {
    Variable v = nc.addVariable(null, name, DataType.SHORT, "latitude longitude");
    v.addAttribute(new Attribute("units", unit));
    v.addAttribute(new Attribute("scale_factor", (float) scale));
    v.addAttribute(new Attribute("add_offset", (float) offset));
    v.addAttribute(new Attribute("missing_value", (short) -32768));
    return v;
  }

  private static Array constant(long stored) {
    short[] values = new short[ROWS * COLUMNS];
    Arrays.fill(values, (short) stored);
    return Array.factory(DataType.SHORT, new int[] {ROWS, COLUMNS}, values);
  }

  /** NOAA: cloudy west of the satellite, clear east of it. */
  static Path cloudMask(Path folder, String fileName, Instant start, Instant end, Instant modified)
      throws IOException {
    Files.createDirectories(folder);
    Path file = folder.resolve("." + fileName);
    NetcdfFileWriter nc =
        NetcdfFileWriter.createNew(NetcdfFileWriter.Version.netcdf3, file.toString());
    nc.setLargeFile(true);
    nc.addDimension(null, "Rows", DISK);
    nc.addDimension(null, "Columns", DISK);
    nc.addGroupAttribute(null, new Attribute("satellite_name", "Himawari-9"));
    nc.addGroupAttribute(null, new Attribute("cdm_data_type", "Full Disk"));
    nc.addGroupAttribute(null, new Attribute("time_coverage_start", start.toString()));
    nc.addGroupAttribute(null, new Attribute("time_coverage_end", end.toString()));
    Variable level = nc.addVariable(null, "CloudMask", DataType.BYTE, "Rows Columns");
    Variable probability = nc.addVariable(null, "CloudProbability", DataType.BYTE, "Rows Columns");
    probability.addAttribute(new Attribute("scale_factor", 0.01f));
    nc.create();
    byte[] levels = new byte[DISK * DISK];
    byte[] percent = new byte[DISK * DISK];
    for (int i = 0; i < levels.length; i++) {
      boolean west = i % DISK < DISK / 2;
      levels[i] = (byte) (west ? 3 : 0);
      percent[i] = (byte) (west ? 90 : 10);
    }
    try {
      int[] shape = {DISK, DISK};
      nc.write(level, Array.factory(DataType.BYTE, shape, levels));
      nc.write(probability, Array.factory(DataType.BYTE, shape, percent));
    } catch (InvalidRangeException e) {
      throw new IllegalStateException(e);
    } finally {
      nc.close();
    }
    Files.setLastModifiedTime(file, FileTime.from(modified));
    return Files.move(file, folder.resolve(fileName));
  }
}
