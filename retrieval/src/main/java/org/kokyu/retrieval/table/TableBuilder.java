package org.kokyu.retrieval.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.kokyu.core.atmosphere.Gas;
import org.kokyu.core.sounding.Instrument;
import org.kokyu.retrieval.instrument.LineShape;
import org.kokyu.retrieval.instrument.SpectralWindow;
import org.kokyu.retrieval.instrument.SpectrometerDefinition;
import org.kokyu.retrieval.spectroscopy.Co2Continuum;
import org.kokyu.retrieval.spectroscopy.CrossSections;
import org.kokyu.retrieval.spectroscopy.LineByLine;
import org.kokyu.retrieval.spectroscopy.LineList;
import org.kokyu.retrieval.spectroscopy.PartitionSums;
import org.kokyu.retrieval.spectroscopy.WaterContinuum;

/**
 * Makes the absorption tables of an instrument from a line list.
 *
 * <p>Line by line on 0.001 cm-1 below 800 cm-1 and 0.002 cm-1 above, reaching one line-shape radius
 * beyond every window; random training scenes ({@link TrainingAtmospheres}); channel radiances
 * through the line shape; nodes and weights per window ({@link NodeSelection}), judged on scenes
 * that were not used. The result does not depend on the executor.
 */
public final class TableBuilder {
  private static final double FINE_BELOW_PER_CM = 800;

  /**
   * Line list, continua and measured cross sections.
   *
   * @param continua names and hashes of all files but the line list
   * @param crossSections instead of the lines of these gases where they cover them
   */
  public record Spectroscopy(
      Map<Gas, LineList> lines,
      PartitionSums sums,
      Optional<WaterContinuum> waterContinuum,
      Optional<Co2Continuum> co2Continuum,
      String lineListSha256,
      String continua,
      Map<Gas, CrossSections> crossSections) {

    /** Without measured cross sections. */
    public Spectroscopy(
        Map<Gas, LineList> lines,
        PartitionSums sums,
        Optional<WaterContinuum> waterContinuum,
        Optional<Co2Continuum> co2Continuum,
        String lineListSha256,
        String continua) {
      this(lines, sums, waterContinuum, co2Continuum, lineListSha256, continua, Map.of());
    }

    /** Whether anything is known of a gas. */
    boolean holds(Gas gas) {
      return lines.containsKey(gas) || crossSections.containsKey(gas);
    }
  }

  /**
   * How to train.
   *
   * @param trainingScenes scenes for nodes and weights
   * @param heldOutScenes scenes that judge
   * @param sublayerThickness thickness of the layers in ln p
   * @param seed of the random scenes
   */
  public record Settings(
      int trainingScenes, int heldOutScenes, double sublayerThickness, long seed) {
    public static final Settings DEFAULT = new Settings(450, 60, 0.1, 11);
  }

  /**
   * One table to make; several tables of one build share its line-by-line part.
   *
   * @param definition instrument, channels, line shape
   * @param nodesPerWindow most nodes of a window, in the order of the windows
   * @param phase 0 or 1: which half of the candidate points, so that two tables can lie on
   *     different spectral points
   * @param grade label of the table
   */
  public record Request(
      SpectrometerDefinition definition, int[] nodesPerWindow, int phase, String grade) {

    /** A retrieval table of the default channels. */
    public static Request retrieval(Instrument instrument, String grade) {
      return new Request(SpectrometerDefinition.of(instrument), new int[] {160, 40, 220}, 0, grade);
    }

    /** The simulator's table: other spectral points and more of them. */
    public static Request simulation(Instrument instrument, String grade) {
      return new Request(SpectrometerDefinition.of(instrument), new int[] {180, 50, 240}, 1, grade);
    }
  }

  /** Told how far the work is; may be called from several threads. */
  public interface Progress {
    void done(int finished, int total, String what);
  }

  /** Keeps finished parts, so that an interrupted build can go on. Thread-safe. */
  public interface ChunkStore {
    /** Keeps nothing. */
    ChunkStore NONE =
        new ChunkStore() {
          @Override
          public Optional<byte[]> load(String name) {
            return Optional.empty();
          }

          @Override
          public void save(String name, byte[] content) {}
        };

    Optional<byte[]> load(String name);

    void save(String name, byte[] content);
  }

