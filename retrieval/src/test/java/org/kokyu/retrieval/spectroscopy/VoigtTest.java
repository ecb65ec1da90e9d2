package org.kokyu.retrieval.spectroscopy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class VoigtTest {

  private record Point(double x, double y, double k, double l) {}

  /** Values with more than 40 digits behind them, see src/reference. */
  private static List<Point> reference() throws IOException {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                VoigtTest.class.getResourceAsStream("complex-error-function.csv"),
                StandardCharsets.UTF_8))) {
      return in.lines()
          .filter(s -> !s.startsWith("#") && !s.startsWith("x"))
          .map(s -> s.split(","))
          .map(
              f ->
                  new Point(
                      Double.parseDouble(f[0]),
                      Double.parseDouble(f[1]),
                      Double.parseDouble(f[2]),
                      Double.parseDouble(f[3])))
          .toList();
    }
  }

  @Test
  void agreesWithHighPrecisionValuesOverTheWholeDomain() throws IOException {
    double worst = 0;
    double worstDispersion = 0;
    Point at = null;
    int points = 0;
    for (Point p : reference()) {
      if (p.y() < 1e-6) {
        continue; // lines above 100 km only
      }
      points++;
      double error = Math.abs(Voigt.value(p.x(), p.y()) / p.k() - 1);
      if (error > worst) {
        worst = error;
        at = p;
      }
      if (p.x() > 0) {
        worstDispersion =
            Math.max(worstDispersion, Math.abs(Voigt.dispersion(p.x(), p.y()) / p.l() - 1));
      }
    }
    System.out.printf(
        "Voigt: %d points, largest relative error %.2e at %s; dispersion %.2e%n",
        points, worst, at, worstDispersion);
    assertTrue(points > 1000);
    assertTrue(worst < 1e-4, "relative error " + worst);
    assertTrue(worstDispersion < 1e-4, "relative error " + worstDispersion);
  }

  @Test
  void isEvenAndItsCompanionOdd() {
    for (double x : new double[] {0, 0.3, 4, 14.9, 15.1, 300}) {
      assertEquals(Voigt.value(x, 0.1), Voigt.value(-x, 0.1), 1e-15);
      assertEquals(Voigt.dispersion(x, 0.1), -Voigt.dispersion(-x, 0.1), 1e-15);
    }
  }

  /** The area of a line does not depend on what broadens it. */
  @Test
  void integralIsThatOfTheGaussian() {
    for (double y : new double[] {1e-3, 0.1, 1, 10}) {
      double sum = 0;
      double h = 0.002;
      double end = 2000;
      for (double x = 0.5 * h; x < end; x += h) {
        sum += 2 * h * Voigt.value(x, y);
      }
      sum += 2 * y / (Math.sqrt(Math.PI) * end); // the wing beyond
      assertEquals(Math.sqrt(Math.PI), sum, 2e-5);
    }
  }
}
