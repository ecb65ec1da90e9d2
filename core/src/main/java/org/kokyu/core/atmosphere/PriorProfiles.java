package org.kokyu.core.atmosphere;

import java.util.Objects;

/**
 * What is believed of the gases before the measurement, dry mole fractions [mol mol-1].
 *
 * @param source what it comes from; products repeat it
 * @param climatology true for the built-in climatology
 * @param ageHours time beyond the fields, or from the start of the forecast, that it comes from
 *     [h]; NaN where unknown
 */
public record PriorProfiles(
    Profile co2, Profile ch4, Profile n2o, String source, boolean climatology, double ageHours) {
  public PriorProfiles {
    Objects.requireNonNull(co2, "co2");
    Objects.requireNonNull(ch4, "ch4");
    Objects.requireNonNull(n2o, "n2o");
    Objects.requireNonNull(source, "source");
  }

  /** Of unknown age. */
  public PriorProfiles(Profile co2, Profile ch4, Profile n2o, String source, boolean climatology) {
    this(co2, ch4, n2o, source, climatology, Double.NaN);
  }
}
