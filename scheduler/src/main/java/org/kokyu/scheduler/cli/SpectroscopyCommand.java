package org.kokyu.scheduler.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.kokyu.core.atmosphere.Gas;
import org.kokyu.core.result.ConfigurationException;
import org.kokyu.core.sounding.Instrument;
import org.kokyu.retrieval.instrument.io.LineShapeReader;
import org.kokyu.retrieval.spectroscopy.AbsorptionModel;
import org.kokyu.retrieval.spectroscopy.CrossSections;
import org.kokyu.retrieval.table.AbsorptionTables;
import org.kokyu.retrieval.table.TableBuilder;
import org.kokyu.retrieval.table.io.ChunkFolder;
import org.kokyu.retrieval.table.io.TableFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Absorption tables from line lists. */
@Command(
    name = "spectroscopy",
    description = "Absorption tables.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = SpectroscopyCommand.Build.class)
final class SpectroscopyCommand {

  /** Builds tables. */
  @Command(
      name = "build",
      description =
          "Computes absorption tables line by line from HITRAN .par files; takes some ten minutes of two processors. A build that was stopped goes on where it was.",
      mixinStandardHelpOptions = true)
  static final class Build implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Mixin private SpectroscopyOptions files;

    @Option(names = "--instrument", paramLabel = "gosat|gosat2", description = "Whose channels.")
    private Instrument instrument;

    @Option(names = "--out", paramLabel = "FILE", description = "The table to write.")
    private Path out;

    @Option(
        names = "--bundle",
        paramLabel = "DIR",
        description =
            "Instead of --instrument and --out: the three demonstration tables that come with the program, into a folder.")
    private Path bundle;

    @Option(
        names = "--line-shape",
        paramLabel = "FILE",
        description =
            "Measured line shape (CSV offset_per_cm,response) or a definition, instead of ILS20.")
    private Path lineShape;

    @Option(names = "--threads", paramLabel = "N", description = "Default: one per processor.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Override
    public Integer call() throws InterruptedException {
      boolean single = instrument != null && out != null && bundle == null;
      boolean bundled = instrument == null && out == null && bundle != null;
      if (bundled && lineShape != null) {
        throw new ParameterException(
            spec.commandLine(), "--line-shape: not with --bundle, whose tables keep theirs");
      }
      if (!single && !bundled) {
        throw new ParameterException(
            spec.commandLine(), "either --instrument and --out, or --bundle expected");
      }
      requireWritable(single ? out.toAbsolutePath().getParent() : bundle);
      TableBuilder.Spectroscopy spectroscopy = spectroscopy();
      List<TableBuilder.Request> requests = new ArrayList<>();
      List<Path> targets = new ArrayList<>();
      if (single) {
        requests.add(requested());
        targets.add(out);
      } else {
        String grade = AbsorptionTables.DEMONSTRATION_GRADE;
        requests.add(TableBuilder.Request.retrieval(Instrument.GOSAT, grade));
        requests.add(TableBuilder.Request.retrieval(Instrument.GOSAT2, grade));
        requests.add(TableBuilder.Request.simulation(Instrument.GOSAT2, grade));
        for (String name : List.of("gosat.tables", "gosat2.tables", "gosat2-simulation.tables")) {
          targets.add(bundle.resolve(name));
        }
      }
      ChunkFolder kept =
          new ChunkFolder(
              targets.get(0).resolveSibling("." + targets.get(0).getFileName() + ".parts"));
      List<AbsorptionTables> tables = build(requests, spectroscopy, kept);
      for (int i = 0; i < targets.size(); i++) {
        write(targets.get(i), tables.get(i));
      }
      kept.delete();
      return ExitCodes.DONE;
    }

    private TableBuilder.Request requested() {
      TableBuilder.Request request =
          TableBuilder.Request.retrieval(instrument, "built from the user's line list");
      return lineShape == null
          ? request
          : new TableBuilder.Request(
              request.definition().through(LineShapeReader.read(lineShape)),
              request.nodesPerWindow(),
              request.phase(),
              request.grade());
    }

    private static void requireWritable(Path folder) {
      try {
        Files.createDirectories(folder);
      } catch (IOException e) {
        throw new ConfigurationException("folder " + folder + " cannot be created: " + e, e);
      }
      if (!Files.isWritable(folder)) {
        throw new ConfigurationException("folder " + folder + " is not writable");
      }
    }

    private TableBuilder.Spectroscopy spectroscopy() {
      SpectroscopyOptions.Inputs read = files.read(spec.commandLine().getOut());
      return new TableBuilder.Spectroscopy(
          Map.copyOf(read.lines()),
          read.sums(),
          read.water(),
          read.co2(),
          read.linesSha256(),
          read.names(),
          ofGases(read.crossSections()));
    }

    /** Cross sections of the gases that tables hold; what they do not hold is a mistake. */
    private static Map<Gas, CrossSections> ofGases(List<CrossSections> measured) {
      Map<Gas, CrossSections> byGas = new EnumMap<>(Gas.class);
      for (CrossSections c : measured) {
        Gas gas =
            Arrays.stream(Gas.values())
                .filter(g -> AbsorptionModel.nameOf(g).equals(c.species()))
                .findFirst()
                .orElseThrow(
                    () ->
                        new ConfigurationException(
                            "--cross-sections: absorption tables hold %s; found %s"
                                .formatted(
                                    String.join(
                                        ", ",
                                        Arrays.stream(Gas.values())
                                            .map(AbsorptionModel::nameOf)
                                            .toList()),
                                    c.species())));
        byGas.put(gas, c);
      }
      return byGas;
    }

    private List<AbsorptionTables> build(
        List<TableBuilder.Request> requests,
        TableBuilder.Spectroscopy spectroscopy,
        ChunkFolder kept)
        throws InterruptedException {
      ExecutorService executor = Executors.newFixedThreadPool(Math.max(1, threads));
      try (Progress progress = new Progress(spec.commandLine().getErr())) {
        return new TableBuilder(requests, spectroscopy, TableBuilder.Settings.DEFAULT)
            .build(executor, progress, kept);
      } finally {
        executor.shutdownNow();
      }
    }

    private void write(Path file, AbsorptionTables table) {
      byte[] bytes = TableFile.toBytes(table);
      Path temporary = file.resolveSibling("." + file.getFileName() + ".tmp");
      try {
        Files.write(temporary, bytes);
        Files.move(
            temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } catch (IOException e) {
        throw new ConfigurationException("table " + file + " cannot be written: " + e, e);
      }
      PrintWriter console = spec.commandLine().getOut();
      console.printf(
          Locale.ROOT,
          "%s: %d channels, %d nodes, %.1f MB%n",
          file,
          table.channels(),
          table.nodes(),
          bytes.length / 1e6);
      table.header().training().lines().forEach(console::println);
      console.flush();
    }
  }

  /** A bar on a terminal, a line every tenth of the work elsewhere. */
  private static final class Progress implements TableBuilder.Progress, AutoCloseable {
    private final PrintWriter console;
    private ProgressBar bar;
    private int tenths;

    Progress(PrintWriter console) {
      this.console = console;
    }

    @Override
    public synchronized void done(int finished, int total, String what) {
      if (System.console() != null) {
        if (bar == null) {
          bar =
              new ProgressBarBuilder()
                  .setTaskName("absorption tables")
                  .setInitialMax(total)
                  .build();
        }
        bar.stepTo(finished);
        bar.setExtraMessage(what);
      } else if (finished * 10 / total > tenths) {
        tenths = finished * 10 / total;
        console.printf("%d %% done (%s)%n", tenths * 10, what);
        console.flush();
      }
    }

    @Override
    public synchronized void close() {
      if (bar != null) {
        bar.close();
      }
    }
  }
}
