package org.kokyu.himawari;

import java.util.Optional;
import org.kokyu.core.scene.SceneGeometry;
import org.kokyu.core.scene.SceneGrid;

/** Latitude, longitude and view zenith arrays of a grid. Stateless. */
final class GridGeometry {
  private GridGeometry() {}

  /**
   * @param viewZenith of the cells of an equal-angle grid
   */
  static SceneGeometry of(SceneGrid grid, GeosProjection projection, Optional<float[]> viewZenith) {
    int n = grid.size();
    if (grid instanceof SceneGrid.LatLon g) {
      float[] zenith = viewZenith.orElseThrow();
      float[] latitude = new float[g.rows()];
      for (int r = 0; r < latitude.length; r++) {
        latitude[r] = (float) g.latitudeDeg(r);
      }
      float[] longitude = new float[g.columns()];
      for (int c = 0; c < longitude.length; c++) {
        longitude[c] = (float) g.longitudeDeg(c);
      }
      return SceneGeometry.regular(latitude, longitude, zenith);
    }
    float[] latitude = new float[n];
    float[] longitude = new float[n];
    float[] zenith = new float[n];
    GeosNavigation navigation = new GeosNavigation(fullDisk(projection));
    places((SceneGrid.Native) grid, navigation, latitude, longitude, zenith);
    return new SceneGeometry(latitude, longitude, zenith);
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

  private static void places(
      SceneGrid.Native g,
      GeosNavigation navigation,
      float[] latitude,
      float[] longitude,
      float[] zenith) {
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
        latitude[r * sin.length + c] = (float) point[0];
        longitude[r * sin.length + c] = (float) point[1];
        zenith[r * sin.length + c] = (float) point[2];
      }
    }
  }
}
