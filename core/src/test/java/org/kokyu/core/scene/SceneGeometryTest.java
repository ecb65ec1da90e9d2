package org.kokyu.core.scene;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class SceneGeometryTest {
  private static final float[] VIEW = {1, 2, 3, 4, 5, 6};

  @Test
  void axesStandForEveryPixel() {
    SceneGeometry axes =
        SceneGeometry.regular(new float[] {20, 10}, new float[] {100, 110, 120}, VIEW);
    SceneGeometry all =
        new SceneGeometry(
            new float[] {20, 20, 20, 10, 10, 10}, new float[] {100, 110, 120, 100, 110, 120}, VIEW);
    assertEquals(6, axes.size());
    assertArrayEquals(all.latitudeDeg(), axes.latitudeDeg());
    assertArrayEquals(all.longitudeDeg(), axes.longitudeDeg());
    for (int i = 0; i < 6; i++) {
      assertEquals(all.latitudeDeg(i), axes.latitudeDeg(i));
      assertEquals(all.longitudeDeg(i), axes.longitudeDeg(i));
    }
    for (SceneGeometry g : new SceneGeometry[] {all, axes}) {
      float[] latitude = new float[4];
      float[] longitude = new float[4];
      g.positionsDeg(1, latitude, longitude);
      assertArrayEquals(new float[] {20, 20, 10, 10}, latitude);
      assertArrayEquals(new float[] {110, 120, 100, 110}, longitude);
    }
  }

  @Test
  void partsMustFitTogether() {
    assertThrows(
        IllegalArgumentException.class,
        () -> SceneGeometry.regular(new float[] {20, 10}, new float[] {100}, VIEW));
    assertThrows(
        IllegalArgumentException.class, () -> new SceneGeometry(new float[6], new float[5], VIEW));
  }
}
