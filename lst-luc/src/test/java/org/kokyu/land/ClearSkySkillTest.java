package org.kokyu.land;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jhdf.HdfFile;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kokyu.core.scene.BandImage;
import org.kokyu.core.scene.ImagerScene;
import org.kokyu.core.scene.LstField;
import org.kokyu.core.scene.SlotKey;
import org.kokyu.land.io.CoefficientTableFile;

/**
 * Cloud mask of the development scene with and without the composite of eight days before it. Those
 * days are made from the scene: its clouds moved elsewhere (wrapped around), the surface below the
 * scene's own clouds filled in from the true temperature, and land up to 2 K warmer or colder.
 */
class ClearSkySkillTest {
  private static final int DAYS = 8;
  private static final int SIDE = 600;

  private final LstEstimator estimator =
      new LstEstimator(CoefficientTableFile.shipped(), Runnable::run, 0);

  @ParameterizedTest
  @ValueSource(strings = {"20240520_0630", "20240520_1800"})
  void compositeFindsMoreCloud(String slot) throws IOException {
    ImagerScene scene = DevelopmentScene.scene(slot);
    LandState land = DevelopmentScene.withAncillary();
    Instant time = scene.slot().nominalTime();
    float[] cloud;
    float[] surface;
    try (HdfFile truth = DevelopmentScene.truth(slot)) {
      cloud = DevelopmentScene.values(truth, "cloud_class");
      surface = DevelopmentScene.values(truth, "lst");
    }
    ClearSkyComposite composite = ClearSkyComposite.empty(time.atOffset(ZoneOffset.UTC).getHour());
    for (int d = DAYS; d > 0; d--) {
      ImagerScene before = dayBefore(scene, land, cloud, surface, d);
      var day = before.slot().nominalTime().atOffset(ZoneOffset.UTC).toLocalDate();
      composite =
          composite.with(
              estimator
                  .estimate(before, land, Optional.of(composite.before(day)), false)
                  .toOptional()
                  .orElseThrow()
                  .day()
                  .orElseThrow());
    }
    LstField alone = estimator.estimate(scene, land, false).toOptional().orElseThrow();
    LstField with =
        estimator
            .estimate(
                scene,
                land,
                Optional.of(composite.before(time.atOffset(ZoneOffset.UTC).toLocalDate())),
                false)
            .toOptional()
            .orElseThrow()
            .field();
    System.out.println(slot + ": " + with.algorithm());
    for (boolean onLand : new boolean[] {true, false}) {
      double[] a = calledCloudy(alone, cloud, land, onLand);
      double[] w = calledCloudy(with, cloud, land, onLand);
      System.out.printf(
          Locale.ROOT,
          "  %s called cloudy, without and with composite: clear %.3f %.3f, partly %.3f %.3f,"
              + " cloudy %.3f %.3f%n",
          onLand ? "land" : "sea",
          a[0],
          w[0],
          a[1],
          w[1],
          a[2],
          w[2]);
      assertTrue(w[0] <= a[0] + 0.01, "clear pixels called cloudy: " + w[0]);
      assertTrue(w[1] >= a[1] && w[2] >= a[2], "the composite only adds cloud");
    }
  }

  /** Shares called probably cloudy or cloudy, by true class: clear, partly, cloudy. */
  private static double[] calledCloudy(
      LstField field, float[] truth, LandState land, boolean onLand) {
    double[] n = new double[3];
    double[] called = new double[3];
    for (int i = 0; i < truth.length; i++) {
      if (land.isLand(i) == onLand) {
        n[(int) truth[i]]++;
        called[(int) truth[i]] += field.cloudMask()[i] >= CloudMask.PROBABLY_CLOUDY ? 1 : 0;
      }
    }
    return new double[] {called[0] / n[0], called[1] / n[1], called[2] / n[2]};
  }

  private static ImagerScene dayBefore(
      ImagerScene scene, LandState land, float[] cloud, float[] surface, int days) {
    List<BandImage> bands = new ArrayList<>();
    for (BandImage band : scene.bands()) {
      float[] t = band.brightnessTemperatureK();
      double[] offset = {meanOffset(t, land, cloud, surface, false), 0};
      offset[1] = meanOffset(t, land, cloud, surface, true);
      float[] moved = new float[t.length];
      for (int i = 0; i < t.length; i++) {
        int row = (i / SIDE + 45 * days) % SIDE;
        int column = (i % SIDE + 70 * days) % SIDE;
        int from = row * SIDE + column;
        int kind = land.isLand(i) ? 1 : 0;
        double change = (kind == 1 ? 2.0 : 0.3) * Math.sin(2.1 * days);
        double clear = cloud[i] == 0 ? t[i] : surface[i] + offset[kind];
        moved[i] = cloud[from] == 0 ? (float) (clear + change) : t[from];
      }
      bands.add(new BandImage(band.band(), band.centralWavelengthMicrometre(), moved));
    }
    SlotKey key = scene.slot();
    return new ImagerScene(
        new SlotKey(key.satellite(), key.area(), key.nominalTime().minus(Duration.ofDays(days))),
        scene.grid(),
        scene.geometry(),
        bands,
        scene.timeOffsetSeconds(),
        scene.expectedSegments(),
        scene.presentSegments(),
        scene.inputs());
  }

  /** Brightness minus surface temperature of the clear pixels [K]. */
  private static double meanOffset(
      float[] t, LandState land, float[] cloud, float[] surface, boolean onLand) {
    double sum = 0;
    int n = 0;
    for (int i = 0; i < t.length; i++) {
      if (cloud[i] == 0 && land.isLand(i) == onLand && !Float.isNaN(t[i] + surface[i])) {
        sum += t[i] - surface[i];
        n++;
      }
    }
    return sum / n;
  }
}
