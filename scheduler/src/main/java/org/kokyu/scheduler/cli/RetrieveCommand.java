package org.kokyu.scheduler.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.kokyu.core.port.StageObserver;
import org.kokyu.core.profile.ProfileGranule;
import org.kokyu.core.result.ConfigurationException;
import org.kokyu.core.result.Excerpt;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.result.UnavailableInputException;
import org.kokyu.core.sounding.Instrument;
import org.kokyu.core.sounding.Sounding;
import org.kokyu.gosat.ExposureRegister;
import org.kokyu.gosat.GosatFileName;
import org.kokyu.gosat.GranuleReader;
import org.kokyu.gosat.l2.GosatTirL2Days;
import org.kokyu.gosat.l2.GosatTirL2File;
import org.kokyu.retrieval.Explanation;
import org.kokyu.retrieval.ProfileRetriever;
import org.kokyu.scheduler.config.AncillarySettings;
import org.kokyu.scheduler.config.Configuration;
import org.kokyu.scheduler.config.ConfigurationReader;
import org.kokyu.scheduler.config.RetrievalSettings;
import org.kokyu.scheduler.config.RetrievalSettings.Geometry;
import org.kokyu.scheduler.daemon.ProgramVersion;
import org.kokyu.scheduler.daemon.Stages;
import org.kokyu.scheduler.explain.ExplainedSounding;
import org.kokyu.scheduler.explain.ExplanationReport;
import org.kokyu.scheduler.flow.StageResult;
import org.kokyu.scheduler.ledger.InputFile;
import org.kokyu.scheduler.stage.ImagerMaps;
import org.kokyu.scheduler.stage.ProfileStage;
import org.kokyu.scheduler.stage.RetrievalInputs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Profiles from given granules. */
@Command(
    name = "retrieve",
    description = "Retrieves gas profiles from GOSAT or GOSAT-2 L1B granules.",
    mixinStandardHelpOptions = true)
