package org.kokyu.core.flux;

/** What a flux map holds; every quantity comes with its standard uncertainty. */
public enum FluxVariable {
  GPP("gpp", "gross primary production"),
  RECO("reco", "ecosystem respiration"),
  NEE("nee", "net ecosystem exchange with fire, uptake negative"),
  FIRE_CO2("fire_co2", "emission of carbon dioxide by fire"),
  FIRE_CH4("fire_ch4", "emission of methane by fire"),
  FIRE_N2O("fire_n2o", "emission of nitrous oxide by fire");

  private final String variable;
  private final String longName;

  FluxVariable(String variable, String longName) {
    this.variable = variable;
    this.longName = longName;
  }

  /** Name in product files. */
  public String variable() {
    return variable;
  }

  public String longName() {
    return longName;
  }

  /** Whether it is one of the fire emissions. */
  public boolean ofFire() {
    return ordinal() >= FIRE_CO2.ordinal();
  }
}
