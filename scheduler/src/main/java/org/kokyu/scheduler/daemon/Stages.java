package org.kokyu.scheduler.daemon;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kokyu.core.port.StageObserver;
import org.kokyu.core.result.ConfigurationException;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.result.UnavailableInputException;
import org.kokyu.core.scene.SceneGrid;
import org.kokyu.core.sounding.Instrument;
import org.kokyu.gosat.GranuleReader;
import org.kokyu.himawari.SceneGrids;
import org.kokyu.land.CoefficientTables;
import org.kokyu.land.gpp.ProductivityModels;
import org.kokyu.land.io.CoefficientTableFile;
import org.kokyu.ops.alert.AlertBoard;
import org.kokyu.retrieval.ProfileRetriever;
import org.kokyu.retrieval.table.AbsorptionTables;
import org.kokyu.retrieval.table.io.TableFile;
import org.kokyu.scheduler.config.AncillarySettings;
import org.kokyu.scheduler.config.Configuration;
import org.kokyu.scheduler.config.FeedSettings;
import org.kokyu.scheduler.config.GppSettings;
import org.kokyu.scheduler.config.LstSettings;
import org.kokyu.scheduler.config.RetrievalSettings;
import org.kokyu.scheduler.config.SlotSettings;
import org.kokyu.scheduler.feed.ArchiveFeed;
import org.kokyu.scheduler.feed.Feed;
import org.kokyu.scheduler.feed.FileKind;
import org.kokyu.scheduler.feed.FolderFeed;
import org.kokyu.scheduler.flow.ProductStage;
import org.kokyu.scheduler.stage.AirInputs;
import org.kokyu.scheduler.stage.ClearSkyState;
import org.kokyu.scheduler.stage.FireAlerts;
import org.kokyu.scheduler.stage.FireState;
import org.kokyu.scheduler.stage.FluxDayFileKind;
import org.kokyu.scheduler.stage.FluxDayStage;
import org.kokyu.scheduler.stage.FluxHour;
import org.kokyu.scheduler.stage.FluxHourFileKind;
import org.kokyu.scheduler.stage.FluxHourStage;
import org.kokyu.scheduler.stage.GosatFileKind;
import org.kokyu.scheduler.stage.GppMaker;
import org.kokyu.scheduler.stage.GppState;
import org.kokyu.scheduler.stage.HimawariFileKind;
import org.kokyu.scheduler.stage.ImagerMaps;
import org.kokyu.scheduler.stage.LandInputs;
import org.kokyu.scheduler.stage.LstStage;
import org.kokyu.scheduler.stage.ProfileStage;
import org.kokyu.scheduler.stage.PtreeFileKind;
import org.kokyu.scheduler.stage.RetrievalInputs;
import org.kokyu.scheduler.stage.SceneGridChoice;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Builds feeds and stages from a configuration; tables are read once per instrument. */
public final class Stages {
  private static final Logger log = LoggerFactory.getLogger(Stages.class);

  private static final int FIRE_BAND = 7;

  private final Configuration configuration;
  private final StageObserver observer;
  private final AlertBoard board;
  private final RetrievalInputs inputs;
  private final Map<Instrument, ProfileRetriever> retrievers = new EnumMap<>(Instrument.class);

  /**
   * @param board told of every alert
   */
  public Stages(Configuration configuration, StageObserver observer, AlertBoard board) {
    this.configuration = configuration;
    this.board = board;
    this.observer = observer;
    AncillarySettings a = configuration.ancillary();
    this.inputs =
        new RetrievalInputs(
            a.meteorology(), a.prior(), ImagerMaps.ofArchive(configuration.archive()), false);
  }

  /** One part per configured feed. */
  public List<FeedPart> parts() {
    List<FeedPart> parts = new ArrayList<>();
    for (FeedSettings feed : configuration.feeds()) {
      parts.add(new FeedPart(feed, place(feed), kind(feed), stage(feed)));
    }
    return parts;
  }

  private static Feed place(FeedSettings feed) {
    return switch (feed.kind()) {
      case FLUX_HOURLY -> new ArchiveFeed(feed.folder(), FluxHourStage.KINDS);
      case FLUX_DAILY -> new ArchiveFeed(feed.folder(), List.of(FluxHour.PRODUCT));
      default -> new FolderFeed(feed.folder());
    };
  }

  private FileKind kind(FeedSettings feed) {
    return switch (feed.kind()) {
      case FLUX_HOURLY -> fluxHours();
      case FLUX_DAILY -> new FluxDayFileKind();
      case GOSAT -> new GosatFileKind(Instrument.GOSAT);
      case GOSAT2 -> new GosatFileKind(Instrument.GOSAT2);
      case HIMAWARI -> new HimawariFileKind(slot(feed));
      case PTREE -> new PtreeFileKind();
    };
  }

  private static SlotSettings slot(FeedSettings feed) {
    return feed.slot().orElseThrow();
  }

