package org.kokyu.flux.anomaly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class RobustScoreTest {
  @Test
  void medianAndScaleOfAKnownSample() {
    RobustScore.Spread s = RobustScore.spread(1, 2, 3, 4, 5, 6, 7, 8, 9, 1000, Double.NaN);
    assertEquals(5.5, s.median());
    assertEquals(10, s.count());
    assertEquals(1.4826 * 10 / 9.2 * 2.5, s.scale(), 1e-12);
  }

  @Test
  void smallSamplesGiveNoScoreAndEqualOnesNeither() {
    assertTrue(Double.isNaN(RobustScore.spread(1, 2, 3, 4, 5, 6, 7).score(9)));
    assertTrue(Double.isNaN(RobustScore.spread(3, 3, 3, 3, 3, 3, 3, 3, 3).score(9)));
    assertTrue(Double.isNaN(RobustScore.spread().score(9)));
  }

  @Test
  void scaleOfSmallNormalSamplesIsUnbiased() {
    Random random = new Random(7);
    for (int n : new int[] {2, 3, 5, 8, 9, 10, 15, 45}) {
      double mean = 0;
      int runs = 40_000;
      for (int r = 0; r < runs; r++) {
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
          x[i] = 20 + 3 * random.nextGaussian();
        }
        mean += RobustScore.spread(x).scale() / 3 / runs;
      }
      assertEquals(1, mean, 0.03, "n = " + n);
    }
  }

  @Test
  void anOutlierAmongTheReferencesChangesLittle() {
    double[] clean = new Random(3).doubles(40, 10, 20).toArray();
    double[] spoiled = clean.clone();
    spoiled[0] = 1e6;
    double a = RobustScore.spread(clean).score(30);
    double b = RobustScore.spread(spoiled).score(30);
    assertEquals(a, b, 0.15 * a);
  }

  @Test
  void aGroupIsJudgedByTheOthersOnly() {
    double[] x = new double[24];
    int[] year = new int[24];
    Random random = new Random(5);
    for (int i = 0; i < 24; i++) {
      year[i] = 2020 + i / 8;
      x[i] = random.nextGaussian() + (i < 8 ? 100 : 0);
    }
    double[] z = RobustScore.leaveGroupOut(x, year);
    for (int i = 0; i < 8; i++) {
      assertTrue(z[i] > 30);
    }
  }
}
