package org.kokyu.land.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.kokyu.core.scene.SceneGeometry;

class BuiltInLandMaskTest {
  private static final BuiltInLandMask MASK = BuiltInLandMask.load();

  @Test
  void placesAreWhereTheyAre() {
    double[][] land = {
      {35.7, 139.6}, {13.75, 100.5}, {-25, 134}, {60, 100}, {-1, 114}, {46, 104}, {-80, 30}, {48, 2}
    };
    for (double[] p : land) {
      assertEquals(true, MASK.isLand(p[0], p[1]), p[0] + " " + p[1]);
    }
    double[][] sea = {{30, 140}, {15, 115}, {0, 90}, {-40, 160}, {40, 134}, {89, 0}, {0, -160}};
    for (double[] p : sea) {
      assertEquals(false, MASK.isLand(p[0], p[1]), p[0] + " " + p[1]);
    }
  }

  /** Area of land on the globe is 29 %; the polygons count lakes but not floating ice. */
  @Test
  void shareOfLand() {
    double land = 0;
    double all = 0;
    for (double y = -89.75; y < 90; y += 0.5) {
      for (double x = -179.75; x < 180; x += 0.5) {
        double area = Math.cos(Math.toRadians(y));
        all += area;
        land += MASK.isLand(y, x) ? area : 0;
      }
    }
    assertEquals(0.29, land / all, 0.01);
  }

  @Test
  void offTheEarthIsSea() {
    assertArrayEquals(
        new byte[] {1, 0, 1},
        MASK.on(
            new SceneGeometry(
                new float[] {13.75f, Float.NaN, -25},
                new float[] {100.5f, Float.NaN, 134 - 360},
                new float[3])));
  }
}
