package org.kokyu.met;

import java.util.HashMap;
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
  static final UnitScale MASS_FRACTION =
      new UnitScale(
          "kg kg-1",
          Map.of(
              "kg kg-1",
              1.0,
              "kg/kg",
              1.0,
              "kg kg**-1",
              1.0,
              "1",
              1.0,
              "g kg-1",
              1e-3,
              "g/kg",
              1e-3));
  static final UnitScale PERCENT =
      new UnitScale("% or 1", Map.of("%", 0.01, "percent", 0.01, "1", 1.0));

  /** Dry air, g mol-1 (28.9647: US Standard Atmosphere 1976 composition). */
  static final double DRY_AIR_G_PER_MOL = 28.9647;

  static final UnitScale CO2 = gas(44.0095);
  static final UnitScale CH4 = gas(16.0425);
  static final UnitScale N2O = gas(44.0128);
  static final UnitScale OZONE = gas(47.9982);

  /** A quantity whose unit is not looked at. */
  static final UnitScale ANY = new UnitScale("any", Map.of());

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

  /** Mole fractions of dry air in usual spellings, and mass fractions of a gas. */
  private static UnitScale gas(double molarMass) {
    Map<String, Double> factors = new HashMap<>(MOLE_FRACTION.factors());
    for (String ppm :
        Set.of(
            "ppm",
            "ppmv",
            "1e-6",
            "1.e-6",
            "1.0e-6",
            "1E-6",
            "umol mol-1",
            "micromol mol-1",
            "µmol mol-1",
            "µmol/mol")) {
      factors.put(ppm, 1e-6);
    }
    for (String ppb :
        Set.of(
            "ppb",
            "ppbv",
            "1e-9",
            "1.e-9",
            "1.0e-9",
            "1E-9",
            "nmol mol-1",
            "nanomol mol-1",
            "nmol/mol")) {
      factors.put(ppb, 1e-9);
    }
    for (String mass : Set.of("kg kg-1", "kg/kg", "kg kg**-1")) {
      factors.put(mass, DRY_AIR_G_PER_MOL / molarMass);
    }
    return new UnitScale("mol mol-1, ppm, ppb or kg kg-1", Map.copyOf(factors));
  }

  private static UnitScale same(String expected, Set<String> spellings) {
    Map<String, Double> factors =
        spellings.stream().collect(Collectors.toUnmodifiableMap(unit -> unit, unit -> 1.0));
    return new UnitScale(expected, factors);
  }
}