  /** An hour waits for fires where a feed has the band that shows them. */
  private FluxHourFileKind fluxHours() {
    return new FluxHourFileKind(
        configuration.feeds().stream()
            .filter(f -> f.kind() == FeedSettings.Kind.HIMAWARI)
            .anyMatch(f -> slot(f).bands().contains(FIRE_BAND)));
  }

  private ProductStage stage(FeedSettings feed) {
    return switch (feed.kind()) {
      case FLUX_HOURLY -> new FluxHourStage(configuration.archive(), fluxHours());
      case FLUX_DAILY -> new FluxDayStage(configuration.archive());
      case GOSAT -> profiles(Instrument.GOSAT, configuration.ancillary().tablesGosat());
      case GOSAT2 -> profiles(Instrument.GOSAT2, configuration.ancillary().tablesGosat2());
      case HIMAWARI -> lst(slot(feed), configuration.archive().resolve("state"));
      // another grid has clear days of its own
      case PTREE -> lst(slot(feed), configuration.archive().resolve("state").resolve(feed.name()));
    };
  }

  private Optional<FireAlerts> alerts(Path state) {
    return configuration.alerts().on()
        ? Optional.of(
            new FireAlerts(
                state, configuration.archive(), configuration.alerts(), board, observer, log::warn))
        : Optional.empty();
  }

  private ProductStage profiles(Instrument instrument, Optional<Path> file) {
    ProfileRetriever retriever =
        retrievers.computeIfAbsent(
            instrument, i -> retriever(tables(i, file), configuration.retrieval()));
    return new ProfileStage(
        instrument,
        retriever,
        inputs,
        new GranuleReader(configuration.ancillary().layouts()),
        observer,
        ProgramVersion.line());
  }

  /** A retriever with the operator's settings. */
  public static ProfileRetriever retriever(AbsorptionTables tables, RetrievalSettings settings) {
    return new ProfileRetriever(tables, settings.forRetriever());
  }

  /**
   * Tables from a file, or those that come with the program.
   *
   * @throws ConfigurationException if the file cannot be used, or is for another instrument
   */
  public static AbsorptionTables tables(Instrument instrument, Optional<Path> file) {
    try {
      AbsorptionTables tables =
          file.map(TableFile::read).orElseGet(() -> TableFile.bundled(instrument));
      if (tables.header().instrument() != instrument) {
        throw new ConfigurationException(
            "tables %s: for %s expected, these are for %s"
                .formatted(
                    file.map(Path::toString).orElse("bundled"),
                    instrument,
                    tables.header().instrument()));
      }
      return tables;
    } catch (MalformedInputException | UnavailableInputException | IllegalStateException e) {
      throw new ConfigurationException("tables: " + e.getMessage(), e);
    }
  }

  private ProductStage lst(SlotSettings slot, Path state) {
    LstSettings lst = configuration.lst();
    SceneGrid grid =
        lst.grid() == LstSettings.Grid.NATIVE
            ? SceneGrids.nativeSegments(
                slot.segments().stream().mapToInt(s -> s).min().orElse(1),
                slot.segments().stream().mapToInt(s -> s).max().orElse(10))
            : SceneGrids.asia(lst.stepDeg());
    return new LstStage(
        HimawariFileKind.bands(slot),
        SceneGridChoice.of(grid, Optional.of(configuration.archive().resolve("grids"))),
        LandInputs.of(
            new LandInputs.Files(
                lst.ancillary(),
                lst.landCover(),
                Optional.empty(),
                lst.emissivity(),
                lst.builtInLandMask()),
            Optional.empty()),
        coefficients(lst.coefficients()),
        LstStage.Layers.NONE,
        observer,
        Optional.of(new ClearSkyState(state, log::warn)),
        slot.bands().contains(FIRE_BAND)
            ? Optional.of(new FireState(state, alerts(state), log::warn))
            : Optional.empty(),
        gpp(state),
        HimawariFileKind.satellites(slot));
  }

  private Optional<LstStage.Production> gpp(Path state) {
    GppSettings gpp = configuration.gpp();
    if (!gpp.make()) {
      return Optional.empty();
    }
    GppMaker maker =
        new GppMaker(
            ProductivityModels.named(gpp.model()).orElseThrow(),
            new AirInputs(configuration.ancillary().meteorology(), false),
            Optional.of(new GppState(state, log::warn)),
            gpp.landCover().map(LandInputs::landCover));
    return Optional.of(new LstStage.Production(maker, gpp.light() == GppSettings.Light.CLOUD_MASK));
  }

  /**
   * Tables from files, or the one that comes with the program.
   *
   * @throws ConfigurationException if two of them are for the same satellite
   */
  public static CoefficientTables coefficients(List<Path> files) {
    return new CoefficientTables(
        files.isEmpty()
            ? List.of(CoefficientTableFile.shipped())
            : files.stream().map(CoefficientTableFile::read).toList());
  }
}
