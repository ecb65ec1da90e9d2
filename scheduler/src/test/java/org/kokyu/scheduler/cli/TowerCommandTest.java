package org.kokyu.scheduler.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command on the given towers, with what it must reach there. */
class TowerCommandTest {
  @TempDir Path out;

  private final StringWriter said = new StringWriter();
  private final StringWriter complained = new StringWriter();

  private int run(String... args) {
    CommandLine line = KokyuCommand.commandLine();
    line.setOut(new PrintWriter(said, true));
    line.setErr(new PrintWriter(complained, true));
    return line.execute(args);
  }

  private Path tower(String name) {
    Path file = Path.of(System.getProperty("kokyu.shared", "none"), "data/flux/tower", name);
    assumeTrue(Files.isRegularFile(file), "tower record not found: " + file);
    return file;
  }

  private Map<String, Double> skill(String name) throws IOException {
    Path file = tower(name);
    assertEquals(
        ExitCodes.DONE,
        run("tower", "--out", out.toString(), file.toString()),
        complained.toString());
    Map<String, Double> r2 = new HashMap<>();
    List<String> lines = Files.readAllLines(out.resolve("skill.csv"));
    assertEquals("model,target,subset,n,r2,rmse,bias", lines.get(0));
    for (String line : lines.subList(1, lines.size())) {
      String[] f = line.split(",", -1);
      assertEquals(7, f.length);
      r2.put(f[0] + " " + f[1] + " " + f[2], f[4].isEmpty() ? Double.NaN : Double.valueOf(f[4]));
    }
    return r2;
  }

  private double[] column(String file, String name) throws IOException {
    List<String> lines = Files.readAllLines(out.resolve(file));
    int at = List.of(lines.get(0).split(",")).indexOf(name);
    assertTrue(at >= 0, name + " in " + lines.get(0));
    return lines.stream()
        .skip(1)
        .map(l -> l.split(",", -1)[at])
        .mapToDouble(v -> v.isEmpty() ? Double.NaN : Double.parseDouble(v))
        .toArray();
  }

  private static double correlation(double[] a, double[] b) {
    List<double[]> pairs = new ArrayList<>();
    for (int i = 0; i < a.length; i++) {
      if (!Double.isNaN(a[i]) && !Double.isNaN(b[i])) {
        pairs.add(new double[] {a[i], b[i]});
      }
    }
    double ma = pairs.stream().mapToDouble(p -> p[0]).average().orElseThrow();
    double mb = pairs.stream().mapToDouble(p -> p[1]).average().orElseThrow();
    double ab = pairs.stream().mapToDouble(p -> (p[0] - ma) * (p[1] - mb)).sum();
    double aa = pairs.stream().mapToDouble(p -> (p[0] - ma) * (p[0] - ma)).sum();
    double bb = pairs.stream().mapToDouble(p -> (p[1] - mb) * (p[1] - mb)).sum();
    return ab / Math.sqrt(aa * bb);
  }

  private void assertDiurnal(String model) throws IOException {
    for (String line : Files.readAllLines(out.resolve("diurnal_skill.csv"))) {
      if (line.startsWith(model + ",gpp,")) {
        String[] f = line.split(",");
        assertTrue(Double.parseDouble(f[2]) >= 0.98, line);
        assertTrue(Math.abs(Double.parseDouble(f[5])) <= 0.5, line);
      }
    }
  }

  @Test
  void mixedForest() throws IOException {
    Map<String, Double> r2 = skill("BE-Vie_2014_HH.csv");
    assertTrue(r2.get("combined gpp test_odd_daytime") >= 0.89, r2.toString());
    assertTrue(r2.get("saturating gpp test_odd_daytime") >= 0.87, r2.toString());
    assertTrue(r2.get("mod17 gpp test_odd_daytime") >= 0.70, r2.toString());
    assertTrue(r2.get("two_leaf gpp test_odd_daytime") >= 0.85, r2.toString());
    assertTrue(r2.get("vpm gpp test_odd_daytime") >= 0.58, r2.toString());
    assertTrue(r2.get("pmodel gpp test_odd_daytime") >= 0.76, r2.toString());
    assertDiurnal("combined");
    assertDiurnal("saturating");
    String predictions = Files.readAllLines(out.resolve("predictions.csv")).get(1);
    assertTrue(
        predictions.startsWith("2014-01-01 00:00:00,2014-01-01T00:00,0,fit_even,0,"), predictions);
    for (String plot : new String[] {"diurnal.svg", "scatter.svg"}) {
      String svg = Files.readString(out.resolve(plot));
      assertTrue(svg.startsWith("<svg ") && svg.endsWith("</svg>\n"), plot);
      assertFalse(svg.contains("NaN"), plot);
    }
  }

  @Test
  void beechForestWithItsPartition() throws IOException {
    Map<String, Double> r2 = skill("FR-Hes_2006_HH.csv");
    assertTrue(r2.get("combined gpp test_odd_daytime") >= 0.80, r2.toString());
    assertTrue(r2.get("combined nee test_odd") >= 0.81, r2.toString());
    assertTrue(r2.get("saturating nee test_odd") >= 0.79, r2.toString());
    assertTrue(r2.get("night_partition reco_product all") >= 0.93, r2.toString());
    assertDiurnal("combined");
    double[] reco = column("partition.csv", "reco");
    double gramPerYear = Arrays.stream(reco).average().orElseThrow() * 12.011e-6 * 86400 * 365;
    assertEquals(1788, gramPerYear, 0.03 * 1788);
    assertTrue(
        Files.readAllLines(out.resolve("partition.csv"))
            .get(0)
            .startsWith("Day,Month,Year,Hour,Minute,gpp,gpp_uncertainty,reco,"));
  }

  @Test
  void pModelMeetsItsReference() throws IOException {
    skill("BE-Vie_2014_pmodel_reference.csv");
    double[] reference = column("predictions.csv", "gpp_observed");
    double[] ours = column("predictions.csv", "gpp_pmodel");
    assertEquals(17_320, Arrays.stream(reference).filter(v -> !Double.isNaN(v)).count(), 200);
    assertTrue(correlation(reference, ours) > 0.9999, "r " + correlation(reference, ours));
    assertTrue(said.toString().contains("output of a model"), said.toString());
  }

  @Test
  void aMonthOfGrassland() throws IOException {
    Map<String, Double> r2 = skill("AT_Neu_Jul_2010.csv");
    assertTrue(r2.containsKey("saturating gpp test_odd_daytime"));
  }

  @Test
  void mistakesAreOneLineAndNothingIsWritten() throws IOException {
    Path bad = Files.writeString(out.resolve("bad.csv"), "time,NEE,Rg\n2001-01-01 00:00,1\n");
    Path empty = out.resolve("results");
    assertEquals(ExitCodes.BAD_INPUT, run("tower", "--out", empty.toString(), bad.toString()));
    assertEquals(1, complained.toString().strip().lines().count(), complained.toString());
    assertFalse(Files.exists(empty));
    assertEquals(
        ExitCodes.BAD_INPUT,
        run("tower", "--out", empty.toString(), out.resolve("none.csv").toString()));
    assertEquals(
        ExitCodes.BAD_USAGE,
        run("tower", "--out", empty.toString(), "--format", "excel", bad.toString()));
    assertEquals(
        ExitCodes.BAD_USAGE,
        run("tower", "--out", empty.toString(), "--columns", "NEE", bad.toString()));
    assertEquals(ExitCodes.BAD_USAGE, run("tower", bad.toString()));
    assertFalse(complained.toString().contains("Exception"), complained.toString());
  }
}
