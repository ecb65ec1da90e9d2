package org.kokyu.met;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The unit spellings accepted for a variable and the factor of each to our unit. */
record UnitScale(String expected, Map<String, Double> factors) {

  static final UnitScale PRESSURE_PA =
      new UnitScale(
          "hPa or Pa",
          Map.of("hPa", 100.0, "mbar", 100.0, "millibar", 100.0, "mb", 100.0, "Pa", 1.0));
  static final UnitScale KELVIN = same("K", Set.of("K", "kelvin", "Kelvin"));
  static final UnitScale MOLE_FRACTION =
      same("mol mol-1", Set.of("mol mol-1", "mol/mol", "mol mol^-1", "1"));
  static final UnitScale NONE = same("1", Set.of("1", "", "-"));
  static final UnitScale WAVENUMBER_PER_CM = same("cm-1", Set.of("cm-1", "cm^-1", "1/cm"));
  static final UnitScale LATITUDE_DEG =
      same(
          "degrees_north",
          Set.of("degrees_north", "degree_north", "degrees_N", "degree_N", "degreesN", "degreeN"));
  static final UnitScale LONGITUDE_DEG =
      same(
          "degrees_east",
          Set.of("degrees_east", "degree_east", "degrees_E", "degree_E", "degreesE", "degreeE"));

  private static UnitScale same(String expected, Set<String> spellings) {
    Map<String, Double> factors =
        spellings.stream().collect(Collectors.toUnmodifiableMap(unit -> unit, unit -> 1.0));
    return new UnitScale(expected, factors);
  }
}
