package org.kokyu.retrieval.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.kokyu.core.atmosphere.SurfaceEmissivity;
import org.kokyu.core.profile.SurfaceType;

class SeaEmissivityTest {
  /** At nadir Fresnel's formula is |(N − 1)/(N + 1)|². */
  @Test
  void nadirIsTheNormalReflectance() {
    double n = 1.153;
    double k = 0.0968;
    double reflectance = ((n - 1) * (n - 1) + k * k) / ((n + 1) * (n + 1) + k * k);
    assertEquals(1 - reflectance, SeaEmissivity.emissivity(n, k, 0), 1e-12);
  }

  /**
   * Without absorption nothing of the wave in the plane of incidence is reflected at Brewster's
   * angle.
   */
  @Test
  void brewsterAngleReflectsOnePolarisation() {
    double n = 1.33;
    double angle = Math.atan(n);
    double r = Math.pow((1 - n * n) / (1 + n * n), 2);
    assertEquals(1 - 0.5 * r, SeaEmissivity.emissivity(n, 0, angle), 1e-12);
  }

  /** The spectrum that fast models use for a calm sea at nadir, 850 … 1400 cm-1. */
  @Test
  void agreesWithTheSpectrumOfFastModels() {
    double[][] known = {
      {850, 0.9903},
      {900, 0.9924},
      {950, 0.9914},
      {1000, 0.9891},
      {1050, 0.9873},
      {1100, 0.9860},
      {1200, 0.9839},
      {1300, 0.9828},
      {1400, 0.9824}
    };
    SurfaceEmissivity sea = SeaEmissivity.at(0);
    for (double[] point : known) {
      assertEquals(point[1], sea.at(point[0]), 0.001, point[0] + " cm-1");
    }
  }

  @Test
  void fallsWithTheAngle() {
    double before = 1;
    for (double zenith = 0; zenith <= 62; zenith += 1) {
      double e = SeaEmissivity.at(zenith).at(900);
      assertTrue(e <= before && e > 0.95, zenith + ": " + e);
      before = e;
    }
  }

  @Test
  void everyKindHasAnEmissivity() {
    for (SurfaceType type : SurfaceType.values()) {
      if (type != SurfaceType.GIVEN) {
        SurfaceEmissivity e = BaseEmissivity.of(type, 20);
        for (double nu = 650; nu < 1450; nu += 10) {
          assertTrue(e.at(nu) > 0.8 && e.at(nu) < 1, type + " at " + nu);
        }
      }
    }
  }
}
