package org.kokyu.land.light;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LightRelationsTest {
  @Test
  void clearSkyIndexJoinsAtItsEnds() {
    assertEquals(1.2, CloudIndex.clearSkyIndex(-5));
    assertEquals(1, CloudIndex.clearSkyIndex(0));
    assertEquals(0.5, CloudIndex.clearSkyIndex(0.5));
    assertEquals(0.05, CloudIndex.clearSkyIndex(3));
    for (double joint : new double[] {-0.2, 0.8, 1.1}) {
      assertEquals(
          CloudIndex.clearSkyIndex(joint - 1e-9), CloudIndex.clearSkyIndex(joint + 1e-9), 1e-3);
    }
    for (double n = -0.5; n < 1.5; n += 0.01) {
      assertTrue(CloudIndex.clearSkyIndex(n) >= CloudIndex.clearSkyIndex(n + 0.01));
    }
  }

  @Test
  void slopeIsTheDerivative() {
    for (double n = -0.15; n < 1.05; n += 0.013) {
      if (Math.abs(n - 0.8) > 0.002) {
        double d = (CloudIndex.clearSkyIndex(n + 1e-6) - CloudIndex.clearSkyIndex(n - 1e-6)) / 2e-6;
        assertEquals(Math.abs(d), CloudIndex.slope(n), 1e-5, "n " + n);
      }
    }
  }

  @Test
  void overcastLeavesAQuarter() {
    assertEquals(1, CloudIndex.ofCover(0));
    assertEquals(0.25, CloudIndex.ofCover(1));
  }

  @Test
  void diffuseShareIsAShareAndFallsWithClearness() {
    assertEquals(1, DiffuseShare.ofClearness(0));
    assertEquals(0.165, DiffuseShare.ofClearness(0.9));
    // Erbs et al. 1982, table: k_t 0.5 gives 0.659
    assertEquals(0.659, DiffuseShare.ofClearness(0.5), 0.002);
    assertEquals(DiffuseShare.ofClearness(0.22), DiffuseShare.ofClearness(0.2200001), 0.003);
    assertEquals(DiffuseShare.ofClearness(0.80), DiffuseShare.ofClearness(0.8000001), 0.003);
    for (double kt = 0; kt < 1; kt += 0.01) {
      double whole = DiffuseShare.ofClearness(kt);
      double par = DiffuseShare.ofPar(whole);
      assertTrue(par >= whole && par <= 1, "kt " + kt);
    }
  }

  @Test
  void cloudIsBrighterThanAnyGround() {
    for (double mu = 0.1; mu <= 1; mu += 0.05) {
      double rho = CloudIndex.thickCloud(mu);
      assertTrue(rho >= 0.65 && rho <= 0.78, "" + rho);
    }
  }
}
