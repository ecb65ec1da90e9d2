package org.kokyu.flux.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.kokyu.core.event.LandEvent.Point;
import org.kokyu.core.scene.SceneGrid;

class OutlineTest {
  @Test
  void oneCellIsItsOwnOutline() {
    List<List<Point>> rings = Outline.of(new double[] {10}, new double[] {100}, .5, .5);
    assertEquals(1, rings.size());
    assertEquals(5, rings.get(0).size());
    assertEquals(1, area(rings.get(0)), 1e-12);
  }

  @Test
  void holdsAllCellsWithFewCorners() {
    Random random = new Random(6);
    double[] lat = random.doubles(500, 20, 21).toArray();
    double[] lon = random.doubles(500, 110, 111).toArray();
    List<Point> ring = Outline.of(lat, lon, .01, .01).get(0);
    assertEquals(ring.get(0), ring.get(ring.size() - 1));
    assertTrue(ring.size() <= Outline.MOST + 1);
    int inside = 0;
    for (int i = 0; i < lat.length; i++) {
      inside += inside(ring, lat[i], lon[i]) ? 1 : 0;
    }
    assertTrue(inside >= 498, "inside: " + inside);
    assertTrue(area(ring) > 0.9); // counter-clockwise
  }

  @Test
  void isCutAtTheDateline() {
    double[] lat = {0, 0, 1};
    double[] lon = {179.5, -179.5, 179.9};
    for (int first = 0; first < 2; first++) {
      double[] turned = first == 0 ? lon : new double[] {lon[1], lon[0], lon[2]};
      List<List<Point>> rings = Outline.of(lat, turned, .1, .1);
      assertEquals(2, rings.size());
      for (List<Point> ring : rings) {
        assertTrue(area(ring) > 0.1, "counter-clockwise, not empty");
        assertEquals(ring.get(0), ring.get(ring.size() - 1));
        assertTrue(
            ring.stream().allMatch(p -> p.longitudeDeg() >= 179)
                || ring.stream().allMatch(p -> p.longitudeDeg() <= -179));
      }
    }
  }

  @Test
  void cellsOfTheEarthSumToItsSurface() {
    double sum = 0;
    for (double area : CellArea.rows(new SceneGrid.LatLon("earth", 90, -180, .5, 360, 720))) {
      sum += 720 * area;
    }
    assertEquals(510_065_621.724, sum, 1); // WGS-84, from the formula of the whole spheroid
    assertEquals(4.0, CellArea.pixelKm2(0, 140.7, 140.7), 0.02);
    assertTrue(CellArea.pixelKm2(45, 100, 140.7) > 9);
    assertTrue(Double.isInfinite(CellArea.pixelKm2(0, -40, 140.7)));
  }

  private static double area(List<Point> ring) {
    double twice = 0;
    for (int i = 0; i + 1 < ring.size(); i++) {
      Point a = ring.get(i);
      Point b = ring.get(i + 1);
      twice += a.longitudeDeg() * b.latitudeDeg() - b.longitudeDeg() * a.latitudeDeg();
    }
    return twice / 2;
  }

  private static boolean inside(List<Point> ring, double lat, double lon) {
    for (int i = 0; i + 1 < ring.size(); i++) {
      Point a = ring.get(i);
      Point b = ring.get(i + 1);
      double turn =
          (b.longitudeDeg() - a.longitudeDeg()) * (lat - a.latitudeDeg())
              - (b.latitudeDeg() - a.latitudeDeg()) * (lon - a.longitudeDeg());
      if (turn < 0) {
        return false;
      }
    }
    return true;
  }
}
