package org.kokyu.land;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.kokyu.core.provenance.InputRef;
import org.kokyu.core.scene.BandImage;
import org.kokyu.core.scene.ImagerSatellite;
import org.kokyu.core.scene.ImagerScene;
import org.kokyu.core.scene.SceneGeometry;
import org.kokyu.core.scene.SceneGrid;
import org.kokyu.core.scene.SlotKey;
import org.kokyu.land.io.CoefficientTableFile;

/** Each part of the quality word, changed alone, in the field of a scene. */
class QualityBitsTest {
  private static final int N = 60;
  private static final int PIXEL = 30 * N + 30;
  private static final Instant NOON = Instant.parse("2024-05-20T05:00:00Z");
  private static final Instant NIGHT = Instant.parse("2024-05-20T17:00:00Z");
  private static final InputRef FILE = new InputRef("map", "02");

  private final float[] t13 = filled(299);
  private final float[] t14 = filled(298);
  private final float[] t15 = filled(295);
  private final float[] zenith = filled(40);
  private ImagerSatellite satellite = ImagerSatellite.H08;
  private Instant time = NOON;
  private LandState land = state(30);

  private static float[] filled(double value) {
    float[] a = new float[N * N];
    Arrays.fill(a, (float) value);
    return a;
  }

  private static byte[] bytes(int value) {
    byte[] a = new byte[N * N];
    Arrays.fill(a, (byte) value);
    return a;
  }

  private static LandState state(double waterKg) {
    return new LandState(
        Optional.of(bytes(1)),
        Map.of(),
        0.007,
        Optional.of(filled(0.6)),
        Optional.of(filled(waterKg)),
        0.08,
        Optional.empty(),
        1.5,
        "test",
        List.of());
  }

  private int word() {
    List<BandImage> bands = new ArrayList<>();
    bands.add(new BandImage(13, 10.41, t13));
    bands.add(new BandImage(14, 11.24, t14));
    bands.add(new BandImage(15, 12.38, t15));
    ImagerScene scene =
        new ImagerScene(
            new SlotKey(satellite, "FLDK", time),
            new SceneGrid.LatLon("test", 20, 100, 0.02, N, N),
            new SceneGeometry(filled(18), filled(101), zenith),
            bands,
            filled(300),
            8,
            8,
            List.of(new InputRef("a", "00")));
    return new LstEstimator(CoefficientTableFile.shipped())
            .estimate(scene, land, false)
            .toOptional()
            .orElseThrow()
            .qualityWord()[PIXEL]
        & 0xffff;
  }

  private int bits(int first, int last) {
    return word() >> first & (1 << last - first + 1) - 1;
  }

  @Test
  void bestPixelOfHimawari8() {
    assertEquals(3 | 1 << 5 | 1 << 8, word());
  }

  @Test
  void overall() {
    assertEquals(3, bits(0, 1));
    zenith[PIXEL] = 55;
    assertEquals(2, bits(0, 1));
    zenith[PIXEL] = 65;
    assertEquals(1, bits(0, 1));
    zenith[PIXEL] = 72;
    assertEquals(0, bits(0, 1));
  }

  @Test
  void cloudAndItsNeighbours() {
    assertEquals(0, bits(2, 4));
    t13[PIXEL + 1] = 231;
    t14[PIXEL + 1] = 230;
    t15[PIXEL + 1] = 229;
    assertEquals(1, bits(4, 4));
    t13[PIXEL] = 231;
    t14[PIXEL] = 230;
    t15[PIXEL] = 229;
    assertEquals(3, bits(2, 3));
  }

  @Test
  void dayAndNight() {
    assertEquals(1, bits(5, 5));
    time = NIGHT;
    assertEquals(0, bits(5, 5));
  }

  @Test
  void viewZenith() {
    float[] angles = {50, 60, 70, 71};
    for (int k = 0; k < 4; k++) {
      zenith[PIXEL] = angles[k];
      assertEquals(k, bits(6, 7));
    }
  }

