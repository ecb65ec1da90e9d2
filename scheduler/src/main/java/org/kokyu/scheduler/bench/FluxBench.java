package org.kokyu.scheduler.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.kokyu.core.parallel.BlockLoop;
import org.kokyu.core.port.ProductivityModel;
import org.kokyu.land.gpp.ProductivityModels;
import org.kokyu.land.uptake.LightUseRow;
import org.kokyu.land.uptake.LightUseSample;

/**
 * Speed of the steps from light to carbon. The light-use step: production, and production with its
 * uncertainty, of a map held in memory, beside the floor: the bytes that the step reads and writes
 * over the memory bandwidth that a copy of the same arrays reaches in the same run.
 */
public final class FluxBench {
  private static final int COLUMNS = 4000;
  private static final int ROWS = 3500;
  private static final double MEGA = 1e6;

  private final BenchTable table;
  private final int runs;
  private final int threads;

  /**
   * @param runs of each case; the median counts
   * @param threads that share the work
   */
  public FluxBench(BenchTable table, int runs, int threads) {
    this.table = table;
    this.runs = runs;
    this.threads = threads;
  }

  /** Runs the light-use step. */
  public void run() {
    ExecutorService pool = Executors.newFixedThreadPool(Math.max(1, threads - 1));
    try {
      lightUse(pool);
    } finally {
      pool.shutdownNow();
    }
  }

  /**
   * Runs complete hourly updates.
   *
   * @param folder of their inputs
   * @param stepsDeg grids of Asia
   */
  public void hours(Path folder, List<Double> stepsDeg) throws IOException, InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(Math.max(1, threads - 1));
    try {
      for (double step : stepsDeg) {
        new FluxHourBench(table, folder, runs, threads).run(step, pool);
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private void lightUse(ExecutorService pool) {
    LightUseSample map = LightUseSample.of(ROWS, COLUMNS);
    double bandwidth = bandwidth(pool, map);
    String grid = "light use %d x %d".formatted(ROWS, COLUMNS);
    int n = ROWS * COLUMNS;
    table.add(grid, "copy of the arrays", "memory bandwidth", bandwidth / 1e9, "GB/s", runs);
    for (ProductivityModel model : ProductivityModels.all()) {
      if (!LightUseRow.canDrive(model)) {
        continue;
      }
      for (boolean uncertainty : new boolean[] {false, true}) {
        double seconds = median(() -> map.compute(model, uncertainty, pool, threads - 1));
        String name = model.name() + (uncertainty ? " with uncertainty" : "");
        table.add(grid, name, "throughput", n / seconds / MEGA, "Mpx/s", runs);
        double bytes = (double) map.bytes(model, uncertainty);
        table.add(grid, "floor", name, n / (bytes / bandwidth) / MEGA, "Mpx/s", runs);
      }
    }
  }

  /** Bytes per second that a copy reads and writes. */
  private double bandwidth(ExecutorService pool, LightUseSample map) {
    float[] from = map.par();
    float[] to = new float[from.length];
    int block = 1 << 18;
    double seconds =
        median(
            () ->
                BlockLoop.run(
                    pool,
                    threads - 1,
                    (from.length + block - 1) / block,
                    b -> {
                      int at = b * block;
                      System.arraycopy(from, at, to, at, Math.min(block, from.length - at));
                    }));
    return 8.0 * from.length / seconds;
  }

  private double median(Runnable step) {
    double[] seconds = new double[runs];
    for (int warm = 0; warm < 3; warm++) {
      step.run();
    }
    for (int r = 0; r < runs; r++) {
      long start = System.nanoTime();
      step.run();
      seconds[r] = 1e-9 * (System.nanoTime() - start);
    }
    Arrays.sort(seconds);
    return BenchTable.median(seconds);
  }
}
