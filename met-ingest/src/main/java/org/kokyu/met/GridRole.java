package org.kokyu.met;

import java.util.List;
import java.util.Locale;

/** What a gridded variable means, by its CF standard name or else by names in use. */
enum GridRole {
  TEMPERATURE(
      "air_temperature", UnitScale.KELVIN, 100, 400, true, "t", "ta", "temp", "temperature"),
  SPECIFIC_HUMIDITY(
      "specific_humidity", UnitScale.MASS_FRACTION, -0.01, 0.1, true, "q", "hus", "shum", "qv"),
  RELATIVE_HUMIDITY(
      "relative_humidity", UnitScale.PERCENT, -0.2, 2, true, "r", "rh", "hur", "relhum"),
  OZONE("mole_fraction_of_ozone_in_air", UnitScale.OZONE, 0, 1e-4, true, "o3", "ozone_vmr", "go3"),
  SURFACE_PRESSURE(
      "surface_air_pressure",
      UnitScale.PRESSURE_PA,
      20_000,
      120_000,
      false,
      "sp",
      "ps",
      "aps",
      "surface_pressure",
      "psurf",
      "presfc"),
  LN_SURFACE_PRESSURE("", UnitScale.ANY, 9.9, 11.7, false, "lnsp"),
  SKIN_TEMPERATURE(
      "surface_temperature",
      UnitScale.KELVIN,
      150,
      400,
      false,
      "skt",
      "ts",
      "tskin",
      "skin_temperature",
      "surface_temperature"),
  CO2("mole_fraction_of_carbon_dioxide_in_air", UnitScale.CO2, 1e-5, 1e-2, true, "co2", "co2_dry"),
  CH4(
      "mole_fraction_of_methane_in_air",
      UnitScale.CH4,
      1e-9,
      1e-4,
      true,
      "ch4",
      "ch4_dry",
      "ch4_c"),
  N2O("mole_fraction_of_nitrous_oxide_in_air", UnitScale.N2O, 1e-12, 1e-4, true, "n2o", "n2o_dry"),
  PRESSURE(
      "air_pressure", UnitScale.PRESSURE_PA, 0.001, 120_000, true, "pressure", "pres", "plev3d");

  private final String standardName;
  private final UnitScale unit;
  private final double low;
  private final double high;
  private final boolean levels;
  private final List<String> names;

  GridRole(
      String standardName,
      UnitScale unit,
      double low,
      double high,
      boolean levels,
      String... names) {
    this.standardName = standardName;
    this.unit = unit;
    this.low = low;
    this.high = high;
    this.levels = levels;
    this.names = List.of(names);
  }

  String standardName() {
    return standardName;
  }

  UnitScale unit() {
    return unit;
  }

  /** Whether a value in our unit can be of this quantity. */
  boolean allows(double value) {
    return value >= low && value <= high;
  }

  String range() {
    return low + " to " + high + " in our units";
  }

  /** Whether the quantity stands on levels (else at the surface). */
  boolean hasLevels() {
    return levels;
  }

  boolean isNamed(String variable) {
    return names.contains(variable.toLowerCase(Locale.ROOT));
  }

  /** For messages. */
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
