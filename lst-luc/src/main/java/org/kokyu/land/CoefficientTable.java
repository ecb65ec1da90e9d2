package org.kokyu.land;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.kokyu.core.scene.ImagerSatellite;

/**
 * The coefficient sets made from one satellite's band responses: with air temperature, without, and
 * for bands 14 and 15 alone. Immutable.
 *
 * @param name for products
 * @param description what they were made from
 * @param sets best first
 * @param satellite whose measured responses they are for; empty for nominal responses
 */
public record CoefficientTable(
    String name,
    List<String> description,
    List<LstCoefficients> sets,
    Optional<ImagerSatellite> satellite) {
  public CoefficientTable {
    description = List.copyOf(description);
    sets = List.copyOf(sets);
    Objects.requireNonNull(satellite, "satellite");
    if (sets.isEmpty()) {
      throw new IllegalArgumentException("at least one set of coefficients expected");
    }
  }

  /** For nominal responses. */
  public CoefficientTable(String name, List<String> description, List<LstCoefficients> sets) {
    this(name, description, sets, Optional.empty());
  }

  /** The same, marked for a satellite. */
  public CoefficientTable ofSatellite(Optional<ImagerSatellite> whose) {
    return new CoefficientTable(name, description, sets, whose);
  }

  /** The best set whose inputs are there. */
  public Optional<LstCoefficients> best(boolean threeBands, boolean air) {
    return sets.stream()
        .filter(s -> threeBands || !s.form().needsThreeBands())
        .filter(s -> air || !s.form().needsAir())
        .findFirst();
  }
}