final class RetrieveCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "For the products.")
  private Path out;

  @Option(
      names = "--met",
      paramLabel = "FILE",
      description =
          "Meteorology, collocated or on a grid, file or folder; without it a standard atmosphere.")
  private Path meteorology;

  @Option(
      names = "--prior",
      paramLabel = "FILE",
      description =
          "Prior profiles, collocated or on a grid, file or folder; without it a climatology.")
  private Path prior;

  @Option(
      names = "--tables",
      paramLabel = "FILE",
      description = "Absorption tables; without it the bundled ones of demonstration grade.")
  private Path tables;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "Takes meteorology, prior, tables and the settings of the retrieval from a configuration.")
  private Path config;

  @Option(
      names = "--geometry",
      paramLabel = "spherical|plane",
      description = "How the rays are traced (default: spherical).")
  private Geometry geometry;

  @Option(
      names = "--lst",
      paramLabel = "FILE|DIR",
      description =
          "Land maps of ours (KOKYU_L2_LST_*.nc) for the skin temperature and for cloud; may be given several times.")
  private List<Path> maps = List.of();

  @Option(
      names = "--gosat-l2",
      description =
          "Writes the usable profiles of GOSAT also as day files in the layout of the GOSAT TIR L2 products.")
  private boolean gosatL2;

  @Option(names = "--threads", paramLabel = "N", description = "Default: one per processor.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--explain",
      paramLabel = "ID",
      description =
          "Instead of products, a report on the sounding of this id: iteration, spectra, residuals, kernels as HTML and CSV.")
  private String explain;

  @Parameters(paramLabel = "GRANULE", arity = "1..*", description = "L1B files.")
  private List<Path> granules;

  private final GosatTirL2Days days = new GosatTirL2Days();
  private final ExposureRegister done = new ExposureRegister();

  @Override
  public Integer call() {
    if (threads < 1 || threads > 1024) {
      throw new ParameterException(spec.commandLine(), "--threads: 1 to 1024 expected");
    }
    Optional<Configuration> configuration =
        Optional.ofNullable(config).map(ConfigurationReader::readForOneShot);
    AncillarySettings fromFile =
        configuration.map(Configuration::ancillary).orElse(AncillarySettings.NONE);
    RetrievalSettings configured =
        configuration.map(Configuration::retrieval).orElse(RetrievalSettings.DEFAULT);
    RetrievalSettings settings = geometry == null ? configured : configured.withGeometry(geometry);
    RetrievalInputs inputs =
        new RetrievalInputs(
            Optional.ofNullable(meteorology).or(fromFile::meteorology),
            Optional.ofNullable(prior).or(fromFile::prior),
            ImagerMaps.of(maps),
            true);
    requireAncillary(inputs);
    if (explain != null) {
      return explain(fromFile, inputs, settings);
    }
    Map<Instrument, ProfileStage> stages = new EnumMap<>(Instrument.class);
    int bad = 0;
    try (OneShot oneShot = new OneShot(out, threads)) {
      GranulePlan plan = GranulePlan.of(granules);
      plan.superseded()
          .forEach(
              (file, taken) -> say("%s: left out, version %s is there".formatted(file, taken)));
      for (Path granule : plan.files()) {
        try {
          GosatFileName name = nameOf(granule);
          ProfileStage stage =
              stages.computeIfAbsent(name.instrument(), i -> stage(i, fromFile, inputs, settings));
          retrieve(oneShot, stage, granule, name);
        } catch (MalformedInputException | UnavailableInputException e) {
          bad++;
          err().println("kokyu: " + e.getMessage());
          err().flush();
        }
      }
      writeDays(oneShot);
    }
    return bad == 0 ? ExitCodes.DONE : ExitCodes.BAD_INPUT;
  }

  private void say(String line) {
    PrintWriter console = spec.commandLine().getOut();
    console.println(line);
    console.flush();
  }

  private void writeDays(OneShot oneShot) {
    if (gosatL2 && days.files().isEmpty()) {
      say("no usable profile of GOSAT for a day file");
    }
    for (GosatTirL2File file : days.files()) {
      say("%s: %d soundings".formatted(oneShot.write(file.name(), file::write), file.size()));
    }
  }

  private int explain(
      AncillarySettings fromFile, RetrievalInputs inputs, RetrievalSettings settings) {
    ExplainedSounding explained =
        new ExplainedSounding(new GranuleReader(fromFile.layouts()), inputs, explain);
    for (Path granule : granules) {
      Instrument instrument = nameOf(granule).instrument();
      Optional<Explanation> found =
          explained.in(granule, () -> retriever(instrument, fromFile, settings));
      if (found.isPresent()) {
        PrintWriter console = spec.commandLine().getOut();
        try {
          Files.createDirectories(out);
          console.println(ExplanationReport.write(found.get(), out));
        } catch (IOException e) {
          throw new ConfigurationException(
              "--out %s: report cannot be written: %s".formatted(out, e.getMessage()), e);
        }
        console.flush();
        return ExitCodes.DONE;
      }
    }
    throw new ConfigurationException(
        "--explain: no sounding %s in the granules given%s"
            .formatted(Excerpt.of(explain), explained.hint()));
  }

  /** A meteorology or prior that cannot be used is a mistake of the call, not of a granule. */
  private static void requireAncillary(RetrievalInputs inputs) {
    try {
      inputs.snapshot();
    } catch (MalformedInputException | UnavailableInputException e) {
      throw new ConfigurationException(e.getMessage(), e);
    }
  }

  private static GosatFileName nameOf(Path granule) {
    String name = granule.getFileName().toString();
    return GosatFileName.parse(name)
        .orElseThrow(
            () ->
                new MalformedInputException(
                    InputFault.WRONG_FORMAT,
                    granule
                        + ": name of a GOSAT or GOSAT-2 thermal-infrared L1B file expected, found "
                        + name));
  }

  private ProfileStage stage(
      Instrument instrument,
      AncillarySettings fromFile,
      RetrievalInputs inputs,
      RetrievalSettings settings) {
    return new ProfileStage(
        instrument,
        retriever(instrument, fromFile, settings),
        inputs,
        new GranuleReader(fromFile.layouts()),
        StageObserver.NOOP,
        ProgramVersion.line());
  }

  private ProfileRetriever retriever(
      Instrument instrument, AncillarySettings fromFile, RetrievalSettings settings) {
    Optional<Path> file =
        Optional.ofNullable(tables)
            .or(
                () ->
                    instrument == Instrument.GOSAT
                        ? fromFile.tablesGosat()
                        : fromFile.tablesGosat2());
    return Stages.retriever(Stages.tables(instrument, file), settings);
  }

  private void retrieve(OneShot oneShot, ProfileStage stage, Path granule, GosatFileName name) {
    InputFile input = OneShot.input(1, granule, name.start());
    StageResult result;
    try (Progress progress = new Progress(name.format())) {
      result =
          stage.compute(oneShot.work(name.key(), name.start(), List.of(input)), input, progress);
    }
    PrintWriter out = spec.commandLine().getOut();
    if (result instanceof StageResult.Product product) {
      out.printf("%s: %s%n", oneShot.write(product), product.summary());
    } else if (result instanceof StageResult.NoProduct none) {
      out.printf("%s: %s%n", granule, none.reason());
    }
    out.flush();
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }

  /** A bar on a terminal, nothing elsewhere. */
  private final class Progress implements ProfileStage.Progress, AutoCloseable {
    private final String task;
    private ProgressBar bar;

    Progress(String task) {
      this.task = task;
    }

    @Override
    public Optional<String> doneBefore(Sounding sounding) {
      return done.add(sounding)
          .map(id -> "the same exposure as %s of a granule before".formatted(id));
    }

    @Override
    public void retrieved(ProfileGranule granule) {
      if (gosatL2) {
        days.add(granule);
      }
    }

    @Override
    public synchronized void soundingDone(int of) {
      if (System.console() == null) {
        return;
      }
      if (bar == null) {
        bar =
            new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(of)
                .setUpdateIntervalMillis(200)
                .build();
      }
      bar.step();
    }

    @Override
    public synchronized void close() {
      if (bar != null) {
        bar.close();
      }
    }
  }
}
