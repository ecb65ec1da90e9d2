package org.kokyu.land;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.kokyu.core.scene.BandImage;
import org.kokyu.core.scene.ImagerSatellite;
import org.kokyu.core.scene.ImagerScene;
import org.kokyu.core.scene.LstField;
import org.kokyu.core.scene.SceneGeometry;
import org.kokyu.core.scene.SceneGrid;
import org.kokyu.core.scene.SlotKey;
import org.kokyu.land.io.CoefficientTableFile;

/** Strip by strip, in any order and by any thread, gives what the whole scene at once gives. */
class LstStripsTest {
  private static final int ROWS = 730;
  private static final int COLUMNS = 90;
  private static final int PARTS = 6;
  private static final SceneGrid GRID = new SceneGrid.LatLon("test", 30, 100, 0.02, ROWS, COLUMNS);

  /** Ground, broken and closed clouds; the whole scene, of which copies arrive. */
  private static ImagerScene whole(Random random) {
    int n = ROWS * COLUMNS;
    float[][] t = new float[3][n];
    float[] latitude = new float[n];
    float[] longitude = new float[n];
    float[] zenith = new float[n];
    float[] seconds = new float[n];
    for (int i = 0; i < n; i++) {
      int row = i / COLUMNS;
      double cloud = Math.sin(row * 0.013) * Math.sin(i % COLUMNS * 0.11) > 0.4 ? 25 : 0;
      double warm = 300 + 4 * Math.sin(row * 0.05) + 0.5 * random.nextGaussian() - cloud;
      t[0][i] = (float) warm;
      t[1][i] = (float) (warm - 0.5);
      t[2][i] = (float) (warm - 2.5);
      latitude[i] = (float) (30 - (row + 0.5) * 0.02);
      longitude[i] = (float) (100 + (i % COLUMNS + 0.5) * 0.02);
      zenith[i] = 45 + row * 0.03f;
      seconds[i] = row * 0.5f;
    }
    return scene(t, new SceneGeometry(latitude, longitude, zenith), seconds);
  }

  private static ImagerScene scene(float[][] t, SceneGeometry geometry, float[] seconds) {
    return new ImagerScene(
        new SlotKey(ImagerSatellite.H09, "FLDK", Instant.parse("2024-05-20T05:00:00Z")),
        GRID,
        geometry,
        List.of(
            new BandImage(13, 10.41, t[0]),
            new BandImage(14, 11.24, t[1]),
            new BandImage(15, 12.38, t[2])),
        seconds,
        18,
        18,
        List.of());
  }

  /** Arrays full of what must never be looked at. */
  private static ImagerScene empty(SceneGeometry geometry) {
    float[][] t = new float[3][GRID.size()];
    for (float[] band : t) {
      Arrays.fill(band, 999);
    }
    float[] seconds = new float[GRID.size()];
    Arrays.fill(seconds, -1e6f);
    return scene(t, geometry, seconds);
  }

  private static void copyRows(ImagerScene from, ImagerScene to, int first, int last) {
    int start = first * COLUMNS;
    int length = (last - first) * COLUMNS;
    for (int b = 0; b < 3; b++) {
      System.arraycopy(
          from.bands().get(b).brightnessTemperatureK(),
          start,
          to.bands().get(b).brightnessTemperatureK(),
          start,
          length);
    }
    System.arraycopy(from.timeOffsetSeconds(), start, to.timeOffsetSeconds(), start, length);
  }

  private static void assertSame(LstField a, LstField b) {
    assertArrayEquals(a.lstK(), b.lstK());
    assertArrayEquals(a.uncertaintyK(), b.uncertaintyK());
    assertArrayEquals(a.cloudMask(), b.cloudMask());
    assertArrayEquals(a.cloudProbabilityPercent(), b.cloudProbabilityPercent());
    assertArrayEquals(a.qualityFlag(), b.qualityFlag());
    assertArrayEquals(a.qualityWord(), b.qualityWord());
    assertEquals(a.algorithm(), b.algorithm());
  }

  @Test
  void orderOfArrivalAndThreadsDoNotMatter() throws InterruptedException {
    Random random = new Random(3);
    ImagerScene whole = whole(random);
    LandState land = LandState.unknown();
    LstEstimator estimator = new LstEstimator(CoefficientTableFile.shipped());
    LstField expected = estimator.estimate(whole, land, false).toOptional().orElseThrow();
    assertTrue(BaselineCloudMask.clearFraction(expected.cloudMask()) > 0.3);
    for (int round = 0; round < 8; round++) {
      ImagerScene arriving = empty(whole.geometry());
      LstStrips strips = estimator.begin(arriving, land, Optional.empty());
      ExecutorService pool = Executors.newFixedThreadPool(3);
      boolean[] complete = new boolean[ROWS];
      for (int part : shuffled(random)) {
        int first = part * ROWS / PARTS;
        int last = (part + 1) * ROWS / PARTS;
        copyRows(whole, arriving, first, last);
        Arrays.fill(complete, first, last, true);
        boolean[] now = complete.clone();
        if (round % 4 != 3) { // else all is left to the end
          pool.execute(() -> strips.rowsAreThere(now));
        }
      }
      pool.shutdown();
      assertTrue(round % 2 == 0 || pool.awaitTermination(1, TimeUnit.MINUTES));
      LstField field =
          estimator
              .finish(strips, arriving, Optional.empty(), false)
              .toOptional()
              .orElseThrow()
              .field();
      assertSame(expected, field);
      assertTrue(pool.awaitTermination(1, TimeUnit.MINUTES));
    }
  }

  private static int[] shuffled(Random random) {
    return random.ints(0, PARTS).distinct().limit(PARTS).toArray();
  }
}
