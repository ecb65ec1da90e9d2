package org.kokyu.scheduler.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kokyu.core.sounding.Instrument;
import org.kokyu.retrieval.RetrievalSettings;
import org.kokyu.retrieval.table.AbsorptionTables;
import org.kokyu.retrieval.table.io.TableFile;

/** A small version of {@code bench closed-loop}. */
class ClosedLoopBenchTest {
  private static final AbsorptionTables TABLES = TableFile.bundled(Instrument.GOSAT);
  private static final RetrievalSettings TRUTH = RetrievalSettings.DEFAULT;
  private static final int COUNT = 60;

  private static List<ClosedLoopBench.Member> run(RetrievalSettings assumed, int threads) {
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      return new ClosedLoopBench(TABLES, TRUTH, assumed, 280, 3)
          .run(COUNT, executor, threads - 1, () -> {});
    } finally {
      executor.shutdownNow();
    }
  }

  private static double[] z(List<ClosedLoopBench.Member> members, int at) {
    return ClosedLoopBench.values(members, m -> m.z()[at]);
  }

  @Test
  void errorBarsHold() {
    List<ClosedLoopBench.Member> members = run(TRUTH, 2);
    assertEquals(COUNT, members.size());
    double square = 0;
    int columns = ClosedLoopBench.GASES.size() * ClosedLoopBench.COLUMNS.size();
    for (int at = 0; at < columns; at++) {
      double[] z = z(members, at);
      // four standard errors of the mean and of the deviation of so many
      assertEquals(0, Moments.mean(z), 4 / Math.sqrt(z.length), "mean of column " + at);
      assertEquals(1, Moments.deviation(z), 4 / Math.sqrt(2.0 * z.length), "deviation " + at);
      square += Math.pow(Moments.deviation(z), 2) / columns;
    }
    assertEquals(1, Math.sqrt(square), 0.1, "deviation over all columns");
    double[] chi2 = ClosedLoopBench.values(members, ClosedLoopBench.Member::chi2);
    assertEquals(1, Moments.mean(chi2), 0.05, "reduced chi2");
    assertTrue(members.stream().allMatch(ClosedLoopBench.Member::converged));
    double[] steps = ClosedLoopBench.values(members, ClosedLoopBench.Member::iterations);
    assertTrue(BenchTable.median(steps) <= 5);
  }

  @Test
  void limitsTellGoodFromBadErrorBars(@TempDir Path folder) throws IOException {
    List<ClosedLoopBench.Member> ideal = new ArrayList<>();
    List<ClosedLoopBench.Member> proud = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(4);
    for (int i = 0; i < 2000; i++) {
      double[] z = new double[12];
      double[] narrow = new double[12];
      for (int k = 0; k < z.length; k++) {
        z[k] = random.nextGaussian();
        narrow[k] = 1.3 * z[k];
      }
      ideal.add(new ClosedLoopBench.Member(z, z, z, 0.99, 1, true, 4, new double[] {1, 1, 1}, 40));
      proud.add(
          new ClosedLoopBench.Member(
              narrow, z, z, 1.2, 1, i % 10 != 0, 7, new double[] {1, 1, 1}, 40));
    }
    assertTrue(ClosedLoopLimits.of(ideal, 2000).stream().allMatch(ClosedLoopLimits.Verdict::isMet));
    List<ClosedLoopLimits.Verdict> failed =
        ClosedLoopLimits.of(proud, 2000).stream().filter(v -> !v.isMet()).toList();
    assertEquals(15, failed.size(), failed.toString());
    assertTrue(failed.get(0).toString().startsWith("FAIL CO2 LT z sd"), failed.get(0).toString());
    Path plot = folder.resolve("z.png");
    ErrorHistogramPlot.write(ideal, "two thousand draws", plot);
    assertTrue(Files.size(plot) > 10_000);
  }

  @Test
  void resultDoesNotDependOnThreads() {
    List<ClosedLoopBench.Member> one = run(TRUTH, 1).subList(0, 8);
    List<ClosedLoopBench.Member> two = run(TRUTH, 2).subList(0, 8);
    for (int i = 0; i < one.size(); i++) {
      assertArrayEquals(one.get(i).z(), two.get(i).z());
    }
  }

  /**
   * What suffers from a prior covariance wrong by a factor of two: the error bars, in the direction
   * of the belief; the spectra are fitted all the same.
   */
  @Test
  void wrongPriorShowsInTheErrorBars() {
    double narrow = spread(run(TRUTH.withPrior(TRUTH.prior().profilesTimes(0.5)), 2), 0.5);
    double wide = spread(run(TRUTH.withPrior(TRUTH.prior().profilesTimes(2)), 2), 2);
    assertTrue(narrow > 1.25, "believed half: error bars too small, z " + narrow);
    assertTrue(wide < 0.8, "believed double: error bars too large, z " + wide);
  }

  private static double spread(List<ClosedLoopBench.Member> members, double factor) {
    StringBuilder line =
        new StringBuilder("prior believed %.1f times the true one:".formatted(factor));
    double square = 0;
    int columns = ClosedLoopBench.GASES.size() * ClosedLoopBench.COLUMNS.size();
    for (int at = 0; at < columns; at++) {
      double sd = Moments.deviation(z(members, at));
      square += sd * sd / columns;
      line.append(
          " %s %s %.2f"
              .formatted(
                  ClosedLoopBench.GASES.get(at / 4), ClosedLoopBench.COLUMNS.get(at % 4), sd));
    }
    double chi2 = Moments.mean(ClosedLoopBench.values(members, ClosedLoopBench.Member::chi2));
    System.out.println(line + ", chi2 %.3f".formatted(chi2));
    assertEquals(1, chi2, 0.07);
    return Math.sqrt(square);
  }
}
