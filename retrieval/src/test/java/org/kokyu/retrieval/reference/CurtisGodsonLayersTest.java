package org.kokyu.retrieval.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.kokyu.core.physics.PhysicalConstants;

class CurtisGodsonLayersTest {

  /** Mid-latitude summer of AFGL-TR-86-0110: pressures, temperatures, water, heights of 1 km. */
  private static LevelAtmosphere troposphere(boolean heights) {
    double[] hpa = {1013, 902, 802, 710, 628, 554, 487, 426, 372, 324, 281};
    double[] t = {294.2, 289.7, 285.2, 279.2, 273.2, 267.2, 261.2, 254.7, 248.2, 241.7, 235.3};
    double[] q = {
      .01876, .01378, .00968, .005984, .003813, .002225, .00151, .00102, 6.46e-4, 4.13e-4, 2.47e-4
    };
    double[] p = new double[hpa.length];
    double[] z = new double[hpa.length];
    for (int i = 0; i < p.length; i++) {
      p[i] = hpa[i] * 100;
      z[i] = 1000 * i;
    }
    return new LevelAtmosphere(p, t, heights ? Optional.of(z) : Optional.empty(), Map.of("h2o", q));
  }

  @Test
  void meansAreThoseOfNumericalIntegration() {
    LevelAtmosphere a = troposphere(true);
    CurtisGodsonLayers layers = new CurtisGodsonLayers(a, Set.of("h2o"), 45);
    for (int i = 0; i < a.layers(); i++) {
      double p1 = a.pressurePa()[i];
      double p2 = a.pressurePa()[i + 1];
      double t1 = a.temperatureK()[i];
      double t2 = a.temperatureK()[i + 1];
      double v1 = a.wetMoleFraction().get("h2o")[i];
      double v2 = a.wetMoleFraction().get("h2o")[i + 1];
      double amount = 0;
      double pressure = 0;
      double partial = 0;
      double temperature = 0;
      double heightIntegral = 0;
      int n = 20_000;
      for (int k = 0; k < n; k++) {
        double f = (k + 0.5) / n;
        double p = p1 * Math.pow(p2 / p1, f);
        double v = v1 * Math.pow(v2 / v1, f);
        double t = t1 + f * (t2 - t1);
        amount += p * v / n;
        pressure += p * v * p / n;
        partial += p * v * p * v / n;
        temperature += p * v * t / n;
        heightIntegral += t / n;
      }
      double column =
          amount
              / heightIntegral
              / PhysicalConstants.BOLTZMANN
              * (layers.altitudeM(i + 1) - layers.altitudeM(i))
              * 1e-4;
      CurtisGodsonLayers.GasPath g = layers.path("h2o", i);
      assertEquals(1, g.columnPerCm2() / column, 1e-8);
      assertEquals(1, g.pressurePa() / (pressure / amount), 1e-8);
      assertEquals(1, g.temperatureK() / (temperature / amount), 1e-8);
      assertEquals(1, g.moleFraction() * g.pressurePa() / (partial / amount), 1e-8);
    }
  }

  @Test
  void hydrostaticHeightsAreThoseOfTheModelAtmosphere() {
    CurtisGodsonLayers layers = new CurtisGodsonLayers(troposphere(false), Set.of("h2o"), 45);
    assertEquals(10_000, layers.altitudeM(10) - layers.altitudeM(0), 15);
  }

  @Test
  void divisionKeepsAmountsAndHeights() {
    LevelAtmosphere a = troposphere(true);
    CurtisGodsonLayers coarse = new CurtisGodsonLayers(a, Set.of("h2o"), 45);
    CurtisGodsonLayers fine = new CurtisGodsonLayers(a.divided(4), Set.of("h2o"), 45);
    assertEquals(4 * coarse.layers(), fine.layers());
    for (int i = 0; i < coarse.layers(); i++) {
      double sum = 0;
      for (int k = 0; k < 4; k++) {
        sum += fine.path("h2o", 4 * i + k).columnPerCm2();
      }
      // <T> of the whole layer and of its parts differ in second order
      assertEquals(1, sum / coarse.path("h2o", i).columnPerCm2(), 1e-3);
      assertEquals(coarse.altitudeM(i), fine.altitudeM(4 * i), 1e-6);
    }
  }

  @Test
  void absentGasHasNoAmountAndALevelOfZeroNoFault() {
    LevelAtmosphere a =
        new LevelAtmosphere(
            new double[] {100000, 50000, 25000},
            new double[] {290, 260, 230},
            Optional.empty(),
            Map.of("h2o", new double[] {0, 0, 0}, "o3", new double[] {0, 1e-6, 1e-6}));
    CurtisGodsonLayers layers = new CurtisGodsonLayers(a, Set.of("h2o", "o3"), 45);
    assertTrue(layers.path("h2o", 0).columnPerCm2() < 1e-200);
    for (int i = 0; i < 2; i++) {
      CurtisGodsonLayers.GasPath g = layers.path("o3", i);
      assertTrue(g.columnPerCm2() >= 0 && g.moleFraction() >= 0);
      assertTrue(g.pressurePa() >= 25000 && g.pressurePa() <= 100000, "" + g);
      assertTrue(g.temperatureK() >= 230 && g.temperatureK() <= 290, "" + g);
    }
  }

  @Test
  void sphericalPathIsShorterThanThePlaneOne() {
    CurtisGodsonLayers layers = new CurtisGodsonLayers(troposphere(true), Set.of(), 45);
    double[] plane = layers.slantFactors(44, false);
    double[] sphere = layers.slantFactors(44, true);
    // 0.15 % at 10 km: sin of the local angle falls with the distance from the centre
    assertEquals(1.0015, plane[9] / sphere[9], 2e-4);
    for (int i = 0; i < layers.layers(); i++) {
      double z = 0.5 * (layers.altitudeM(i) + layers.altitudeM(i + 1));
      double sine = Math.sin(Math.toRadians(44)) * 6.371e6 / (6.371e6 + z);
      assertEquals(1 / Math.sqrt(1 - sine * sine), sphere[i], 1e-6);
    }
  }

  @Test
  void hemisphericMeanOfPolynomialsIsExact() {
    for (int n = 2; n <= 8; n++) {
      Hemisphere h = Hemisphere.of(n);
      for (int power = 0; power < 2 * n; power++) {
        double mean = 0;
        for (int i = 0; i < n; i++) {
          mean += h.weight()[i] * Math.pow(h.cosine()[i], power);
        }
        assertEquals(2.0 / (power + 2), mean, 1e-8, n + " angles, power " + power);
      }
    }
  }
}
