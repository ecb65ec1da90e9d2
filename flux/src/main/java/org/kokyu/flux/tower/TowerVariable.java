package org.kokyu.flux.tower;

/** What a tower measures or a product adds, with the unit and range inside the program. */
public enum TowerVariable {
  /** Net ecosystem exchange of CO2, negative is uptake. */
  NEE("umol m-2 s-1", -100, 100),
  /** Flag of {@link #NEE} as the file has it. */
  NEE_QC("1", -10, 100),
  /** Gross primary production as a product of the file. */
  GPP("umol m-2 s-1", -100, 150),
  /** Flag of {@link #GPP}. */
  GPP_QC("1", -10, 100),
  /** Ecosystem respiration as a product of the file. */
  RECO("umol m-2 s-1", -50, 100),
  SHORTWAVE("W m-2", -20, 1500),
  PAR("umol m-2 s-1", -40, 3200),
  AIR_TEMPERATURE("K", 203, 333),
  SOIL_TEMPERATURE("K", 223, 343),
  VPD("Pa", -200, 12_000),
  RELATIVE_HUMIDITY("%", 0, 110),
  USTAR("m s-1", 0, 10),
  FAPAR("1", 0, 1),
  LAI("m2 m-2", 0, 15),
  CO2("umol mol-1", 150, 2000),
  PRESSURE("Pa", 40_000, 110_000);

  private final String unit;
  private final double lowest;
  private final double highest;

  TowerVariable(String unit, double lowest, double highest) {
    this.unit = unit;
    this.lowest = lowest;
    this.highest = highest;
  }

  public String unit() {
    return unit;
  }

  /** Lowest value that counts as measured. */
  public double lowest() {
    return lowest;
  }

  /** Highest value that counts as measured. */
  public double highest() {
    return highest;
  }
}
