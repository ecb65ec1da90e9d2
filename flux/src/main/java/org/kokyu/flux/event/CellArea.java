package org.kokyu.flux.event;

import org.kokyu.core.scene.SceneGrid;

/**
 * Areas of grid cells and of imager pixels on the WGS-84 ellipsoid. Stateless.
 *
 * <pre>cell: b²/2 · Δλ · [ sin φ / (1 − e² sin²φ) + artanh(e sin φ) / e ] between its parallels
 * pixel: (s · R)² / cos θ</pre>
 *
 * <p>b: polar radius; e: eccentricity; Δλ: width in longitude; s: angle of a 2 km pixel as seen
 * from the satellite, 56 µrad; R: distance to the satellite; θ: view zenith angle on a sphere.
 * Formula of the zone: J. P. Snyder (1987), Map projections, USGS PP 1395, eq. 3-12.
 */
public final class CellArea {
  private static final double POLAR_KM = 6356.752314245;
  private static final double ECCENTRICITY = 0.0818191908426;
  private static final double SPHERE_KM = 6371.0;
  private static final double ORBIT_KM = 42164.0;
  private static final double PIXEL_RAD = 2.0 / (ORBIT_KM - 6378.137);

  private CellArea() {}

  /** Area between two parallels and two meridians [km²]. */
  public static double km2(double southDeg, double northDeg, double widthDeg) {
    return POLAR_KM
        * POLAR_KM
        / 2
        * Math.toRadians(widthDeg)
        * (zone(Math.sin(Math.toRadians(northDeg))) - zone(Math.sin(Math.toRadians(southDeg))));
  }

  private static double zone(double sine) {
    double es = ECCENTRICITY * sine;
    return sine / (1 - es * es) + 0.5 * Math.log((1 + es) / (1 - es)) / ECCENTRICITY;
  }

  /** Area of each row's cells [km²]. */
  public static double[] rows(SceneGrid.LatLon grid) {
    double[] area = new double[grid.rows()];
    for (int r = 0; r < area.length; r++) {
      double north = Math.min(90, grid.northDeg() - r * grid.stepDeg());
      double south = Math.max(-90, grid.northDeg() - (r + 1) * grid.stepDeg());
      area[r] = km2(south, north, grid.stepDeg());
    }
    return area;
  }

  /**
   * Area of a 2 km pixel of a geostationary imager [km²]; infinite at the limb and beyond.
   *
   * @param subLongitudeDeg of the satellite
   */
  public static double pixelKm2(double latitudeDeg, double longitudeDeg, double subLongitudeDeg) {
    double arc =
        Math.cos(Math.toRadians(latitudeDeg))
            * Math.cos(Math.toRadians(longitudeDeg - subLongitudeDeg));
    double range2 = ORBIT_KM * ORBIT_KM + SPHERE_KM * SPHERE_KM - 2 * ORBIT_KM * SPHERE_KM * arc;
    double cosine = (ORBIT_KM * arc - SPHERE_KM) / Math.sqrt(range2);
    return cosine > 0 ? PIXEL_RAD * PIXEL_RAD * range2 / cosine : Double.POSITIVE_INFINITY;
  }
}
