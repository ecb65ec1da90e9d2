package org.kokyu.flux.field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.kokyu.core.scene.SceneGrid;

class CellOverlapTest {
  private final SceneGrid.LatLon fine = new SceneGrid.LatLon("fine", 60, 70, 0.02, 333, 401);

  @Test
  void nothingIsLostAndNothingCountedTwice() {
    CellOverlap overlap = new CellOverlap(fine, CellOverlap.around(fine, 0.25, "coarse"));
    Random random = new Random(3);
    float[] row = new float[fine.columns()];
    double[] coarse = new double[overlap.coarse().size()];
    double total = 0;
    for (int r = 0; r < fine.rows(); r++) {
      for (int c = 0; c < row.length; c++) {
        row[c] = c % 13 == 0 ? Float.NaN : (float) (random.nextGaussian() * 5 + 1);
        total += Float.isNaN(row[c]) ? 0 : row[c] * CellOverlap.cellAreaM2(fine, r);
      }
      overlap.add(r, row, 0, coarse);
    }
    assertEquals(total, CellOverlap.total(coarse), 1e-12 * Math.abs(total));
  }

  /** A field of ones gives each coarse cell its own area where the fine grid covers it. */
  @Test
  void areasAreThoseOfTheSphere() {
    SceneGrid.LatLon grid = new SceneGrid.LatLon("fine", 45, 100, 0.02, 100, 100);
    CellOverlap overlap = new CellOverlap(grid, CellOverlap.around(grid, 0.25, "coarse"));
    float[] ones = new float[grid.columns()];
    java.util.Arrays.fill(ones, 1);
    double[] coarse = new double[overlap.coarse().size()];
    for (int r = 0; r < grid.rows(); r++) {
      overlap.add(r, ones, 0, coarse);
    }
    for (int r = 0; r < overlap.coarse().rows(); r++) {
      double area = CellOverlap.cellAreaM2(overlap.coarse(), r);
      assertEquals(area, coarse[r * overlap.coarse().columns() + 3], 1e-9 * area);
    }
    // 2 degrees by 2 degrees from 43 to 45 north: R^2 dlon (sin 45 - sin 43)
    double r2 = CellOverlap.EARTH_RADIUS_M * CellOverlap.EARTH_RADIUS_M;
    double patch =
        r2 * Math.toRadians(2) * (Math.sin(Math.toRadians(45)) - Math.sin(Math.toRadians(43)));
    assertEquals(patch, CellOverlap.total(coarse), 1e-12 * patch);
  }

  @Test
  void theWholeEarthHasItsSurface() {
    SceneGrid.LatLon world = new SceneGrid.LatLon("world", 90, -180, 0.5, 360, 720);
    double sum = 0;
    for (int r = 0; r < world.rows(); r++) {
      sum += CellOverlap.cellAreaM2(world, r) * world.columns();
    }
    double surface = 4 * Math.PI * CellOverlap.EARTH_RADIUS_M * CellOverlap.EARTH_RADIUS_M;
    assertEquals(surface, sum, 1e-12 * surface);
    assertEquals(510_065_621e6, surface, 1e9); // GRS 80
  }

  @Test
  void coarseGridThatDoesNotHoldTheFineOneIsRefused() {
    SceneGrid.LatLon other = new SceneGrid.LatLon("other", 59, 70, 0.25, 40, 40);
    assertThrows(IllegalArgumentException.class, () -> new CellOverlap(fine, other));
  }

  @Test
  void oneCellOnABorderIsShared() {
    SceneGrid.LatLon grid = new SceneGrid.LatLon("fine", 60, 70, 0.02, 100, 100);
    CellOverlap overlap = new CellOverlap(grid, CellOverlap.around(grid, 0.25, "coarse"));
    double[] coarse = new double[overlap.coarse().size()];
    overlap.addCell(0, 12, 100, coarse); // 70.24 to 70.26: half and half
    assertEquals(50, coarse[0], 1e-6);
    assertEquals(50, coarse[1], 1e-6);
    assertEquals(100, CellOverlap.total(coarse), 1e-12);
  }
}
