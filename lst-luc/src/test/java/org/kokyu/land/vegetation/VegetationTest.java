package org.kokyu.land.vegetation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.kokyu.core.scene.ImagerSatellite;
import org.kokyu.core.scene.ImagerScene;
import org.kokyu.core.scene.ReflectanceImage;
import org.kokyu.core.scene.SceneGeometry;
import org.kokyu.core.scene.SceneGrid;
import org.kokyu.core.scene.SlotKey;
import org.kokyu.land.tile.GeoTiles;

class VegetationTest {
  private static final int N = 50;
  private static final float MU = 0.85f;
  private static final float VIEW_DEG = 30;

  /** A scene of a surface with one NDVI, seen through the air that is taken off again. */
  private static ImagerScene scene(double red, double nearInfrared, float viewDeg) {
    double cosView = Math.cos(Math.toRadians(viewDeg));
    double[] surface = {0, 0.03, 0, red, nearInfrared, 0.2};
    List<ReflectanceImage> bands = new ArrayList<>();
    for (int b : new int[] {1, 3, 4, 5}) {
      float[] image = new float[N];
      Arrays.fill(image, (float) (top(b, surface[b], cosView) * MU));
      bands.add(new ReflectanceImage(b, 0.5, image));
    }
    float[] latitude = {31.01f};
    float[] longitude = new float[N];
    float[] view = new float[N];
    for (int c = 0; c < N; c++) {
      double east = 179.5 + 0.02 * (c + 0.5); // over the date line
      longitude[c] = (float) (east >= 180 ? east - 360 : east);
      view[c] = viewDeg;
    }
    return new ImagerScene(
        new SlotKey(ImagerSatellite.H09, "FLDK", Instant.parse("2024-06-10T04:00:00Z")),
        new SceneGrid.LatLon("test", 31.02, 179.5, 0.02, 1, N),
        SceneGeometry.regular(latitude, longitude, view),
        List.of(),
        new float[N],
        1,
        1,
        List.of(),
        bands);
  }

  /** Inverse of the correction: ρ_top = ρ / (1 + k m) + path. */
  private static double top(int band, double rho, double cosView) {
    double zero = VegetationIndices.surface(band, 0, MU, cosView);
    double one = VegetationIndices.surface(band, 1, MU, cosView);
    return (rho - zero) / (one - zero);
  }

  private static byte[] ones() {
    byte[] land = new byte[N];
    Arrays.fill(land, (byte) 1);
    return land;
  }

  private static float[] suns(float mu) {
    float[] sun = new float[N];
    Arrays.fill(sun, mu);
    return sun;
  }

  private static GeoTiles seen(GeoTiles before, double red, double nearInfrared) {
    return VegetationDay.with(
        before, scene(red, nearInfrared, VIEW_DEG), ones(), suns(MU), new byte[N], 1);
  }

  @Test
  void indicesAreThoseOfTheirPapers() {
    assertEquals(0.8, VegetationIndices.ndvi(0.05, 0.45), 1e-12);
    // MODIS ATBD example form: 2.5 (N − R)/(N + 6 R − 7.5 B + 1)
    assertEquals(2.5 * 0.4 / (0.45 + 0.3 - 0.225 + 1), VegetationIndices.evi(0.03, 0.05, 0.45));
    assertEquals(
        2.5 * 0.4 / (0.45 + 0.12 + 1), VegetationIndices.evi(Double.NaN, 0.05, 0.45), 1e-12);
    assertEquals(0.25 / 0.65, VegetationIndices.lswi(0.45, 0.2), 1e-12);
  }

  @Test
  void compositeIsTheGreenestDayOnceThreeDaysHaveBeenSeen() {
    List<GeoTiles> days = new ArrayList<>();
    double[] red = {0.08, 0.05, 0.12, 0.07};
    for (int d = 0; d < red.length; d++) {
      days.add(seen(VegetationDay.empty(), red[d], 0.4));
      VegetationComposite composite = VegetationComposite.of(days, "h");
      float ndvi = composite.ndvi(31.01, 179.99);
      if (d < 2) {
        assertTrue(Float.isNaN(ndvi), "an index of one or two days is not a composite");
      } else {
        assertEquals(0.35 / 0.45, ndvi, 0.004);
        assertEquals(2.5 * 0.35 / (0.4 + 0.3 - 0.225 + 1), composite.evi(31.01, 179.99), 0.004);
        assertEquals(0.2 / 0.6, composite.lswi(31.01, 179.99), 0.004);
        assertEquals(ndvi, composite.ndvi(31.01, -179.99), "both sides of the date line");
        assertTrue(Float.isNaN(composite.ndvi(31.1, 179.99)));
      }
    }
  }

