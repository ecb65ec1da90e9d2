package org.kokyu.core.physics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PlanckTest {

  /** Integral of B over all wavenumbers is σT⁴/π (Stefan-Boltzmann law). */
  @Test
  void integralIsStefanBoltzmann() {
    for (double t : new double[] {200, 288, 320}) {
      double sum = 0;
      double step = 0.5;
      for (double nu = step / 2; nu < 12000; nu += step) {
        sum += Planck.radiance(nu, t) * step;
      }
      double expected = PhysicalConstants.STEFAN_BOLTZMANN * Math.pow(t, 4) / Math.PI;
      assertEquals(1.0, sum / expected, 1e-6);
    }
  }

  @Test
  void brightnessTemperatureInvertsRadiance() {
    for (double nu = 650; nu < 1800; nu += 50) {
      for (double t = 150; t < 350; t += 25) {
        assertEquals(t, Planck.brightnessTemperature(nu, Planck.radiance(nu, t)), 1e-9);
      }
    }
  }

  @Test
  void derivativeMatchesCentralDifference() {
    double h = 1e-3;
    for (double nu : new double[] {700, 1000, 1300}) {
      double d = (Planck.radiance(nu, 280 + h) - Planck.radiance(nu, 280 - h)) / (2 * h);
      assertEquals(1.0, Planck.derivative(nu, 280) / d, 1e-8);
    }
  }

  @Test
  void radianceThatIsNotPositiveHasNoTemperature() {
    assertTrue(Double.isNaN(Planck.brightnessTemperature(900, 0)));
    assertTrue(Double.isNaN(Planck.brightnessTemperature(900, -1e-3)));
    assertTrue(Double.isNaN(Planck.brightnessTemperature(900, Double.NaN)));
  }
}
