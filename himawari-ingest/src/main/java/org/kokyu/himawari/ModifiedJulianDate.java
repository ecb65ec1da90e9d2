package org.kokyu.himawari;

import java.time.Instant;

/**
 * Modified Julian Date, days since 1858-11-17 00:00 UTC, as the headers hold it.
 *
 * <p>A double resolves 0.6 µs at present dates; instants are rounded to the microsecond.
 */
public final class ModifiedJulianDate {
  /** Modified Julian Date of 1970-01-01. */
  private static final double UNIX_EPOCH_MJD = 40587.0;

  private static final double MICROSECONDS_PER_DAY = 86400e6;

  private ModifiedJulianDate() {}

  public static Instant toInstant(double mjd) {
    long micros = Math.round((mjd - UNIX_EPOCH_MJD) * MICROSECONDS_PER_DAY);
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000L);
  }

  public static double of(Instant instant) {
    return UNIX_EPOCH_MJD
        + instant.getEpochSecond() / 86400.0
        + instant.getNano() / 1000.0 / MICROSECONDS_PER_DAY;
  }
}
