package org.kokyu.scheduler.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.kokyu.core.result.ConfigurationException;
import org.kokyu.scheduler.bench.BenchTable;
import org.kokyu.scheduler.bench.HimawariBench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Speed of the Himawari chain. */
@Command(
    name = "himawari",
    description =
        "Himawari segments to brightness temperature and to published maps, beside satpy and bzip2.",
    mixinStandardHelpOptions = true)
final class BenchHimawariCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--out", paramLabel = "CSV", description = "Results as a table.")
  private Path out;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "For segments (1 GB) and indices, used again by a later run; else temporary.")
  private Path folder;

  @Option(
      names = "--python",
      paramLabel = "FILE",
      description = "Interpreter with satpy (default: ${DEFAULT-VALUE}).")
  private String python = "/usr/bin/python3";

  @Option(names = "--runs", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}.")
  private int runs = 5;

  @Option(
      names = "--latency-runs",
      paramLabel = "N",
      description = "Of the last segment to the map (default: ${DEFAULT-VALUE}).")
  private int latencyRuns = 30;

  @Override
  public Integer call() {
    if (runs < 1 || latencyRuns < 1) {
      throw new ParameterException(
          spec.commandLine(), "--runs and --latency-runs: positive numbers expected");
    }
    BenchTable table = new BenchTable(spec.commandLine().getOut());
    try {
      Path place =
          folder == null
              ? Files.createTempDirectory("kokyu-bench")
              : Files.createDirectories(folder);
      new HimawariBench(table, place, python, runs, latencyRuns).run();
      if (out != null) {
        table.write(out);
      }
      return ExitCodes.DONE;
    } catch (IOException e) {
      throw new ConfigurationException("bench: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCodes.CHECK_FAILED;
    }
  }
}
