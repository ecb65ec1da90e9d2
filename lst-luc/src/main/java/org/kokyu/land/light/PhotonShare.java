package org.kokyu.land.light;

/**
 * Photosynthetically active photons of shortwave light, 4.57 µmol J-1 (McCree 1972, Agric.
 * Meteorol. 10, 443–453) times the energy share of 400 … 700 nm.
 *
 * <p>That share is 0.45 under a clear sky with 1.5 cm of water vapour and 0.50 under an overcast
 * one, the range of published ratios (Britton and Dodd 1976, Agric. Meteorol. 17, 1–7; Frouin and
 * Pinker 1995, Remote Sens. Environ. 51, 98–107), straight in between over the clear-sky index.
 * Water vapour absorbs beyond 700 nm only: with another column the share is that of 1.5 cm times
 * the ratio of the two clear-sky irradiances.
 */
final class PhotonShare {
  /** Photons per energy of photosynthetically active light [µmol J-1]. */
  static final double UMOL_PER_JOULE = 4.57;

  /** Water vapour at which the clear share is {@link #CLEAR} [cm]. */
  static final float REFERENCE_WATER_CM = 1.5f;

  static final double CLEAR = 0.45;
  static final double OVERCAST = 0.50;

  /** Standard deviation relative to the share. */
  static final double SIGMA = 0.04;

  private PhotonShare() {}

  /** Energy share at the reference water column, from the clear-sky index. */
  static double ofIndex(double k) {
    return OVERCAST + (CLEAR - OVERCAST) * Math.max(0, Math.min(1, k));
  }
}
