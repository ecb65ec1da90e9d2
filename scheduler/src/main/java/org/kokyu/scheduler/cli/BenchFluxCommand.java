package org.kokyu.scheduler.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.kokyu.core.result.ConfigurationException;
import org.kokyu.scheduler.bench.BenchTable;
import org.kokyu.scheduler.bench.FluxBench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Speed of the steps from light to carbon. */
@Command(
    name = "flux",
    description =
        "The light-use step on a map of 14 million pixels, beside the memory's bandwidth.",
    mixinStandardHelpOptions = true)
final class BenchFluxCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--out", paramLabel = "CSV", description = "Results as a table.")
  private Path out;

  @Option(names = "--runs", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}.")
  private int runs = 5;

  @Option(names = "--threads", paramLabel = "N", description = "Default: one per processor.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Override
  public Integer call() {
    if (runs < 1 || threads < 1) {
      throw new ParameterException(
          spec.commandLine(), "--runs and --threads: positive numbers expected");
    }
    BenchTable table = new BenchTable(spec.commandLine().getOut());
    new FluxBench(table, runs, threads).run();
    if (out != null) {
      try {
        table.write(out);
      } catch (IOException e) {
        throw new ConfigurationException(
            "--out %s: cannot be written: %s".formatted(out, e.getMessage()), e);
      }
    }
    return ExitCodes.DONE;
  }
}
