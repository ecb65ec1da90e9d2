package org.kokyu.scheduler.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What the closed loop has to show: |mean| of the standardised errors below 0.1 and their standard
 * deviation 0.9 … 1.1 in each partial column of each gas, reduced chi² 0.95 … 1.05, 99 % converged,
 * median of the iterations at most 5.
 */
public final class ClosedLoopLimits {
  private static final double MOST_MEAN = 0.1;
  private static final double LEAST_DEVIATION = 0.9;
  private static final double MOST_DEVIATION = 1.1;
  private static final double CHI2_HALF_WIDTH = 0.05;
  private static final double LEAST_CONVERGED = 0.99;
  private static final double MOST_ITERATIONS = 5;

  private ClosedLoopLimits() {}

  /**
   * One limit.
   *
   * @param quantity what is limited
   * @param value found
   * @param least smallest allowed
   * @param most largest allowed
   */
  public record Verdict(String quantity, double value, double least, double most) {
    public boolean isMet() {
      return value >= least && value <= most;
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%s %-22s %8.4f  (%.4g … %.4g)",
          isMet() ? "PASS" : "FAIL",
          quantity,
          value,
          least,
          most);
    }
  }

  /**
   * All limits on these members.
   *
   * @param asked soundings that were to be retrieved, with those that gave no result
   */
  public static List<Verdict> of(List<ClosedLoopBench.Member> members, int asked) {
    List<Verdict> verdicts = new ArrayList<>();
    for (int g = 0; g < ClosedLoopBench.GASES.size(); g++) {
      for (int c = 0; c < ClosedLoopBench.COLUMNS.size(); c++) {
        int at = g * ClosedLoopBench.COLUMNS.size() + c;
        double[] z = ClosedLoopBench.values(members, m -> m.z()[at]);
        String what = ClosedLoopBench.GASES.get(g) + " " + ClosedLoopBench.COLUMNS.get(c);
        verdicts.add(new Verdict(what + " z mean", Moments.mean(z), -MOST_MEAN, MOST_MEAN));
        verdicts.add(
            new Verdict(what + " z sd", Moments.deviation(z), LEAST_DEVIATION, MOST_DEVIATION));
      }
    }
    verdicts.add(
        new Verdict(
            "reduced chi2",
            Moments.mean(ClosedLoopBench.values(members, ClosedLoopBench.Member::chi2)),
            1 - CHI2_HALF_WIDTH,
            1 + CHI2_HALF_WIDTH));
    verdicts.add(
        new Verdict(
            "converged",
            (double) members.stream().filter(ClosedLoopBench.Member::converged).count() / asked,
            LEAST_CONVERGED,
            1));
    verdicts.add(
        new Verdict(
            "iterations median",
            BenchTable.median(ClosedLoopBench.values(members, ClosedLoopBench.Member::iterations)),
            0,
            MOST_ITERATIONS));
    return verdicts;
  }
}
