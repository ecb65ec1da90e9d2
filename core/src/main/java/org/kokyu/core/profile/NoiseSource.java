package org.kokyu.core.profile;

/** Where the noise that a retrieval assumes comes from. */
public enum NoiseSource {
  /** The provider's file. */
  FILE,
  /** The spectrum itself. */
  SPECTRUM,
  /** A figure for the instrument, where the spectrum allowed no estimate. */
  NOMINAL
}
