package org.kokyu.land;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kokyu.core.scene.FireDetection;
import org.kokyu.core.scene.FireField;
import org.kokyu.core.scene.ImagerScene;
import org.kokyu.core.scene.LstField;
import org.kokyu.land.fire.FireDetector;
import org.kokyu.land.fire.FireSettings;
import org.kokyu.land.io.CoefficientTableFile;

/**
 * Fires and clouds of {@link UnseenScene}s; prints the skill and the detection curve. Seeds 1 and 2
 * were looked at while limits were mended, the seeds here were not.
 */
class UnseenSkillTest {
  private static final long FIRST_SEED = 31;

  private final LstEstimator estimator = new LstEstimator(CoefficientTableFile.shipped());
  private final FireDetector detector = new FireDetector(FireSettings.DEFAULT, Runnable::run, 0);
  private final FireScore day = new FireScore();
  private final FireScore night = new FireScore();

  @Test
  void onceOverAllSettings() {
    run(1);
    assertSkill();
  }

  @Test
  @Tag("campaign")
  void manySeeds() {
    run(8);
    assertSkill();
  }

  private void run(int seeds) {
    for (UnseenScene.Setting setting : UnseenScene.SETTINGS) {
      CloudSkill infrared = new CloudSkill();
      CloudSkill both = new CloudSkill();
      FireScore fires = new FireScore();
      for (long seed = FIRST_SEED; seed < FIRST_SEED + seeds; seed++) {
        UnseenScene unseen = new UnseenScene(setting, seed);
        LstField lst = estimate(unseen.scene, unseen.land);
        score(both, lst, unseen);
        score(infrared, estimate(withoutVisible(unseen.scene), unseen.land), unseen);
        FireField found =
            detector.detect(unseen.scene, unseen.land, lst).toOptional().orElseThrow();
        Map<Integer, Double> power = new HashMap<>();
        unseen.fires.forEach((i, f) -> power.put(i, f.megawatt()));
        fires.add(found, power, unseen.cover);
        (unseen.isDay() ? day : night).add(found, power, unseen.cover);
        assertSaturationIsTold(found);
      }
      System.out.println(setting.name() + ": " + fires);
      System.out.println("  called cloudy (clear partly cloudy), infrared: " + infrared);
      System.out.println("  with visible:                                  " + both);
      assertTrue(both.agreement() > 0.75, both.toString());
      assertTrue(both.called(true, 2) > 0.95, both.toString());
    }
    System.out.println("by day: " + day + "\n" + day.curve());
    System.out.println("by night: " + night + "\n" + night.curve());
  }

  private void assertSkill() {
    for (FireScore score : new FireScore[] {day, night}) {
      assertTrue(score.missed <= 0.08 * score.large, score.toString());
      assertTrue(score.falseAlarms <= score.fields, score.toString());
      assertEquals(1, score.meanRatio(), 0.1, score.toString());
      assertTrue(score.zDeviation() > 0.6 && score.zDeviation() < 1.5, score.toString());
      int last = FireScore.EDGES_MW.length - 2;
      assertTrue(score.share(last) > 0.95, score.curve());
      assertTrue(score.confidence(last) > score.confidence(3), score.curve());
    }
  }

  private static void assertSaturationIsTold(FireField field) {
    for (FireDetection d : field.detections()) {
      assertEquals(d.band7K() >= 398, d.saturated(), d.toString());
    }
  }

  private LstField estimate(ImagerScene scene, LandState land) {
    return estimator.estimate(scene, land, false).toOptional().orElseThrow();
  }

  private static void score(CloudSkill skill, LstField lst, UnseenScene unseen) {
    skill.add(lst.cloudMask(), lst.cloudProbabilityPercent(), unseen.cover, unseen.landMask);
  }

  private static ImagerScene withoutVisible(ImagerScene s) {
    return new ImagerScene(
        s.slot(),
        s.grid(),
        s.geometry(),
        s.bands(),
        s.timeOffsetSeconds(),
        s.expectedSegments(),
        s.presentSegments(),
        s.inputs());
  }
}
