package org.kokyu.core.port;

/** What drives a {@link ProductivityModel}, with its unit. */
public enum ProductivityDriver {
  /** Photosynthetically active radiation on a level surface; below zero counts as dark. */
  PAR("umol m-2 s-1"),
  /** Share of diffuse in PAR, 0 … 1. */
  DIFFUSE_FRACTION("1"),
  AIR_TEMPERATURE("K"),
  /** Lowest air temperature of the day. */
  MINIMUM_TEMPERATURE("K"),
  /** Vapour pressure deficit. */
  VPD("Pa"),
  /** Fraction of PAR that the canopy absorbs. */
  FAPAR("1"),
  /** Leaf area index, half the total leaf area over ground. */
  LAI("m2 m-2"),
  /** Enhanced vegetation index. */
  EVI("1"),
  /** Land surface water index, (ρ860 − ρ1640)/(ρ860 + ρ1640). */
  LSWI("1"),
  COS_SOLAR_ZENITH("1"),
  /** Mole fraction of CO2 in the air. */
  CO2("umol mol-1"),
  PRESSURE("Pa"),
  /** Carboxylation capacity at 25 °C that the canopy has acclimated to, per ground area. */
  ACCLIMATED_VCMAX25("umol m-2 s-1"),
  /** Electron transport capacity at 25 °C that the canopy has acclimated to, per ground area. */
  ACCLIMATED_JMAX25("umol m-2 s-1"),
  /** Sensitivity of ci/ca to the vapour pressure deficit, of the day's noon. */
  ACCLIMATED_XI("Pa0.5");

  private final String unit;

  ProductivityDriver(String unit) {
    this.unit = unit;
  }

  public String unit() {
    return unit;
  }
}
