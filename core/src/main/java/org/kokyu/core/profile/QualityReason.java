package org.kokyu.core.profile;

/** Bits of the quality word of a profile, bit number = ordinal. */
public enum QualityReason {
  NOT_CONVERGED,
  CHI2_OUTSIDE_RANGE,
  RESIDUAL_RUN,
  SURFACE_TEMPERATURE_FAR_FROM_PRIOR,
  CLOUD,
  PRIOR_DOMINATED,
  TEMPERATURE_SHIFT,
  BAD_INPUT,
  OUTSIDE_TABLE,
  VIEWING_ANGLE,
  EMISSIVITY_OUT_OF_RANGE,
  SURFACE_PRESSURE_MISMATCH,
  PRIOR_OLD,
  CLIMATOLOGICAL_METEOROLOGY,
  CLIMATOLOGICAL_PRIOR,
  DEMONSTRATION_TABLES,
  /** The given humidity was above saturation somewhere and has been limited to it. */
  HUMIDITY_LIMITED;

  public int mask() {
    return 1 << ordinal();
  }
}
