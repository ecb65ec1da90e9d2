package org.kokyu.land;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.kokyu.core.provenance.InputRef;
import org.kokyu.core.result.FailureReason;
import org.kokyu.core.result.Outcome;
import org.kokyu.core.scene.BandImage;
import org.kokyu.core.scene.ImagerSatellite;
import org.kokyu.core.scene.ImagerScene;
import org.kokyu.core.scene.LstField;
import org.kokyu.core.scene.SceneGeometry;
import org.kokyu.core.scene.SceneGrid;
import org.kokyu.core.scene.SlotKey;
import org.kokyu.land.io.CoefficientTableFile;

class LstEstimatorTest {
  private static final int N = 120;
  private static final Instant NOON = Instant.parse("2024-05-20T05:00:00Z");
  private static final CoefficientTable TABLE = CoefficientTableFile.shipped();
  private final float[] t13 = filled(299);
  private final float[] t14 = filled(298);
  private final float[] t15 = filled(295);
  private final float[] zenith = filled(40);

  private static float[] filled(double value) {
    float[] a = new float[N * N];
    Arrays.fill(a, (float) value);
    return a;
  }

  private ImagerScene scene(Instant slot, List<BandImage> bands) {
    return new ImagerScene(
        new SlotKey(ImagerSatellite.H09, "FLDK", slot),
        new SceneGrid.LatLon("test", 20, 100, 0.02, N, N),
        new SceneGeometry(filled(18), filled(101), zenith),
        bands,
        filled(300),
        8,
        6,
        List.of(new InputRef("a", "00")));
  }

  private ImagerScene scene() {
    return scene(
        NOON,
        List.of(
            new BandImage(13, 10.41, t13),
            new BandImage(14, 11.24, t14),
            new BandImage(15, 12.38, t15)));
  }

  private static LstField field(ImagerScene scene, LandState land) {
    return new LstEstimator(TABLE).estimate(scene, land, false).toOptional().orElseThrow();
  }

  private static LstCoefficients.Estimate expected(LstForm form, double waterKg, double airK) {
    LstInputs x = new LstInputs();
    x.kelvin[0] = 299;
    x.kelvin[1] = 298;
    x.kelvin[2] = 295;
    java.util.Arrays.fill(x.emissivity, 0.97);
    x.secant = 1 / Math.cos(Math.toRadians(40));
    x.waterKg = waterKg;
    x.airK = airK;
    LstCoefficients.Estimate e = new LstCoefficients.Estimate();
    TABLE.sets().stream()
        .filter(s -> s.form() == form)
        .findFirst()
        .orElseThrow()
        .estimateWithGradient(x, e);
    return e;
  }

  @Test
  void clearSceneIsTheFormula() {
    LstField f = field(scene(), LandState.unknown());
    LstCoefficients.Estimate e = expected(LstForm.THREE_BAND, 25, Double.NaN);
    assertEquals(e.kelvin, f.lstK()[77], 1e-4);
    assertEquals(LstUncertainty.of(e, 0.1, 0.02, 15, 0).totalK(), f.uncertaintyK()[77], 1e-4);
    assertEquals(LstEstimator.GOOD, f.qualityFlag()[77]);
    assertEquals(CloudMask.CLEAR, f.cloudMask()[77]);
    assertTrue(f.cloudProbabilityPercent()[77] < 25);
    assertFalse(f.baseline());
    assertTrue(f.algorithm().contains("three-band"));
    assertEquals(0.75, f.coverage());
    assertEquals(NOON.plusSeconds(300), f.provenance().newestInput());
    assertEquals(scene().inputs(), f.provenance().inputs());
    assertTrue(f.brightnessTemperatures().isEmpty());
  }

  /** Good, clear, day, view below 50°, water 2 … 4 cm, emissivity not of the season, Himawari-9. */
  @Test
  void qualityWordSaysHow() {
    int word = field(scene(), LandState.unknown()).qualityWord()[77] & 0xffff;
    assertEquals(2 | 1 << 5 | 1 << 8 | 1 << 10 | 1 << 14, word);
  }

