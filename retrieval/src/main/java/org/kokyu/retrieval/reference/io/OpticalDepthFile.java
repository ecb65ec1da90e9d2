package org.kokyu.retrieval.reference.io;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.kokyu.retrieval.reference.LevelAtmosphere;
import org.kokyu.retrieval.reference.MonochromaticSpectrum;
import ucar.ma2.Array;
import ucar.ma2.DataType;
import ucar.ma2.InvalidRangeException;
import ucar.nc2.Attribute;
import ucar.nc2.NetcdfFileWriter;
import ucar.nc2.Variable;

/**
 * Writes vertical optical depths as NetCDF-3 (64-bit offset): {@code optical_depth(layer,
 * wavenumber)}, {@code total_optical_depth(species, wavenumber)}, {@code wavenumber}, and the
 * levels {@code pressure}, {@code temperature}; layer i lies between levels i and i + 1, surface
 * first.
 */
public final class OpticalDepthFile {
  private OpticalDepthFile() {}

  /**
   * @param file overwritten
   * @param source lines and continua, for the file's attributes
   */
  public static void write(
      Path file, MonochromaticSpectrum spectrum, LevelAtmosphere atmosphere, String source)
      throws IOException {
    MonochromaticSpectrum.Depths depths = spectrum.depths().orElseThrow();
    NetcdfFileWriter nc =
        NetcdfFileWriter.createNew(NetcdfFileWriter.Version.netcdf3, file.toString());
    try {
      nc.setLargeFile(true);
      define(nc, spectrum, atmosphere, source);
      nc.create();
      double[] nu = new double[spectrum.grid().count()];
      java.util.Arrays.setAll(nu, spectrum.grid()::wavenumber);
      put(nc, "wavenumber", nu);
      put(nc, "pressure", atmosphere.pressurePa());
      put(nc, "temperature", atmosphere.temperatureK());
      rows(nc, "optical_depth", depths.layer());
      rows(nc, "total_optical_depth", depths.total());
    } catch (InvalidRangeException e) {
      throw new IOException(e);
    } finally {
      nc.close();
    }
  }

  private static void define(
      NetcdfFileWriter nc, MonochromaticSpectrum spectrum, LevelAtmosphere a, String source) {
    List<String> species = spectrum.depths().orElseThrow().species();
    nc.addDimension(null, "wavenumber", spectrum.grid().count());
    nc.addDimension(null, "layer", a.layers());
    nc.addDimension(null, "level", a.levels());
    nc.addDimension(null, "species", species.size());
    variable(nc, "wavenumber", DataType.DOUBLE, "wavenumber", "cm-1", "wavenumber");
    variable(nc, "pressure", DataType.DOUBLE, "level", "Pa", "air pressure");
    variable(nc, "temperature", DataType.DOUBLE, "level", "K", "air temperature");
    variable(
        nc,
        "optical_depth",
        DataType.FLOAT,
        "layer wavenumber",
        "1",
        "vertical optical depth of a layer, all species");
    Variable total =
        variable(
            nc,
            "total_optical_depth",
            DataType.FLOAT,
            "species wavenumber",
            "1",
            "vertical optical depth of a species, all layers");
    total.addAttribute(new Attribute("species", String.join(" ", species)));
    nc.addGroupAttribute(null, new Attribute("Conventions", "CF-1.11"));
    nc.addGroupAttribute(null, new Attribute("title", "monochromatic vertical optical depths"));
    nc.addGroupAttribute(null, new Attribute("source", source));
  }

  private static Variable variable(
      NetcdfFileWriter nc, String name, DataType type, String dims, String unit, String longName) {
    Variable v = nc.addVariable(null, name, type, dims);
    v.addAttribute(new Attribute("units", unit));
    v.addAttribute(new Attribute("long_name", longName));
    return v;
  }

  private static void put(NetcdfFileWriter nc, String name, double[] values)
      throws IOException, InvalidRangeException {
    nc.write(
        nc.findVariable(name),
        Array.factory(DataType.DOUBLE, new int[] {values.length}, values.clone()));
  }

  private static void rows(NetcdfFileWriter nc, String name, float[][] rows)
      throws IOException, InvalidRangeException {
    for (int i = 0; i < rows.length; i++) {
      nc.write(
          nc.findVariable(name),
          new int[] {i, 0},
          Array.factory(DataType.FLOAT, new int[] {1, rows[i].length}, rows[i]));
    }
  }
}
