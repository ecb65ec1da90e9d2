package org.kokyu.land;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kokyu.land.io.CoefficientTableFile;

/**
 * The shipped coefficients on brightness temperatures of another line-by-line code, which no
 * coefficient was fitted to; prints the accuracy by stratum.
 */
class TruthTableSkillTest {
  private record Row(
      String parent, double water, double zenith, double error, double z, double published) {}

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void accuracyByStratum(boolean air) throws IOException {
    List<Row> rows = rows(air);
    List<Row> inside = rows.stream().filter(r -> r.zenith <= 60 && r.water <= 60).toList();
    System.out.println((air ? "with" : "without") + " air temperature: " + words(inside));
    assertTrue(inside.size() > 6000);
    assertTrue(rms(inside, false) < 0.8);
    assertTrue(rms(inside, true) > 0.8 && rms(inside, true) < 1.2);
    assertTrue(Math.abs(bias(inside)) < (air ? 0.1 : 0.2));
    Map<String, List<Row>> strata = new TreeMap<>();
    for (Row r : inside) {
      int w = Math.min(2, (int) (r.water / 20));
      int v = r.zenith < 30 ? 0 : r.zenith < 55 ? 1 : 2;
      strata
          .computeIfAbsent(
              "water %d-%d cm, view %s"
                  .formatted(2 * w, 2 * w + 2, List.of("0-30", "30-55", "55-60").get(v)),
              k -> new ArrayList<>())
          .add(r);
    }
    strata.forEach(
        (name, own) -> {
          Set<String> parents = new HashSet<>();
          own.forEach(r -> parents.add(r.parent));
          System.out.println("  " + name + ": parents " + parents.size() + ", " + words(own));
          if (parents.size() >= 5) {
            assertTrue(Math.abs(bias(own)) < (air ? 0.2 : 0.35), name);
          }
        });
  }

  /** The published set on the same table, for comparison. */
  @Test
  void betterThanThePublishedSet() throws IOException {
    List<Row> inside = rows(true).stream().filter(r -> r.zenith <= 60).toList();
    double own = rms(inside, false);
    double published =
        Math.sqrt(
            inside.stream().mapToDouble(r -> r.published * r.published).average().orElseThrow());
    System.out.println("all humidities: own " + own + " K, published set " + published + " K");
    assertTrue(own < 0.96, "rms " + own);
    assertTrue(own < 0.5 * published, "rms " + own + " and " + published);
  }

  private static String words(List<Row> rows) {
    return String.format(
        Locale.ROOT,
        "n %d, bias %+.3f K, rms %.3f K, standardised %.2f",
        rows.size(),
        bias(rows),
        rms(rows, false),
        rms(rows, true));
  }

  private static double bias(List<Row> rows) {
    return rows.stream().mapToDouble(Row::error).average().orElseThrow();
  }

  private static double rms(List<Row> rows, boolean standardised) {
    return Math.sqrt(
        rows.stream()
            .mapToDouble(r -> standardised ? r.z * r.z : r.error * r.error)
            .average()
            .orElseThrow());
  }

  private static List<Row> rows(boolean air) throws IOException {
    Path table = DevelopmentScene.folder().resolve("../lst_truth/lst_truth_dev.csv").normalize();
    List<String> lines =
        Files.readAllLines(table).stream().filter(l -> !l.startsWith("#")).toList();
    Map<String, Integer> column = new HashMap<>();
    for (String name : lines.get(0).split(",")) {
      column.put(name, column.size());
    }
    CoefficientTable coefficients = CoefficientTableFile.shipped();
    LstCoefficients.Estimate e = new LstCoefficients.Estimate();
    List<Row> rows = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] f = line.split(",");
      LstInputs x = new LstInputs();
      for (int b = 0; b < 3; b++) {
        x.kelvin[b] = Double.parseDouble(f[column.get("bt_b%d_k".formatted(13 + b))]);
        x.emissivity[b] = Double.parseDouble(f[column.get("eps_b%d".formatted(13 + b))]);
      }
      double zenith = Double.parseDouble(f[column.get("vza_deg")]);
      x.secant = 1 / Math.cos(Math.toRadians(zenith));
      x.waterKg = Double.parseDouble(f[column.get("tcwv_mm")]);
      x.airK = Double.parseDouble(f[column.get("t_air_k")]);
      coefficients.best(true, air).orElseThrow().estimateWithGradient(x, e);
      double error = e.kelvin - Double.parseDouble(f[column.get("lst_k")]);
      double sigma = LstUncertainty.of(e, 0, 0, 0, 0).totalK();
      double mean = 0.5 * (x.emissivity[1] + x.emissivity[2]);
      double published =
          SplitWindow.DAY.lstK(x.kelvin[1], x.kelvin[2], mean, x.secant)
              - Double.parseDouble(f[column.get("lst_k")]);
      rows.add(new Row(f[0].split("_W")[0], x.waterKg, zenith, error, error / sigma, published));
    }
    return rows;
  }
}