  @Test
  void orderOfTheScenesDoesNotMatter() {
    double[][] views = {{0.05, 0.4}, {0.08, 0.35}, {0.05, 0.41}, {0.1, 0.8}, {0.05, 0.4}};
    byte[] first = null;
    for (int trial = 0; trial < 6; trial++) {
      List<double[]> order = new ArrayList<>(Arrays.asList(views));
      Collections.shuffle(order, new Random(trial));
      GeoTiles day = VegetationDay.empty();
      for (double[] v : order) {
        day = seen(day, v[0], v[1]);
      }
      byte[] bytes = day.tiles().values().iterator().next();
      first = first == null ? bytes : first;
      assertArrayEquals(first, bytes);
    }
  }

  @Test
  void lowViewsLowSunsCloudSnowAndSeaDoNotCount() {
    ImagerScene good = scene(0.05, 0.4, VIEW_DEG);
    byte[] cloudy = new byte[N];
    Arrays.fill(cloudy, (byte) 1);
    assertTrue(none(VegetationDay.with(empty(), good, ones(), suns(MU), cloudy, 1)));
    assertTrue(none(VegetationDay.with(empty(), good, ones(), suns(0.4f), new byte[N], 1)));
    assertTrue(none(VegetationDay.with(empty(), good, new byte[N], suns(MU), new byte[N], 1)));
    ImagerScene oblique = scene(0.05, 0.4, 66);
    assertTrue(none(VegetationDay.with(empty(), oblique, ones(), suns(MU), new byte[N], 1)));
    ImagerScene bright = scene(0.6, 0.7, VIEW_DEG);
    assertTrue(none(VegetationDay.with(empty(), bright, ones(), suns(MU), new byte[N], 1)));
    assertFalse(none(VegetationDay.with(empty(), good, ones(), suns(MU), new byte[N], 1)));
  }

  /** What is seen at 60 degrees is as green as what is seen from above: the air is taken off. */
  @Test
  void viewsThatCountAreNotGreenerForBeingOblique() {
    float[] found = new float[2];
    float[] angles = {10, 60};
    for (int k = 0; k < 2; k++) {
      GeoTiles day =
          VegetationDay.with(
              empty(), scene(0.06, 0.35, angles[k]), ones(), suns(MU), new byte[N], 1);
      List<GeoTiles> days = List.of(day, day, day);
      found[k] = VegetationComposite.of(days, "").ndvi(31.01, 179.6);
    }
    assertEquals(found[0], found[1], 0.006);
  }

  private static GeoTiles empty() {
    return VegetationDay.empty();
  }

  private static boolean none(GeoTiles day) {
    return day.tiles().isEmpty();
  }

  @Test
  void leavesAndAbsorbedLight() {
    assertEquals(0, Canopy.fapar(0.1f));
    assertEquals(1.24f * 0.6f - 0.168f, Canopy.fapar(0.6f), 1e-6);
    assertEquals(0.95f, Canopy.fapar(0.98f));
    for (float lai = 0; lai < 5.5; lai += 0.3f) {
      assertEquals(lai, Canopy.lai(Canopy.faparOfLeaves(lai)), 1e-4);
    }
    assertEquals(5.99, Canopy.lai(0.95f), 0.01);
  }

  @Test
  void climatologyFollowsTheYearOfItsHemisphere() {
    float[] july = LeafAreaClimatology.of(LocalDate.of(2024, 7, 16), true);
    assertEquals(4.5f, july[4], 0.02);
    assertEquals(3.0f, july[12], 0.05);
    assertTrue(Float.isNaN(july[13]) && Float.isNaN(july[17]) && Float.isNaN(july[0]));
    float[] south = LeafAreaClimatology.of(LocalDate.of(2024, 1, 16), false);
    assertEquals(july[4], south[4], 0.05);
    // no jump at the turn of the year, leap years included
    float[] last = LeafAreaClimatology.of(LocalDate.of(2024, 12, 31), true);
    float[] first = LeafAreaClimatology.of(LocalDate.of(2025, 1, 1), true);
    for (int c = 1; c <= 14; c++) {
      if (c != 13) {
        assertEquals(last[c], first[c], 0.01, "class " + c);
      }
    }
  }
}
