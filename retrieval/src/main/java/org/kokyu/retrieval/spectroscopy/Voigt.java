package org.kokyu.retrieval.spectroscopy;

/**
 * The complex error function w(x + iy) = K + iL: the Voigt function K(x, y) = y/π ∫ exp(−t²) /
 * ((x−t)² + y²) dt and its dispersive companion L(x, y) = 1/π ∫ (x−t) exp(−t²) / ((x−t)² + y²) dt.
 *
 * <p>Humlíček's first rational approximation for |x| + y ≥ 15 and Weideman's expansion with 32
 * terms elsewhere, the combination recommended by Schreier. Relative error of K below 1e-4 for y ≥
 * 1e-6, mostly below 1e-6.
 *
 * <p>Sources: Humlíček (1982), JQSRT 27, 437, doi 10.1016/0022-4073(82)90078-4; Weideman (1994),
 * SIAM J. Numer. Anal. 31, 1497, doi 10.1137/0731077; Schreier (2011), JQSRT 112, 1010, doi
 * 10.1016/j.jqsrt.2010.12.010.
 *
 * <p>Immutable, thread-safe.
 */
public final class Voigt {
  private static final int N = 32;
  private static final double L = Math.sqrt(N / Math.sqrt(2.0));
  private static final double INV_SQRT_PI = 1.0 / Math.sqrt(Math.PI);
  private static final double[] A = weidemanCoefficients();

  private Voigt() {}

  /**
   * Coefficients of Weideman's series in (L + iz)/(L − iz), highest power first (his equation 38
   * and program cef).
   */
  private static double[] weidemanCoefficients() {
    int m = 2 * N;
    int m2 = 2 * m;
    double[] f = new double[m2];
    for (int k = -m + 1; k < m; k++) {
      double t = L * Math.tan(k * Math.PI / m / 2);
      f[k + m] = Math.exp(-t * t) * (L * L + t * t);
    }
    double[] a = new double[N];
    for (int n = 1; n <= N; n++) {
      double sum = 0;
      for (int j = 0; j < m2; j++) {
        // real part of the discrete Fourier transform of the shifted sequence
        sum += f[(j + m) % m2] * Math.cos(2 * Math.PI * n * j / m2);
      }
      a[N - n] = sum / m2;
    }
    return a;
  }

  /**
   * K(x, y).
   *
   * @param x distance from the line centre over the 1/e Doppler width
   * @param y Lorentz half width over the 1/e Doppler width, ≥ 0
   */
  public static double value(double x, double y) {
    return Math.abs(x) + y >= 15 ? far(x, y) : near(x, y, false);
  }

  /** Humlíček's region I, for |x| + y ≥ 15. */
  static double far(double x, double y) {
    double x2 = x * x;
    double y2 = y * y;
    double c = x2 - y2 - 0.5;
    return INV_SQRT_PI * y * (x2 + y2 + 0.5) / (c * c + 4 * x2 * y2);
  }

  /**
   * L(x, y), odd in x.
   *
   * @param x distance from the line centre over the 1/e Doppler width
   * @param y Lorentz half width over the 1/e Doppler width, ≥ 0
   */
  public static double dispersion(double x, double y) {
    if (Math.abs(x) + y < 15) {
      return near(x, y, true);
    }
    double x2 = x * x;
    double y2 = y * y;
    double c = x2 - y2 - 0.5;
    return INV_SQRT_PI * x * (x2 + y2 - 0.5) / (c * c + 4 * x2 * y2);
  }

  private static double near(double x, double y, boolean imaginary) {
    // Z = (L + iz) / (L - iz), z = x + iy
    double dr = L + y;
    double di = -x;
    double nr = L - y;
    double ni = x;
    double d2 = dr * dr + di * di;
    double zr = (nr * dr + ni * di) / d2;
    double zi = (ni * dr - nr * di) / d2;
    double pr = A[0];
    double pi = 0;
    for (int k = 1; k < N; k++) {
      double t = pr * zr - pi * zi + A[k];
      pi = pr * zi + pi * zr;
      pr = t;
    }
    // w = 2 p / (L - iz)^2 + (1/sqrt(pi)) / (L - iz)
    double qr = dr * dr - di * di;
    double qi = 2 * dr * di;
    double q2 = qr * qr + qi * qi;
    return imaginary
        ? 2 * (pi * qr - pr * qi) / q2 - INV_SQRT_PI * di / d2
        : 2 * (pr * qr + pi * qi) / q2 + INV_SQRT_PI * dr / d2;
  }
}