  private final List<Request> requests;
  private final Spectroscopy spectroscopy;
  private final Settings settings;

  public TableBuilder(List<Request> requests, Spectroscopy spectroscopy, Settings settings) {
    this.requests = List.copyOf(requests);
    this.spectroscopy = spectroscopy;
    this.settings = settings;
  }

  /** Runs the build on an executor; one table per request, in their order. */
  public List<AbsorptionTables> build(ExecutorService executor, Progress progress)
      throws InterruptedException {
    return build(executor, progress, ChunkStore.NONE);
  }

  /** As {@link #build(ExecutorService, Progress)}, taking up and keeping finished parts. */
  public List<AbsorptionTables> build(ExecutorService executor, Progress progress, ChunkStore store)
      throws InterruptedException {
    List<TrainingAtmospheres.Scene> scenes =
        new TrainingAtmospheres(settings.seed(), settings.sublayerThickness())
            .scenes(settings.trainingScenes() + settings.heldOutScenes());
    double[] channels = channelWavenumbers();
    List<TrainingChunk.Plan> plans = plans();
    TrainingChunk.Absorbers absorbers = absorbers();
    AtomicInteger finished = new AtomicInteger();
    int total =
        plans.size() + requests.stream().mapToInt(r -> r.definition().windows().size()).sum();
    List<Future<TrainingChunk.Result>> futures = new ArrayList<>();
    for (TrainingChunk.Plan plan : plans) {
      futures.add(
          executor.submit(
              () -> {
                TrainingChunk.Result r = chunk(plan, absorbers, scenes, channels, store);
                progress.done(finished.incrementAndGet(), total, "line by line");
                return r;
              }));
    }
    TrainedWindows trained = new TrainedWindows(spectroscopy, settings, channels.length);
    for (Future<TrainingChunk.Result> f : futures) {
      trained.add(get(f));
    }
    trained.normalise();
    List<List<Future<TrainedWindows.WindowResult>>> windows = new ArrayList<>();
    int offset = 0;
    for (Request request : requests) {
      List<Future<TrainedWindows.WindowResult>> ofRequest = new ArrayList<>();
      for (int w = 0; w < request.definition().windows().size(); w++) {
        SpectralWindow window = request.definition().windows().get(w);
        int first = offset;
        int most = request.nodesPerWindow()[w];
        offset += window.channels(request.definition().intervalPerCm()).length;
        ofRequest.add(
            executor.submit(
                () -> {
                  TrainedWindows.WindowResult r = trained.window(request, window, first, most);
                  progress.done(finished.incrementAndGet(), total, "nodes of " + window.name());
                  return r;
                }));
      }
      windows.add(ofRequest);
    }
    List<AbsorptionTables> tables = new ArrayList<>();
    for (int i = 0; i < requests.size(); i++) {
      tables.add(assemble(requests.get(i), windows.get(i)));
    }
    return tables;
  }

  private TrainingChunk.Result chunk(
      TrainingChunk.Plan plan,
      TrainingChunk.Absorbers absorbers,
      List<TrainingAtmospheres.Scene> scenes,
      double[] channels,
      ChunkStore store) {
    String name = "%s-%.0f".formatted(identity(channels), plan.fromPerCm());
    Optional<byte[]> kept = store.load(name);
    if (kept.isPresent()) {
      return ChunkCodec.decode(kept.get());
    }
    LineShape shape = requests.get(0).definition().lineShape();
    TrainingChunk.Result r = new TrainingChunk(plan, absorbers, scenes).compute(channels, shape);
    store.save(name, ChunkCodec.encode(r));
    return r;
  }

  /**
   * Distinguishes builds: parts of another line list, setting or channel set are never taken up.
   */
  private String identity(double[] channels) {
    String phases =
        requests.stream()
            .map(r -> String.valueOf(r.phase()))
            .distinct()
            .sorted()
            .toList()
            .toString();
    String shape = requests.get(0).definition().lineShape().toString();
    int hash =
        java.util.Objects.hash(
            settings, phases, shape, Arrays.hashCode(channels), spectroscopy.continua());
    return "%.16s-%08x".formatted(spectroscopy.lineListSha256(), hash);
  }

