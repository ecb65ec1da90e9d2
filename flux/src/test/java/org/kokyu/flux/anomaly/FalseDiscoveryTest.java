package org.kokyu.flux.anomaly;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class FalseDiscoveryTest {
  /** The fifteen probabilities and the outcome of Benjamini and Hochberg's own example. */
  @Test
  void exampleOfTheAuthors() {
    double[] p = {
      .0001, .0004, .0019, .0095, .0201, .0278, .0298, .0344, .0459, .3240, .4262, .5719, .6528,
      .7590, 1.0
    };
    assertEquals(.0095, FalseDiscovery.threshold(p, .05, FalseDiscovery.Dependence.POSITIVE));
    assertEquals(.0019, FalseDiscovery.threshold(p, .05, FalseDiscovery.Dependence.ANY));
  }

  @Test
  void missingTestsDoNotCount() {
    double[] p = {Double.NaN, .04, Double.NaN};
    assertArrayEquals(
        new boolean[] {false, true, false},
        FalseDiscovery.kept(p, .05, FalseDiscovery.Dependence.POSITIVE));
    assertArrayEquals(
        new boolean[0], FalseDiscovery.kept(new double[0], .05, FalseDiscovery.Dependence.ANY));
  }

  /** Share of scenes of pure noise with any discovery; the rate promised is 0.1. */
  @Test
  void pureNoiseGivesNoMoreFalseAlarmsThanPromised() {
    int scenes = 800;
    for (NoiseScenes.Law law : NoiseScenes.Law.values()) {
      double rate = NoiseScenes.falseAlarmRate(law, 4242 + law.ordinal(), scenes, 0.1);
      System.out.printf("false alarms per scene of %s noise: %.3f, nominal 0.100%n", law, rate);
      assertTrue(rate <= 0.12, law + ": " + rate);
    }
  }

  /** The rate must not be low for want of any power. */
  @Test
  void aRealSignalIsFound() {
    double found = NoiseScenes.detection(NoiseScenes.Law.HEAVY_TAILED, 9, 60, 0.1, 14);
    assertTrue(found > 0.5, "found " + found);
    double gaussian = NoiseScenes.detection(NoiseScenes.Law.WHITE, 10, 60, 0.1, 6);
    assertTrue(gaussian > 0.8, "found " + gaussian);
  }
}
