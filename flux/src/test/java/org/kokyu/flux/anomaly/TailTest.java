package org.kokyu.flux.anomaly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class TailTest {
  @Test
  void poissonCounts() {
    assertEquals(1 - Math.exp(-2), CountExcess.probability(1, 2, 2), 1e-12);
    assertEquals(1 - 5 * Math.exp(-2), CountExcess.probability(3, 2, 2), 1e-12);
    assertEquals(1, CountExcess.probability(0, 2, 2));
    assertEquals(0, CountExcess.probability(1, 0, 0));
    assertTrue(CountExcess.probability(40, 2, 2) > 0); // not rounded to nothing
  }

  /** r = 1 is the geometric law. */
  @Test
  void overdispersedCounts() {
    assertEquals(Math.pow(2.0 / 3, 5), CountExcess.probability(5, 2, 6), 1e-12);
  }

  @Test
  void paretoTailIsRecovered() {
    Random random = new Random(2);
    double[] frp = new double[40_000];
    for (int i = 0; i < frp.length; i++) {
      frp[i] = 30 * (Math.pow(1 - random.nextDouble(), -0.3) - 1) / 0.3;
    }
    PeaksOverThreshold tail = PeaksOverThreshold.fit(frp, 0.9);
    assertEquals(0.3, tail.shape(), 0.06);
    double x = 30 * (Math.pow(1e-4, -0.3) - 1) / 0.3;
    assertEquals(1e-4, tail.probability(x), 4e-5);
    assertThrows(IllegalArgumentException.class, () -> PeaksOverThreshold.fit(new double[30], 0.9));
  }

  @Test
  void exceedancesOfAnExponentialLaw() {
    PeaksOverThreshold tail = new PeaksOverThreshold(10, 2, 0, 0.1, 50);
    assertEquals(0.1 * Math.exp(-3), tail.probability(16), 1e-12);
    assertEquals(0.1, tail.probability(3));
  }

  @Test
  void probabilitiesOfTheReferencesAreUniform() {
    Random random = new Random(8);
    EmpiricalNull background = new EmpiricalNull();
    for (int i = 0; i < 200_000; i++) {
      background.add(random.nextGaussian());
    }
    background.add(Double.NaN);
    assertEquals(200_000, background.count());
    assertEquals(0.0455, background.probability(2, EmpiricalNull.Side.BOTH), 0.002);
    assertEquals(0.0228, background.probability(-2, EmpiricalNull.Side.LOW), 0.0015);
    assertEquals(1, background.probability(2, EmpiricalNull.Side.LOW), 1e-4);
    assertEquals(1.0 / 200_001, background.probability(99, EmpiricalNull.Side.HIGH));
  }
}
