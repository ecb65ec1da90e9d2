package org.kokyu.core.profile;

/** Kind of surface that the emissivity of a retrieval starts from. */
public enum SurfaceType {
  /** The meteorology gives the emissivity. */
  GIVEN,
  /** The same emissivity at all wavenumbers. */
  FLAT,
  SEA,
  SNOW,
  FOREST,
  SCRUB,
  DRY_GRASS,
  TUNDRA,
  SOIL,
  SAND,
  ROCK
}
