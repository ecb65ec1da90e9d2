package org.kokyu.himawari.netcdf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.scene.BandImage;
import org.kokyu.core.scene.ImagerScene;
import org.kokyu.core.scene.SceneGrid;

/**
 * Damaged files of P-Tree and NOAA, half of them in the header: each is read into values that can
 * be, or refused by type, in bounded time and memory.
 */
class NetcdfMutationTest {
  private static final String PTREE = "NC_H09_20240514_0320_R21_FLDK.00041_00031.nc";
  private static final String MASK =
      "AHI-CMSK_v1r1_h09_s202405140320213_e202405140329407_c202405140337548.nc";
  private static final SceneGrid.Native DISK = new SceneGrid.Native(1, 1, 60, 60);
  private static final int HEADER_BYTES = 2000;
  private static final double LONGEST_SECONDS = 20;

  @TempDir Path folder;
  private final Map<InputFault, Integer> faults = new EnumMap<>(InputFault.class);
  private int accepted;
  private double slowest;

  @Test
  void someDamagedFiles() throws IOException {
    run(300, 3);
  }

  @Test
  @Tag("campaign")
  void thousandsOfDamagedFiles() throws IOException {
    run(6000, 20261122);
  }

  private void run(int n, long seed) throws IOException {
    byte[] ptree = Files.readAllBytes(SampleFiles.ptree(138.8).write(folder.resolve("p.nc")));
    byte[] mask = Files.readAllBytes(SampleFiles.cloudMask().write(folder.resolve("m.nc")));
    SplittableRandom random = new SplittableRandom(seed);
    long before = usedBytes();
    for (int i = 0; i < n; i++) {
      boolean gridded = i % 2 == 0;
      byte[] sound = gridded ? ptree : mask;
      byte[] bytes = mutated(sound, i % 4 < 2 ? HEADER_BYTES : sound.length, random);
      Path file = folder.resolve(gridded ? PTREE : MASK);
      Files.write(file, bytes);
      long start = System.nanoTime();
      try {
        if (gridded) {
          work(new PtreeReader().read(file, Set.of(3, 13, 14), PtreeReader.Bounds.ALL));
        } else {
          work(new NoaaCloudMaskReader(DISK).read(file, DISK));
        }
        accepted++;
      } catch (MalformedInputException e) {
        assertTrue(e.getMessage().startsWith(file.getFileName().toString()), e.getMessage());
        faults.merge(e.fault(), 1, Integer::sum);
      }
      slowest = Math.max(slowest, (System.nanoTime() - start) * 1e-9);
    }
    double growthMegabytes = (usedBytes() - before) / 1e6;
    System.out.printf(
        "%d damaged NetCDF files: %d read, refused %s; slowest %.3f s, memory %+.1f MB%n",
        n, accepted, faults, slowest, growthMegabytes);
    assertEquals(n, accepted + faults.values().stream().mapToInt(Integer::intValue).sum());
    assertTrue(10 * accepted > n, accepted + " were read");
    assertTrue(faults.getOrDefault(InputFault.HEADER_MISMATCH, 0) > 0);
    assertTrue(faults.getOrDefault(InputFault.TRUNCATED, 0) > 0);
    assertTrue(slowest < LONGEST_SECONDS, "one took " + slowest + " s");
    assertTrue(growthMegabytes < 60, "memory grew by " + growthMegabytes + " MB");
  }

  private static long usedBytes() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private static byte[] mutated(byte[] sound, int reach, SplittableRandom random) {
    byte[] copy = sound.clone();
    int at = random.nextInt(Math.min(reach, copy.length));
    switch (random.nextInt(6)) {
      case 0, 1 -> copy[at] ^= (byte) (1 << random.nextInt(8));
      case 2 -> copy[at] = (byte) random.nextInt(256);
      case 3 ->
          Arrays.fill(copy, at, Math.min(copy.length, at + 1 + random.nextInt(64)), (byte) -1);
      case 4 -> copy = Arrays.copyOf(copy, at);
      default -> {
        for (int k = 0; k < 8; k++) {
          copy[random.nextInt(Math.min(reach, copy.length))] = (byte) random.nextInt(256);
        }
      }
    }
    return copy;
  }

  private static void work(ImagerScene scene) {
    for (BandImage band : scene.bands()) {
      for (float t : band.brightnessTemperatureK()) {
        assertTrue(Float.isNaN(t) || t > 0 && t <= 1000, "temperature " + t);
      }
    }
    for (float s : scene.timeOffsetSeconds()) {
      assertTrue(Float.isNaN(s) || Math.abs(s) <= 1200, "time " + s);
    }
  }

  private static void work(CloudMaskImage mask) {
    for (int i = 0; i < mask.level().length; i++) {
      assertTrue(mask.level()[i] >= -1 && mask.level()[i] <= 3);
      float p = mask.probability()[i];
      assertTrue(Float.isNaN(p) || p >= 0 && p <= 1, "probability " + p);
    }
  }
}
