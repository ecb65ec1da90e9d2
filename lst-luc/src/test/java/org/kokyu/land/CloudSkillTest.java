package org.kokyu.land;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jhdf.HdfFile;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kokyu.core.physics.SolarPosition;
import org.kokyu.core.scene.ImagerScene;

/** Cloud mask of the development scene with and without the visible bands; prints the skill. */
class CloudSkillTest {
  @ParameterizedTest
  @ValueSource(strings = {"20240520_0650", "20240520_1800"})
  void visibleBandsFindMoreCloud(String slot) throws IOException {
    compare(slot);
  }

  @ParameterizedTest
  @Tag("campaign")
  @ValueSource(strings = {"20240520_0630", "20240520_0640"})
  void inTheOtherSlotsToo(String slot) throws IOException {
    compare(slot);
  }

  private static void compare(String slot) throws IOException {
    ImagerScene infrared = DevelopmentScene.scene(slot);
    ImagerScene both = DevelopmentScene.withVisible(slot);
    assertEquals(2, both.reflectances().size());
    boolean night = slot.endsWith("1800");
    for (LandState land :
        new LandState[] {DevelopmentScene.withAncillary(), DevelopmentScene.maskOnly()}) {
      CloudSkill without = skill(slot, infrared, land);
      CloudSkill with = skill(slot, both, land);
      System.out.println(slot + " called cloudy: clear partly cloudy; " + land.source());
      System.out.println("  infrared     " + without);
      System.out.println("  with visible " + with);
      for (boolean onLand : new boolean[] {true, false}) {
        assertTrue(with.called(onLand, 0) < 0.05, "clear pixels called cloudy");
        assertTrue(with.called(onLand, 1) >= without.called(onLand, 1));
      }
      assertTrue(with.agreement() > 0.9);
      if (night) {
        assertEquals(without.toString(), with.toString(), "no sun, no change");
      } else {
        assertTrue(with.called(true, 1) > 0.03 + without.called(true, 1));
      }
    }
  }

  /** The mask of strips in any order is the mask of the whole. */
  @ParameterizedTest
  @ValueSource(strings = {"20240520_0650", "20240520_1800"})
  void stripsGiveTheSame(String slot) throws IOException {
    ImagerScene scene = DevelopmentScene.withVisible(slot);
    LandState land = DevelopmentScene.withAncillary();
    float[] sun = cosSun(scene);
    CloudField whole = new BaselineCloudMask(Runnable::run, 0).of(scene, land, sun);
    BaselineCloudMask.Strips strips =
        new BaselineCloudMask(Runnable::run, 0).begin(scene, land, sun, java.util.Optional.empty());
    assertTrue(strips.haloRows() < 200, "rows needed around: " + strips.haloRows());
    for (int[] s : new int[][] {{430, 600}, {0, 57}, {57, 58}, {211, 430}, {58, 211}}) {
      strips.rows(s[0], s[1]);
    }
    org.junit.jupiter.api.Assertions.assertArrayEquals(whole.mask(), strips.field().mask());
    org.junit.jupiter.api.Assertions.assertArrayEquals(
        whole.probabilityPercent(), strips.field().probabilityPercent());
    org.junit.jupiter.api.Assertions.assertArrayEquals(
        whole.withoutComposite(), strips.field().withoutComposite());
  }

  static float[] cosSun(ImagerScene scene) {
    float[] cos = new float[scene.grid().size()];
    SolarPosition.at(scene.slot().nominalTime())
        .cosZenith(
            scene.geometry().latitudeDeg(),
            scene.geometry().longitudeDeg(),
            scene.timeOffsetSeconds(),
            cos,
            0);
    return cos;
  }

  private static CloudSkill skill(String slot, ImagerScene scene, LandState land) {
    CloudField field = new BaselineCloudMask(Runnable::run, 0).of(scene, land, cosSun(scene));
    CloudSkill skill = new CloudSkill();
    try (HdfFile truth = DevelopmentScene.truth(slot)) {
      skill.add(
          field.mask(),
          field.probabilityPercent(),
          DevelopmentScene.values(truth, "cloud_fraction"),
          land.landMask().orElseThrow());
    }
    return skill;
  }
}
