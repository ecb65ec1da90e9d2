package org.kokyu.scheduler.stage;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.kokyu.core.atmosphere.Meteorology;
import org.kokyu.core.atmosphere.PriorProfiles;
import org.kokyu.core.provenance.InputRef;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.scene.CollocatedImager;
import org.kokyu.core.sounding.Sounding;
import org.kokyu.met.ClimatologicalPrior;
import org.kokyu.met.CollocatedMeteorology;
import org.kokyu.met.CollocatedPrior;
import org.kokyu.met.GriddedFile;
import org.kokyu.met.GriddedMeteorology;
import org.kokyu.met.GriddedPrior;
import org.kokyu.met.MeteorologyFile;
import org.kokyu.met.PriorFile;
import org.kokyu.met.StandardAtmosphere;
import org.kokyu.scheduler.stage.AncillaryFiles.Opened;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Meteorology, prior and imager of soundings: from the configured files where they have something
 * for the sounding (rows of soundings before fields on a grid), else standard atmosphere and
 * climatology, which the product then says. Thread-safe.
 */
public final class RetrievalInputs {
  private static final Logger log = LoggerFactory.getLogger(RetrievalInputs.class);

  private final Optional<AncillaryFiles<MeteorologyFile>> meteorology;
  private final Optional<AncillaryFiles<PriorFile>> priors;
  private final ImagerMaps maps;
  private final boolean strict;
  private final StandardAtmosphere standard = new StandardAtmosphere();
  private final ClimatologicalPrior climatology = new ClimatologicalPrior();

  /**
   * @param meteorology file or folder
   * @param priors file or folder
   * @param strict whether a sounding without anything in the given files goes without, instead of
   *     taking the climatology, and whether fields that do not make up a whole are an error
   */
  public RetrievalInputs(
      Optional<Path> meteorology, Optional<Path> priors, ImagerMaps maps, boolean strict) {
    this.meteorology =
        meteorology.map(
            p -> new AncillaryFiles<>(p, MeteorologyFile::open, RetrievalInputs::release));
    this.priors =
        priors.map(p -> new AncillaryFiles<>(p, PriorFile::open, RetrievalInputs::release));
    this.maps = maps;
    this.strict = strict;
  }

  /** As the other constructor, without maps of an imager. */
  public RetrievalInputs(Optional<Path> meteorology, Optional<Path> priors, boolean strict) {
    this(meteorology, priors, ImagerMaps.none(), strict);
  }

  private static void release(Object file) {
    if (file instanceof GriddedFile grid) {
      grid.release();
    }
  }

  /** The files as they are now, for one granule. */
  public Snapshot snapshot() {
    return new Snapshot(
        meteorology.map(AncillaryFiles::current).orElse(List.of()),
        priors.map(AncillaryFiles::current).orElse(List.of()));
  }

  /** Fields that do not make up a whole stop a command; the daemon goes on without them. */
  private <S> Optional<S> whole(List<GriddedFile> files, Function<List<GriddedFile>, S> join) {
    if (files.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(join.apply(files));
    } catch (MalformedInputException e) {
      if (strict) {
        throw e;
      }
      log.warn("gridded fields are left out: {}", e.getMessage());
      return Optional.empty();
    }
  }

  private static <F> List<GriddedFile> gridded(List<Opened<F>> files) {
    List<GriddedFile> all = new ArrayList<>();
    for (Opened<F> file : files) {
      if (file.source() instanceof GriddedFile grid) {
        all.add(grid);
      }
    }
    return all;
  }

  /** The files of one moment. Thread-safe. */
  public final class Snapshot {
    private final List<Opened<MeteorologyFile>> met;
    private final List<Opened<PriorFile>> prior;
    private final Optional<GriddedMeteorology> weather;
    private final Optional<GriddedPrior> model;

    /** Looked for once: a map that arrives meanwhile must not be named as one that was used. */
    private final Map<String, Optional<ImagerMaps.Seen>> seen = new ConcurrentHashMap<>();

