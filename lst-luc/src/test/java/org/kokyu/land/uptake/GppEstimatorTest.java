package org.kokyu.land.uptake;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.kokyu.core.port.Biome;
import org.kokyu.core.port.ProductivityDriver;
import org.kokyu.core.port.ProductivityDrivers;
import org.kokyu.core.port.ProductivityModel;
import org.kokyu.core.scene.GppField;
import org.kokyu.core.scene.GppQuality;
import org.kokyu.core.scene.ImagerSatellite;
import org.kokyu.core.scene.ImagerScene;
import org.kokyu.core.scene.ReflectanceImage;
import org.kokyu.core.scene.SceneGeometry;
import org.kokyu.core.scene.SceneGrid;
import org.kokyu.core.scene.SlotKey;
import org.kokyu.land.gpp.ProductivityModels;
import org.kokyu.land.light.GroundReference;
import org.kokyu.land.light.LightEstimator;
import org.kokyu.land.vegetation.Canopy;
import org.kokyu.land.vegetation.LeafAreaClimatology;
import org.kokyu.land.vegetation.VegetationComposite;

class GppEstimatorTest {
  private static final int ROWS = 40;
  private static final int COLUMNS = 36;
  private static final int N = ROWS * COLUMNS;
  private static final Instant NOON = Instant.parse("2024-06-10T04:00:00Z");

  private final float[] red = filled(0.08f);
  private final float[] cosSun = filled(0.8f);
  private final float[] surfaceK = filled(300);
  private final float[] ndvi = filled(0.7f);
  private final float[] vapour = filled(1800);
  private final byte[] mask = new byte[N];
  private final byte[] land = new byte[N];
  private final byte[] classes = new byte[N];
  private float northDeg = 31;

  GppEstimatorTest() {
    Arrays.fill(land, (byte) 1);
    for (int i = 0; i < N; i++) {
      classes[i] = (byte) (i % 18); // all classes, 0 unknown
    }
  }

  private static float[] filled(float value) {
    float[] all = new float[N];
    Arrays.fill(all, value);
    return all;
  }

  private GppInputs inputs(Optional<float[]> airK, Optional<float[]> index, boolean withClasses) {
    float[] latitude = new float[ROWS];
    float[] longitude = new float[COLUMNS];
    for (int r = 0; r < ROWS; r++) {
      latitude[r] = northDeg - 0.1f * r;
    }
    for (int c = 0; c < COLUMNS; c++) {
      longitude[c] = 110 + 0.1f * c;
    }
    ImagerScene scene =
        new ImagerScene(
            new SlotKey(ImagerSatellite.H09, "FLDK", NOON),
            new SceneGrid.LatLon("test", northDeg + 0.05, 109.95, 0.1, ROWS, COLUMNS),
            SceneGeometry.regular(latitude, longitude, filled(35)),
            List.of(),
            new float[N],
            1,
            1,
            List.of(),
            List.of(new ReflectanceImage(3, 0.64, red)));
    return new GppInputs(
        scene,
        new LightEstimator.Surroundings(land, cosSun, mask, filled(20), surfaceK),
        GroundReference.empty(),
        new Leaves(index, VegetationComposite.empty(), "test", List.of()),
        new Air(airK, airK, vapour, filled(101_325), 1.5, 0.1, false, "test", List.of()),
        new Cover(land, withClasses ? Optional.of(classes) : Optional.empty(), "test", List.of()));
  }

  private static GppField estimate(GppInputs in) {
    return new GppEstimator(saturating(), Runnable::run, 0).estimate(in);
  }

  private static ProductivityModel saturating() {
    return ProductivityModels.named("saturating").orElseThrow();
  }

  @Test
  void productionIsThatOfTheModelForEveryClass() {
    GppField field = estimate(inputs(Optional.of(filled(296)), Optional.of(ndvi), true));
    for (int i = 0; i < N; i++) {
      int igbp = classes[i];
      if (igbp == 0) {
        assertTrue(Float.isNaN(field.gpp()[i]) && field.qualityFlag()[i] == 2);
        continue;
      }
      if (Biome.ofIgbp(igbp).isEmpty()) {
        assertEquals(0f, field.gpp()[i], "class " + igbp);
        assertEquals(0, field.qualityFlag()[i], "class " + igbp);
        assertEquals(GppQuality.NOT_VEGETATED.bit(), field.qualityWord()[i]);
        continue;
      }
      float vpd = (float) (Saturation.pressurePa(296) - 1800);
      assertEquals(vpd, field.vpdPa()[i], 0.1);
      assertEquals(Canopy.fapar(0.7f), field.fapar()[i]);
      ProductivityDrivers one =
          ProductivityDrivers.of(1)
              .with(ProductivityDriver.PAR, new float[] {field.par()[i]})
              .with(ProductivityDriver.FAPAR, new float[] {field.fapar()[i]})
              .with(ProductivityDriver.MINIMUM_TEMPERATURE, new float[] {296})
              .with(ProductivityDriver.VPD, new float[] {vpd});
      float[] expected = new float[1];
      ProductivityModel model = saturating();
      model.gpp(one, 0, 1, model.defaults(Biome.ofIgbp(igbp).orElseThrow()), expected);
      assertEquals(expected[0], field.gpp()[i], 1e-4 * expected[0], "class " + igbp);
      assertTrue(field.gppUncertainty()[i] > 0.1 * expected[0]);
      assertTrue(field.gppUncertainty()[i] < expected[0]);
    }
  }

