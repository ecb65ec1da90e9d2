package org.kokyu.scheduler.stage;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kokyu.core.port.StageObserver;
import org.kokyu.core.provenance.InputRef;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.result.Outcome;
import org.kokyu.core.scene.FireDetection;
import org.kokyu.core.scene.FireField;
import org.kokyu.core.scene.ImagerSatellite;
import org.kokyu.core.scene.ImagerScene;
import org.kokyu.core.scene.LstField;
import org.kokyu.core.scene.PixelGeometry;
import org.kokyu.core.scene.SceneGrid;
import org.kokyu.himawari.BandSet;
import org.kokyu.himawari.HsdFileName;
import org.kokyu.himawari.HsdReader;
import org.kokyu.himawari.HsdSegment;
import org.kokyu.himawari.SatelliteChoice;
import org.kokyu.himawari.SceneAssembler;
import org.kokyu.himawari.SlotAssembly;
import org.kokyu.himawari.netcdf.NoaaCloudMaskFileName;
import org.kokyu.himawari.netcdf.PtreeFileName;
import org.kokyu.himawari.netcdf.PtreeReader;
import org.kokyu.land.BaselineCloudMask;
import org.kokyu.land.ClearSkyReference;
import org.kokyu.land.CoefficientTable;
import org.kokyu.land.CoefficientTables;
import org.kokyu.land.LandState;
import org.kokyu.land.LstEstimator;
import org.kokyu.land.fire.FireDetector;
import org.kokyu.land.fire.FireSettings;
import org.kokyu.ops.publish.LstProduct;
import org.kokyu.ops.publish.ProductNames;
import org.kokyu.ops.publish.Revision;
import org.kokyu.scheduler.flow.ProductStage;
import org.kokyu.scheduler.flow.StageResult;
import org.kokyu.scheduler.flow.UnitWork;
import org.kokyu.scheduler.ledger.ArrivedFile;
import org.kokyu.scheduler.ledger.InputChoice;
import org.kokyu.scheduler.ledger.InputFile;

/**
 * Segments of a slot to land surface temperature: reads them in parallel, puts them together,
 * estimates, writes one product. Broken segments are named and the rest can go on. Thread-safe.
 */
public final class LstStage implements ProductStage {
  /** Kind of product. */
  public static final String PRODUCT = "lst";

  /**
   * What a map holds beside the temperature.
   *
   * @param bands the brightness temperatures
   * @param geometry angles and times of the pixels, which take as much room again
   */
  public record Layers(boolean bands, boolean geometry) {
    public static final Layers NONE = new Layers(false, false);
  }

  private final BandSet bands;
  private final SceneGridChoice grid;
  private final LandInputs land;
  private final CoefficientTables coefficients;
  private final Layers layers;
  private final StageObserver observer;
  private final Optional<ClearSkyState> clearSky;
  private final Optional<FireState> fireState;
  private final Optional<Production> production;
  private final HsdReader reader = new HsdReader();
  private final SatelliteChoice satellites;
  private final SlotsInHand inHand;
  private volatile Lender lender;
  private SceneAssembler assembler;

  /**
   * @param grid of the scenes, and where its index is kept
   * @param land what is known of surface and air
   * @param coefficients of the surface temperature
   * @param layers what the product holds beside the temperature
   */
  public LstStage(
      BandSet bands,
      SceneGridChoice grid,
      LandInputs land,
      CoefficientTable coefficients,
      Layers layers,
      StageObserver observer) {
    this(
        bands,
        grid,
        land,
        new CoefficientTables(List.of(coefficients)),
        layers,
        observer,
        Optional.empty(),
        Optional.empty(),
        new SatelliteChoice(bands, List.of(), SatelliteChoice.BY_DEFAULT));
  }

