package org.kokyu.land.light;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.kokyu.core.scene.GppQuality;
import org.kokyu.core.scene.ImagerSatellite;
import org.kokyu.core.scene.ImagerScene;
import org.kokyu.core.scene.ReflectanceImage;
import org.kokyu.core.scene.SceneGeometry;
import org.kokyu.core.scene.SceneGrid;
import org.kokyu.core.scene.SlotKey;
import org.kokyu.land.tile.GeoTiles;

class LightEstimatorTest {
  private static final Instant NOON = Instant.parse("2024-06-10T04:00:00Z");
  private static final int ROWS = 60;
  private static final int COLUMNS = 80;
  private static final float MU = 0.8f;
  private static final float CLOUD = 0.85f;

  /** Cells of a scene whose truth is known. */
  private static final class World {
    private final float[] latitude = new float[ROWS];
    private final float[] longitude = new float[COLUMNS];
    private final float[] view = new float[ROWS * COLUMNS];
    private final float[] ground = new float[ROWS * COLUMNS];
    private final float[] cosSun = new float[ROWS * COLUMNS];
    private final byte[] land = new byte[ROWS * COLUMNS];
    private final byte[] mask = new byte[ROWS * COLUMNS];
    private final float[] water = new float[ROWS * COLUMNS];
    private final float[] surface = new float[ROWS * COLUMNS];

    World(double west) {
      for (int r = 0; r < ROWS; r++) {
        latitude[r] = (float) (32 - 0.05 * (r + 0.5));
      }
      for (int c = 0; c < COLUMNS; c++) {
        double east = west + 0.05 * (c + 0.5);
        longitude[c] = (float) (east >= 180 ? east - 360 : east);
      }
      for (int i = 0; i < ground.length; i++) {
        ground[i] = 0.06f + 0.10f * (i % 7) / 6f;
        view[i] = 40;
        cosSun[i] = MU;
        land[i] = 1;
        water[i] = 25;
        surface[i] = 300;
      }
    }

    float reflectance(int i, double cover) {
      return (float) (ground[i] + cover * (CLOUD - ground[i]));
    }

    ImagerScene scene(float[] red, float[] shortwaveInfrared) {
      float distance = (float) SolarIrradiance.distanceFactor(NOON);
      float[] factor = new float[red.length];
      for (int i = 0; i < red.length; i++) {
        factor[i] = red[i] * cosSun[i] * distance;
      }
      List<ReflectanceImage> bands = new ArrayList<>();
      bands.add(new ReflectanceImage(3, 0.64, factor));
      if (shortwaveInfrared != null) {
        bands.add(new ReflectanceImage(5, 1.61, shortwaveInfrared));
      }
      return new ImagerScene(
          new SlotKey(ImagerSatellite.H09, "FLDK", NOON),
          new SceneGrid.LatLon("test", 32, 100, 0.05, ROWS, COLUMNS),
          SceneGeometry.regular(latitude, longitude, view),
          List.of(),
          new float[red.length],
          1,
          1,
          List.of(),
          bands);
    }

    LightEstimator.Surroundings around() {
      return new LightEstimator.Surroundings(land, cosSun, mask, water, surface);
    }

    /** Days of random cloud; each cell is clear on a third of them. */
    GroundReference learned(int days) {
      SplittableRandom random = new SplittableRandom(5);
      List<GeoTiles> all = new ArrayList<>();
      for (int d = 0; d < days; d++) {
        float[] red = new float[ground.length];
        for (int i = 0; i < red.length; i++) {
          double cover = random.nextInt(3) == 0 ? 0 : Math.min(1, 1.5 * random.nextDouble());
          red[i] = reflectance(i, cover);
        }
        all.add(GroundReflectanceDay.of(scene(red, null), land, cosSun));
      }
      return GroundReference.of(all, "hash");
    }
  }

  private static double clear(World world, int i) {
    return ClearSkyModel.at(
            SolarIrradiance.normal(NOON),
            world.cosSun[i],
            ClearSkyModel.Sky.ASSUMED.withWaterCm(2.5))
        .global();
  }

