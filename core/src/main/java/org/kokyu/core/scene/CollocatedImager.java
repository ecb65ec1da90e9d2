package org.kokyu.core.scene;

import java.time.Instant;
import java.util.Objects;

/**
 * What a geostationary imager saw inside the footprint of a sounding.
 *
 * @param time of the slot, UTC
 * @param clearFraction share of clear pixels among those with a known mask, 0 … 1
 * @param lstK mean land surface temperature of the clear pixels [K]; NaN where there is none
 * @param lstUncertaintyK its uncertainty, pixels taken as fully correlated [K]; NaN where there is
 *     none
 * @param btSdK standard deviation over all pixels of the brightness temperature at 10.4 µm [K]; NaN
 *     where the map has no brightness temperatures
 * @param source name of the map
 */
public record CollocatedImager(
    Instant time,
    double clearFraction,
    double lstK,
    double lstUncertaintyK,
    double btSdK,
    String source) {
  /** Less of the footprint clear counts as cloud. */
  private static final double LEAST_CLEAR = 0.95;

  /** More texture counts as cloud [K]. */
  private static final double ROUGHEST_LAND_K = 1.5;

  private static final double ROUGHEST_SEA_K = 0.7;

  /** Skin seen by an imager against skin seen by a sounder: footprint, time, view [K]. */
  private static final double REPRESENTATIVENESS_K = 1.5;

  public CollocatedImager {
    Objects.requireNonNull(time, "time");
    Objects.requireNonNull(source, "source");
  }

  /** Whether the footprint is clear: 95 % of it, and smooth where texture is known. */
  public boolean isClear(boolean sea) {
    double roughest = sea ? ROUGHEST_SEA_K : ROUGHEST_LAND_K;
    boolean smooth = Double.isNaN(btSdK) || btSdK < roughest;
    return clearFraction >= LEAST_CLEAR && smooth;
  }

  /** Whether it tells the skin temperature: half of the footprint has to be clear. */
  public boolean hasSkin() {
    return Double.isFinite(lstK) && Double.isFinite(lstUncertaintyK) && clearFraction >= 0.5;
  }

  /** Standard deviation of the skin temperature as a prior: 1.5 K and that of the map [K]. */
  public double skinSigmaK() {
    return Math.hypot(REPRESENTATIVENESS_K, lstUncertaintyK);
  }
}