  /** Without gross primary production. */
  public LstStage(
      BandSet bands,
      SceneGridChoice grid,
      LandInputs land,
      CoefficientTables coefficients,
      Layers layers,
      StageObserver observer,
      Optional<ClearSkyState> clearSky,
      Optional<FireState> fireState,
      SatelliteChoice satellites) {
    this(
        bands,
        grid,
        land,
        coefficients,
        layers,
        observer,
        clearSky,
        fireState,
        Optional.empty(),
        satellites);
  }

  /**
   * Gross primary production made with the map.
   *
   * @param maker makes it
   * @param withoutReflectance also where the slot has no band 3: light from the cloud mask
   */
  public record Production(GppMaker maker, boolean withoutReflectance) {}

  /**
   * @param clearSky the composite of clear days, if one is learned
   * @param fireState if {@link #compute} gives the fires as companions of the map
   * @param production if it gives the gross primary production as a companion of the map
   * @param satellites how the satellite of a slot is chosen
   */
  public LstStage(
      BandSet bands,
      SceneGridChoice grid,
      LandInputs land,
      CoefficientTables coefficients,
      Layers layers,
      StageObserver observer,
      Optional<ClearSkyState> clearSky,
      Optional<FireState> fireState,
      Optional<Production> production,
      SatelliteChoice satellites) {
    this.satellites = satellites;
    this.inHand = new SlotsInHand(satellites.preferred());
    this.bands = bands;
    this.grid = grid;
    this.land = land;
    this.coefficients = coefficients;
    this.layers = layers;
    this.observer = observer;
    this.clearSky = clearSky;
    this.production = production;
    this.fireState = fireState;
  }

  @Override
  public String product() {
    return PRODUCT;
  }

  /** The files of one satellite. */
  @Override
  public InputChoice.Chosen choose(List<InputFile> inputs) {
    List<HsdFileName> segments = inputs.stream().flatMap(i -> nameOf(i).stream()).toList();
    // without infrared bands there is no product, but the two are not mixed either
    Optional<ImagerSatellite> satellite =
        satellites
            .of(segments)
            .or(() -> segments.stream().map(HsdFileName::satellite).findFirst())
            .or(() -> griddedSatellite(inputs));
    if (satellite.isEmpty()) {
      return InputChoice.ALL.of(inputs);
    }
    List<InputFile> own = inputs.stream().filter(i -> satelliteOf(i).equals(satellite)).toList();
    return new InputChoice.Chosen(own, "not needed: the slot is made from " + satellite.get());
  }

  private Optional<ImagerSatellite> griddedSatellite(List<InputFile> inputs) {
    Set<ImagerSatellite> there =
        inputs.stream().flatMap(i -> satelliteOf(i).stream()).collect(Collectors.toSet());
    return there.contains(satellites.preferred())
        ? Optional.of(satellites.preferred())
        : there.stream().findFirst();
  }

  private static Optional<ImagerSatellite> satelliteOf(InputFile file) {
    return nameOf(file)
        .map(HsdFileName::satellite)
        .or(() -> PtreeFileName.parse(file.name()).map(PtreeFileName::satellite))
        .or(() -> NoaaCloudMaskFileName.parse(file.name()).map(NoaaCloudMaskFileName::satellite));
  }

  private static Optional<HsdFileName> nameOf(InputFile file) {
    return HsdFileName.parse(file.name());
  }

  /**
   * A slot's temperature and, if asked for, its fires and its production.
   *
   * @param fires empty if not asked for, without band 7, or if there is no temperature product
   * @param gpp empty if not asked for, without light, or if there is no temperature product
   * @param clear whether a pixel was free of cloud
   */
  public record Result(
      StageResult lst,
      Optional<FireField> fires,
      Optional<StageResult.Product> gpp,
      IntPredicate clear) {
    private static Result of(StageResult alone) {
      return new Result(alone, Optional.empty(), Optional.empty(), pixel -> false);
    }
  }

