package org.kokyu.scheduler.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.kokyu.core.scene.SceneGrid;
import org.kokyu.flux.field.CellOverlap;
import org.kokyu.himawari.SceneGrids;
import org.kokyu.ops.publish.FluxProduct;
import org.kokyu.ops.publish.MapReader;
import org.kokyu.scheduler.bench.FluxFiles;
import picocli.CommandLine;
import ucar.nc2.NetcdfFile;

/** Two days of a made-up land through the command, and what is wrong with its inputs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FluxCommandTest {
  private static final Instant DAY = Instant.parse("2026-08-21T00:00:00Z");
  private static final SceneGrid.LatLon GRID = SceneGrids.asia(1);

  private Path folder;
  private final List<Path> gpp = new ArrayList<>();
  private final List<Path> lst = new ArrayList<>();
  private final List<Path> fire = new ArrayList<>();
  private Path out;

  private record Said(int code, String out, String err) {}

  private static Said run(List<Object> args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = KokyuCommand.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    int code = line.execute(args.stream().map(Object::toString).toArray(String[]::new));
    assertFalse(err.toString().contains("\tat "), "a stack trace is no message: " + err);
    return new Said(code, out.toString(), err.toString());
  }

  private List<Object> command(Path to, Instant from, Instant until, List<Path> production) {
    List<Object> args =
        new ArrayList<>(List.of("flux", "--out", to, "--from", from, "--to", until, "--gpp"));
    args.addAll(production);
    args.add("--lst");
    args.addAll(lst);
    args.add("--fire");
    args.addAll(fire);
    return args;
  }

  @BeforeAll
  void twoDays(@TempDir Path shared) throws IOException {
    folder = shared;
    Path in = Files.createDirectories(folder.resolve("in"));
    FluxFiles files = new FluxFiles(GRID, in);
    for (int s = 0; s < 2 * 144; s++) {
      Instant slot = DAY.plus(Duration.ofMinutes(10L * s));
      if (s % 3 == 0) { // two slots of an hour are enough
        gpp.add(files.production(slot));
      }
      lst.add(files.surface(slot));
      fire.add(files.fires(slot));
    }
    out = folder.resolve("out");
    Said said = run(command(out, DAY, DAY.plus(Duration.ofDays(2)), gpp));
    assertEquals(0, said.code(), said.err());
  }

  private static float[] read(Path file, String variable) {
    try (MapReader map = FluxProduct.open(file)) {
      return map.floats(variable);
    }
  }

  private Path hour(int hour) {
    return out.resolve("KOKYU_L3_FLUX_HOURLY_20260821_%02d00_asia-1_r0.nc".formatted(hour));
  }

  private Path daily(String day) {
    return out.resolve("KOKYU_L3_FLUX_DAILY_" + day + "_asia-1_r0.nc");
  }

  @Test
  void dayIsTheSumOfItsHours() {
    for (String v : List.of("gpp", "reco", "nee", "fire_co2")) {
      float[] day = read(daily("20260821"), v);
      double[] sum = new double[day.length];
      for (int h = 0; h < 24; h++) {
        float[] hour = read(hour(h), v);
        for (int i = 0; i < sum.length; i++) {
          sum[i] += hour[i] * 3600 * 12.011e-6;
        }
      }
      int cells = 0;
      for (int i = 0; i < sum.length; i++) {
        // at dawn an hour can lack the slots with sun: the day fills it in
        if (!Double.isNaN(sum[i])) {
          assertEquals(sum[i], day[i], v.startsWith("fire") ? 2e-3 * sum[i] + 1e-9 : 5e-4, v);
          cells++;
        }
      }
      assertTrue(cells > 2000, v + ": " + cells);
    }
  }

  @Test
  void coarseCellsAndCountriesHoldTheSameTotals() throws IOException {
    Map<String, double[]> regions = new HashMap<>();
    List<String> lines =
        Files.readAllLines(out.resolve("KOKYU_L3_FLUX_DAILY_20260821_regions-asia-1_r0.csv"));
    List<String> head = List.of(lines.get(4).split(","));
    for (String line : lines.subList(5, lines.size())) {
      String[] f = line.split(",(?=([^\"]*\"[^\"]*\")*[^\"]*$)");
      regions.put(f[1], Arrays.stream(f).skip(2).mapToDouble(Double::parseDouble).toArray());
    }
    assertTrue(regions.size() > 20, regions.keySet().toString());
    assertTrue(regions.containsKey("\"Mongolia\""));
    for (String v : List.of("gpp", "reco", "nee", "fire_co2")) {
      float[] fine = read(daily("20260821"), v);
      double total = 0;
      for (int i = 0; i < fine.length; i++) {
        total +=
            Float.isNaN(fine[i]) ? 0 : fine[i] * CellOverlap.cellAreaM2(GRID, i / GRID.columns());
      }
      double coarse = 0;
      try (NetcdfFile nc =
          NetcdfFile.open(out.resolve("KOKYU_L3_FLUX_DAILY_20260821_asia-0.25_r0.nc").toString())) {
        double[] cells =
            (double[]) nc.findVariable(v + "_total").read().get1DJavaArray(double.class);
        coarse = Arrays.stream(cells).sum();
      }
      int column = head.indexOf(v + "_tg") - 2;
      double all = regions.get("\"all\"")[column] * 1e12;
      double parts = 0;
      for (Map.Entry<String, double[]> r : regions.entrySet()) {
        parts += r.getKey().equals("\"all\"") ? 0 : r.getValue()[column] * 1e12;
      }
      assertEquals(total, coarse, 1e-10 * Math.abs(total), v + " cells");
      assertEquals(total, all, 1e-10 * Math.abs(total), v + " all");
      assertEquals(total, parts, 1e-10 * Math.abs(total), v + " regions");
    }
  }

  @Test
  void firesOfTheDayAreTheSumOfTheirHours() throws IOException {
    List<String> lines =
        Files.readAllLines(out.resolve("KOKYU_L3_FIRE_DAILY_20260821_asia-0.25_r0.csv"));
    List<String> head = List.of(lines.get(4).split(","));
    double filled = 0;
    for (String line : lines.subList(5, lines.size())) {
      String[] f = line.split(",");
      double day = Double.parseDouble(f[head.indexOf("dry_matter_kg")]);
      double hours = 0;
      for (int h = 0; h < 24; h++) {
        hours += Double.parseDouble(f[head.indexOf("dry_matter_kg_%02d".formatted(h))]);
      }
      assertEquals(day, hours, 1e-12 * day);
      assertTrue(day > 0);
      filled += Double.parseDouble(f[head.indexOf("filled_kg")]);
    }
    assertTrue(lines.size() > 5 && filled > 0, "clouds hide a part");
  }

  @Test
  void secondDayRestsOnTheFirst() {
    float[] recent = read(daily("20260822"), "gpp_recent");
    float[] first = read(daily("20260821"), "gpp");
    float[] second = read(daily("20260822"), "gpp");
    float weight = 1 - (float) Math.exp(-0.1);
    for (int i = 0; i < recent.length; i++) {
      if (!Float.isNaN(recent[i])) {
        assertEquals(first[i] + weight * (second[i] - first[i]), recent[i], 2e-3);
      }
    }
    float[] word = read(hour(3), "quality_word");
    float[] next =
        read(out.resolve("KOKYU_L3_FLUX_HOURLY_20260822_0300_asia-1_r0.nc"), "quality_word");
    assertEquals(4, (int) word[0] & 4, "no production of earlier days is known");
    assertEquals(0, (int) next[0] & 4);
  }

  @Test
  void sameBytesForAnyNumberOfThreads() throws IOException {
    Path one = folder.resolve("one");
    List<Object> args = command(one, DAY, DAY.plus(Duration.ofDays(1)), gpp);
    args.add("--threads");
    args.add(1);
    assertEquals(0, run(args).code());
    try (var names = Files.list(one)) {
      List<Path> files = names.toList();
      assertEquals(28, files.size());
      for (Path file : files) {
        assertArrayEquals(
            Files.readAllBytes(file),
            Files.readAllBytes(out.resolve(file.getFileName())),
            file.getFileName().toString());
      }
    }
  }

  @Test
  void mistakesAreOneLine() throws IOException {
    Path to = folder.resolve("bad");
    Instant next = DAY.plus(Duration.ofHours(1));
    assertEquals(2, run(command(to, DAY, DAY, gpp.subList(0, 2))).code());
    assertEquals(2, run(command(to, DAY.plusSeconds(60), next, gpp.subList(0, 2))).code());
    Path cut = folder.resolve(gpp.get(0).getFileName().toString());
    byte[] all = Files.readAllBytes(gpp.get(0));
    Files.write(cut, Arrays.copyOf(all, all.length / 2));
    Said said = run(command(to, DAY, next, List.of(cut, gpp.get(1))));
    assertEquals(3, said.code());
    assertTrue(said.err().contains("values to byte"), said.err());
    assertEquals(1, said.err().lines().count(), said.err());
    assertTrue(said.out().contains("1 of 6 slots"), said.out());
    // a map on another grid
    Path other =
        new FluxFiles(SceneGrids.asia(2), Files.createDirectories(folder.resolve("other")))
            .production(DAY.plus(Duration.ofMinutes(20)));
    Said mixed = run(command(to, DAY, next, List.of(gpp.get(0), other)));
    assertEquals(3, mixed.code());
    assertTrue(mixed.err().contains("grid asia-1 expected"), mixed.err());
    Said none = run(command(to, DAY.minus(Duration.ofDays(9)), DAY.minus(Duration.ofDays(8)), gpp));
    assertEquals(3, none.code());
    assertTrue(none.err().contains("no map of production between"), none.err());
  }
}
