package org.kokyu.core.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.kokyu.core.atmosphere.Gas;

class ColumnAverageTest {
  private static final double SURFACE = Double.POSITIVE_INFINITY;
  private static final double[] BOUNDS = {100_000, 80_000, 50_000, 20_000, 0};
  private static final double[] DRY_AIR = {70_000, 105_000, 105_000, 70_000};

  private static GasResult gas(double[] x, double[] prior, double[] kernel, double[] covariance) {
    int n = x.length;
    Matrix none = Matrix.ofUnsafe(n, n, new double[n * n]);
    return new GasResult(
        Gas.CO2,
        x,
        prior,
        Matrix.ofUnsafe(n, n, covariance),
        none,
        none,
        Matrix.ofUnsafe(n, n, kernel),
        none,
        none,
        none,
        none,
        none,
        none,
        new double[n],
        Matrix.ofUnsafe(n, 0, new double[0]),
        List.of(),
        1,
        new double[] {3, 2, 1});
  }

  private static double[] identity(int n, double scale) {
    double[] m = new double[n * n];
    for (int i = 0; i < n; i++) {
      m[i * n + i] = scale;
    }
    return m;
  }

  @Test
  void wholeColumnIsTheMassWeightedMean() {
    double[] x = {400e-6, 410e-6, 420e-6, 430e-6};
    double[] prior = {400e-6, 400e-6, 400e-6, 400e-6};
    GasResult g = gas(x, prior, identity(4, 1), identity(4, 1e-4));
    ColumnAverage c = ColumnAverage.between(g, BOUNDS, DRY_AIR, SURFACE, 0);
    assertEquals(
        (400 * 70 + 410 * 105 + 420 * 105 + 430 * 70) / 350.0, c.moleFraction() * 1e6, 1e-9);
    assertEquals(400, c.prior() * 1e6, 1e-9);
    for (double k : c.kernel()) {
      assertEquals(1, k, 1e-12, "an ideal retrieval has a kernel of one everywhere");
    }
    double variance = 0;
    for (int i = 0; i < 4; i++) {
      variance += Math.pow(DRY_AIR[i] / 350_000 * x[i] * 0.01, 2);
    }
    assertEquals(Math.sqrt(variance), c.uncertainty(), 1e-15);
  }

  @Test
  void partialColumnCutsLayersAtItsBounds() {
    double[] x = {1, 2, 3, 4};
    GasResult g = gas(x, x, identity(4, 1), identity(4, 0));
    ColumnAverage c = ColumnAverage.between(g, BOUNDS, DRY_AIR, 60_000, 35_000);
    double lower = 105_000.0 / 3;
    double upper = 105_000.0 / 2;
    assertEquals((2 * lower + 3 * upper) / (lower + upper), c.moleFraction(), 1e-12);
    assertEquals(0, c.kernel()[0]);
    assertEquals(0, c.kernel()[3]);
  }

  @Test
  void kernelIsTheDerivativeOfTheSmoothedColumn() {
    Random random = new Random(3);
    int n = 4;
    double[] prior = random.doubles(n, 300e-6, 500e-6).toArray();
    double[] a = random.doubles(n * n, -0.2, 0.5).toArray();
    GasResult g = gas(prior, prior, a, identity(n, 1e-4));
    ColumnAverage c = ColumnAverage.between(g, BOUNDS, DRY_AIR, 73_600, 39_800);
    for (int j = 0; j < n; j++) {
      double step = 1e-5;
      double slope =
          (smoothed(prior, a, j, step) - smoothed(prior, a, j, -step)) / (2 * step * prior[j]);
      double h = DRY_AIR[j] / 350_000;
      assertEquals(slope, h * c.kernel()[j], 1e-7 * Math.abs(slope));
    }
  }

  /** Column of exp(ln xa + A (ln x - ln xa)) for a relative change of one layer. */
  private static double smoothed(double[] prior, double[] a, int layer, double change) {
    int n = prior.length;
    double[] x = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] = prior[i] * Math.exp(a[i * n + layer] * Math.log1p(change));
    }
    GasResult g = gas(x, prior, a, identity(n, 0));
    return ColumnAverage.between(g, BOUNDS, DRY_AIR, 73_600, 39_800).moleFraction();
  }

  @Test
  void layersBelowTheSurfaceDoNotCount() {
    double nan = Double.NaN;
    double[] x = {nan, 2, 3, 4};
    double[] kernel = identity(4, 1);
    double[] covariance = identity(4, 1e-4);
    Arrays.fill(kernel, 0, 4, nan);
    Arrays.fill(covariance, 0, 4, nan);
    kernel[4] = nan;
    GasResult g = gas(x, x, kernel, covariance);
    double[] bounds = {nan, 70_000, 50_000, 20_000, 0};
    double[] dryAir = {nan, 70_000, 105_000, 70_000};
    ColumnAverage whole = ColumnAverage.between(g, bounds, dryAir, SURFACE, 0);
    assertEquals((2 * 70 + 3 * 105 + 4 * 70) / 245.0, whole.moleFraction(), 1e-12);
    assertTrue(Double.isNaN(whole.kernel()[0]));
    assertEquals(1, whole.kernel()[1], 1e-12);
    ColumnAverage low = ColumnAverage.between(g, bounds, dryAir, SURFACE, 73_600);
    assertTrue(Double.isNaN(low.moleFraction()), "the lower troposphere lies below this surface");
    ColumnAverage middle = ColumnAverage.between(g, bounds, dryAir, 73_600, 39_800);
    assertTrue(Double.isFinite(middle.moleFraction()) && Double.isFinite(middle.uncertainty()));
    ColumnAverage little = ColumnAverage.between(g, bounds, dryAir, 100_000, 60_000);
    assertTrue(Double.isNaN(little.moleFraction()), "less than half above the surface");
  }
}