  @Test
  void airTemperatureAndWaterAreUsedWhereTheyAreKnown() {
    LandState land =
        new LandState(
            Optional.empty(),
            Map.of(),
            0.007,
            Optional.empty(),
            Optional.of(filled(33)),
            0.08,
            Optional.of(filled(294)),
            1.5,
            "test",
            List.of());
    assertEquals(
        expected(LstForm.THREE_BAND_AIR, 33, 294).kelvin, field(scene(), land).lstK()[77], 1e-4);
  }

  @Test
  void withoutBand13TheTwoBandsDo() {
    t13[77] = Float.NaN;
    LstField f = field(scene(), LandState.unknown());
    assertEquals(expected(LstForm.SOBRINO, 25, Double.NaN).kelvin, f.lstK()[77], 1e-4);
    assertEquals(LstEstimator.USE_WITH_CARE, f.qualityFlag()[77]);
    assertTrue((f.qualityWord()[77] & 0x8000) != 0);
  }

  @Test
  void obliqueViewsAreFlaggedAndThenLeftOut() {
    zenith[10] = 60.5f;
    zenith[11] = 70.5f;
    zenith[12] = Float.NaN;
    LstField f = field(scene(), LandState.unknown());
    assertEquals(LstEstimator.USE_WITH_CARE, f.qualityFlag()[10]);
    assertTrue(f.lstK()[10] > 290);
    for (int i : new int[] {11, 12}) {
      assertEquals(LstEstimator.NOT_PRODUCED, f.qualityFlag()[i]);
      assertTrue(Float.isNaN(f.lstK()[i]));
      assertTrue(Float.isNaN(f.uncertaintyK()[i]));
    }
  }

  @Test
  void cloudsAreMaskedWithTheirSurroundings() {
    int i = 50 * N + 60;
    t14[i] = 240;
    t15[i] = 239;
    t14[5] = Float.NaN;
    LstField f = field(scene(), LandState.unknown());
    assertEquals(CloudMask.CLOUDY, f.cloudMask()[i]);
    assertTrue(Float.isNaN(f.lstK()[i]));
    assertTrue(f.cloudMask()[i + 1] > CloudMask.CLEAR);
    assertEquals(CloudMask.CLEAR, f.cloudMask()[i + 3]);
    assertEquals(CloudMask.UNKNOWN, f.cloudMask()[5]);
    assertTrue(Float.isNaN(f.lstK()[5]));
    assertTrue(BaselineCloudMask.clearFraction(f.cloudMask()) > 0.99);
  }

  @Test
  void seaIsLeftOutWhereItIsKnown() {
    byte[] mask = new byte[N * N];
    Arrays.fill(mask, 0, N * N / 2, (byte) 1);
    LstField f = field(scene(), LandState.ofMask(mask, "half", List.of(new InputRef("m", "01"))));
    assertTrue(f.lstK()[0] > 290);
    assertTrue(Float.isNaN(f.lstK()[N * N - 1]));
    assertEquals(2, f.provenance().inputs().size());
  }

  @Test
  void missingBandsAreAnOutcome() {
    Outcome<LstField> one =
        new LstEstimator(TABLE)
            .estimate(
                scene(NOON, List.of(new BandImage(14, 11.24, t14))), LandState.unknown(), false);
    assertEquals(
        FailureReason.INPUT_MISSING,
        assertInstanceOf(Outcome.Failed.class, one).failure().reason());
    Arrays.fill(t15, Float.NaN);
    assertInstanceOf(
        Outcome.Failed.class,
        new LstEstimator(TABLE).estimate(scene(), LandState.unknown(), false));
  }

  @Test
  void anyExecutorGivesTheSameField() {
    for (int i = 0; i < N * N; i++) {
      t14[i] += (float) (8 * Math.sin(i * 0.37) * Math.cos(i * 0.0113));
    }
    LstField alone = field(scene(), LandState.unknown());
    ExecutorService pool = Executors.newFixedThreadPool(3);
    try {
      LstField shared =
          new LstEstimator(TABLE, pool, 3)
              .estimate(scene(), LandState.unknown(), true)
              .toOptional()
              .orElseThrow();
      assertArrayEquals(alone.lstK(), shared.lstK());
      assertArrayEquals(alone.uncertaintyK(), shared.uncertaintyK());
      assertArrayEquals(alone.cloudMask(), shared.cloudMask());
      assertEquals(3, shared.brightnessTemperatures().size());
    } finally {
      pool.shutdown();
    }
  }
}
