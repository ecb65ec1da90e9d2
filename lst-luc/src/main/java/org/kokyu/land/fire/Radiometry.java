package org.kokyu.land.fire;

/**
 * Radiances around 3.9 and 10.4 µm, monochromatic at a band's centre, W m-2 sr-1 µm-1.
 *
 * <p>Planck's law per wavelength, B = c₁/λ⁵ / (exp(c₂/λT) − 1), from a table of 0.1 K; the sun as a
 * black body of 5770 K under 6.794·10⁻⁵ sr. Immutable.
 */
final class Radiometry {
  private static final double C1 = 1.191042972e8;
  private static final double C2 = 14387.76877;
  private static final double SUN_K = 5770;
  private static final double SUN_STERADIAN = 6.794e-5;
  private static final double LOWEST_K = 150;
  private static final double STEP_K = 0.1;

  private final double micrometre;
  private final double[] table = new double[3001];

  Radiometry(double micrometre) {
    this.micrometre = micrometre;
    for (int i = 0; i < table.length; i++) {
      table[i] = exact(LOWEST_K + i * STEP_K);
    }
  }

  double exact(double kelvin) {
    return C1 / Math.pow(micrometre, 5) / Math.expm1(C2 / (micrometre * kelvin));
  }

  /** 150 … 450 K; not a number for not a number. */
  double planck(double kelvin) {
    double x = (kelvin - LOWEST_K) / STEP_K;
    if (Double.isNaN(x)) {
      return Double.NaN;
    }
    int i = Math.min(table.length - 2, Math.max(0, (int) x));
    return table[i] + (x - i) * (table[i + 1] - table[i]);
  }

  double temperature(double radiance) {
    return C2 / (micrometre * Math.log1p(C1 / Math.pow(micrometre, 5) / radiance));
  }

  /** dB/dT. */
  double slope(double kelvin) {
    return (exact(kelvin + 0.05) - exact(kelvin - 0.05)) / 0.1;
  }

  /** Sunlight that a white Lambertian surface facing the sun would reflect. */
  double sun() {
    return exact(SUN_K) * SUN_STERADIAN / Math.PI;
  }
}
