package org.kokyu.himawari;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.kokyu.core.scene.SceneGeometry;
import org.kokyu.core.scene.SceneGrid;

/** Latitude, longitude and view zenith arrays of a grid. Stateless. */
final class GridGeometry {
  private GridGeometry() {}

  /**
   * @param viewZenith of the cells of an equal-angle grid
   */
  static SceneGeometry of(
      SceneGrid grid, GeosProjection projection, Optional<FloatBuffer> viewZenith) {
    int n = grid.size();
    SceneGeometry geometry = new SceneGeometry(new float[n], new float[n], new float[n]);
    viewZenith.ifPresent(z -> z.duplicate().position(0).get(geometry.viewZenithDeg()));
    if (grid instanceof SceneGrid.LatLon g) {
      regular(g, geometry);
    } else {
      places((SceneGrid.Native) grid, new GeosNavigation(fullDisk(projection)), geometry);
    }
    return geometry;
  }

  /** Native grids count full-disk pixels, whatever area the pixels come from. */
  static GeosProjection fullDisk(GeosProjection p) {
    return new GeosProjection(
        p.subLongitudeDeg(),
        p.columnFactor(),
        p.lineFactor(),
        GeosProjection.FULL_DISK_2KM.columnOffset(),
        GeosProjection.FULL_DISK_2KM.lineOffset(),
        p.satelliteDistanceKm(),
        p.equatorialRadiusKm(),
        p.polarRadiusKm());
  }

  private static void regular(SceneGrid.LatLon g, SceneGeometry geometry) {
    float[] row = new float[g.columns()];
    for (int c = 0; c < row.length; c++) {
      row[c] = (float) g.longitudeDeg(c);
    }
    for (int r = 0; r < g.rows(); r++) {
      int at = r * g.columns();
      Arrays.fill(geometry.latitudeDeg(), at, at + g.columns(), (float) g.latitudeDeg(r));
      System.arraycopy(row, 0, geometry.longitudeDeg(), at, row.length);
    }
  }

  private static void places(
      SceneGrid.Native g, GeosNavigation navigation, SceneGeometry geometry) {
    double[] sin = new double[g.columns()];
    double[] cos = new double[g.columns()];
    for (int c = 0; c < sin.length; c++) {
      double x = navigation.scanX(g.firstColumn() + c);
      sin[c] = Math.sin(x);
      cos[c] = Math.cos(x);
    }
    double[] point = new double[3];
    for (int r = 0; r < g.rows(); r++) {
      double y = navigation.scanY(g.firstLine() + r);
      double sinY = Math.sin(y);
      double cosY = Math.cos(y);
      for (int c = 0; c < sin.length; c++) {
        navigation.toEarth(sin[c], cos[c], sinY, cosY, point);
        geometry.latitudeDeg()[r * sin.length + c] = (float) point[0];
        geometry.longitudeDeg()[r * sin.length + c] = (float) point[1];
        geometry.viewZenithDeg()[r * sin.length + c] = (float) point[2];
      }
    }
  }
}
