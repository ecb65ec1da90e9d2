package org.kokyu.core.scene;

import java.time.Instant;
import java.util.Objects;

/**
 * One pixel with an active heat source.
 *
 * @param pixel row-major index on the field's grid
 * @param latitudeDeg of the pixel's centre
 * @param longitudeDeg of the pixel's centre
 * @param time of the observation, UTC
 * @param frpMw fire radiative power [MW]; a lower bound where saturated
 * @param frpUncertaintyMw one standard deviation [MW]
 * @param confidence 0 … 1
 * @param kind vegetation fire or standing source
 * @param confirmed seen in at least two of the last three slots
 * @param saturated band 7 at its upper end
 * @param band7K brightness temperature of band 7 [K]
 * @param backgroundK what band 7 would show without the source [K]
 */
public record FireDetection(
    int pixel,
    double latitudeDeg,
    double longitudeDeg,
    Instant time,
    double frpMw,
    double frpUncertaintyMw,
    double confidence,
    Kind kind,
    boolean confirmed,
    boolean saturated,
    double band7K,
    double backgroundK) {
  /** What burns. */
  public enum Kind {
    FIRE,
    /** Industry, flare or volcano: at a known place or learned from its persistence. */
    STATIC
  }

  public FireDetection {
    Objects.requireNonNull(time, "time");
    Objects.requireNonNull(kind, "kind");
  }

  /** The same source under another kind and confirmation. */
  public FireDetection as(Kind newKind, boolean nowConfirmed) {
    return new FireDetection(
        pixel,
        latitudeDeg,
        longitudeDeg,
        time,
        frpMw,
        frpUncertaintyMw,
        confidence,
        newKind,
        nowConfirmed,
        saturated,
        band7K,
        backgroundK);
  }
}
