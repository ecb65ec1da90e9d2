package org.kokyu.scheduler.stage;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import org.kokyu.core.atmosphere.Meteorology;
import org.kokyu.core.atmosphere.Profile;
import org.kokyu.core.result.UnavailableInputException;
import org.kokyu.core.scene.ImagerScene;
import org.kokyu.core.scene.SceneGrid;
import org.kokyu.himawari.GeosNavigation;
import org.kokyu.himawari.GeosProjection;
import org.kokyu.land.LandState;
import org.kokyu.land.SurfaceMaps;
import org.kokyu.land.io.AncillaryFile;
import org.kokyu.land.io.BuiltInLandMask;
import org.kokyu.land.io.EmissivityFile;
import org.kokyu.land.io.LandCoverFile;
import org.kokyu.met.CollocatedMeteorology;
import org.kokyu.met.StandardAtmosphere;
import org.kokyu.scheduler.flow.FileHash;

/**
 * What is known of surface and air before a slot is looked at: the ancillary file where there is
 * one, land cover and emissivity files, a land mask that comes with the program where no file has
 * one, water vapour from the meteorology or else from the standard atmosphere of place and season
 * (its air temperature is not used). Water vapour of a meteorology is taken on a lattice of 2
 * degrees. The last grid is kept. Thread-safe.
 */
public final class LandInputs {
  private static final double LATTICE_DEG = 2;

  private final Optional<AncillaryFile> ancillary;
  private final Optional<CollocatedMeteorology> meteorology;
  private final Optional<LandCoverFile> landCover;
  private final Optional<EmissivityFile> emissivity;
  private final Optional<BuiltInLandMask> builtInMask;
  private final StandardAtmosphere standard = new StandardAtmosphere();
  private SceneGrid lastGrid;
  private LandState last;

  /**
   * Files on the surface; each may be absent.
   *
   * @param ancillary on imager pixels
   * @param landCover IGBP classes
   * @param landCoverVariable which variable of the land cover, if it has several
   * @param emissivity CAMEL or ASTER GED
   * @param builtInMask whether the land mask that comes with the program stands in for a missing
   *     one; not for a synthetic earth, whose coasts are others
   */
  public record Files(
      Optional<Path> ancillary,
      Optional<Path> landCover,
      Optional<String> landCoverVariable,
      Optional<Path> emissivity,
      boolean builtInMask) {
    /** Nothing, not even a land mask. */
    public static final Files NONE =
        new Files(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false);

    public Files {
      Objects.requireNonNull(ancillary, "ancillary");
      Objects.requireNonNull(landCover, "landCover");
      Objects.requireNonNull(landCoverVariable, "landCoverVariable");
      Objects.requireNonNull(emissivity, "emissivity");
    }
  }

  private LandInputs(Files files, Optional<Path> meteorology) {
    this.ancillary = files.ancillary().map(f -> AncillaryFile.read(f, sha256(f)));
    this.meteorology = meteorology.map(CollocatedMeteorology::open);
    this.landCover =
        files.landCover().map(f -> LandCoverFile.read(f, files.landCoverVariable(), sha256(f)));
    this.emissivity = files.emissivity().map(f -> EmissivityFile.open(f, sha256(f)));
    this.builtInMask = files.builtInMask() ? Optional.of(BuiltInLandMask.load()) : Optional.empty();
  }

  /** Nothing but climatology. */
  public static LandInputs climatology() {
    return new LandInputs(Files.NONE, Optional.empty());
  }

  /** Files, read at once. */
  public static LandInputs of(Files files, Optional<Path> meteorology) {
    return new LandInputs(files, meteorology);
  }

  /** A land-cover file with one variable of classes. */
  public static LandCoverFile landCover(Path file) {
    return LandCoverFile.read(file, Optional.empty(), sha256(file));
  }

  private static String sha256(Path file) {
    try {
      return FileHash.sha256(file);
    } catch (IOException e) {
      throw new UnavailableInputException(
          "%s: cannot be read: %s".formatted(file, e.getMessage()), e);
    }
  }

  /** On the scene's grid and at its time. */
  public LandState of(ImagerScene scene) {
    LandState fixed = surface(scene);
    if (fixed.waterKg().isPresent()) {
      return fixed;
    }
    boolean given = meteorology.isPresent();
    return fixed.withWater(
        water(scene),
        given ? LandState.FORECAST_WATER_SIGMA : LandState.CLIMATOLOGY_WATER_SIGMA,
        given ? "meteorology, standard atmosphere where it has none" : "standard atmosphere");
  }

  private synchronized LandState surface(ImagerScene scene) {
    if (!scene.grid().equals(lastGrid)) {
      last = mapped(scene);
      lastGrid = scene.grid();
    }
    return last;
  }

