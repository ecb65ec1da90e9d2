package org.kokyu.simulation.imager;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.scene.ImagerScene;
import org.kokyu.core.scene.LstField;
import org.kokyu.core.scene.SceneGrid;
import org.kokyu.himawari.BandSet;
import org.kokyu.himawari.CalibrationTable;
import org.kokyu.himawari.HsdReader;
import org.kokyu.himawari.HsdSegment;
import org.kokyu.himawari.SceneAssembler;
import org.kokyu.himawari.SceneGrids;
import org.kokyu.himawari.SegmentId;
import org.kokyu.land.LandState;
import org.kokyu.land.LstEstimator;
import org.kokyu.land.io.CoefficientTableFile;

class ImagerSceneSimulatorTest {
  private static final Instant DAY = Instant.parse("2026-08-21T05:10:00Z");
  private static final Instant NIGHT = Instant.parse("2026-08-21T17:00:00Z");
  private static final ImagerSceneSimulator SIMULATOR = new ImagerSceneSimulator(42);

  /** Whole slots through reader, assembler and estimator, against the truth. */
  @Test
  void wholeSlotsCloseTheLoop(@TempDir Path dir) throws IOException {
    SceneAssembler assembler = new SceneAssembler();
    for (Instant slot : List.of(DAY, NIGHT)) {
      long start = System.nanoTime();
      List<Path> files = SIMULATOR.writeSlot(dir, slot, SlotOptions.asia());
      double written = (System.nanoTime() - start) * 1e-9;
      assertEquals(24, files.size());
      SceneGrid grid = SceneGrids.asia(0.1);
      start = System.nanoTime();
      ImagerScene scene = assembler.assembleFiles(grid, BandSet.LST, files);
      double assembled = (System.nanoTime() - start) * 1e-9;
      assertTrue(scene.isComplete());
      start = System.nanoTime();
      SceneTruth truth = SIMULATOR.truth(slot, grid);
      double known = (System.nanoTime() - start) * 1e-9;
      LandState land = LandState.ofMask(truth.landMask(), "synthetic coast", List.of());
      LstField field =
          new LstEstimator(CoefficientTableFile.shipped())
              .estimate(scene, land, false)
              .toOptional()
              .orElseThrow();
      System.out.printf(
          Locale.ROOT,
          "%s: written in %.2f s, read and gridded in %.2f s, truth in %.2f s%n",
          slot,
          written,
          assembled,
          known);
      score(field, truth);
      try (Stream<Path> left = Files.list(dir)) {
        assertTrue(left.noneMatch(p -> p.toString().endsWith(".part")));
      }
      for (Path f : files) {
        Files.delete(f);
      }
    }
  }

  private static void score(LstField field, SceneTruth truth) {
    int clear = 0;
    int clearFound = 0;
    int cloudy = 0;
    int cloudyFound = 0;
    int n = 0;
    double sum = 0;
    double squares = 0;
    int land = 0;
    for (int i = 0; i < field.lstK().length; i++) {
      float cover = truth.cloudCover()[i];
      if (!Float.isNaN(cover)) {
        boolean calledClear = field.cloudMask()[i] <= 1;
        clear += cover < 0.02 ? 1 : 0;
        clearFound += cover < 0.02 && calledClear ? 1 : 0;
        cloudy += cover > 0.9 ? 1 : 0;
        cloudyFound += cover > 0.9 && !calledClear ? 1 : 0;
        land += truth.landMask()[i];
      }
      if (!Float.isNaN(field.lstK()[i]) && cover < 0.02 && field.qualityFlag()[i] < 2) {
        double d = field.lstK()[i] - truth.surfaceTemperatureK()[i];
        sum += d;
        squares += d * d;
        n++;
      }
    }
    System.out.printf(
        Locale.ROOT,
        "  clear share %.2f, land share %.2f; clear called clear %.3f, cloudy called cloudy %.3f;"
            + " truly clear land: n %d, bias %+.2f K, rms %.2f K%n",
        (double) clear / field.lstK().length,
        (double) land / field.lstK().length,
        (double) clearFound / clear,
        (double) cloudyFound / cloudy,
        n,
        sum / n,
        Math.sqrt(squares / n));
    assertTrue(n > 10_000);
    assertTrue(Math.sqrt(squares / n) < 5);
    assertTrue(clearFound > 0.8 * clear);
    assertTrue(cloudyFound > 0.8 * cloudy);
  }