  @Override
  public List<String> companions() {
    List<String> kinds = new ArrayList<>(fireState.isPresent() ? FireProducts.KINDS : List.of());
    if (fireState.flatMap(FireState::alerts).isPresent()) {
      kinds.add(FireAlerts.PRODUCT);
    }
    if (production.isPresent()) {
      kinds.add(GppProducts.PRODUCT);
    }
    return kinds;
  }

  @Override
  public StageResult compute(UnitWork work) {
    Result result = compute(work, fireState.isPresent());
    if (!(result.lst() instanceof StageResult.Product map)) {
      return result.lst();
    }
    List<StageResult.Companion> companions = new ArrayList<>();
    if (result.fires().isPresent()) {
      FireField field = fireState.orElseThrow().judge(result.fires().get());
      long fires =
          field.detections().stream().filter(d -> d.kind() == FireDetection.Kind.FIRE).count();
      observer.firesSeen((int) fires);
      companions.addAll(FireProducts.companions(field, work.revision()));
      fireState
          .flatMap(FireState::alerts)
          .flatMap(a -> a.of(field, result.clear(), work.revision()))
          .ifPresent(companions::add);
    }
    result
        .gpp()
        .ifPresent(file -> companions.add(new StageResult.Companion(GppProducts.PRODUCT, file)));
    return map.with(companions);
  }

  /** Temperature and fires of a slot. */
  public Result computeWithFires(UnitWork work) {
    return compute(work, true);
  }

  private Result compute(UnitWork all, boolean withFires) {
    List<InputFile> masks = all.inputs().stream().filter(NoaaMask::isOne).toList();
    UnitWork work = all.with(all.inputs().stream().filter(f -> !NoaaMask.isOne(f)).toList());
    if (work.inputs().isEmpty()) {
      return Result.of(new StageResult.NoProduct("a cloud mask and no segment"));
    }
    Optional<InputFile> mask = masks.stream().findFirst();
    if (PtreeFileName.parse(work.inputs().get(0).name()).isPresent()) {
      return computeGridded(work, mask, withFires);
    }
    return grid.fixed().isPresent()
        ? computeArrived(work, mask, withFires)
        : computeWindow(work, mask, withFires);
  }

  /** Where the grid is known, decoding and estimating begin when the first segments arrive. */
  @Override
  public void arrived(ArrivedFile file, Executor executor) {
    Optional<HsdFileName> name = HsdFileName.parse(file.name());
    if (grid.fixed().isEmpty() || file.sha256().isEmpty() || name.isEmpty()) {
      return;
    }
    try {
      SceneAssembler shared = assemblerFor(executor, 1);
      inHand
          .slot(name.get().slot(), () -> new SlotReading(shared, grid.fixed().get(), bands))
          .ifPresent(
              slot -> {
                Runnable reading =
                    slot.later(file.path(), new InputRef(file.name(), file.sha256()), reader);
                executor.execute(
                    () -> {
                      reading.run();
                      slot.estimateArrived(this::begin);
                    });
              });
    } catch (RejectedExecutionException e) {
      // every worker is busy: the segment is read when the product is made
    }
  }

  private Optional<BegunEstimate> begin(SlotAssembly slot) {
    return coefficients
        .of(slot.slot().satellite())
        .map(
            table -> {
              ImagerScene scene = slot.arriving();
              LandState state = land.of(scene);
              Optional<ClearSkyReference> composite = composite(scene);
              return new BegunEstimate(
                  state, composite, new LstEstimator(table).begin(scene, state, composite));
            });
  }

  private Optional<ClearSkyReference> composite(ImagerScene scene) {
    return clearSky.map(c -> c.before(scene.slot().nominalTime()));
  }

