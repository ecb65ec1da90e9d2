package org.kokyu.simulation.imager.io;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.kokyu.core.scene.SceneGrid;
import org.kokyu.simulation.imager.SyntheticEarth;
import ucar.ma2.Array;
import ucar.ma2.DataType;
import ucar.ma2.InvalidRangeException;
import ucar.nc2.Attribute;
import ucar.nc2.NetcdfFileWriter;
import ucar.nc2.Variable;

/**
 * Land cover of a {@link SyntheticEarth} in IGBP classes, as a user's file would hold it: sea is
 * water, little vegetation barren or open shrubland, some grassland or cropland, much savanna,
 * dense the forest of its latitude. Stateless.
 */
public final class LandCoverMap {
  private static final int WATER = 17;
  private static final int BARREN = 16;
  private static final int OPEN_SHRUBLAND = 7;
  private static final int GRASSLAND = 10;
  private static final int CROPLAND = 12;
  private static final int WOODY_SAVANNA = 8;
  private static final int EVERGREEN_BROADLEAF = 2;
  private static final int MIXED_FOREST = 5;
  private static final int EVERGREEN_NEEDLELEAF = 1;
  private static final double TROPICS_DEG = 24;
  private static final double BOREAL_DEG = 48;

  private LandCoverMap() {}

  /** Writes the map on a grid. */
  public static void write(Path file, SceneGrid.LatLon grid, SyntheticEarth earth)
      throws IOException {
    NetcdfFileWriter out =
        NetcdfFileWriter.createNew(NetcdfFileWriter.Version.netcdf3, file.toString());
    try {
      out.addDimension(null, "latitude", grid.rows());
      out.addDimension(null, "longitude", grid.columns());
      out.addGroupAttribute(null, new Attribute("title", "Land cover of a simulated earth"));
      Variable latitude = out.addVariable(null, "latitude", DataType.DOUBLE, "latitude");
      latitude.addAttribute(new Attribute("units", "degrees_north"));
      Variable longitude = out.addVariable(null, "longitude", DataType.DOUBLE, "longitude");
      longitude.addAttribute(new Attribute("units", "degrees_east"));
      Variable cover = out.addVariable(null, "land_cover", DataType.BYTE, "latitude longitude");
      cover.addAttribute(new Attribute("long_name", "IGBP class, water 17"));
      out.create();
      out.write(
          latitude,
          Array.factory(IntStream.range(0, grid.rows()).mapToDouble(grid::latitudeDeg).toArray()));
      out.write(
          longitude,
          Array.factory(
              IntStream.range(0, grid.columns()).mapToDouble(grid::longitudeDeg).toArray()));
      byte[] classes = new byte[grid.size()];
      for (int i = 0; i < classes.length; i++) {
        classes[i] =
            (byte)
                classAt(
                    earth,
                    grid.latitudeDeg(i / grid.columns()),
                    grid.longitudeDeg(i % grid.columns()));
      }
      out.write(
          cover, Array.factory(DataType.BYTE, new int[] {grid.rows(), grid.columns()}, classes));
    } catch (InvalidRangeException e) {
      throw new IllegalStateException("the classes have the shape of their grid", e);
    } finally {
      out.close();
    }
  }

  /** Class of a place. */
  public static int classAt(SyntheticEarth earth, double latitudeDeg, double longitudeDeg) {
    if (!earth.isLand(latitudeDeg, longitudeDeg)) {
      return WATER;
    }
    double green = earth.vegetation(latitudeDeg, longitudeDeg);
    double fromEquator = Math.abs(latitudeDeg);
    if (green < 0.05) {
      return BARREN;
    }
    if (green < 0.2) {
      return OPEN_SHRUBLAND;
    }
    if (green < 0.35) {
      return GRASSLAND;
    }
    if (green < 0.55) {
      return CROPLAND;
    }
    if (green < 0.7) {
      return WOODY_SAVANNA;
    }
    if (fromEquator < TROPICS_DEG) {
      return EVERGREEN_BROADLEAF;
    }
    return fromEquator < BOREAL_DEG ? MIXED_FOREST : EVERGREEN_NEEDLELEAF;
  }
}