  @Test
  void sameSeedSameBytes(@TempDir Path dir) throws IOException {
    Path a = Files.createDirectory(dir.resolve("a"));
    Path b = Files.createDirectory(dir.resolve("b"));
    SegmentId late = new SegmentId(14, 4);
    SlotOptions plain = new SlotOptions(List.of(7, 14), 4, 4, Set.of(), Set.of(), Set.of());
    SlotOptions withheld = plain.withWithheld(late);
    List<Path> first = SIMULATOR.writeSlot(a, DAY, plain);
    ImagerSceneSimulator other = new ImagerSceneSimulator(42);
    List<Path> early = other.writeSlot(b, DAY, withheld);
    assertEquals(1, early.size());
    List<Path> later = other.writeWithheld(b, DAY, withheld);
    assertEquals(first.get(1).getFileName(), later.get(0).getFileName());
    for (Path p : first) {
      assertArrayEquals(Files.readAllBytes(p), Files.readAllBytes(b.resolve(p.getFileName())));
    }
    new ImagerSceneSimulator(43).writeSlot(b, DAY, plain);
    assertFalse(
        Arrays.equals(
            Files.readAllBytes(first.get(0)),
            Files.readAllBytes(b.resolve(first.get(0).getFileName()))));
  }

  @Test
  void compressedAndTruncatedSegments(@TempDir Path dir) throws IOException {
    SlotOptions options =
        new SlotOptions(List.of(13, 15), 2, 2, Set.of(), Set.of(), Set.of())
            .withCompressed(new SegmentId(13, 2))
            .withTruncated(new SegmentId(15, 2));
    List<Path> files = SIMULATOR.writeSlot(dir, DAY, options);
    HsdReader reader = new HsdReader();
    assertTrue(files.get(0).toString().endsWith(".bz2"));
    HsdSegment s = reader.read(files.get(0));
    assertEquals(13, s.header().calibration().band());
    MalformedInputException e =
        assertThrows(MalformedInputException.class, () -> reader.read(files.get(1)));
    assertEquals(InputFault.TRUNCATED, e.fault());
  }

  /** The fire stands out in band 7 and hardly in band 14; its neighbourhood does not. */
  @Test
  void fireIsHotInBandSeven(@TempDir Path dir) throws IOException {
    int[] fire = SIMULATOR.firePixels().get(0);
    int segment = (fire[0] - 1) / 550 + 1;
    List<Path> files =
        SIMULATOR.writeSlot(
            dir,
            NIGHT,
            new SlotOptions(List.of(7, 14), segment, segment, Set.of(), Set.of(), Set.of()));
    SceneGrid grid = new SceneGrid.Native(fire[0], fire[1], 1, 12);
    ImagerScene scene =
        new SceneAssembler().assembleFiles(grid, new BandSet(List.of(7, 14), List.of()), files);
    float[] t7 = scene.band(7).orElseThrow().brightnessTemperatureK();
    float[] t14 = scene.band(14).orElseThrow().brightnessTemperatureK();
    assertTrue(t7[0] > t7[10] + 30, t7[0] + " and " + t7[10]);
    assertTrue(Math.abs(t14[0] - t14[10]) < 8, t14[0] + " and " + t14[10]);
  }

  @Test
  void cloudsMoveAndLandWarmsByDay() {
    SceneGrid grid = SceneGrids.asia(0.5);
    SceneTruth noon = SIMULATOR.truth(DAY, grid);
    SceneTruth later = SIMULATOR.truth(DAY.plusSeconds(600), grid);
    SceneTruth night = SIMULATOR.truth(NIGHT, grid);
    double change = 0;
    double warming = 0;
    int land = 0;
    int n = 0;
    for (int i = 0; i < noon.cloudCover().length; i++) {
      if (!Float.isNaN(noon.cloudCover()[i])) {
        change += Math.abs(noon.cloudCover()[i] - later.cloudCover()[i]);
        n++;
        if (noon.landMask()[i] == 1) {
          warming += noon.surfaceTemperatureK()[i] - night.surfaceTemperatureK()[i];
          land++;
        }
      }
    }
    assertTrue(change / n > 0.002 && change / n < 0.2, "mean change of cover " + change / n);
    assertTrue(warming / land > 5, "mean warming " + warming / land);
    assertTrue(land > n / 5 && land < 4 * n / 5, "land cells " + land + " of " + n);
  }

  /** The calibration blocks describe the boxcar bands to 0.01 K. */
  @Test
  void calibrationFitsTheBands() {
    Set<Integer> bits = new HashSet<>();
    for (int number : new int[] {7, 13, 14, 15}) {
      BoxcarBand band = BoxcarBand.of(number);
      bits.add(band.calibration().validBits());
      for (double t = 195; t <= 340; t += 5) {
        double back = CalibrationTable.brightnessTemperature(band.calibration(), band.integrate(t));
        assertEquals(t, back, 0.01, "band " + number);
        double again = CalibrationTable.radianceOf(band.calibration(), t);
        assertEquals(1, again / band.integrate(t), 1e-3, "band " + number);
        assertEquals(1, band.radiance((float) t) / band.integrate(t), 1e-4, "band " + number);
      }
    }
    assertNotEquals(1, bits.size());
  }
}