  private LandState mapped(ImagerScene scene) {
    LandState state = ancillary.map(f -> onGrid(f, scene)).orElseGet(LandState::unknown);
    if (builtInMask.isPresent() && state.landMask().isEmpty()) {
      state = state.withLandMask(builtInMask.get().on(scene.geometry()), BuiltInLandMask.NAME);
    }
    if (landCover.isPresent()) {
      LandCoverFile file = landCover.get();
      SurfaceMaps maps =
          state
              .maps()
              .withClasses(
                  file.on(scene.geometry().latitudeDeg(), scene.geometry().longitudeDeg()));
      state = state.withMaps(maps, file.description(), file.ref());
    }
    if (emissivity.isPresent()) {
      EmissivityFile file = emissivity.get();
      SurfaceMaps maps =
          file.addTo(state.maps(), scene.geometry().latitudeDeg(), scene.geometry().longitudeDeg());
      state = state.withMaps(maps, file.description(), file.ref());
    }
    return state;
  }

  private static LandState onGrid(AncillaryFile file, ImagerScene scene) {
    SceneGrid grid = scene.grid();
    int n = grid.size();
    if (grid instanceof SceneGrid.Native w) {
      return file.on(
          n, i -> w.firstLine() + i / w.columns(), i -> w.firstColumn() + i % w.columns());
    }
    GeosNavigation navigation = new GeosNavigation(GeosProjection.FULL_DISK_2KM);
    int[] line = new int[n];
    int[] column = new int[n];
    for (int i = 0; i < n; i++) {
      GeosNavigation.PixelPoint p =
          navigation.toPixel(scene.geometry().latitudeDeg(i), scene.geometry().longitudeDeg(i));
      if (p != null && !Double.isNaN(p.line())) {
        line[i] = (int) Math.rint(p.line());
        column[i] = (int) Math.rint(p.column());
      }
    }
    IntUnaryOperator lineOf = i -> line[i];
    return file.on(n, lineOf, i -> column[i]);
  }

  /** Water vapour columns [kg m-2], bilinear between lattice points. */
  private float[] water(ImagerScene scene) {
    int width = scene.grid().columns();
    float[] latitude = new float[width];
    float[] longitude = new float[width];
    Instant time = scene.slot().nominalTime();
    int rows = (int) (180 / LATTICE_DEG) + 1;
    int columns = (int) (360 / LATTICE_DEG) + 1;
    float[] lattice = new float[rows * columns];
    Arrays.fill(lattice, -1);
    float[] kg = new float[scene.grid().size()];
    // neighbours mostly share the four lattice points
    int box = -1;
    float northWest = 0;
    float overEast = 0;
    float overSouth = 0;
    float overBoth = 0;
    for (int i = 0; i < kg.length; i++) {
      int at = i % width;
      if (at == 0) {
        scene.geometry().positionsDeg(i, latitude, longitude);
      }
      if (Float.isNaN(latitude[at])) {
        kg[i] = Float.NaN;
        continue;
      }
      float y = (latitude[at] + 90) * (float) (1 / LATTICE_DEG);
      float x = (longitude[at] + 180) * (float) (1 / LATTICE_DEG);
      int r = Math.min(rows - 2, (int) y);
      int c = Math.min(columns - 2, (int) x);
      if (r * columns + c != box) {
        box = r * columns + c;
        northWest = point(lattice, columns, r, c, time);
        overEast = point(lattice, columns, r, c + 1, time) - northWest;
        overSouth = point(lattice, columns, r + 1, c, time) - northWest;
        overBoth = point(lattice, columns, r + 1, c + 1, time) - northWest - overEast - overSouth;
      }
      kg[i] = northWest + (x - c) * overEast + (y - r) * (overSouth + (x - c) * overBoth);
    }
    return kg;
  }

  private float point(float[] lattice, int columns, int row, int column, Instant time) {
    int k = row * columns + column;
    if (lattice[k] < 0) {
      double latitude = row * LATTICE_DEG - 90;
      double longitude = column * LATTICE_DEG - 180;
      Meteorology met =
          meteorology
              .flatMap(m -> m.at(time, latitude, longitude))
              .or(() -> standard.at(time, latitude, longitude))
              .orElseThrow();
      lattice[k] = (float) columnKg(met);
    }
    return lattice[k];
  }

  private static double columnKg(Meteorology met) {
    Profile q = met.waterVapour();
    double sum = 0;
    for (int i = 1; i < q.size(); i++) {
      double mean = 0.5 * (q.value(i) + q.value(i - 1));
      // mass of water per mass of wet air: 0.622 x / (1 - 0.378 x)
      sum += mean * 0.622 / (1 - 0.378 * mean) * (q.pressurePa(i - 1) - q.pressurePa(i)) / 9.80665;
    }
    return sum;
  }
}
