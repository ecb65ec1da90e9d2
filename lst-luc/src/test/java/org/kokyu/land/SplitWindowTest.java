package org.kokyu.land;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SplitWindowTest {

  /** Worked example of the published formula: 300 K, 298 K, 0.97, 45 degrees. */
  @Test
  void workedExample() {
    double sec = Math.sqrt(2);
    double expected =
        35.022546 + 1.018212 * 300 - 39.387858 * 0.97 + (1.263787 + 0.609744 * (sec - 1)) * 2;
    assertEquals(expected, SplitWindow.DAY.lstK(300, 298, 0.97, sec), 1e-9);
    assertEquals(305.3, SplitWindow.DAY.lstK(300, 298, 0.97, sec), 0.05);
    assertEquals(
        -0.39,
        SplitWindow.DAY.lstK(300, 298, 0.98, sec) - SplitWindow.DAY.lstK(300, 298, 0.97, sec),
        0.01);
  }

  @Test
  void derivativesMatchDifferences() {
    for (SplitWindow w : List.of(SplitWindow.DAY, SplitWindow.NIGHT)) {
      for (double sec : new double[] {1, 1.5, 2.5}) {
        double base = w.lstK(295, 291, 0.96, sec);
        assertEquals(w.lstK(296, 291, 0.96, sec) - base, w.band14Derivative(sec), 1e-9);
        assertEquals(w.lstK(295, 292, 0.96, sec) - base, w.band15Derivative(sec), 1e-9);
      }
    }
  }

  @Test
  void uncertaintyIsTheRootOfItsParts() {
    LstUncertainty u = LstUncertainty.of(SplitWindow.DAY, 2, 0.02);
    assertEquals(4.4, u.modelK(), 1e-9);
    assertEquals(39.387858 * 0.02, u.emissivityK(), 1e-9);
    double slope = 1.263787 + 0.609744;
    assertEquals(0.1 * Math.hypot(1.018212 + slope, slope), u.noiseK(), 1e-9);
    assertEquals(
        Math.sqrt(
            u.modelK() * u.modelK() + u.emissivityK() * u.emissivityK() + u.noiseK() * u.noiseK()),
        u.totalK(),
        1e-12);
  }

  /** The stated model error is the formula's error on line-by-line radiances. */
  @Test
  void statedModelErrorIsTheErrorOnLineByLineRadiances() throws IOException {
    Path table = DevelopmentScene.folder().resolve("../lst_truth/lst_truth_dev.csv").normalize();
    List<String> lines =
        Files.readAllLines(table).stream().filter(l -> !l.startsWith("#")).toList();
    Map<String, Integer> column = new HashMap<>();
    for (String name : lines.get(0).split(",")) {
      column.put(name, column.size());
    }
    Map<String, double[]> sums = new TreeMap<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] f = line.split(",");
      double delta = Double.parseDouble(f[column.get("delta_t_k")]);
      double zenith = Double.parseDouble(f[column.get("vza_deg")]);
      if (delta >= 0) {
        add(sums, "day", SplitWindow.DAY, f, column, zenith);
      }
      if (delta <= 5) {
        add(sums, "night", SplitWindow.NIGHT, f, column, zenith);
      }
    }
    assertEquals(12, sums.size());
    sums.forEach(
        (key, s) -> {
          double rms = Math.sqrt(s[2] / s[0]);
          System.out.println(
              String.format(
                  Locale.ROOT,
                  "%s degrees: n %d, bias %+.2f K, rms %.2f K, stated %.2f K",
                  key,
                  (int) s[0],
                  s[1] / s[0],
                  rms,
                  s[3]));
          assertEquals(1.0, rms / s[3], 0.1, key);
        });
    assertTrue(lines.size() > 8000);
  }

  private static void add(
      Map<String, double[]> sums,
      String regime,
      SplitWindow w,
      String[] f,
      Map<String, Integer> column,
      double zenith) {
    double sec = 1 / Math.cos(Math.toRadians(zenith));
    double emissivity =
        0.5
            * (Double.parseDouble(f[column.get("eps_b14")])
                + Double.parseDouble(f[column.get("eps_b15")]));
    double t =
        w.lstK(
            Double.parseDouble(f[column.get("bt_b14_k")]),
            Double.parseDouble(f[column.get("bt_b15_k")]),
            emissivity,
            sec);
    double d = t - Double.parseDouble(f[column.get("lst_k")]);
    double[] s = sums.computeIfAbsent(regime + " " + zenith, k -> new double[4]);
    s[0]++;
    s[1] += d;
    s[2] += d * d;
    s[3] = w.modelSigmaK(sec);
  }
}
