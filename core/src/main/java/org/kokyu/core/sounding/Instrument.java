package org.kokyu.core.sounding;

/** The spectrometers whose soundings are retrieved. */
public enum Instrument {
  /** TANSO-FTS on GOSAT, band 4. */
  GOSAT,
  /** TANSO-FTS-2 on GOSAT-2, bands 4 and 5. */
  GOSAT2
}