  private AbsorptionTables assemble(
      Request request, List<Future<TrainedWindows.WindowResult>> windows)
      throws InterruptedException {
    List<NodeTable> tables = new ArrayList<>();
    StringBuilder training = new StringBuilder();
    for (Future<TrainedWindows.WindowResult> f : windows) {
      TrainedWindows.WindowResult r = get(f);
      tables.add(r.table());
      training.append(
          String.format(
              Locale.ROOT,
              "%s%s: %d channels, %d nodes, held-out error rms %.4f K, 99 %% below %.4f K, max %.4f K",
              training.isEmpty() ? "" : "; ",
              r.table().window(),
              r.table().channels().length,
              r.table().nodes(),
              r.score().rms(),
              r.score().p99(),
              r.score().max()));
    }
    return new AbsorptionTables(header(request, training.toString()), tables);
  }

  private AbsorptionTables.Header header(Request request, String training) {
    return new AbsorptionTables.Header(
        request.definition().instrument(),
        request.definition().intervalPerCm(),
        request.definition().lineShape().name(),
        request.grade(),
        spectroscopy.lineListSha256(),
        spectroscopy.continua(),
        "line parameters: HITRAN, Gordon et al. 2022, JQSRT 277, 107949, doi 10.1016/j.jqsrt.2021.107949, and the list's own sources",
        "%d training and %d held-out scenes, seed %d; %s"
            .formatted(
                settings.trainingScenes(), settings.heldOutScenes(), settings.seed(), training));
  }

  private static <T> T get(Future<T> f) throws InterruptedException {
    try {
      return f.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException r) {
        throw r;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private double[] channelWavenumbers() {
    return requests.stream()
        .map(Request::definition)
        .flatMapToDouble(
            d ->
                d.windows().stream()
                    .flatMapToInt(w -> Arrays.stream(w.channels(d.intervalPerCm())))
                    .mapToDouble(k -> k * d.intervalPerCm()))
        .toArray();
  }

  private TrainingChunk.Absorbers absorbers() {
    Map<Gas, LineByLine> lines = new EnumMap<>(Gas.class);
    spectroscopy
        .lines()
        .forEach(
            (gas, list) -> {
              boolean pedestal = gas == Gas.H2O && spectroscopy.waterContinuum().isPresent();
              LineByLine.Wing wing =
                  pedestal ? LineByLine.Wing.PEDESTAL_REMOVED : LineByLine.Wing.FULL;
              CrossSections measured = spectroscopy.crossSections().get(gas);
              LineList rest = measured == null ? list : list.where(nu -> !measured.covers(nu));
              lines.put(gas, new LineByLine(rest, spectroscopy.sums(), wing));
            });
    return new TrainingChunk.Absorbers(
        lines,
        spectroscopy.waterContinuum(),
        spectroscopy.co2Continuum(),
        spectroscopy.crossSections());
  }

  /** Stretches of spectrum that cover every window and one line-shape radius around it. */
  private List<TrainingChunk.Plan> plans() {
    SpectrometerDefinition definition = requests.get(0).definition();
    double reach = definition.lineShape().reachPerCm();
    List<double[]> regions = new ArrayList<>();
    for (SpectralWindow window : definition.windows()) {
      for (SpectralWindow.Range range : window.ranges()) {
        double from = Math.floor(range.from() - reach - 0.5);
        double to = Math.ceil(range.to() + reach + 0.5);
        double[] last = regions.isEmpty() ? null : regions.get(regions.size() - 1);
        if (last != null && from <= last[1]) {
          last[1] = Math.max(last[1], to);
        } else {
          regions.add(new double[] {from, to});
        }
      }
    }
    boolean[] phases = new boolean[2];
    requests.forEach(r -> phases[r.phase()] = true);
    List<TrainingChunk.Plan> plans = new ArrayList<>();
    for (double[] region : regions) {
      double from = region[0];
      while (from < region[1]) {
        boolean fine = from < FINE_BELOW_PER_CM;
        double to = Math.min(region[1], fine ? Math.min(from + 5, FINE_BELOW_PER_CM) : from + 10);
        plans.add(
            new TrainingChunk.Plan(
                from, to, fine ? 0.001 : 0.002, fine ? 4 : 2, fine ? 8 : 6, phases));
        from = to;
      }
    }
    return plans;
  }
}