  @Test
  void knownCloudLeavesTheLightThatItLetsThrough() {
    for (double west : new double[] {100, 178}) {
      World world = new World(west);
      GroundReference reference = world.learned(30);
      float[] red = new float[world.ground.length];
      double[] cover = new double[red.length];
      SplittableRandom random = new SplittableRandom(9);
      for (int i = 0; i < red.length; i++) {
        cover[i] = i % 3 == 0 ? 0 : 0.75 * random.nextDouble();
        red[i] = world.reflectance(i, cover[i]);
        world.mask[i] = (byte) (cover[i] > 0.3 ? 3 : 0);
      }
      LightField light =
          new LightEstimator()
              .estimate(world.scene(red, null), world.around(), Optional.of(reference));
      for (int i = 0; i < red.length; i++) {
        double truth = clear(world, i) * (1 - cover[i]);
        assertEquals(truth, light.shortwave()[i], 0.03 * clear(world, i), "pixel " + i);
        assertEquals(0, light.word()[i], "pixel " + i);
        assertTrue(light.parSigma()[i] > 0.05 * light.par()[i]);
      }
      // 4.57 µmol J-1 of 0.45 … 0.50
      double perJoule = light.par()[0] / light.shortwave()[0];
      assertTrue(perJoule > 4.57 * 0.45 && perJoule < 4.57 * 0.48, "photons " + perJoule);
    }
  }

  @Test
  void beforeTheGroundIsLearnedTheMaskHelpsAndThePixelSaysSo() {
    World world = new World(100);
    float[] red = new float[world.ground.length];
    for (int i = 0; i < red.length; i++) {
      world.mask[i] = (byte) (i % 2 == 0 ? 0 : 3);
      red[i] = world.reflectance(i, i % 2 == 0 ? 0 : 0.6);
    }
    LightField light =
        new LightEstimator().estimate(world.scene(red, null), world.around(), Optional.empty());
    for (int i = 0; i < red.length; i++) {
      assertEquals(GppQuality.GROUND_LEARNING.bit(), light.word()[i]);
      double truth = clear(world, i) * (i % 2 == 0 ? 1 : 0.4);
      assertEquals(truth, light.shortwave()[i], 0.25 * clear(world, i), "pixel " + i);
    }
    assertTrue(light.basis().contains("learning: 0 of 30 days"), light.basis());
  }

  @Test
  void lightIsNeverMoreThanTheSunSends() {
    SplittableRandom random = new SplittableRandom(2);
    World world = new World(100);
    float[] red = new float[world.ground.length];
    for (int i = 0; i < red.length; i++) {
      red[i] = (float) (3 * random.nextDouble() - 0.5);
      world.cosSun[i] = (float) (1.4 * random.nextDouble() - 0.4);
      world.water[i] = i % 5 == 0 ? Float.NaN : (float) (70 * random.nextDouble());
      world.mask[i] = (byte) random.nextInt(4);
    }
    LightField light =
        new LightEstimator()
            .estimate(world.scene(red, null), world.around(), Optional.of(world.learned(12)));
    double top = SolarIrradiance.normal(NOON);
    for (int i = 0; i < red.length; i++) {
      double most = top * Math.max(0, world.cosSun[i]);
      assertTrue(light.shortwave()[i] >= 0 && light.shortwave()[i] <= most * 1.0001, "pixel " + i);
      assertTrue(light.par()[i] >= 0 && light.par()[i] <= 4.57 * 0.55 * most + 1e-3, "pixel " + i);
      assertTrue(light.diffuseFraction()[i] >= 0 && light.diffuseFraction()[i] <= 1);
      if (world.cosSun[i] <= 0) {
        assertEquals(0f, light.par()[i]);
        assertEquals(0f, light.parSigma()[i]);
        assertEquals(GppQuality.NIGHT.bit(), light.word()[i]);
      } else if (world.cosSun[i] < 0.17) {
        assertTrue((light.word()[i] & GppQuality.LOW_SUN.bit()) != 0);
      }
    }
  }

  @Test
  void whatIsMissingIsSaid() {
    World world = new World(100);
    float[] red = world.ground.clone();
    red[0] = Float.NaN;
    world.mask[0] = 3;
    world.mask[1] = -1;
    world.land[2] = 0;
    world.view[3] = 76;
    world.view[4] = 65;
    world.view[5] = Float.NaN;
    LightField light =
        new LightEstimator()
            .estimate(world.scene(red, null), world.around(), Optional.of(world.learned(20)));
    assertEquals(GppQuality.LIGHT_FROM_MASK.bit(), light.word()[0]);
    assertEquals(0.25 * clear(world, 0), light.shortwave()[0], 0.01 * clear(world, 0));
    assertEquals(GppQuality.NO_LIGHT_KNOWN.bit(), light.word()[1]);
    assertTrue(Float.isNaN(light.par()[1]));
    for (int i : new int[] {2, 3, 5}) {
      assertEquals(GppQuality.NO_LAND.bit(), light.word()[i]);
      assertTrue(Float.isNaN(light.par()[i]));
    }
    assertEquals(GppQuality.OBLIQUE_VIEW.bit(), light.word()[4]);
  }

