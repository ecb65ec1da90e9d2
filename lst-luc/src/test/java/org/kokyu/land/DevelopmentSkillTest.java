package org.kokyu.land;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jhdf.HdfFile;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kokyu.core.physics.SolarPosition;
import org.kokyu.core.scene.ImagerScene;
import org.kokyu.core.scene.LstField;
import org.kokyu.land.io.CoefficientTableFile;

/** Cloud mask and temperature against the truth of the development scene; prints the skill. */
class DevelopmentSkillTest {

  static List<String> slots() {
    return DevelopmentScene.SLOTS;
  }

  @ParameterizedTest
  @MethodSource("slots")
  void cloudMaskAndTemperature(String slot) throws IOException {
    ImagerScene scene = DevelopmentScene.scene(slot);
    for (LandState land :
        new LandState[] {
          DevelopmentScene.withAncillary(), DevelopmentScene.maskOnly(), LandState.unknown()
        }) {
      LstField field =
          new LstEstimator(CoefficientTableFile.shipped())
              .estimate(scene, land, false)
              .toOptional()
              .orElseThrow();
      try (HdfFile truth = DevelopmentScene.truth(slot);
          HdfFile fixed = DevelopmentScene.truthStatic()) {
        float[] cloud = DevelopmentScene.values(truth, "cloud_class");
        float[] lst = DevelopmentScene.values(truth, "lst");
        float[] onLand = DevelopmentScene.values(fixed, "land_mask");
        System.out.println(slot + " " + land.source());
        CloudScore all = CloudScore.of(field.cloudMask(), cloud, onLand, -1);
        System.out.println("  land " + CloudScore.of(field.cloudMask(), cloud, onLand, 1));
        System.out.println("  sea  " + CloudScore.of(field.cloudMask(), cloud, onLand, 0));
        LstScore good = LstScore.of(field, lst, cloud, onLand, false);
        LstScore clear = LstScore.of(field, lst, cloud, onLand, true);
        System.out.println("  retrieved " + good + "\n  truly clear " + clear);
        assertTrue(all.cloudyCalledCloudy() > 0.7, all.toString());
        assertTrue(clear.n() > 10_000);
        boolean informed = land.waterKg().isPresent();
        assertTrue(clear.rms() < (informed ? 1.3 : 4.0), clear.toString());
        assertTrue(Math.abs(clear.bias()) < (informed ? 0.6 : 3.0), clear.toString());
        assertTrue(clear.rms() < 1.5 * clear.meanUncertainty(), clear.toString());
      }
    }
  }

  /** Geometry and sun against the truth files. */
  @ParameterizedTest
  @MethodSource("slots")
  void anglesAgree(String slot) throws IOException {
    ImagerScene scene = DevelopmentScene.scene(slot);
    assertEquals(8, scene.presentSegments());
    SolarPosition sun = SolarPosition.at(scene.slot().nominalTime());
    double worstSun = 0;
    double worstView = 0;
    try (HdfFile truth = DevelopmentScene.truth(slot);
        HdfFile fixed = DevelopmentScene.truthStatic()) {
      float[] solar = DevelopmentScene.values(truth, "solar_zenith");
      float[] view = DevelopmentScene.values(fixed, "view_zenith");
      float[] latitude = scene.geometry().latitudeDeg();
      float[] longitude = scene.geometry().longitudeDeg();
      for (int i = 0; i < solar.length; i += 37) {
        worstSun =
            Math.max(worstSun, Math.abs(sun.zenithDeg(latitude[i], longitude[i]) - solar[i]));
        worstView = Math.max(worstView, Math.abs(scene.geometry().viewZenithDeg()[i] - view[i]));
      }
    }
    System.out.println(slot + ": sun off by " + worstSun + ", view by " + worstView + " degrees");
    assertTrue(worstSun < 0.15); // truth: low precision, steps of 0.05 degree
    assertTrue(worstView < 0.25); // truth: geocentric vertical is possible
  }

  /**
   * Truth classes 0 clear, 1 partly, 2 cloudy.
   *
   * @param clearCalledClear share of the truly clear pixels in levels 0 and 1
   * @param clearCalledFullyClear share in level 0
   * @param partlyCalledCloudy share of the partly cloudy pixels in levels 2 and 3
   * @param cloudyCalledCloudy share of the cloudy pixels in levels 2 and 3
   */
  private record CloudScore(
      double clearCalledClear,
      double clearCalledFullyClear,
      double partlyCalledCloudy,
      double cloudyCalledCloudy) {
    static CloudScore of(byte[] mask, float[] truth, float[] land, int surface) {
      int[][] n = new int[3][5];
      for (int i = 0; i < mask.length; i++) {
        if (surface < 0 || land[i] == surface) {
          n[(int) truth[i]][mask[i] + 1]++;
        }
      }
      double[] total = new double[3];
      for (int c = 0; c < 3; c++) {
        total[c] = Math.max(1, n[c][1] + n[c][2] + n[c][3] + n[c][4]);
      }
      return new CloudScore(
          (n[0][1] + n[0][2]) / total[0],
          n[0][1] / total[0],
          (n[1][3] + n[1][4]) / total[1],
          (n[2][3] + n[2][4]) / total[2]);
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "clear called clear %.3f (fully %.3f), partly called cloudy %.3f, cloudy called cloudy"
              + " %.3f",
          clearCalledClear,
          clearCalledFullyClear,
          partlyCalledCloudy,
          cloudyCalledCloudy);
    }
  }

  private record LstScore(int n, double bias, double rms, double meanUncertainty) {
    static LstScore of(
        LstField field, float[] lst, float[] cloud, float[] land, boolean trulyClear) {
      double sum = 0;
      double squares = 0;
      double sigma = 0;
      int n = 0;
      for (int i = 0; i < lst.length; i++) {
        float t = field.lstK()[i];
        boolean use = !Float.isNaN(t) && land[i] == 1 && (!trulyClear || cloud[i] == 0);
        if (use) {
          double d = t - lst[i];
          sum += d;
          squares += d * d;
          sigma += field.uncertaintyK()[i];
          n++;
        }
      }
      return new LstScore(n, sum / n, Math.sqrt(squares / n), sigma / n);
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "n %d, bias %+.2f K, rms %.2f K, mean stated uncertainty %.2f K",
          n,
          bias,
          rms,
          meanUncertainty);
    }
  }
}
