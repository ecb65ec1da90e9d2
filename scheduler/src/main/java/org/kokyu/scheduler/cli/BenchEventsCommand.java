package org.kokyu.scheduler.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.kokyu.scheduler.bench.DropCurvePlot;
import org.kokyu.scheduler.bench.EventsBench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What the detection of anomalies is worth. */
@Command(
    name = "events",
    description = {
      "False alarms of scenes of pure noise and of control charts; with tower records also the share of"
          + " ten-day drops of uptake that is found when they are put into the record, and the false alarms that it costs.",
      "Records: CSV as 'kokyu events' reads it."
    },
    mixinStandardHelpOptions = true)
final class BenchEventsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", arity = "0..*", description = "Tower records.")
  private List<Path> records = List.of();

  @Option(
      names = "--drop",
      paramLabel = "SHARE",
      description = "Share of the uptake that is taken away (default 0.2).")
  private double share = 0.2;

  @Option(
      names = "--injections",
      paramLabel = "N",
      description = "Drops per site and season (default 40).")
  private int injections = 40;

  @Option(names = "--seed", paramLabel = "N", description = "Of all random numbers (default 1).")
  private long seed = 1;

  @Option(names = "--out", paramLabel = "CSV", description = "Figures as a table.")
  private Path out;

  @Option(names = "--plot", paramLabel = "PNG", description = "Drops found over false alarms.")
  private Path plot;

  @Override
  public Integer call() throws IOException {
    if (!(share > 0 && share < 1) || injections < 1) {
      throw new picocli.CommandLine.ParameterException(
          spec.commandLine(), "--drop between 0 and 1 and --injections from 1 expected");
    }
    EventsBench bench = new EventsBench(records, share, injections, seed);
    List<DropCurvePlot.Point> curve = bench.run(spec.commandLine().getOut());
    if (out != null) {
      Files.write(out, bench.rows());
    }
    if (plot != null && !curve.isEmpty()) {
      DropCurvePlot.write(
          curve,
          String.format(
              Locale.ROOT,
              "Ten-day drops of %.0f %% put into %d records at random times",
              100 * share,
              records.size()),
          plot);
    }
    return ExitCodes.DONE;
  }
}
