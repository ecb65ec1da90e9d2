package org.kokyu.land;

import java.util.List;
import java.util.Optional;
import org.kokyu.core.result.ConfigurationException;
import org.kokyu.core.scene.ImagerSatellite;

/**
 * Coefficient tables of one or several satellites. A scene gets the table made from its satellite's
 * responses, else one that is for no satellite in particular (nominal responses), never that of
 * another satellite. Immutable.
 */
public final class CoefficientTables {
  private final List<CoefficientTable> tables;

  /**
   * @throws ConfigurationException if two tables are for the same satellite
   */
  public CoefficientTables(List<CoefficientTable> tables) {
    this.tables = List.copyOf(tables);
    long kinds = tables.stream().map(CoefficientTable::satellite).distinct().count();
    if (tables.isEmpty() || kinds < tables.size()) {
      throw new ConfigurationException(
          "one coefficient table per satellite expected, found %s"
              .formatted(tables.stream().map(CoefficientTable::name).toList()));
    }
  }

  /** The table for a satellite, empty if all are for others. */
  public Optional<CoefficientTable> of(ImagerSatellite satellite) {
    return with(Optional.of(satellite)).or(() -> with(Optional.empty()));
  }

  private Optional<CoefficientTable> with(Optional<ImagerSatellite> satellite) {
    return tables.stream().filter(t -> t.satellite().equals(satellite)).findFirst();
  }

  /** What to tell a user whose satellite has no table. */
  public String missing(ImagerSatellite satellite) {
    return "coefficients for %s expected, found only %s"
        .formatted(satellite, tables.stream().map(CoefficientTable::name).toList());
  }
}
