package org.kokyu.flux.anomaly;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ControlChartTest {
  @Test
  void timeToAFalseAlarmOfIndependentValues() {
    assertEquals(370, RunLength.mean(ControlChart.Ewma::standard, 0, 1, 6000), 370 * .08);
    assertEquals(465, RunLength.mean(ControlChart.Cusum::standard, 0, 2, 6000), 465 * .08);
  }

  /** The upper sum as a chain of 400 states: an independent calculation (Brook and Evans 1972). */
  @Test
  void oneSidedSumAgreesWithAMarkovChain() {
    assertEquals(930, MarkovCusum.runLength(0.5, 5, 200), 930 * .01);
    assertEquals(
        MarkovCusum.runLength(0.5, 5, 200) / 2,
        RunLength.mean(ControlChart.Cusum::standard, 0, 3, 6000),
        465 * .08);
  }

  @Test
  void correlatedValuesAfterPrewhiteningKeepTheTime() {
    for (double phi : new double[] {0.3, 0.6, 0.85}) {
      check(ControlChart.Ewma::standard, phi, 370);
      check(ControlChart.Cusum::standard, phi, 465);
    }
  }

  private static void check(Supplier<ControlChart> chart, double phi, double nominal) {
    double measured = RunLength.mean(chart, phi, 11, 4000);
    System.out.printf(
        "values to a false alarm, correlation %.2f, %s: %.0f, nominal %.0f%n",
        phi, chart.get().getClass().getSimpleName(), measured, nominal);
    assertEquals(nominal, measured, 0.2 * nominal, "correlation " + phi);
  }

  @Test
  void aShiftIsSeenSoonAndItsSignKept() {
    ControlChart chart = ControlChart.Cusum.standard();
    int n = 0;
    while (!chart.next(-1.5) && n < 100) {
      n++;
    }
    assertTrue(n <= 6 && chart.level() < -1);
    chart.reset();
    assertEquals(0, chart.level());
  }

  @Test
  void innovationsAcrossAGapHaveTheRightSize() {
    Prewhitening w = new Prewhitening(10, 2, 0.5);
    double[] u = w.innovations(new double[] {12, Double.NaN, 11});
    assertArrayEquals(
        new double[] {1, Double.NaN, (1 - .25 * 2) / (2 * Math.sqrt(1 - .0625))}, u, 1e-12);
  }

  @Test
  void correlationOfShortSeriesIsNotTooSmall() {
    Random random = new Random(4);
    double mean = 0;
    int runs = 2000;
    for (int r = 0; r < runs; r++) {
      double[] x = new double[60];
      double s = random.nextGaussian();
      for (int i = 0; i < x.length; i++) {
        s = 0.5 * s + Math.sqrt(0.75) * random.nextGaussian();
        x[i] = s;
      }
      mean += Prewhitening.learn(x).correlation() / runs;
    }
    assertEquals(0.5, mean, 0.015);
    assertThrows(IllegalArgumentException.class, () -> Prewhitening.learn(new double[30]));
  }
}
