package org.kokyu.retrieval.spectroscopy;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.commons.math3.complex.Complex;
import org.junit.jupiter.api.Test;

class VoigtTest {

  /**
   * Trapezoid rule with pole correction, Matta and Reichel (1971), Math. Comp. 25, 339; error about
   * exp(−π²/h²).
   */
  static double matta(double x, double y) {
    double h = 0.5;
    double frac = x / h - Math.rint(x / h);
    double offset = Math.abs(frac) < 0.25 ? 0.5 : 0.0;
    Complex z = new Complex(x, y);
    Complex sum = offset == 0 ? Complex.ONE.divide(z).multiply(0.5) : Complex.ZERO;
    Complex z2 = z.multiply(z);
    for (int n = offset == 0 ? 1 : 0; n < 60; n++) {
      double t = (n + offset) * h;
      sum = sum.add(z.multiply(Math.exp(-t * t)).divide(z2.subtract(t * t)));
    }
    Complex w = sum.multiply(new Complex(0, 2 * h / Math.PI));
    if (y < Math.PI / h) {
      Complex e = z.multiply(new Complex(0, -2 * Math.PI / h)).exp();
      Complex denominator = offset == 0 ? Complex.ONE.subtract(e) : Complex.ONE.add(e);
      w = w.add(z2.negate().exp().multiply(2).divide(denominator));
    }
    return w.getReal();
  }

  @Test
  void agreesWithHighPrecisionEvaluation() {
    double worst = 0;
    for (double ly = -6; ly <= 2; ly += 0.25) {
      double y = Math.pow(10, ly);
      for (double x = 0; x < 40; x += x < 8 ? 0.05 : 0.37) {
        double expected = matta(x, y);
        // where the oracle itself cancels (deep wing at tiny y) use the asymptotic series
        if (x > 9) {
          double x2 = x * x;
          double lorentz = y / (Math.sqrt(Math.PI) * (x2 + y * y));
          if (y < 1e-2) {
            expected = lorentz * (1 + 1.5 / x2 + 3.75 / (x2 * x2) + 105.0 / 8 / (x2 * x2 * x2));
          }
        }
        worst = Math.max(worst, Math.abs(Voigt.value(x, y) / expected - 1));
      }
    }
    System.out.println("Voigt: largest relative error " + worst);
    assertTrue(worst < 1e-4, "relative error " + worst);
  }
}
