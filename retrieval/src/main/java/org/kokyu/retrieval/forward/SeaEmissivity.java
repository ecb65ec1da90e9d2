package org.kokyu.retrieval.forward;

import java.util.Arrays;
import org.kokyu.core.atmosphere.SurfaceEmissivity;

/**
 * Emissivity of a flat water surface seen at an angle.
 *
 * <p>ε = 1 − (R_h + R_v)/2 with Fresnel's reflectances of unpolarised radiation, R_h = |(cos θ −
 * w)/(cos θ + w)|², R_v = |(N² cos θ − w)/(N² cos θ + w)|², w = √(N² − sin²θ); θ zenith angle, N =
 * n + ik refractive index of water at 25 °C. Waves raise the emissivity by less than 0.005 up to
 * 45° and are left out, as is salt (below 0.002).
 *
 * <p>Source of N: Hale and Querry 1973, Applied Optics 12, 555, 7.0 … 15.0 µm. Stateless.
 */
public final class SeaEmissivity {
  /** Wavelength [µm], n, k. */
  private static final double[][] WATER = {
    {15.0, 1.270, 0.402}, {14.5, 1.241, 0.388}, {14.0, 1.210, 0.370}, {13.5, 1.177, 0.343},
    {13.0, 1.146, 0.305}, {12.5, 1.123, 0.259}, {12.0, 1.111, 0.199}, {11.5, 1.126, 0.142},
    {11.0, 1.153, 0.0968}, {10.5, 1.185, 0.0662}, {10.0, 1.218, 0.0508}, {9.8, 1.229, 0.0479},
    {9.6, 1.239, 0.0454}, {9.4, 1.247, 0.0433}, {9.2, 1.255, 0.0415}, {9.0, 1.262, 0.0399},
    {8.8, 1.269, 0.0385}, {8.6, 1.275, 0.0372}, {8.4, 1.281, 0.0361}, {8.2, 1.286, 0.0351},
    {8.0, 1.291, 0.0343}, {7.8, 1.297, 0.0335}, {7.6, 1.302, 0.0328}, {7.4, 1.307, 0.0324},
    {7.2, 1.312, 0.0321}, {7.0, 1.317, 0.0320}
  };

  private static final double MICROMETRES_PER_CM = 1e4;

  private SeaEmissivity() {}

  /**
   * @param zenithDeg at the surface, 0 … 90
   */
  public static SurfaceEmissivity at(double zenithDeg) {
    double[] nu = new double[WATER.length];
    double[] e = new double[WATER.length];
    Arrays.setAll(nu, i -> MICROMETRES_PER_CM / WATER[i][0]);
    Arrays.setAll(e, i -> emissivity(WATER[i][1], WATER[i][2], Math.toRadians(zenithDeg)));
    return SurfaceEmissivity.of(nu, e);
  }

  /** Emissivity of a medium of refractive index n + ik seen at an angle [rad]. */
  static double emissivity(double n, double k, double angle) {
    double cos = Math.cos(angle);
    double sin2 = 1 - cos * cos;
    double re = n * n - k * k;
    double im = 2 * n * k;
    // w = u + iv, the root of N² − sin² with u > 0
    double size = Math.hypot(re - sin2, im);
    double u = Math.sqrt(0.5 * (size + re - sin2));
    double v = im / (2 * u);
    double h = ratio(cos - u, -v, cos + u, v);
    double vertical = ratio(re * cos - u, im * cos - v, re * cos + u, im * cos + v);
    return 1 - 0.5 * (h + vertical);
  }

  /** |(a + ib)/(c + id)|². */
  private static double ratio(double a, double b, double c, double d) {
    return (a * a + b * b) / (c * c + d * d);
  }
}
