package org.kokyu.core.result;

/**
 * Why a stage yields no (or only part of a) result although nothing is broken. Counted in metrics,
 * never thrown.
 */
public enum FailureReason {
  /** The scene is cloudy. */
  CLOUDY,
  /** The iteration ended without meeting its convergence test. */
  NOT_CONVERGED,
  /** No prior profile for this place and time. */
  NO_PRIOR,
  /** No meteorology for this place and time. */
  NO_METEOROLOGY,
  /** The spectrum is unusable: not finite, spikes, saturation, flagged by the provider. */
  BAD_SPECTRUM,
  /** The spectrum does not cover the channels of the absorption tables. */
  CHANNELS_MISSING,
  /** The atmosphere or geometry lies outside what the absorption tables hold. */
  OUTSIDE_TABLE,
  /** The granule is of another L1B version than what corrects its radiances. */
  L1B_VERSION_MISMATCH,
  /** A record of the granule could not be used. */
  BAD_RECORD,
  /** Inputs needed for the product did not arrive. */
  INPUT_MISSING
}
