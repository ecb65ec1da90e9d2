package org.kokyu.core.atmosphere;

/** Absorbing gases, with their HITRAN molecule numbers. */
public enum Gas {
  H2O(1),
  CO2(2),
  O3(3),
  N2O(4),
  CH4(6),
  HNO3(12);

  private final int hitranNumber;

  Gas(int hitranNumber) {
    this.hitranNumber = hitranNumber;
  }

  public int hitranNumber() {
    return hitranNumber;
  }
}