  private Result computeArrived(UnitWork work, Optional<InputFile> mask, boolean withFires) {
    long start = System.nanoTime();
    Set<InputRef> refs =
        work.inputs().stream().map(InputFile::ref).collect(Collectors.toUnmodifiableSet());
    SlotReading slot =
        work.inputs().stream()
            .findFirst()
            .flatMap(LstStage::nameOf)
            .flatMap(name -> inHand.take(name.slot()))
            .filter(s -> s.closeWithOnly(refs))
            .orElseGet(
                () ->
                    new SlotReading(
                        assemblerFor(work.helpers(), work.helperCount()),
                        grid.fixed().orElseThrow(),
                        bands));
    Map<Long, MalformedInputException> broken =
        slot.complete(work, reader, new HsdReader(work.helpers(), work.helperCount()));
    took("read", start);
    if (!broken.isEmpty()) {
      return Result.of(new StageResult.BadInputs(broken));
    }
    if (slot.assembly().isEmpty()) {
      return Result.of(new StageResult.NoProduct("no segment of the bands " + bands.all()));
    }
    work.stop().check();
    start = System.nanoTime();
    ImagerScene scene = slot.assembly().get().scene();
    took("assemble", start);
    Result result = estimate(work, scene, slot.estimate(), mask, withFires);
    if (!layers.bands()) {
      slot.assembly().get().release(); // the field has nothing of the scene but its geometry
    }
    return result;
  }

  private Result computeWindow(UnitWork work, Optional<InputFile> mask, boolean withFires) {
    long start = System.nanoTime();
    HsdSegment[] read = new HsdSegment[work.inputs().size()];
    Map<Long, MalformedInputException> broken = SegmentReading.read(reader, work, read);
    took("read", start);
    if (!broken.isEmpty()) {
      return Result.of(new StageResult.BadInputs(broken));
    }
    work.stop().check();
    start = System.nanoTime();
    List<HsdSegment> segments =
        Stream.of(read).filter(s -> bands.all().contains(s.name().band())).toList();
    // bands of other resolutions count their lines differently and have no say in the grid
    List<HsdSegment> ruling =
        segments.stream().filter(s -> s.name().resolutionCode() == 20).toList();
    if (ruling.isEmpty()) {
      return Result.of(new StageResult.NoProduct("no segment of the bands " + bands.all()));
    }
    ImagerScene scene =
        assemblerFor(work.helpers(), work.helperCount()).assemble(grid.of(ruling), bands, segments);
    took("assemble", start);
    return estimate(work, scene, Optional.empty(), mask, withFires);
  }

  /** One file that is a scene already, on its own nodes, cut to the grid's bounds. */
  private Result computeGridded(UnitWork work, Optional<InputFile> mask, boolean withFires) {
    InputFile file = work.inputs().get(0);
    PtreeReader.Bounds bounds =
        grid.fixed()
            .filter(SceneGrid.LatLon.class::isInstance)
            .map(g -> PtreeReader.Bounds.of((SceneGrid.LatLon) g))
            .orElse(PtreeReader.Bounds.ALL);
    long start = System.nanoTime();
    ImagerScene scene;
    try {
      scene = new PtreeReader().read(file.path(), Set.copyOf(bands.all()), bounds);
    } catch (MalformedInputException e) {
      return Result.of(new StageResult.BadInputs(Map.of(file.granuleId(), e)));
    }
    took("read", start);
    return estimate(work, scene, Optional.empty(), mask, withFires);
  }