  @Test
  void waterVapour() {
    double[] kg = {10, 30, 50, 70};
    for (int k = 0; k < 4; k++) {
      land = state(kg[k]);
      assertEquals(k, bits(8, 9));
    }
  }

  private static SurfaceMaps ofClass(int igbp) {
    return SurfaceMaps.NONE.withClasses(bytes(igbp));
  }

  /** 0 where the vegetation or the snow of the season is known. */
  @Test
  void emissivitySource() {
    assertEquals(0, bits(10, 10));
    land = state(30).withMaps(ofClass(12), "cover", FILE);
    assertEquals(0, bits(10, 10), "class with vegetation index");
    Map<Integer, float[]> file = Map.of(13, filled(0.96), 14, filled(0.97), 15, filled(0.97));
    Map<Integer, float[]> sigma = Map.of(13, filled(0.01), 14, filled(0.01), 15, filled(0.01));
    land = state(30).withMaps(ofClass(12).withEmissivity(file, sigma), "file", FILE);
    assertEquals(1, bits(10, 10), "file");
    land = LandState.ofMask(bytes(1), "mask", List.of()).withMaps(ofClass(12), "cover", FILE);
    assertEquals(1, bits(10, 10), "class alone");
    land = LandState.unknown();
    assertEquals(1, bits(10, 10), "default");
  }

  @Test
  void snowAndIce() {
    assertEquals(0, bits(11, 11));
    land = state(30).withMaps(ofClass(LandCoverEmissivity.SNOW), "cover", FILE);
    assertEquals(1, bits(11, 11));
    assertEquals(1, bits(10, 10), "snow of land cover knows no season");
    assertEquals(0.99, land.emissivityAt(14, PIXEL));
    SurfaceMaps seen =
        new SurfaceMaps(
            Optional.empty(), Map.of(), Map.of(), Optional.of(bytes(1)), Optional.empty());
    land = state(30).withMaps(seen, "snow", FILE);
    assertEquals(1, bits(11, 11));
    assertEquals(0, bits(10, 10));
    assertEquals(0.99, land.emissivityAt(13, PIXEL));
  }

  @Test
  void inlandWater() {
    assertEquals(0, bits(12, 12));
    land = state(30).withMaps(ofClass(LandCoverEmissivity.WATER), "cover", FILE);
    assertEquals(1, bits(12, 12));
    assertEquals(LandState.SEA_EMISSIVITY, land.emissivityAt(14, PIXEL));
    SurfaceMaps lakes =
        new SurfaceMaps(
            Optional.empty(), Map.of(), Map.of(), Optional.empty(), Optional.of(bytes(1)));
    land = state(30).withMaps(lakes, "lakes", FILE);
    assertEquals(1, bits(12, 12));
    // the sea is no inland water
    land =
        LandState.ofMask(bytes(0), "sea", List.of())
            .withMaps(ofClass(LandCoverEmissivity.WATER), "cover", FILE);
    assertEquals(0, bits(12, 12));
  }

  @Test
  void outsideTheTraining() {
    assertEquals(0, bits(13, 13));
    land = state(80);
    assertEquals(1, bits(13, 13));
  }

  @Test
  void satelliteAndReducedInput() {
    assertEquals(0, bits(14, 15));
    satellite = ImagerSatellite.H09;
    assertEquals(1, bits(14, 15));
    t13[PIXEL] = Float.NaN;
    assertEquals(3, bits(14, 15));
  }