    private Snapshot(List<Opened<MeteorologyFile>> met, List<Opened<PriorFile>> prior) {
      this.met = met;
      this.prior = prior;
      this.weather = whole(gridded(met), GriddedMeteorology::of);
      this.model = whole(gridded(prior), GriddedPrior::of);
    }

    /** The weather of a sounding; empty only where strict. */
    public Optional<Meteorology> meteorology(Sounding s) {
      double lat = s.geometry().latitudeDeg();
      double lon = s.geometry().longitudeDeg();
      Optional<Meteorology> found =
          met.stream()
              .flatMap(f -> row(f.source(), s.time(), lat, lon).stream())
              .findFirst()
              .or(() -> fromGrid(weather, w -> w.at(s.time(), lat, lon)));
      return found.isPresent() || (strict && meteorology.isPresent())
          ? found
          : standard.at(s.time(), lat, lon);
    }

    /** The prior of a sounding; empty only where strict. */
    public Optional<PriorProfiles> prior(Sounding s) {
      double lat = s.geometry().latitudeDeg();
      double lon = s.geometry().longitudeDeg();
      Optional<PriorProfiles> found =
          prior.stream()
              .flatMap(f -> row(f.source(), s.time(), lat, lon).stream())
              .findFirst()
              .or(() -> fromGrid(model, m -> m.at(s.time(), lat, lon)));
      return found.isPresent() || (strict && priors.isPresent())
          ? found
          : climatology.at(s.time(), lat, lon);
    }

    /** What an imager saw of a sounding's footprint. */
    public Optional<CollocatedImager> imager(Sounding s) {
      return seen(s).map(ImagerMaps.Seen::imager);
    }

    private Optional<ImagerMaps.Seen> seen(Sounding s) {
      return seen.computeIfAbsent(s.id(), id -> maps.at(s));
    }

    private <S, T> Optional<T> fromGrid(Optional<S> grid, Function<S, Optional<T>> at) {
      try {
        return grid.flatMap(at);
      } catch (MalformedInputException e) {
        if (strict) {
          throw e;
        }
        log.warn("gridded fields are left out: {}", e.getMessage());
        return Optional.empty();
      }
    }

    private static Optional<Meteorology> row(
        MeteorologyFile file, Instant time, double lat, double lon) {
      return file instanceof CollocatedMeteorology rows
          ? rows.at(time, lat, lon)
          : Optional.empty();
    }

    private static Optional<PriorProfiles> row(
        PriorFile file, Instant time, double lat, double lon) {
      return file instanceof CollocatedPrior rows ? rows.at(time, lat, lon) : Optional.empty();
    }

    /** The files that have something for one of the soundings, sorted as they are searched. */
    public Set<InputRef> used(List<Sounding> soundings) {
      Set<InputRef> refs = new LinkedHashSet<>();
      for (Sounding s : soundings) {
        double lat = s.geometry().latitudeDeg();
        double lon = s.geometry().longitudeDeg();
        add(
            refs,
            met,
            f -> row(f, s.time(), lat, lon).isPresent(),
            () -> fromGrid(weather, w -> Optional.of(w.used(s.time(), lat, lon))));
        add(
            refs,
            prior,
            f -> row(f, s.time(), lat, lon).isPresent(),
            () -> fromGrid(model, m -> Optional.of(m.used(s.time(), lat, lon))));
        seen(s).ifPresent(map -> refs.add(map.ref()));
      }
      return refs;
    }

    private static <F> void add(
        Set<InputRef> refs,
        List<Opened<F>> files,
        Predicate<F> hasRow,
        Supplier<Optional<Set<GriddedFile>>> grids) {
      Optional<Opened<F>> row = files.stream().filter(f -> hasRow.test(f.source())).findFirst();
      if (row.isPresent()) {
        refs.add(row.get().ref());
        return;
      }
      Set<GriddedFile> used = grids.get().orElse(Set.of());
      for (Opened<F> file : files) {
        if (file.source() instanceof GriddedFile grid && used.contains(grid)) {
          refs.add(file.ref());
        }
      }
    }
  }
}
