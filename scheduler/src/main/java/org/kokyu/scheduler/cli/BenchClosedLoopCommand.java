package org.kokyu.scheduler.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.kokyu.core.sounding.Instrument;
import org.kokyu.retrieval.RetrievalSettings;
import org.kokyu.retrieval.table.AbsorptionTables;
import org.kokyu.retrieval.table.io.TableFile;
import org.kokyu.scheduler.bench.BenchTable;
import org.kokyu.scheduler.bench.ClosedLoopBench;
import org.kokyu.scheduler.bench.ClosedLoopLimits;
import org.kokyu.scheduler.bench.ErrorHistogramPlot;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Whether the stated uncertainties hold. */
@Command(
    name = "closed-loop",
    description =
        "Retrieves soundings whose truth is drawn from the prior covariance and whose errors are those that the retrieval assumes, and compares the errors of the result with its stated uncertainties.",
    mixinStandardHelpOptions = true)
final class BenchClosedLoopCommand implements Callable<Integer> {
  private static final int MOST = 1_000_000;

  @Spec private CommandSpec spec;

  @Option(names = "--tables", paramLabel = "FILE", description = "Default: the bundled ones.")
  private Path tables;

  @Option(
      names = "--instrument",
      paramLabel = "gosat|gosat2",
      description = "Of the bundled tables.")
  private Instrument instrument = Instrument.GOSAT;

  @Option(names = "--soundings", paramLabel = "N", description = "Default 1000.")
  private int soundings = 1000;

  @Option(
      names = "--snr",
      paramLabel = "N",
      description =
          "Signal-to-noise ratio at 700 cm-1 and 280 K (default: 280 for GOSAT, 560 for GOSAT-2).")
  private Double signalToNoise;

  @Option(
      names = "--prior-factor",
      paramLabel = "F",
      description =
          "The retrieval believes profile uncertainties F times those that the truth is drawn from (default 1).")
  private double priorFactor = 1;

  @Option(names = "--seed", paramLabel = "N", description = "Another draw.")
  private long seed = 20_261_122;

  @Option(names = "--threads", paramLabel = "N", description = "Default: one per processor.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(names = "--out", paramLabel = "CSV", description = "Figures as a table.")
  private Path out;

  @Option(
      names = "--plot",
      paramLabel = "PNG",
      description = "Histograms of the standardised errors.")
  private Path plot;

  @Override
  public Integer call() throws IOException {
    requireRanges();
    AbsorptionTables table =
        tables == null ? TableFile.bundled(instrument) : TableFile.read(tables);
    RetrievalSettings truth = RetrievalSettings.DEFAULT;
    RetrievalSettings assumed = truth.withPrior(truth.prior().profilesTimes(priorFactor));
    Instrument which = table.header().instrument();
    double snr = signalToNoise == null ? usual(which) : signalToNoise;
    ClosedLoopBench bench = new ClosedLoopBench(table, truth, assumed, snr, seed);
    List<ClosedLoopBench.Member> members = run(bench);
    BenchTable figures = new BenchTable(spec.commandLine().getOut());
    if (members.size() < 2) {
      spec.commandLine().getErr().println("kokyu: no sounding gave a result");
      return ExitCodes.CHECK_FAILED;
    }
    ClosedLoopBench.report(members, soundings, which.name(), "kokyu", figures);
    if (out != null) {
      figures.write(out);
    }
    if (plot != null) {
      ErrorHistogramPlot.write(
          members,
          "%s, %d soundings, signal-to-noise ratio %.0f: (retrieved - true) / stated uncertainty"
              .formatted(which, members.size(), snr),
          plot);
    }
    return judge(members, figures);
  }

  /** Prints the verdict on each limit. */
  private int judge(List<ClosedLoopBench.Member> members, BenchTable figures) {
    List<ClosedLoopLimits.Verdict> verdicts = ClosedLoopLimits.of(members, soundings);
    verdicts.forEach(v -> figures.note(v.toString()));
    return verdicts.stream().allMatch(ClosedLoopLimits.Verdict::isMet)
        ? ExitCodes.DONE
        : ExitCodes.CHECK_FAILED;
  }

  /** As published for the two spectrometers (docs/retrieval.md). */
  private static double usual(Instrument which) {
    return which == Instrument.GOSAT ? 280 : 560;
  }

  private void requireRanges() {
    require(soundings >= 2 && soundings <= MOST, "--soundings: 2 to %d expected".formatted(MOST));
    require(threads >= 1 && threads <= 1024, "--threads: 1 to 1024 expected");
    require(
        signalToNoise == null || (signalToNoise > 0 && signalToNoise < 1e9),
        "--snr: above 0 expected");
    require(priorFactor >= 0.01 && priorFactor <= 100, "--prior-factor: 0.01 to 100 expected");
  }

  private void require(boolean right, String message) {
    if (!right) {
      throw new ParameterException(spec.commandLine(), message);
    }
  }

  private List<ClosedLoopBench.Member> run(ClosedLoopBench bench) {
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try (ProgressBar bar =
        System.console() == null
            ? null
            : new ProgressBarBuilder().setTaskName("soundings").setInitialMax(soundings).build()) {
      return bench.run(
          soundings,
          executor,
          threads - 1,
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
