package org.kokyu.retrieval.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kokyu.core.atmosphere.Gas;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.sounding.Instrument;
import org.kokyu.retrieval.instrument.SpectralWindow;
import org.kokyu.retrieval.instrument.SpectrometerDefinition;
import org.kokyu.retrieval.instrument.TaperedSinc;
import org.kokyu.retrieval.spectroscopy.LineList;
import org.kokyu.retrieval.spectroscopy.io.PartitionSumsReader;
import org.kokyu.retrieval.table.io.ChunkFolder;
import org.kokyu.retrieval.table.io.TableFile;

class TableBuilderTest {

  /** A short window with invented lines of water and CO2 and a line shape of short reach. */
  private static TableBuilder builder() {
    Random r = new Random(5);
    List<LineList.Line> co2 = new ArrayList<>();
    List<LineList.Line> water = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      co2.add(line(905 + 20 * r.nextDouble(), Math.pow(10, -25 + 3 * r.nextDouble()), r));
      water.add(line(905 + 20 * r.nextDouble(), Math.pow(10, -26 + 3 * r.nextDouble()), r));
    }
    SpectralWindow window =
        new SpectralWindow(
            "short",
            List.of(new SpectralWindow.Range(913, 917)),
            List.of(),
            Set.of(Gas.H2O, Gas.CO2));
    SpectrometerDefinition definition =
        new SpectrometerDefinition(
            Instrument.GOSAT2, 0.2, new TaperedSinc("short", 2.5, 1, 2), List.of(window));
    return new TableBuilder(
        List.of(new TableBuilder.Request(definition, new int[] {20}, 0, "test grade")),
        new TableBuilder.Spectroscopy(
            Map.of(Gas.CO2, LineList.of(Gas.CO2, co2), Gas.H2O, LineList.of(Gas.H2O, water)),
            PartitionSumsReader.bundled(),
            Optional.empty(),
            Optional.empty(),
            "0".repeat(64),
            ""),
        new TableBuilder.Settings(150, 20, 0.3, 9));
  }

  private static LineList.Line line(double nu, double strength, Random r) {
    return new LineList.Line(nu, strength, 0.07, 0.4, 800 * r.nextDouble(), 0.7, -0.001, 1);
  }

  private static byte[] build(int threads) throws InterruptedException {
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      return TableFile.toBytes(builder().build(executor, (done, total, what) -> {}).get(0));
    } finally {
      executor.shutdownNow();
    }
  }

  @Test
  void buildDoesNotDependOnThreadsAndIsJudgedOnUnseenScenes(@TempDir Path dir) throws Exception {
    byte[] one = build(1);
    assertArrayEquals(one, build(2));
    Path file = dir.resolve("t.tables");
    Files.write(file, one);
    AbsorptionTables tables = TableFile.read(file);
    assertEquals(20, tables.nodes());
    assertEquals(21, tables.channels());
    String training = tables.header().training();
    double rms = Double.parseDouble(training.replaceAll(".*rms ([0-9.]+) K.*", "$1"));
    System.out.println(training);
    assertTrue(rms < 0.05, training);
  }

  /**
   * A build that finds the parts of an earlier one makes the same table without computing them
   * again.
   */
  @Test
  void stoppedBuildGoesOnWhereItWas(@TempDir Path dir) throws Exception {
    Path parts = dir.resolve("parts");
    ChunkFolder store = new ChunkFolder(parts);
    ExecutorService executor = Executors.newFixedThreadPool(2);
    try {
      byte[] first = TableFile.toBytes(builder().build(executor, (d, t, w) -> {}, store).get(0));
      List<Path> kept;
      try (java.util.stream.Stream<Path> files = Files.list(parts)) {
        kept = files.sorted().toList();
      }
      assertTrue(kept.size() >= 1);
      // one part is lost, another damaged: both are computed again
      Files.delete(kept.get(0));
      if (kept.size() > 1) {
        Files.write(kept.get(1), new byte[] {1, 2, 3});
      }
      assertArrayEquals(
          first, TableFile.toBytes(builder().build(executor, (d, t, w) -> {}, store).get(0)));
      // proof that kept parts are used: a part of foreign content changes the table
      byte[] moved = store.load(kept.get(0).getFileName().toString()).orElseThrow();
      for (int i = moved.length - 8; i < moved.length; i++) {
        moved[i] = 0;
      }
      store.save(kept.get(0).getFileName().toString(), moved);
      byte[] changed = TableFile.toBytes(builder().build(executor, (d, t, w) -> {}, store).get(0));
      assertFalse(java.util.Arrays.equals(first, changed));
      store.delete();
      assertFalse(Files.exists(parts));
    } finally {
      executor.shutdownNow();
    }
  }

  @Test
  void damagedFilesAreRefused(@TempDir Path dir) throws Exception {
    byte[] good = build(2);
    Path file = dir.resolve("t.tables");
    assertFault(InputFault.WRONG_FORMAT, file, new byte[0]);
    assertFault(
        InputFault.WRONG_FORMAT,
        file,
        "something else".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    assertFault(InputFault.TRUNCATED, file, java.util.Arrays.copyOf(good, 20));
    assertFault(InputFault.CORRUPT, file, java.util.Arrays.copyOf(good, good.length / 2));
    byte[] version = good.clone();
    version[11] = 99;
    assertFault(InputFault.UNSUPPORTED, file, version);
    byte[] flipped = good.clone();
    flipped[good.length - 100] ^= 1;
    assertFault(InputFault.CORRUPT, file, flipped);
  }

  private static void assertFault(InputFault fault, Path file, byte[] bytes) throws IOException {
    Files.write(file, bytes);
    MalformedInputException e =
        assertThrows(MalformedInputException.class, () -> TableFile.read(file));
    assertEquals(fault, e.fault(), e.getMessage());
  }
}
