package org.kokyu.core.scene;

import java.util.Objects;

/**
 * How and when each pixel was seen, beside the view zenith of {@link SceneGeometry}; row-major,
 * shared, treat as constant. NaN where a pixel is off the earth or not seen.
 *
 * @param viewAzimuthDeg direction to the satellite, clockwise from north [degrees, 0 … 360]
 * @param solarZenithDeg at the time of the pixel [degrees]
 * @param timeOffsetSeconds after the nominal time of the slot [s]
 */
public record PixelGeometry(
    float[] viewAzimuthDeg, float[] solarZenithDeg, float[] timeOffsetSeconds) {
  public PixelGeometry {
    Objects.requireNonNull(viewAzimuthDeg, "viewAzimuthDeg");
    Objects.requireNonNull(solarZenithDeg, "solarZenithDeg");
    Objects.requireNonNull(timeOffsetSeconds, "timeOffsetSeconds");
  }
}
