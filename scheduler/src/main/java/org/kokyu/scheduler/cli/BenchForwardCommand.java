package org.kokyu.scheduler.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.kokyu.core.result.ConfigurationException;
import org.kokyu.core.sounding.Instrument;
import org.kokyu.retrieval.reference.MonochromaticModel;
import org.kokyu.retrieval.spectroscopy.AbsorptionModel;
import org.kokyu.retrieval.table.AbsorptionTables;
import org.kokyu.retrieval.table.io.TableFile;
import org.kokyu.scheduler.bench.ForwardBench;
import org.kokyu.scheduler.bench.ForwardLadder;
import org.kokyu.scheduler.bench.LadderPlot;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Speed and accuracy of the fast forward model. */
@Command(
    name = "forward",
    description =
        "CPU time of the forward model with all Jacobians; with --lines also its error and its speed against the line-by-line calculation on scenes no table was trained on.",
    mixinStandardHelpOptions = true)
final class BenchForwardCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--tables", paramLabel = "FILE", description = "Default: the bundled ones.")
  private Path tables;

  @Option(
      names = "--instrument",
      paramLabel = "gosat|gosat2",
      description = "Of the bundled tables.")
  private Instrument instrument = Instrument.GOSAT;

  @ArgGroup(exclusive = false)
  private SpectroscopyOptions files;

  @Option(
      names = "--scenes",
      paramLabel = "N",
      description = "Scenes of the comparison with the line-by-line calculation (default 48).")
  private int count = 48;

  @Option(names = "--out", paramLabel = "CSV", description = "Figures as a table.")
  private Path out;

  @Option(names = "--plot", paramLabel = "PNG", description = "Distribution of the errors.")
  private Path plot;

  @Override
  public Integer call() throws IOException {
    PrintWriter console = spec.commandLine().getOut();
    AbsorptionTables table =
        tables == null ? TableFile.bundled(instrument) : TableFile.read(tables);
    AbsorptionModel absorption = files == null ? null : absorption(table, console);
    ForwardBench bench = new ForwardBench(table);
    ForwardBench.Result r = bench.run();
    bench.print(r, console);
    console.flush();
    List<String> rows = new ArrayList<>();
    rows.add("quantity,value,unit");
    rows.add(row("channels", r.channels(), "1"));
    rows.add(row("nodes", r.nodes(), "1"));
    rows.add(row("sublayers", r.sublayers(), "1"));
    rows.add(row("state_elements", r.state(), "1"));
    rows.add(row("cpu_per_call", r.milliseconds(), "ms"));
    rows.add(row("allocated_per_call", r.allocatedBytes(), "byte"));
    rows.add(row("exponentials", r.exponentials(), "1"));
    rows.add(row("table_bytes", r.tableBytes(), "byte"));
    if (absorption != null) {
      compare(new ForwardLadder(table, absorption, count), r, console, rows);
    }
    if (out != null) {
      Files.write(out, rows);
    }
    return ExitCodes.DONE;
  }

  private static String row(String name, double value, String unit) {
    return String.format(Locale.ROOT, "%s,%.6g,%s", name, value, unit);
  }

  /** What the tables were made from; another line list is a mistake. */
  private AbsorptionModel absorption(AbsorptionTables table, PrintWriter console) {
    SpectroscopyOptions.Inputs in = files.read(console);
    if (!in.linesSha256().equals(table.header().lineListSha256())) {
      throw new ConfigurationException(
          "--lines: the tables were made from another line list (SHA-256 %.12s expected, %.12s found)"
              .formatted(table.header().lineListSha256(), in.linesSha256()));
    }
    return in.absorption();
  }

  private void compare(
      ForwardLadder ladder, ForwardBench.Result r, PrintWriter console, List<String> rows)
      throws IOException {
    long start = System.nanoTime();
    ladder.reference(0, MonochromaticModel.Work.ALONE);
    double direct = (System.nanoTime() - start) * 1e-6;
    console.printf(
        Locale.ROOT,
        "  line by line     %.0f ms for the radiances alone, without Jacobians: %.0f times as long%n",
        direct,
        direct / r.milliseconds());
    console.flush();
    rows.add(row("line_by_line", direct, "ms"));
    List<ForwardLadder.WindowErrors> errors = ladder(ladder);
    for (ForwardLadder.WindowErrors w : errors) {
      console.printf(
          Locale.ROOT,
          "  %-8s error on %d unseen scenes: rms %.4f K, 99 %% below %.4f K, largest %.4f K%n",
          w.window(),
          count,
          w.rmsK(),
          w.quantile(0.99),
          w.quantile(1));
      rows.add(row(w.window() + "_rms", w.rmsK(), "K"));
      rows.add(row(w.window() + "_p99", w.quantile(0.99), "K"));
      rows.add(row(w.window() + "_max", w.quantile(1), "K"));
    }
    console.flush();
    if (plot != null) {
      LadderPlot.write(errors, count, plot);
    }
  }

  private List<ForwardLadder.WindowErrors> ladder(ForwardLadder ladder) {
    int threads = Runtime.getRuntime().availableProcessors();
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try (ProgressBar bar =
        System.console() == null
            ? null
            : new ProgressBarBuilder().setTaskName("line by line").setInitialMax(count).build()) {
      MonochromaticModel.Work work = new MonochromaticModel.Work(executor, threads - 1, () -> {});
      return ladder.run(
          work,
          () -> {
            if (bar != null) {
              bar.step();
            }
          });
    } finally {
      executor.shutdownNow();
    }
  }
}