  /** Given, snow, file, class with index, index, default: each stands behind the one before. */
  @Test
  void orderOfTheEmissivities() {
    Map<Integer, float[]> given = Map.of(14, filled(0.91));
    Map<Integer, float[]> file = Map.of(14, filled(0.92));
    Map<Integer, float[]> sigma = Map.of(14, filled(0.004));
    Optional<byte[]> classes = Optional.of(bytes(12));
    SurfaceMaps all =
        new SurfaceMaps(classes, file, sigma, Optional.of(bytes(1)), Optional.empty());
    assertEquals(0.91, emissivity(given, true, all), 1e-6);
    assertEquals(0.99, emissivity(Map.of(), true, all), 1e-6);
    SurfaceMaps noSnow = SurfaceMaps.NONE.withClasses(bytes(12)).withEmissivity(file, sigma);
    assertEquals(0.92, emissivity(Map.of(), true, noSnow), 1e-6);
    // irrigated low vegetation 0.9618 and tilled soil 0.9744 at half cover: NDVI 0.6667
    SurfaceMaps cover = SurfaceMaps.NONE.withClasses(bytes(12));
    assertEquals(0.5 * (0.9618 + 0.9744), emissivity(Map.of(), true, cover), 2e-4);
    assertEquals(0.9744, emissivity(Map.of(), false, cover), 1e-6);
    assertEquals(0.5 * (0.985 + 0.965), emissivity(Map.of(), true, SurfaceMaps.NONE), 2e-4);
    assertEquals(0.97, emissivity(Map.of(), false, SurfaceMaps.NONE), 1e-6);
    // a class that is not known says nothing
    assertEquals(0.97, emissivity(Map.of(), false, SurfaceMaps.NONE.withClasses(bytes(0))), 1e-6);
  }

  private static double emissivity(Map<Integer, float[]> given, boolean index, SurfaceMaps maps) {
    double half = 0.2 + 0.66 * Math.sqrt(0.5);
    LandState state =
        new LandState(
            Optional.of(bytes(1)),
            given,
            0.007,
            index ? Optional.of(filled(half)) : Optional.empty(),
            Optional.empty(),
            0.08,
            Optional.empty(),
            1.5,
            maps,
            "test",
            List.of());
    double e = state.emissivityAt(14, PIXEL);
    double sigma = state.emissivitySigmaAt(14, PIXEL);
    assertTrue(sigma > 0 && sigma < 0.03, "sigma " + sigma);
    return e;
  }

  @Test
  void everyClassIsInTheTableButSnowAndWater() {
    for (int band : new int[] {7, 11, 13, 14, 15, 16}) {
      for (int c = 1; c <= 17; c++) {
        boolean there = c != LandCoverEmissivity.SNOW && c != LandCoverEmissivity.WATER;
        assertEquals(there, LandCoverEmissivity.has(band, c));
        if (there) {
          double e = LandCoverEmissivity.ofWhole(band, c);
          assertTrue(e > 0.85 && e < 0.995);
        }
      }
    }
    assertFalse(LandCoverEmissivity.has(12, 3));
  }

  @Test
  void coefficientsOfTheRightSatellite() {
    CoefficientTable nominal = CoefficientTableFile.shipped();
    CoefficientTable eight = nominal.ofSatellite(Optional.of(ImagerSatellite.H08));
    CoefficientTable nine = nominal.ofSatellite(Optional.of(ImagerSatellite.H09));
    CoefficientTables both = new CoefficientTables(List.of(eight, nine));
    assertEquals(nine, both.of(ImagerSatellite.H09).orElseThrow());
    assertEquals(eight, both.of(ImagerSatellite.H08).orElseThrow());
    assertTrue(new CoefficientTables(List.of(eight)).of(ImagerSatellite.H09).isEmpty());
    CoefficientTables mixed = new CoefficientTables(List.of(nominal, nine));
    assertEquals(nominal, mixed.of(ImagerSatellite.H08).orElseThrow());
    assertEquals(nine, mixed.of(ImagerSatellite.H09).orElseThrow());
    org.junit.jupiter.api.Assertions.assertThrows(
        org.kokyu.core.result.ConfigurationException.class,
        () -> new CoefficientTables(List.of(nine, nine)));
    assertTrue(CoefficientTableFile.text(nine).contains("# satellite: H09"));
  }
}
