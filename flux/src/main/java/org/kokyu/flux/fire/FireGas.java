package org.kokyu.flux.fire;

/** A gas that fires emit, with its molar mass [g mol-1] (IUPAC standard atomic weights). */
public enum FireGas {
  CO2(44.009),
  CH4(16.043),
  N2O(44.013);

  private final double molarMassGrams;

  FireGas(double molarMassGrams) {
    this.molarMassGrams = molarMassGrams;
  }

  public double molarMassGrams() {
    return molarMassGrams;
  }
}
