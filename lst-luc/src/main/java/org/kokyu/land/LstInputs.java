package org.kokyu.land;

/** What the surface temperature of one pixel is computed from. Mutable scratch, one per worker. */
public final class LstInputs {
  /** Brightness temperatures of bands 13, 14, 15 [K]. */
  public final double[] kelvin = new double[3];

  /** Emissivities of bands 13, 14, 15. */
  public final double[] emissivity = new double[3];

  /** 1/cos of the view zenith angle. */
  public double secant;

  /** Water vapour column [kg m-2]. */
  public double waterKg;

  /** Air temperature near the surface [K]; not a number where unknown. */
  public double airK = Double.NaN;
}
