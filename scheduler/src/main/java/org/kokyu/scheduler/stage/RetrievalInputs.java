package org.kokyu.scheduler.stage;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.kokyu.core.atmosphere.Meteorology;
import org.kokyu.core.atmosphere.PriorProfiles;
import org.kokyu.core.provenance.InputRef;
import org.kokyu.core.sounding.Sounding;
import org.kokyu.met.ClimatologicalPrior;
import org.kokyu.met.CollocatedMeteorology;
import org.kokyu.met.CollocatedPrior;
import org.kokyu.met.StandardAtmosphere;

/**
 * Meteorology and prior of soundings: from the configured files where they have a row for the
 * sounding, else standard atmosphere and climatology, which the product then says. Thread-safe.
 */
public final class RetrievalInputs {
  private final Optional<AncillaryFiles<CollocatedMeteorology>> meteorology;
  private final Optional<AncillaryFiles<CollocatedPrior>> priors;
  private final boolean strict;
  private final StandardAtmosphere standard = new StandardAtmosphere();
  private final ClimatologicalPrior climatology = new ClimatologicalPrior();

  /**
   * @param meteorology file or folder
   * @param priors file or folder
   * @param strict whether a sounding without a row in the given files goes without, instead of
   *     taking the climatology
   */
  public RetrievalInputs(Optional<Path> meteorology, Optional<Path> priors, boolean strict) {
    this.meteorology = meteorology.map(p -> new AncillaryFiles<>(p, CollocatedMeteorology::open));
    this.priors = priors.map(p -> new AncillaryFiles<>(p, CollocatedPrior::open));
    this.strict = strict;
  }

  /** The files as they are now, for one granule. */
  public Snapshot snapshot() {
    return new Snapshot(
        meteorology.map(AncillaryFiles::current), priors.map(AncillaryFiles::current));
  }

  /** The files of one moment. Thread-safe. */
  public final class Snapshot {
    private final Optional<List<AncillaryFiles.Opened<CollocatedMeteorology>>> met;
    private final Optional<List<AncillaryFiles.Opened<CollocatedPrior>>> prior;

    private Snapshot(
        Optional<List<AncillaryFiles.Opened<CollocatedMeteorology>>> met,
        Optional<List<AncillaryFiles.Opened<CollocatedPrior>>> prior) {
      this.met = met;
      this.prior = prior;
    }

    /** The weather of a sounding; empty only where strict. */
    public Optional<Meteorology> meteorology(Sounding s) {
      double lat = s.geometry().latitudeDeg();
      double lon = s.geometry().longitudeDeg();
      Optional<Meteorology> found =
          met.flatMap(
              all ->
                  all.stream()
                      .flatMap(f -> f.source().at(s.time(), lat, lon).stream())
                      .findFirst());
      return found.isPresent() || (strict && met.isPresent())
          ? found
          : standard.at(s.time(), lat, lon);
    }

    /** The prior of a sounding; empty only where strict. */
    public Optional<PriorProfiles> prior(Sounding s) {
      double lat = s.geometry().latitudeDeg();
      double lon = s.geometry().longitudeDeg();
      Optional<PriorProfiles> found =
          prior.flatMap(
              all ->
                  all.stream()
                      .flatMap(f -> f.source().at(s.time(), lat, lon).stream())
                      .findFirst());
      return found.isPresent() || (strict && prior.isPresent())
          ? found
          : climatology.at(s.time(), lat, lon);
    }

    /** The files that have a row for one of the soundings, sorted as they are searched. */
    public Set<InputRef> used(List<Sounding> soundings) {
      Set<InputRef> refs = new LinkedHashSet<>();
      for (Sounding s : soundings) {
        double lat = s.geometry().latitudeDeg();
        double lon = s.geometry().longitudeDeg();
        met.stream()
            .flatMap(List::stream)
            .filter(f -> f.source().at(s.time(), lat, lon).isPresent())
            .findFirst()
            .ifPresent(f -> refs.add(f.ref()));
        prior.stream()
            .flatMap(List::stream)
            .filter(f -> f.source().at(s.time(), lat, lon).isPresent())
            .findFirst()
            .ifPresent(f -> refs.add(f.ref()));
      }
      return refs;
    }
  }
}
