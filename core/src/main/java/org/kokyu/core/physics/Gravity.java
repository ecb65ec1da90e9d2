package org.kokyu.core.physics;

/**
 * Gravity and the heights that follow from it.
 *
 * <p>On the ellipsoid by Somigliana's formula (WGS 84, NIMA TR8350.2, equation 4-1), above it
 * decreasing with the square of the distance from the centre of a sphere of radius {@value
 * #EARTH_RADIUS_M} m. Latitude in degrees, altitude in m, gravity in m s-2; good to 1e-4 below 100
 * km.
 */
public final class Gravity {
  /** Mean radius of the Earth [m]. */
  public static final double EARTH_RADIUS_M = 6.371e6;

  private Gravity() {}

  /** Gravity [m s-2]. */
  public static double at(double latitudeDeg, double altitudeM) {
    double s = Math.sin(Math.toRadians(latitudeDeg));
    double surface =
        9.7803253359 * (1 + 0.00193185265241 * s * s) / Math.sqrt(1 - 0.00669437999014 * s * s);
    double ratio = EARTH_RADIUS_M / (EARTH_RADIUS_M + altitudeM);
    return surface * ratio * ratio;
  }
}
