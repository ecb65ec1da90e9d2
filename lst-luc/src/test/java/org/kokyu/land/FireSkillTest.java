package org.kokyu.land;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jhdf.HdfFile;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kokyu.core.scene.FireDetection;
import org.kokyu.core.scene.FireField;
import org.kokyu.core.scene.ImagerScene;
import org.kokyu.core.scene.LstField;
import org.kokyu.land.fire.FireDetector;
import org.kokyu.land.fire.FireSettings;
import org.kokyu.land.io.CoefficientTableFile;

/** Fires against the truth of the development scene; prints what was found and missed. */
class FireSkillTest {
  static List<String> slots() {
    return DevelopmentScene.SLOTS;
  }

  @ParameterizedTest
  @MethodSource("slots")
  void findsFires(String slot) throws IOException {
    ImagerScene scene = DevelopmentScene.scene(slot);
    LandState land = DevelopmentScene.withAncillary();
    LstField lst =
        new LstEstimator(CoefficientTableFile.shipped())
            .estimate(scene, land, false)
            .toOptional()
            .orElseThrow();
    FireField fires =
        new FireDetector(FireSettings.DEFAULT, Runnable::run, 0)
            .detect(scene, land, lst)
            .toOptional()
            .orElseThrow();
    Map<Integer, FireDetection> found = new HashMap<>();
    fires.detections().forEach(d -> found.put(d.pixel(), d));
    Map<Integer, Double> power = power();
    int missed = 0;
    int sources = 0;
    int falseAlarms = 0;
    double ratio = 0;
    int measured = 0;
    try (HdfFile truth = DevelopmentScene.truth(slot)) {
      float[] id = DevelopmentScene.values(truth, "fire_id");
      float[] cloud = DevelopmentScene.values(truth, "cloud_fraction");
      for (int i = 0; i < id.length; i++) {
        FireDetection d = found.get(i);
        if (id[i] == 0 && d != null) {
          falseAlarms++;
          if (falseAlarms <= 12) {
            System.out.printf(
                Locale.ROOT,
                "  false: pixel %d, %.1f MW, confidence %.2f, cloud %.2f, bt13 %.2f, split %.2f%n",
                i,
                d.frpMw(),
                d.confidence(),
                cloud[i],
                scene.band(13).orElseThrow().brightnessTemperatureK()[i],
                scene.band(14).orElseThrow().brightnessTemperatureK()[i]
                    - scene.band(15).orElseThrow().brightnessTemperatureK()[i]);
          }
        } else if (id[i] > 0) {
          double frp = power.get((int) id[i]);
          boolean counts = cloud[i] < 0.02 && frp >= 15;
          sources += counts ? 1 : 0;
          missed += counts && d == null ? 1 : 0;
          if (counts && d != null) {
            ratio += d.frpMw() / frp;
            measured++;
          }
          System.out.printf(
              Locale.ROOT,
              "  source %d: %.1f MW, cloud %.2f, mask %d: %s%n",
              (int) id[i],
              frp,
              cloud[i],
              lst.cloudMask()[i],
              d == null
                  ? "-"
                  : "%.1f ± %.1f MW, confidence %.2f"
                      .formatted(d.frpMw(), d.frpUncertaintyMw(), d.confidence()));
        }
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%s: %d clear sources of 15 MW or more, %d missed, %d false, power ratio %.3f%n",
        slot,
        sources,
        missed,
        falseAlarms,
        ratio / measured);
    assertTrue(sources >= 8);
    assertTrue(missed <= 1, "missed " + missed);
    assertTrue(falseAlarms <= 1, "false " + falseAlarms);
    assertEquals(1.0, ratio / measured, 0.1);
  }

  private static Map<Integer, Double> power() throws IOException {
    Map<Integer, Double> power = new HashMap<>();
    for (String line :
        Files.readAllLines(DevelopmentScene.folder().resolve("truth/fires.csv")).stream()
            .skip(1)
            .toList()) {
      String[] f = line.split(",");
      power.put(Integer.parseInt(f[0].substring(1)), Double.parseDouble(f[13]));
    }
    return power;
  }
}
