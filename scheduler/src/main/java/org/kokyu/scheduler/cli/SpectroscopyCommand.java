package org.kokyu.scheduler.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.kokyu.core.result.ConfigurationException;
import org.kokyu.core.result.UnavailableInputException;
import org.kokyu.core.sounding.Instrument;
import org.kokyu.retrieval.spectroscopy.Co2Continuum;
import org.kokyu.retrieval.spectroscopy.PartitionSums;
import org.kokyu.retrieval.spectroscopy.WaterContinuum;
import org.kokyu.retrieval.spectroscopy.io.ContinuumReader;
import org.kokyu.retrieval.spectroscopy.io.HitranReader;
import org.kokyu.retrieval.spectroscopy.io.PartitionSumsReader;
import org.kokyu.retrieval.table.AbsorptionTables;
import org.kokyu.retrieval.table.TableBuilder;
import org.kokyu.retrieval.table.io.ChunkFolder;
import org.kokyu.retrieval.table.io.TableFile;
import org.kokyu.scheduler.flow.FileHash;
import picocli.CommandLine.Command;
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

    @Option(
        names = "--lines",
        required = true,
        arity = "1..*",
        paramLabel = "PATH",
        description = "HITRAN line lists, 160-character records.")
    private List<Path> lines;

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
        names = "--continuum",
        arity = "1",
        paramLabel = "FILE",
        description =
            "Water continuum (AER's absco-ref_wv-mt-ckd.nc) or CO2 continuum (.csv); may be given twice.")
    private List<Path> continua = new ArrayList<>();

    @Option(
        names = "--partition-sums",
        paramLabel = "FILE",
        description = "Instead of the bundled ones.")
    private Path partitionSums;

    @Option(names = "--threads", paramLabel = "N", description = "Default: one per processor.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Override
    public Integer call() throws InterruptedException {
      boolean single = instrument != null && out != null && bundle == null;
      boolean bundled = instrument == null && out == null && bundle != null;
      if (!single && !bundled) {
        throw new ParameterException(
            spec.commandLine(), "either --instrument and --out, or --bundle expected");
      }
      requireWritable(single ? out.toAbsolutePath().getParent() : bundle);
      TableBuilder.Spectroscopy spectroscopy = spectroscopy();
      List<TableBuilder.Request> requests = new ArrayList<>();
      List<Path> files = new ArrayList<>();
      if (single) {
        requests.add(TableBuilder.Request.retrieval(instrument, "built from the user's line list"));
        files.add(out);
      } else {
        String grade = AbsorptionTables.DEMONSTRATION_GRADE;
        requests.add(TableBuilder.Request.retrieval(Instrument.GOSAT, grade));
        requests.add(TableBuilder.Request.retrieval(Instrument.GOSAT2, grade));
        requests.add(TableBuilder.Request.simulation(Instrument.GOSAT2, grade));
        for (String name : List.of("gosat.tables", "gosat2.tables", "gosat2-simulation.tables")) {
          files.add(bundle.resolve(name));
        }
      }
      ChunkFolder kept =
          new ChunkFolder(files.get(0).resolveSibling("." + files.get(0).getFileName() + ".parts"));
      List<AbsorptionTables> tables = build(requests, spectroscopy, kept);
      for (int i = 0; i < files.size(); i++) {
        write(files.get(i), tables.get(i));
      }
      kept.delete();
      return ExitCodes.DONE;
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
      PartitionSums sums =
          partitionSums == null
              ? PartitionSumsReader.bundled()
              : PartitionSumsReader.read(partitionSums);
      HitranReader.Lines read = new HitranReader(sums).read(lines);
      if (read.count() == 0) {
        throw new ConfigurationException("--lines: no line of a known gas in " + lines);
      }
      PrintWriter console = spec.commandLine().getOut();
      console.printf(
          "%d lines of %s; left out: %d of other molecules, %d of unknown isotopologues%n",
          read.count(),
          new java.util.TreeSet<>(read.lines().keySet()),
          read.skippedMolecules(),
          read.skippedIsotopologues());
      console.flush();
      Optional<WaterContinuum> water = Optional.empty();
      Optional<Co2Continuum> co2 = Optional.empty();
      List<String> names = new ArrayList<>();
      for (Path file : continua) {
        if (!Files.isReadable(file)) {
          throw new UnavailableInputException("continuum " + file + ": no such readable file");
        }
        names.add("%s (SHA-256 %.12s)".formatted(file.getFileName(), sha256(file)));
        if (file.toString().endsWith(".nc")) {
          water = Optional.of(ContinuumReader.water(file));
        } else {
          co2 = Optional.of(ContinuumReader.co2(file));
        }
      }
      return new TableBuilder.Spectroscopy(
          Map.copyOf(read.lines()), sums, water, co2, read.sha256(), String.join(", ", names));
    }

    private static String sha256(Path file) {
      try {
        return FileHash.sha256(file);
      } catch (IOException e) {
        throw new UnavailableInputException(
            "cannot read continuum %s: %s".formatted(file, e.getMessage()), e);
      }
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
