package org.kokyu.land.light;

import java.time.Instant;
import java.time.ZoneOffset;

/**
 * Irradiance of the sun outside the atmosphere, E = S₀ · E₀ on a plane that faces it: S₀ = 1361.1 W
 * m-2 (Gueymard 2018, Solar Energy 168, 2–9), E₀ = 1.000110 + 0.034221 cos Γ + 0.001280 sin Γ +
 * 0.000719 cos 2Γ + 0.000077 sin 2Γ with the day angle Γ (Spencer 1971, Search 2, 172).
 */
public final class SolarIrradiance {
  /** At the mean distance of the sun [W m-2]. */
  public static final double SOLAR_CONSTANT = 1361.1;

  private SolarIrradiance() {}

  /** E₀: squared ratio of the mean distance of the sun to that of a day. */
  public static double distanceFactor(Instant time) {
    double g = 2 * Math.PI * (time.atOffset(ZoneOffset.UTC).getDayOfYear() - 1) / 365.0;
    return 1.000110
        + 0.034221 * Math.cos(g)
        + 0.001280 * Math.sin(g)
        + 0.000719 * Math.cos(2 * g)
        + 0.000077 * Math.sin(2 * g);
  }

  /** E of a day [W m-2]. */
  public static double normal(Instant time) {
    return SOLAR_CONSTANT * distanceFactor(time);
  }
}
