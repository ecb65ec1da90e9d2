package org.kokyu.retrieval.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.kokyu.core.atmosphere.Meteorology;
import org.kokyu.core.atmosphere.Profile;

class AtmosphereTest {
  private static Meteorology weather(double... water) {
    double[] p = {100000, 50000, 5000};
    return new Meteorology(
        Profile.of(p, new double[] {300, 260, 210}),
        Profile.of(p, water),
        Optional.empty(),
        100000,
        300,
        Optional.empty(),
        Optional.empty(),
        "test",
        false);
  }

  @Test
  void supersaturatedForecastIsLimitedToSaturation() {
    // saturation vapour pressure: 3533 Pa at 300 K, 222 Pa at 260 K over liquid water (Goff-Gratch)
    Profile limited = Atmosphere.limitedWater(weather(0.05, 0.01, 5e-5));
    assertEquals(0.03533, limited.value(0), 0.0003);
    assertEquals(0.00445, limited.value(1), 0.0001);
    assertEquals(5e-5, limited.value(2));
    assertTrue(
        Atmosphere.limitedWater(weather(0.02, 0.001, 5e-6))
            .equals(weather(0.02, 0.001, 5e-6).waterVapour()));
  }
}