  private Result estimate(
      UnitWork work,
      ImagerScene scene,
      Optional<BegunEstimate> begun,
      Optional<InputFile> maskFile,
      boolean withFires) {
    work.stop().check();
    long start = System.nanoTime();
    Optional<CoefficientTable> table = coefficients.of(scene.slot().satellite());
    if (table.isEmpty()) {
      String why = coefficients.missing(scene.slot().satellite());
      return Result.of(new StageResult.NoProduct(why));
    }
    LstEstimator estimator = new LstEstimator(table.get(), work.helpers(), work.helperCount());
    Optional<ClearSkyReference> composite = composite(scene);
    Optional<BegunEstimate> fitting = begun.filter(b -> b.fits(composite));
    LandState state = fitting.map(BegunEstimate::land).orElseGet(() -> land.of(scene));
    Outcome<LstEstimator.Learned> outcome;
    try {
      outcome =
          maskFile.isPresent()
              ? estimator.estimate(scene, state, NoaaMask.of(maskFile.get(), scene), layers.bands())
              : fitting
                  .map(b -> estimator.finish(b.strips(), scene, composite, layers.bands()))
                  .orElseGet(() -> estimator.estimate(scene, state, composite, layers.bands()));
    } catch (MalformedInputException e) {
      if (maskFile.isEmpty()) {
        throw e; // not of a file of this slot
      }
      return Result.of(new StageResult.BadInputs(Map.of(maskFile.get().granuleId(), e)));
    }
    took("estimate", start);
    if (!(outcome instanceof Outcome.Success<LstEstimator.Learned> learned)) {
      String why = ((Outcome.Failed<LstEstimator.Learned>) outcome).failure().detail();
      return Result.of(new StageResult.NoProduct(why));
    }
    learned.value().day().ifPresent(day -> clearSky.orElseThrow().learn(day));
    LstField field = learned.value().field();
    observer.imagerUsed(scene.slot());
    observer.landMapped(BaselineCloudMask.clearFraction(field.cloudMask()));
    start = System.nanoTime();
    Optional<FireField> fires =
        withFires
            ? new FireDetector(FireSettings.DEFAULT, work.helpers(), work.helperCount())
                .detect(scene, state, field)
                .toOptional()
            : Optional.empty();
    took("fire", start);
    start = System.nanoTime();
    Optional<StageResult.Product> gpp =
        production
            .filter(p -> p.withoutReflectance() || scene.reflectance(3).isPresent())
            .map(
                p -> p.maker().make(work, scene, state, field.cloudMask(), field.lstK(), List.of()))
            .map(made -> GppProducts.of(made, work));
    if (production.isPresent()) {
      took("gpp", start);
    }
    Optional<PixelGeometry> views =
        layers.geometry() ? Optional.of(PixelViews.of(scene, work)) : Optional.empty();
    byte[] mask = field.cloudMask();
    return new Result(
        product(work, scene, field, views),
        fires,
        gpp,
        pixel -> mask[pixel] == 0 || mask[pixel] == 1);
  }

  /** Whose threads the assembler works on now. */
  private record Lender(Executor executor, int helpers) {}

  private void lend(Runnable share) {
    Lender now = lender;
    if (now.helpers() < 1) {
      throw new RejectedExecutionException("one thread was asked for");
    }
    now.executor().execute(share);
  }

  /** Kept from slot to slot, because it keeps the index of the grid. */
  private synchronized SceneAssembler assemblerFor(Executor executor, int helpers) {
    lender = new Lender(executor, helpers);
    if (assembler == null) {
      int most = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
      assembler = new SceneAssembler(this::lend, most, grid.indexFolder());
    }
    return assembler;
  }

  private void took(String stage, long startNanos) {
    observer.stageTook(stage, Duration.ofNanos(System.nanoTime() - startNanos));
  }

  private static StageResult product(
      UnitWork work, ImagerScene scene, LstField field, Optional<PixelGeometry> views) {
    Revision revision = new Revision(work.revision(), Revision.Maturity.NRT);
    String name = ProductNames.lst(field.slot(), field.grid(), work.revision());
    int retrieved = 0;
    for (float t : field.lstK()) {
      retrieved += Float.isNaN(t) ? 0 : 1;
    }
    return new StageResult.Product(
        ProductNames.archivePath(PRODUCT, field.slot().nominalTime(), name),
        revision.maturity().label(),
        field.slot().nominalTime(),
        "%s, %d of %d segments, %.1f %% of the pixels with a temperature"
            .formatted(
                field.slot().satellite(),
                scene.presentSegments(),
                scene.expectedSegments(),
                100.0 * retrieved / field.lstK().length),
        target ->
            LstProduct.write(field, views, revision, target, work.helpers(), work.helperCount()));
  }
}
