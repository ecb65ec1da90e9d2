package org.kokyu.met;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.kokyu.core.atmosphere.PriorProfiles;
import org.kokyu.core.atmosphere.Profile;
import org.kokyu.core.port.PriorSource;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;

/**
 * Prior profiles from gridded model fields of CO2, CH4 and N2O, as mole fractions of dry air.
 *
 * <p>Bilinear in space, linear in time; before the first and after the last field for one step of
 * the series, no longer. A gas that no file has is the climatology's, the source says so and the
 * profile counts as climatological. The age is the time beyond the fields, 0 between two of them,
 * or that from the start of the forecast where the file gives it. Immutable; thread-safe.
 */
public final class GriddedPrior implements PriorSource {
  private static final List<GridRole> GASES = List.of(GridRole.CO2, GridRole.CH4, GridRole.N2O);

  private final GriddedFields fields;
  private final List<GridRole> missing = new ArrayList<>();
  private final ClimatologicalPrior climatology = new ClimatologicalPrior();

  private GriddedPrior(GriddedFields fields) {
    this.fields = fields;
    for (GridRole gas : GASES) {
      if (!fields.has(gas)) {
        missing.add(gas);
      }
    }
  }

  /**
   * @throws MalformedInputException if no file has any of the gases
   */
  public static GriddedPrior of(List<GriddedFile> files) {
    GriddedPrior prior = new GriddedPrior(new GriddedFields(files));
    if (prior.missing.size() == GASES.size()) {
      throw new MalformedInputException(
          InputFault.HEADER_MISMATCH,
          prior.fields.names() + ": co2, ch4 or n2o expected on the grid, not found");
    }
    return prior;
  }

  @Override
  public Optional<PriorProfiles> at(Instant time, double latitudeDeg, double longitudeDeg) {
    return at(fields.at(time, latitudeDeg, longitudeDeg), time, latitudeDeg, longitudeDeg);
  }

  /** The files whose fields are used for a place and time. */
  public Set<GriddedFile> used(Instant time, double latitudeDeg, double longitudeDeg) {
    GriddedFields.Query query = fields.at(time, latitudeDeg, longitudeDeg);
    return at(query, time, latitudeDeg, longitudeDeg).isPresent() ? query.used() : Set.of();
  }

  private Optional<PriorProfiles> at(
      GriddedFields.Query query, Instant time, double latitude, double longitude) {
    PriorProfiles otherwise = climatology.at(time, latitude, longitude).orElseThrow();
    Optional<Profile> co2 = gas(query, GridRole.CO2, otherwise.co2());
    Optional<Profile> ch4 = gas(query, GridRole.CH4, otherwise.ch4());
    Optional<Profile> n2o = gas(query, GridRole.N2O, otherwise.n2o());
    if (co2.isEmpty() || ch4.isEmpty() || n2o.isEmpty()) {
      return Optional.empty();
    }
    String source = "gridded files " + fields.names();
    if (!missing.isEmpty()) {
      source += ", " + missing + " from " + otherwise.source();
    }
    return Optional.of(
        new PriorProfiles(
            co2.get(), ch4.get(), n2o.get(), source, !missing.isEmpty(), query.hoursOutside()));
  }

  private Optional<Profile> gas(GriddedFields.Query query, GridRole role, Profile otherwise) {
    return missing.contains(role) ? Optional.of(otherwise) : query.profile(role);
  }
}
