package org.kokyu.flux.anomaly;

import java.util.Random;
import java.util.function.Supplier;

/**
 * Measured mean number of values to a chart's false alarm on noise with correlation from value to
 * value, prewhitened with what 3000 values of the same noise taught. Thread-safe.
 */
public final class RunLength {
  private static final int LEARNING = 3000;
  private static final int LONGEST = 20_000;

  private RunLength() {}

  /**
   * @param chart a fresh one
   * @param correlation of neighbouring values
   * @param runs number of series
   */
  public static double mean(Supplier<ControlChart> chart, double correlation, long seed, int runs) {
    Random random = new Random(seed);
    double sum = 0;
    double step = Math.sqrt(1 - correlation * correlation);
    int learned = Math.min(runs, 40);
    for (int l = 0; l < learned; l++) {
      double[] learning = new double[LEARNING];
      double x = random.nextGaussian();
      for (int i = 0; i < LEARNING; i++) {
        x = correlation * x + step * random.nextGaussian();
        learning[i] = x;
      }
      Prewhitening w = correlation == 0 ? null : Prewhitening.learn(learning);
      for (int r = l; r < runs; r += learned) {
        sum += run(chart.get(), w, correlation, random);
      }
    }
    return sum / runs;
  }

  private static int run(ControlChart chart, Prewhitening w, double correlation, Random random) {
    double step = Math.sqrt(1 - correlation * correlation);
    double x = random.nextGaussian();
    for (int n = 1; n <= LONGEST; n++) {
      double before = x;
      x = correlation * x + step * random.nextGaussian();
      double u = w == null ? x : w.innovations(new double[] {before, x})[1];
      if (chart.next(u)) {
        return n;
      }
    }
    return LONGEST;
  }
}
