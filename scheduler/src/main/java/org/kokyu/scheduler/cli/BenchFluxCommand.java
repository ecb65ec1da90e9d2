package org.kokyu.scheduler.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.kokyu.core.result.ConfigurationException;
import org.kokyu.himawari.SceneGrids;
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
    description = {
      "The light-use step on a map of 14 million pixels, beside the memory's bandwidth; with --dir"
          + " complete hourly updates of Asia instead, beside their files hashed and copied alone."
    },
    mixinStandardHelpOptions = true)
final class BenchFluxCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--out", paramLabel = "CSV", description = "Results as a table.")
  private Path out;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description =
          "On the disk to be measured. Inputs are made here once, 2.5 GB at 0.02 and 9.8 GB at 0.01"
              + " degrees; a flux map of 0.4 or 1.6 GB is written twice beside them. Making those of"
              + " 0.01 needs KOKYU_JAVA_OPTS=-Xmx6g where a quarter of the memory is less.")
  private Path dir;

  @Option(
      names = "--step",
      split = ",",
      paramLabel = "DEG",
      description = "Grids of the hourly updates (default: 0.02,0.01).")
  private List<Double> steps = List.of(0.02, 0.01);

  @Option(names = "--runs", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}.")
  private int runs = 5;

  @Option(names = "--threads", paramLabel = "N", description = "Default: one per processor.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Override
  public Integer call() throws InterruptedException {
    if (runs < 1 || threads < 1) {
      throw new ParameterException(
          spec.commandLine(), "--runs and --threads: positive numbers expected");
    }
    BenchTable table = new BenchTable(spec.commandLine().getOut());
    FluxBench bench = new FluxBench(table, runs, threads);
    if (dir == null) {
      bench.run();
    } else {
      hours(bench);
    }
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

  private void hours(FluxBench bench) throws InterruptedException {
    if (!steps.stream().allMatch(s -> SceneGrids.parse("asia-" + s).isPresent())) {
      throw new ParameterException(
          spec.commandLine(), "--step: 0.01 to 10 that divides 10 expected, found " + steps);
    }
    try {
      Files.createDirectories(dir);
      bench.hours(dir, steps);
    } catch (IOException e) {
      throw new ConfigurationException("--dir %s: cannot be used: %s".formatted(dir, e), e);
    }
  }
}
