package org.kokyu.land.fire;

/** exp(−x) and secants from tables, right to 10⁻⁵ of their value. */
final class Attenuation {
  private static final int PER_UNIT = 128;
  private static final int LARGEST = 20;
  private static final int PER_DEGREE = 16;
  private static final float[] EXPONENTIAL = new float[LARGEST * PER_UNIT + 2];
  private static final float[] SECANT = new float[80 * PER_DEGREE + 2];

  static {
    for (int k = 0; k < EXPONENTIAL.length; k++) {
      EXPONENTIAL[k] = (float) Math.exp(-(double) k / PER_UNIT);
    }
    for (int k = 0; k < SECANT.length; k++) {
      SECANT[k] = (float) (1 / Math.cos(Math.toRadians((double) k / PER_DEGREE)));
    }
  }

  private Attenuation() {}

  /** exp(−x), 0 beyond {@value #LARGEST}. */
  static double of(double x) {
    if (!(x < LARGEST)) {
      return 0;
    }
    double y = x * PER_UNIT;
    int k = (int) y;
    return EXPONENTIAL[k] + (y - k) * (EXPONENTIAL[k + 1] - EXPONENTIAL[k]);
  }

  /** 1/cos of 0 … 80 degrees. */
  static double secant(double degrees) {
    double y = degrees * PER_DEGREE;
    int k = Math.min(SECANT.length - 2, (int) y);
    return SECANT[k] + (y - k) * (SECANT[k + 1] - SECANT[k]);
  }
}