  @Test
  void nightIsZeroAndUnknownIsNotProduced() {
    cosSun[1] = -0.1f;
    mask[2] = -1;
    land[3] = 0;
    vapour[4] = Float.NaN;
    GppField field = estimate(inputs(Optional.of(filled(296)), Optional.of(ndvi), true));
    assertEquals(0f, field.gpp()[1]);
    assertEquals(0f, field.par()[1]);
    assertEquals(0, field.qualityFlag()[1]);
    int[] lost = {2, 3, 4};
    GppQuality[] why = {GppQuality.NO_LIGHT_KNOWN, GppQuality.NO_LAND, GppQuality.NO_WEATHER_KNOWN};
    for (int k = 0; k < lost.length; k++) {
      assertTrue(Float.isNaN(field.gpp()[lost[k]]), why[k].name());
      assertEquals(2, field.qualityFlag()[lost[k]], why[k].name());
      assertTrue((field.qualityWord()[lost[k]] & why[k].bit()) != 0, why[k].name());
    }
    assertEquals(GppQuality.NO_LAND.bit(), field.qualityWord()[3], "and nothing else of the sea");
  }

  @Test
  void withoutMapsAndWeatherEveryStandInIsSaid() {
    Arrays.fill(mask, 0, N / 2, (byte) 3);
    Arrays.fill(surfaceK, 0, N / 2, Float.NaN);
    GppField field = estimate(inputs(Optional.empty(), Optional.empty(), false));
    float lai = LeafAreaClimatology.of(java.time.LocalDate.of(2024, 6, 10), true)[Cover.ASSUMED];
    for (int i = 0; i < N; i++) {
      assertEquals(1, field.qualityFlag()[i]);
      for (GppQuality q :
          List.of(
              GppQuality.COVER_ASSUMED,
              GppQuality.AIR_FROM_SURFACE,
              GppQuality.VEGETATION_CLIMATOLOGY)) {
        assertTrue((field.qualityWord()[i] & q.bit()) != 0, q.name());
      }
      assertEquals(Cover.ASSUMED, field.landCover()[i]);
      assertEquals(lai, field.lai()[i], 1e-5);
      assertTrue(field.airTemperatureK()[i] < 300 && field.airTemperatureK()[i] > 285);
    }
    // cloudy pixels take the air of their neighbourhood
    assertEquals(field.airTemperatureK()[N - 1], field.airTemperatureK()[0], 1);
  }

  @Test
  void leavesOfTheClimatologyHaveNoStepAtTheEquator() {
    Arrays.fill(classes, (byte) 4); // deciduous forest, the largest course of the year
    northDeg = 0;
    GppField field = estimate(inputs(Optional.empty(), Optional.empty(), true));
    java.time.LocalDate day = java.time.LocalDate.of(2024, 6, 10);
    float north = LeafAreaClimatology.of(day, true)[4];
    float south = LeafAreaClimatology.of(day, false)[4];
    assertEquals((north + south) / 2, field.lai()[0], 1e-5);
    for (int r = 1; r < ROWS; r++) {
      float before = field.lai()[(r - 1) * COLUMNS];
      assertEquals(before, field.lai()[r * COLUMNS], 0.011 * Math.abs(north - south));
    }
    assertTrue(Math.abs(north - south) > 1, "the hemispheres differ");
  }

  @Test
  void nothingClearWithinReachMeansNoTemperature() {
    Arrays.fill(surfaceK, Float.NaN);
    GppField field = estimate(inputs(Optional.empty(), Optional.of(ndvi), true));
    for (int i = 0; i < N; i++) {
      boolean vegetated = Biome.ofIgbp(classes[i]).isPresent();
      assertEquals(vegetated || classes[i] == 0, Float.isNaN(field.gpp()[i]));
    }
  }

  @Test
  void uncertaintyIsTheSpreadOfWhatGoesIn() {
    // light alone: a model without parameters' spread would give this part; compare by hand
    LightUseRow row = new LightUseRow(saturating(), 1, 420);
    row.par[0] = 900;
    row.fapar[0] = 0.6f;
    row.lai[0] = 2;
    row.minimumK[0] = 295;
    row.airK[0] = 295;
    row.vpd[0] = 1500;
    row.classes[0] = 4;
    float[] gpp = new float[1];
    float[] without = new float[1];
    row.compute(gpp, without);
    row.parSigma[0] = 90;
    float[] with = new float[1];
    row.compute(gpp, with);
    double light = Math.sqrt(with[0] * with[0] - without[0] * without[0]);
    // GPP ~ PAR/(a + PAR) with a = 600: from 900 to 990
    assertEquals(gpp[0] * (990.0 / 1590 / (900.0 / 1500) - 1), light, 0.001 * light);
  }

  @Test
  void sameForAnyExecutor() {
    for (int i = 0; i < N; i += 3) {
      surfaceK[i] = Float.NaN;
      mask[i] = 2;
    }
    GppInputs in = inputs(Optional.empty(), Optional.empty(), true);
    GppField alone = estimate(in);
    ExecutorService pool = Executors.newFixedThreadPool(3);
    try {
      GppField together = new GppEstimator(saturating(), pool, 3).estimate(in);
      assertArrayEquals(alone.gpp(), together.gpp());
      assertArrayEquals(alone.gppUncertainty(), together.gppUncertainty());
      assertArrayEquals(alone.airTemperatureK(), together.airTemperatureK());
      assertArrayEquals(alone.qualityWord(), together.qualityWord());
    } finally {
      pool.shutdown();
    }
  }
}
