package org.kokyu.scheduler.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.kokyu.core.sounding.Instrument;
import org.kokyu.retrieval.RetrievalSettings;
import org.kokyu.retrieval.table.AbsorptionTables;
import org.kokyu.retrieval.table.io.TableFile;
import org.kokyu.scheduler.bench.BenchTable;
import org.kokyu.scheduler.bench.RetrieveBench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Speed of complete retrievals. */
@Command(
    name = "retrieve",
    description =
        "Soundings per CPU second of complete retrievals in the whole state and in the reduced basis, gain from threads, whether the product's bytes depend on them, and memory.",
    mixinStandardHelpOptions = true)
final class BenchRetrieveCommand implements Callable<Integer> {
  private static final int MOST = 100_000;

  @Spec private CommandSpec spec;

  @Option(names = "--tables", paramLabel = "FILE", description = "Default: the bundled ones.")
  private Path tables;

  @Option(
      names = "--instrument",
      paramLabel = "gosat|gosat2",
      description = "Of the bundled tables.")
  private Instrument instrument = Instrument.GOSAT;

  @Option(names = "--soundings", paramLabel = "N", description = "Per round (default 60).")
  private int soundings = 60;

  @Option(
      names = "--threads",
      paramLabel = "N",
      split = ",",
      description = "Numbers of threads, comma-separated (default 1,2).")
  private int[] threads = {1, 2};

  @Option(names = "--out", paramLabel = "CSV", description = "Figures as a table.")
  private Path out;

  @Override
  public Integer call() throws IOException {
    if (soundings < 1 || soundings > MOST) {
      throw new ParameterException(
          spec.commandLine(), "--soundings: 1 to %d expected".formatted(MOST));
    }
    for (int n : threads) {
      if (n < 1 || n > 1024) {
        throw new ParameterException(spec.commandLine(), "--threads: 1 to 1024 expected");
      }
    }
    AbsorptionTables table =
        tables == null ? TableFile.bundled(instrument) : TableFile.read(tables);
    BenchTable figures = new BenchTable(spec.commandLine().getOut());
    RetrievalSettings reduced = RetrievalSettings.DEFAULT;
    RetrievalSettings whole = reduced.withSolver(reduced.solver().withNeglected(0));
    new RetrieveBench(table, "whole state", whole, soundings).run(threads, figures);
    new RetrieveBench(table, "reduced basis", reduced, soundings).run(threads, figures);
    if (out != null) {
      figures.write(out);
    }
    return ExitCodes.DONE;
  }
}
