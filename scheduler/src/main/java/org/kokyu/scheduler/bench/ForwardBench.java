package org.kokyu.scheduler.bench;

import com.sun.management.ThreadMXBean;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.kokyu.core.atmosphere.Gas;
import org.kokyu.retrieval.fast.NodeForwardModel;
import org.kokyu.retrieval.forward.Decay;
import org.kokyu.retrieval.forward.RadiativeTransfer;
import org.kokyu.retrieval.forward.StateLayout;
import org.kokyu.retrieval.table.AbsorptionTables;
import org.kokyu.retrieval.table.NodeTable;

/**
 * CPU time of the forward model with all Jacobians, beside what the machine needs at least: the
 * exponentials, the bytes of the tables, the multiplications of the projection on the channels.
 */
public final class ForwardBench {
  private static final int SCENES = 15;
  private static final int BATCHES = 9;
  private static final int ROUNDS = 4;
  private static final double DISPLACEMENT_PER_CM = 0.003;
  private static final double MS = 1e-6;

  private final NodeForwardModel model;
  private final List<ForwardScenes> scenes;
  private final List<StateLayout> layouts;
  private final double[] delta;
  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  public ForwardBench(AbsorptionTables tables) {
    model = new NodeForwardModel(tables);
    scenes = ForwardScenes.of(SCENES, model.channels());
    // channels off the table's axis, as in every real sounding
    scenes.forEach(s -> Arrays.fill(s.scene().displacementPerCm(), DISPLACEMENT_PER_CM));
    layouts = scenes.stream().map(this::layout).toList();
    delta = new double[layouts.stream().mapToInt(StateLayout::size).max().orElseThrow()];
  }

  /**
   * What was measured.
   *
   * @param milliseconds CPU time per call, median of the batches
   * @param fastest of the batches
   * @param slowest of the batches
   * @param allocatedBytes per call
   * @param exponentials per call
   * @param tableBytes of table rows that a call reads
   * @param multiplications of the projection on the channels
   */
  public record Result(
      int channels,
      int nodes,
      int sublayers,
      int state,
      double milliseconds,
      double fastest,
      double slowest,
      double allocatedBytes,
      double exponentials,
      double tableBytes,
      double multiplications) {}

  /** Measures. */
  public Result run() {
    NodeForwardModel.Workspace ws = model.newWorkspace();
    for (int i = 0; i < 10; i++) {
      batch(ws);
    }
    double[] ms = new double[BATCHES];
    long id = Thread.currentThread().getId();
    long before = threads.getThreadAllocatedBytes(id);
    for (int b = 0; b < BATCHES; b++) {
      long start = threads.getCurrentThreadCpuTime();
      for (int r = 0; r < ROUNDS; r++) {
        batch(ws);
      }
      ms[b] = (threads.getCurrentThreadCpuTime() - start) * MS / (ROUNDS * SCENES);
    }
    double allocated =
        (threads.getThreadAllocatedBytes(id) - before) / (double) (BATCHES * ROUNDS * SCENES);
    Arrays.sort(ms);
    double[] work = work();
    return new Result(
        model.channels(),
        model.tables().nodes(),
        (int) Math.round(mean(s -> s.scene().column().grid().sublayers())),
        (int) Math.round(mean(s -> layout(s).size())),
        ms[BATCHES / 2],
        ms[0],
        ms[BATCHES - 1],
        allocated,
        work[0],
        work[1],
        work[2]);
  }

  private double mean(java.util.function.ToDoubleFunction<ForwardScenes> f) {
    return scenes.stream().mapToDouble(f).average().orElseThrow();
  }

  private StateLayout layout(ForwardScenes s) {
    return new StateLayout(
        StateLayout.DEFAULT_GASES,
        s.scene().column().grid().activeLayers(),
        model.windowCount(),
        model.rangeCount());
  }

  private void batch(NodeForwardModel.Workspace ws) {
    for (int i = 0; i < SCENES; i++) {
      model.evaluate(scenes.get(i).scene(), layouts.get(i), delta, ws);
    }
  }

  /** Exponentials, bytes of table rows and multiplications of the projection, mean per call. */
  private double[] work() {
    double[] sum = new double[3];
    for (ForwardScenes s : scenes) {
      double layers = s.scene().column().grid().sublayers();
      double directions = 1 + (s.scene().lambertian() ? RadiativeTransfer.STREAMS : 0);
      StateLayout layout = layout(s);
      for (NodeTable t : model.tables().windows()) {
        double tables = t.gases().size() + (t.waterSelfContinuum().isPresent() ? 1 : 0);
        sum[0] += layers * t.nodes() * (tables + 2 + directions);
        // water has a second table, for its self broadening; four rows of doubles each
        sum[1] += layers * t.nodes() * (tables + 1) * 4 * Double.BYTES;
        double rows = 4 + layout.layers();
        for (Gas gas : layout.gases()) {
          rows += t.gases().contains(gas) ? layout.layers() : 0;
        }
        sum[2] += rows * t.nodes() * t.channels().length;
      }
    }
    Arrays.setAll(sum, i -> sum[i] / scenes.size());
    return sum;
  }

  /** Time of n exponentials in cached blocks, as the model computes them [ms]. */
  public double exponentialMilliseconds(double n) {
    double[] t = new double[400];
    double[] a = new double[t.length];
    Arrays.setAll(t, i -> 0.01 * i);
    return time((int) (n / t.length), () -> Decay.of(t, a, t.length));
  }

  /** Time of reading so many bytes of memory in order [ms]. */
  public double readMilliseconds(double bytes) {
    double[] memory = new double[(int) (bytes / Double.BYTES)];
    double[] sink = new double[1];
    return time(
        1,
        () -> {
          double sum = 0;
          for (double v : memory) {
            sum += v;
          }
          sink[0] += sum;
        });
  }

  private double time(int repeats, Runnable work) {
    double best = Double.POSITIVE_INFINITY;
    for (int b = 0; b < 20; b++) {
      long start = threads.getCurrentThreadCpuTime();
      for (int i = 0; i < repeats; i++) {
        work.run();
      }
      best = Math.min(best, (threads.getCurrentThreadCpuTime() - start) * MS);
    }
    return best;
  }

  /** Prints a result in words. */
  public void print(Result r, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "forward model with all Jacobians: %d channels, %d nodes, %d sublayers, %d state elements (means of %d scenes)%n",
        r.channels(),
        r.nodes(),
        r.sublayers(),
        r.state(),
        SCENES);
    out.printf(
        Locale.ROOT,
        "  CPU per call     %.2f ms (fastest batch %.2f, slowest %.2f), %.0f bytes allocated%n",
        r.milliseconds(),
        r.fastest(),
        r.slowest(),
        r.allocatedBytes());
    out.printf(
        Locale.ROOT,
        "  floor            %.2f ms for %.2f million exponentials, %.2f ms to read %.1f MB of table rows, %.1f million multiply-adds of the projection%n",
        exponentialMilliseconds(r.exponentials()),
        r.exponentials() / 1e6,
        readMilliseconds(r.tableBytes()),
        r.tableBytes() / 1e6,
        r.multiplications() / 1e6);
  }
}
