package org.kokyu.land.gpp;

import org.kokyu.core.physics.PhysicalConstants;

/** Between the units of light-use efficiency in publications and those of the models. */
final class LightUnits {
  /** Photons of PAR per energy [umol J-1]; McCree 1972, Agric. Meteorol. 10, 443 (daylight). */
  static final double UMOL_PER_JOULE = 4.57;

  private LightUnits() {}

  /** [mol CO2 per mol photons] of an efficiency in [gC MJ-1]. */
  static double molPerMol(double gramPerMegajoule) {
    return gramPerMegajoule
        * 1e-6
        / (PhysicalConstants.MOLAR_MASS_CARBON * 1000)
        / (UMOL_PER_JOULE * 1e-6);
  }
}
