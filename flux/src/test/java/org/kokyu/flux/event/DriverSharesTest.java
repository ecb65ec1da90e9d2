package org.kokyu.flux.event;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.junit.jupiter.api.Test;

class DriverSharesTest {
  /** A light-use-efficiency form: light, temperature, vapour-pressure deficit, fAPAR. */
  private static double productivity(double[] d) {
    double par = d[0] / (1 + d[0] / 900);
    double warm = Math.max(0, Math.min(1, (d[1] - 265) / 20));
    double dry = Math.max(0, Math.min(1, (4000 - d[2]) / 3300));
    return 0.04 * par * warm * dry * d[3];
  }

  @Test
  void sharesSumToTheAnomaly() {
    Random random = new Random(1);
    for (int i = 0; i < 2000; i++) {
      double[] usual = drivers(random);
      double[] now = drivers(random);
      double sum = 0;
      for (double s : DriverShares.of(usual, now, DriverSharesTest::productivity)) {
        sum += s;
      }
      assertEquals(productivity(now) - productivity(usual), sum, 1e-9);
    }
  }

  @Test
  void sameAsTheMeanOverAllOrders() {
    Random random = new Random(2);
    double[] usual = drivers(random);
    double[] now = drivers(random);
    double[] mean = new double[4];
    orders(new int[4], 0, usual, now, mean);
    assertArrayEquals(mean, DriverShares.of(usual, now, DriverSharesTest::productivity), 1e-12);
  }

  @Test
  void aDriverThatStaysAsUsualHasNoShare() {
    double[] usual = {800, 290, 1500, .7};
    double[] now = {800, 290, 3500, .7};
    double[] share = DriverShares.of(usual, now, DriverSharesTest::productivity);
    assertArrayEquals(
        new double[] {0, 0, productivity(now) - productivity(usual), 0}, share, 1e-12);
    assertThrows(
        IllegalArgumentException.class,
        () -> DriverShares.of(usual, new double[3], DriverSharesTest::productivity));
  }

  @Test
  void impactOfAnEvent() {
    CarbonImpact impact = new CarbonImpact();
    for (int i = 0; i < 100; i++) {
      impact.add(-2, .5, 25);
    }
    impact.add(Double.NaN, 1, 25);
    assertEquals(-5e-3, impact.teragramCarbon(), 1e-15);
    assertEquals(.5 * 2500 * 1e-6, impact.errorTeragramCarbon(1), 1e-15);
    assertEquals(.5 * 250 * 1e-6, impact.errorTeragramCarbon(0), 1e-15);
    assertEquals(1, impact.missing());
  }

  private static double[] drivers(Random r) {
    return new double[] {
      2000 * r.nextDouble(), 260 + 45 * r.nextDouble(), 4500 * r.nextDouble(), r.nextDouble()
    };
  }

  private static void orders(int[] order, int n, double[] usual, double[] now, double[] mean) {
    if (n == 4) {
      double[] d = usual.clone();
      for (int i : order) {
        double before = productivity(d);
        d[i] = now[i];
        mean[i] += (productivity(d) - before) / 24;
      }
      return;
    }
    for (int i = 0; i < 4; i++) {
      boolean used = false;
      for (int k = 0; k < n; k++) {
        used |= order[k] == i;
      }
      if (!used) {
        order[n] = i;
        orders(order, n + 1, usual, now, mean);
      }
    }
  }
}
