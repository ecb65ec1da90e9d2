package org.kokyu.land;

import java.util.List;
import java.util.Optional;

/**
 * The coefficient sets made from one satellite's band responses: with air temperature, without, and
 * for bands 14 and 15 alone. Immutable.
 *
 * @param name for products
 * @param description what they were made from
 * @param sets best first
 */
public record CoefficientTable(String name, List<String> description, List<LstCoefficients> sets) {
  public CoefficientTable {
    description = List.copyOf(description);
    sets = List.copyOf(sets);
    if (sets.isEmpty()) {
      throw new IllegalArgumentException("at least one set of coefficients expected");
    }
  }

  /** The best set whose inputs are there. */
  public Optional<LstCoefficients> best(boolean threeBands, boolean air) {
    return sets.stream()
        .filter(s -> threeBands || !s.form().needsThreeBands())
        .filter(s -> air || !s.form().needsAir())
        .findFirst();
  }
}