  @Test
  void snowUnderAClearSkyIsNotCloud() {
    World world = new World(100);
    GroundReference bare = world.learned(20);
    float[] red = new float[world.ground.length];
    float[] shortwaveInfrared = new float[red.length];
    Arrays.fill(red, 0.8f);
    Arrays.fill(world.surface, 268);
    for (int i = 0; i < red.length; i++) {
      shortwaveInfrared[i] = i % 2 == 0 ? 0.05f : 0.5f; // snow, ice-free cloud
      world.mask[i] = (byte) (i % 2 == 0 ? 0 : 3);
    }
    LightField light =
        new LightEstimator()
            .estimate(world.scene(red, shortwaveInfrared), world.around(), Optional.of(bare));
    assertEquals(clear(world, 0), light.shortwave()[0], 0.01 * clear(world, 0));
    assertTrue((light.word()[0] & GppQuality.SNOW.bit()) != 0);
    assertTrue(light.shortwave()[1] < 0.2 * clear(world, 1));
  }

  @Test
  void sameForAnyExecutor() {
    World world = new World(100);
    ImagerScene scene = world.scene(world.ground.clone(), null);
    LightField alone = new LightEstimator().estimate(scene, world.around(), Optional.empty());
    ExecutorService pool = Executors.newFixedThreadPool(3);
    try {
      LightField together =
          new LightEstimator(pool, 3).estimate(scene, world.around(), Optional.empty());
      assertArrayEquals(alone.par(), together.par());
      assertArrayEquals(alone.word(), together.word());
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void groundIsTheFifthPercentileOfTheDays() {
    SplittableRandom random = new SplittableRandom(1);
    for (int n : new int[] {1, 9, 10, 20, 21, 30}) {
      List<GeoTiles> days = new ArrayList<>();
      int[] codes = new int[n];
      for (int d = 0; d < n; d++) {
        byte[] tile = new byte[GeoTiles.cells(GroundReflectanceDay.CELLS_PER_DEGREE)];
        codes[d] = 20 + random.nextInt(200);
        tile[17] = (byte) codes[d];
        days.add(new GeoTiles(GroundReflectanceDay.CELLS_PER_DEGREE, 1, Map.of(3, tile)));
      }
      GroundReference reference = GroundReference.of(days, "");
      Arrays.sort(codes);
      int rank = (int) Math.ceil(0.05 * n) - 1;
      assertEquals(
          GroundReflectanceDay.reflectance((byte) codes[rank]), reference.ground(3, 17), "" + n);
      assertEquals(n, reference.days(3, 17));
      assertTrue(Float.isNaN(reference.ground(3, 18)));
      assertTrue(Float.isNaN(reference.ground(4, 17)));
    }
    List<GeoTiles> tooMany =
        java.util.Collections.nCopies(
            31, new GeoTiles(GroundReflectanceDay.CELLS_PER_DEGREE, 1, Map.of()));
    assertThrows(IllegalArgumentException.class, () -> GroundReference.of(tooMany, ""));
  }

  @Test
  void learnedCloudIsThickCloud() {
    World world = new World(100);
    GroundReference reference = world.learned(30);
    int tile = GeoTiles.tileOf(GroundReflectanceDay.CELLS_PER_DEGREE, 31, 102);
    assertEquals(CLOUD, reference.cloud(tile), 0.02);
    assertTrue(Float.isNaN(world.learned(5).cloud(tile)), "too few days");
  }

  @Test
  void codeKeepsReflectanceToHalfAPercentWhereLandIsDark() {
    for (double rho = 0.02; rho < 1.2; rho += 0.003) {
      float back = GroundReflectanceDay.reflectance(GroundReflectanceDay.code(rho));
      assertEquals(rho, back, rho < 0.3 ? 0.003 : 0.006);
    }
  }
}
