package org.kokyu.flux.anomaly;

import java.util.Arrays;

/**
 * Robust standard score of a value against a sample.
 *
 * <pre>z = (x − med) / (1.4826 bₙ MAD √(1 + π / 2n))</pre>
 *
 * <p>med: sample median; MAD: median of the absolute deviations from it; 1.4826: makes the MAD the
 * standard deviation of a normal law; bₙ: correction of its bias in small samples; n: sample size;
 * the root adds the sampling error of the median (its variance is π/2n of the normal one). Not a
 * number below {@value #LEAST} finite values or if half of them are equal. bₙ from C. Croux and P.
 * J. Rousseeuw (1992), Time-efficient algorithms for two highly robust estimators of scale,
 * COMPSTAT 1, 411–428. The score's tail is heavier than normal and depends on the noise: take
 * probabilities from {@link EmpiricalNull}. Stateless.
 */
public final class RobustScore {
  /** Fewest values that a score may rest on. */
  public static final int LEAST = 8;

  private static final double NORMAL = 1.4826;
  private static final double[] SMALL = {
    Double.NaN, Double.NaN, 1.196, 1.495, 1.363, 1.206, 1.200, 1.140, 1.129, 1.107
  };

  /**
   * Location and scale of a sample.
   *
   * @param median of the finite values
   * @param scale corrected, comparable with a standard deviation
   * @param count of finite values
   */
  public record Spread(double median, double scale, int count) {
    /** The score of a further value; not a number where the sample does not allow one. */
    public double score(double value) {
      return count < LEAST || !(scale > 0)
          ? Double.NaN
          : (value - median) / (scale * Math.sqrt(1 + Math.PI / (2.0 * count)));
    }
  }

  private RobustScore() {}

  /** Median and corrected MAD of the finite values of a sample. */
  public static Spread spread(double... sample) {
    double[] finite = Arrays.stream(sample).filter(Double::isFinite).sorted().toArray();
    int n = finite.length;
    if (n < 2) {
      return new Spread(n == 1 ? finite[0] : Double.NaN, Double.NaN, n);
    }
    double median = middle(finite);
    double[] deviation = new double[n];
    for (int i = 0; i < n; i++) {
      deviation[i] = Math.abs(finite[i] - median);
    }
    Arrays.sort(deviation);
    return new Spread(median, NORMAL * correction(n) * middle(deviation), n);
  }

  /** Factor that removes the bias of the MAD of n normal values. */
  static double correction(int n) {
    return n < SMALL.length ? SMALL[n] : n / (n - 0.8);
  }

  private static double middle(double[] sorted) {
    int n = sorted.length;
    return n % 2 == 1 ? sorted[n / 2] : 0.5 * (sorted[n / 2 - 1] + sorted[n / 2]);
  }

  /**
   * Scores of the references themselves, each group (a year) against the others: what a score looks
   * like when nothing is unusual, with values of one year as alike as they are.
   *
   * @param sample values, not a number where missing
   * @param group of each value
   * @return one score per value, not a number where there is none
   */
  public static double[] leaveGroupOut(double[] sample, int[] group) {
    double[] scores = new double[sample.length];
    Arrays.fill(scores, Double.NaN);
    int[] groups = Arrays.stream(group).distinct().toArray();
    double[] others = new double[sample.length];
    for (int g : groups) {
      for (int i = 0; i < sample.length; i++) {
        others[i] = group[i] == g ? Double.NaN : sample[i];
      }
      Spread spread = spread(others);
      for (int i = 0; i < sample.length; i++) {
        if (group[i] == g) {
          scores[i] = spread.score(sample[i]);
        }
      }
    }
    return scores;
  }
}
