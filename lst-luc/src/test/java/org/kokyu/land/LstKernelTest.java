package org.kokyu.land;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.kokyu.land.io.CoefficientTableFile;

/** The quick way gives what the formula gives, pixel by pixel. */
class LstKernelTest {
  private static final double AIR_SIGMA_K = 1.5;
  private final Random random = new Random(7);

  private float between(double low, double high) {
    return (float) (low + (high - low) * random.nextDouble());
  }

  /** Neighbours alike, as in an image, or every pixel between other nodes. */
  private void fill(LstKernel k, int n, boolean alike) {
    for (int i = 0; i < n; i++) {
      boolean same = alike && i % 40 != 0;
      k.secant[i] = same ? k.secant[i - 1] + 1e-4f : between(1, 2.9);
      k.water[i] = same ? k.water[i - 1] + 0.01f : between(0, 74);
      k.kelvin[0][i] = between(250, 320);
      k.kelvin[1][i] = k.kelvin[0][i] + between(-3, 1);
      k.kelvin[2][i] = k.kelvin[1][i] + between(-8, 2);
      for (int b = 0; b < 3; b++) {
        k.emissivity[b][i] = between(0.85, 1);
      }
      k.emissivitySigma[i] = between(0.003, 0.02);
      k.waterSigma[i] = between(0, 12);
      k.air[i] = k.kelvin[0][i] + between(-15, 15);
    }
  }

  private void compare(LstCoefficients set, boolean alike) {
    LstKernel k = new LstKernel(set, AIR_SIGMA_K);
    LstInputs x = new LstInputs();
    LstCoefficients.Estimate e = new LstCoefficients.Estimate();
    int n = LstKernel.CAPACITY - 3;
    fill(k, n, alike);
    k.run(n);
    for (int i = 0; i < n; i++) {
      for (int b = 0; b < 3; b++) {
        x.kelvin[b] = k.kelvin[b][i];
        x.emissivity[b] = k.emissivity[b][i];
      }
      x.secant = k.secant[i];
      x.waterKg = k.water[i];
      x.airK = k.air[i];
      set.estimateWithGradient(x, e);
      double sigma =
          LstUncertainty.of(
                  e, LstUncertainty.NEDT_K, k.emissivitySigma[i], k.waterSigma[i], AIR_SIGMA_K)
              .totalK();
      assertEquals(e.kelvin, k.lst[i], 1e-3);
      assertEquals(e.extrapolated, k.extrapolated[i]);
      // across a node the reference takes the slope over water of both sides
      if (awayFromNodes(set, k.water[i])) {
        assertEquals(sigma, k.sigma[i], 1e-3 * sigma);
      }
    }
  }

  private static boolean awayFromNodes(LstCoefficients set, double water) {
    for (double w : set.waters()) {
      if (Math.abs(w - water) < 0.51) {
        return false;
      }
    }
    return true;
  }

  @Test
  void agreesWithTheFormula() {
    int sets = 0;
    for (LstCoefficients set : CoefficientTableFile.shipped().sets()) {
      if (LstKernel.supports(set)) {
        compare(set, true);
        compare(set, false);
        sets++;
      }
    }
    assertTrue(sets >= 2, "sets with and without air temperature");
  }
}
