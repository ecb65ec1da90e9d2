package org.kokyu.retrieval.forward;

import org.kokyu.core.physics.PhysicalConstants;

/**
 * Slant factor of every height: how much longer the line of sight is than the vertical.
 *
 * <p>Spherical: sin θ(z) = R/(R + z) sin θ₀ (Earth radius R 6371 km, no refraction); plane: θ(z) =
 * θ₀. Zenith angle θ₀ of the satellite at the surface, 0 … 62°.
 *
 * @param zenithDeg θ₀ [degrees]
 * @param spherical whether the path is spherical
 */
public record ViewingGeometry(double zenithDeg, boolean spherical) {
  /** Largest zenith angle the tables are trained for [degrees]. */
  public static final double MAX_ZENITH_DEG = 62;

  private static final double EARTH_RADIUS_M = 6.371e6;

  public ViewingGeometry {
    if (!(zenithDeg >= 0 && zenithDeg <= MAX_ZENITH_DEG)) {
      throw new IllegalArgumentException(
          "zenith angle %s outside 0 … %s degrees".formatted(zenithDeg, MAX_ZENITH_DEG));
    }
  }

  /** Slant over vertical path at an altitude above the footprint. */
  public double slantFactor(double altitudeM) {
    double sine = Math.sin(Math.toRadians(zenithDeg));
    if (spherical) {
      sine *= EARTH_RADIUS_M / (EARTH_RADIUS_M + altitudeM);
    }
    return 1 / Math.sqrt(1 - sine * sine);
  }

  /**
   * Gravity [m s-2] at a latitude and altitude: Somigliana's formula (WGS 84) and inverse-square
   * decrease.
   */
  static double gravity(double latitudeDeg, double altitudeM) {
    double s = Math.sin(Math.toRadians(latitudeDeg));
    double surface =
        9.7803253359 * (1 + 0.00193185265241 * s * s) / Math.sqrt(1 - 0.00669437999014 * s * s);
    double ratio = EARTH_RADIUS_M / (EARTH_RADIUS_M + altitudeM);
    return surface * ratio * ratio;
  }

  /**
   * Altitude of a pressure in the International Standard Atmosphere's troposphere [m]; used for
   * gravity only.
   */
  static double standardAltitude(double pressurePa) {
    return 44330.77 * (1 - Math.pow(pressurePa / 101325.0, 0.190263));
  }

  /** Thickness of a layer of wet air by the hypsometric equation [m]. */
  static double thickness(
      double bottomPa, double topPa, double temperatureK, double waterFraction, double gravity) {
    double molarMass =
        (1 - waterFraction) * PhysicalConstants.MOLAR_MASS_DRY_AIR
            + waterFraction * PhysicalConstants.MOLAR_MASS_WATER;
    return PhysicalConstants.GAS_CONSTANT
        * temperatureK
        / (molarMass * gravity)
        * Math.log(bottomPa / topPa);
  }
}
