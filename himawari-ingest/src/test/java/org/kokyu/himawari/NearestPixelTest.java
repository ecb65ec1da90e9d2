package org.kokyu.himawari;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.kokyu.core.scene.SceneGrid;

/**
 * How often the pixel nearest in the imager's raster, which holds a cell's centre, is not the pixel
 * whose centre is nearest on the ground, as a search tree over positions picks it: a footprint seen
 * aslant is stretched, and its corner can be closer to a neighbour's centre. From navigation alone.
 */
class NearestPixelTest {
  private static final int STRIDE = 21;
  private static final int REACH_COLUMNS = 5;
  private static final int REACH_LINES = 3;
  private static final int CLASS_DEG = 10;

  private final GeosNavigation navigation = new GeosNavigation(GeosProjection.FULL_DISK_2KM);
  private final double[] centre = new double[3];
  private final double[] place = new double[3];
  private final double[] point = new double[3];

  @Test
  void footprintsSeenAslantExplainTheSearchTree() {
    SceneGrid.LatLon grid = SceneGrids.asia(0.02);
    int[] cells = new int[9];
    int[] other = new int[9];
    for (int r = 3; r < grid.rows(); r += STRIDE) {
      for (int c = 2; c < grid.columns(); c += STRIDE) {
        double latitude = grid.latitudeDeg(r);
        double longitude = grid.longitudeDeg(c);
        double zenith = navigation.viewZenithDeg(latitude, longitude);
        int k = (int) (zenith / CLASS_DEG);
        cells[k]++;
        other[k] += nearestOnGroundIsInRaster(latitude, longitude) ? 0 : 1;
      }
    }
    int all = 0;
    int differ = 0;
    double before = -1;
    for (int k = 0; k < cells.length; k++) {
      all += cells[k];
      differ += other[k];
      if (cells[k] > 0) {
        double share = (double) other[k] / cells[k];
        System.out.printf(
            Locale.ROOT, "view zenith from %d: %.3f of %d%n", k * CLASS_DEG, share, cells[k]);
        assertTrue(share >= before, "the share grows with the view angle");
        before = share;
      }
    }
    double share = (double) differ / all;
    System.out.printf(Locale.ROOT, "all view angles: %.4f of %d%n", share, all);
    // nine times as many cells by PROJ and a search tree of SciPy, see src/reference: 0.1549
    assertEquals(0.1549, share, 0.01);
    assertTrue(other[1] < 0.02 * cells[1], "below the satellite the two are one");
  }

  private boolean nearestOnGroundIsInRaster(double latitude, double longitude) {
    GeosNavigation.PixelPoint q = navigation.toPixel(latitude, longitude);
    int column = (int) Math.floor(q.column() + 0.5);
    int line = (int) Math.floor(q.line() + 0.5);
    onSphere(latitude, longitude, place);
    double nearest = Double.POSITIVE_INFINITY;
    int columns = 0;
    int lines = 0;
    for (int dl = -REACH_LINES; dl <= REACH_LINES; dl++) {
      double y = navigation.scanY(line + dl);
      double sinY = Math.sin(y);
      double cosY = Math.cos(y);
      for (int dc = -REACH_COLUMNS; dc <= REACH_COLUMNS; dc++) {
        double x = navigation.scanX(column + dc);
        navigation.toEarth(Math.sin(x), Math.cos(x), sinY, cosY, point);
        onSphere(point[0], point[1], centre);
        double d = squaredDistance(centre, place);
        if (d < nearest) { // never for pixels off the earth
          nearest = d;
          columns = dc;
          lines = dl;
        }
      }
    }
    assertTrue(
        Math.abs(columns) < REACH_COLUMNS && Math.abs(lines) < REACH_LINES,
        "the nearest is not at the edge of the search");
    return columns == 0 && lines == 0;
  }

  private static void onSphere(double latitudeDeg, double longitudeDeg, double[] out) {
    double latitude = Math.toRadians(latitudeDeg);
    double longitude = Math.toRadians(longitudeDeg);
    out[0] = Math.cos(latitude) * Math.cos(longitude);
    out[1] = Math.cos(latitude) * Math.sin(longitude);
    out[2] = Math.sin(latitude);
  }

  private static double squaredDistance(double[] a, double[] b) {
    double x = a[0] - b[0];
    double y = a[1] - b[1];
    double z = a[2] - b[2];
    return x * x + y * y + z * z;
  }
}
