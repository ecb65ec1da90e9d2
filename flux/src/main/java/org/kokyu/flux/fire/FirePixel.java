package org.kokyu.flux.fire;

import java.util.Objects;

/**
 * A pixel that burned, over the slots of a period; arrays are shared, treat as constant.
 *
 * @param pixel row-major index on the grid
 * @param type what burns
 * @param powerMw fire radiative power of each slot [MW], 0 where seen without a fire, NaN where the
 *     ground was not seen
 * @param powerUncertaintyMw one standard deviation [MW], independent between slots; 0 without a
 *     fire
 */
public record FirePixel(
    int pixel, double longitudeDeg, FireType type, double[] powerMw, double[] powerUncertaintyMw) {
  public FirePixel {
    Objects.requireNonNull(type, "type");
    if (powerMw.length != powerUncertaintyMw.length) {
      throw new IllegalArgumentException(
          "%d powers and %d uncertainties".formatted(powerMw.length, powerUncertaintyMw.length));
    }
  }
}
