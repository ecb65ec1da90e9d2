package org.kokyu.himawari;

import java.time.Instant;

/**
 * When full disks exist: every ten minutes but for 02:40 and 14:40 UTC, when the satellites keep
 * house; 142 slots a day are a complete day. Source: JAXA P-Tree user information; the public
 * archive's listings agree.
 */
public final class HimawariTimeline {
  private static final long SLOT_SECONDS = 600;
  private static final long HALF_DAY_SECONDS = 12 * 3600;
  private static final long HOUSEKEEPING_SECONDS = 2 * 3600 + 40 * 60;

  /** Those slots, for a person. */
  public static final String WITHOUT_FULL_DISK = "02:40 and 14:40 UTC, housekeeping";

  private HimawariTimeline() {}

  /** Start of the ten-minute slot that holds an instant. */
  public static Instant slotOf(Instant time) {
    return Instant.ofEpochSecond(Math.floorDiv(time.getEpochSecond(), SLOT_SECONDS) * SLOT_SECONDS);
  }

  /** False for the two slots of the day without a full disk. */
  public static boolean hasFullDisk(Instant nominalTime) {
    return Math.floorMod(nominalTime.getEpochSecond(), HALF_DAY_SECONDS) != HOUSEKEEPING_SECONDS;
  }
}
