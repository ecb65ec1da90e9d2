package org.kokyu.land;

import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What clear sky looked like at one hour of the day over the last days: per cell of 0.1 degrees and
 * day the warmest of the slots of that hour. Immutable: {@link #with} gives the next state; the
 * same scene twice changes nothing. Older days than {@value #KEPT_DAYS} are forgotten.
 */
public final class ClearSkyComposite {
  /** Days that are kept: those of the reference, the newest, and one to spare for late slots. */
  public static final int KEPT_DAYS = 16;

  private final int hourUtc;
  private final long newestDay;
  private final TreeMap<Integer, byte[]> tiles;

  /**
   * @param hourUtc 0 … 23
   * @param newestDay day since 1970
   * @param tiles by number, {@value #KEPT_DAYS} planes of cells; the plane of a day is its number
   *     modulo {@value #KEPT_DAYS}
   */
  public ClearSkyComposite(int hourUtc, long newestDay, Map<Integer, byte[]> tiles) {
    this.hourUtc = hourUtc;
    this.newestDay = newestDay;
    this.tiles = new TreeMap<>(tiles);
  }

  /** Nothing learned yet. */
  public static ClearSkyComposite empty(int hourUtc) {
    return new ClearSkyComposite(hourUtc, 0, Map.of());
  }

  /** Bytes of one tile. */
  public static int tileBytes() {
    return KEPT_DAYS * ClearSkyDay.TILE_CELLS;
  }

  /** Numbers of tiles are below this. */
  public static int tileLimit() {
    return ClearSkyDay.TILES;
  }

  public int hourUtc() {
    return hourUtc;
  }

  public long newestDay() {
    return newestDay;
  }

  public Map<Integer, byte[]> tiles() {
    return Collections.unmodifiableMap(tiles);
  }

  static int plane(long day) {
    return (int) Math.floorMod(day, (long) KEPT_DAYS) * ClearSkyDay.TILE_CELLS;
  }

  /** What is known before a day: the days themselves never see their own scenes. */
  public ClearSkyReference before(LocalDate day) {
    return ClearSkyReference.of(this, day.toEpochDay());
  }

  /** The state after a scene of this hour; a scene older than what is kept changes nothing. */
  public ClearSkyComposite with(ClearSkyDay scene) {
    if (scene.hourUtc() != hourUtc) {
      throw new IllegalArgumentException(
          "scene of hour %d given to the composite of hour %d".formatted(scene.hourUtc(), hourUtc));
    }
    long day = scene.day().toEpochDay();
    if (scene.tiles().isEmpty() || day <= newestDay - KEPT_DAYS) {
      return this;
    }
    TreeMap<Integer, byte[]> next = new TreeMap<>();
    tiles.forEach(
        (number, planes) -> {
          byte[] kept = day > newestDay ? forgetting(planes, day) : planes;
          if (hasValue(kept)) {
            next.put(number, kept);
          }
        });
    scene
        .tiles()
        .forEach((number, values) -> next.put(number, warmer(next.get(number), values, day)));
    return new ClearSkyComposite(hourUtc, Math.max(day, newestDay), next);
  }

  private byte[] forgetting(byte[] planes, long day) {
    byte[] kept = planes.clone();
    for (long d = Math.max(newestDay + 1, day - KEPT_DAYS + 1); d <= day; d++) {
      java.util.Arrays.fill(kept, plane(d), plane(d) + ClearSkyDay.TILE_CELLS, (byte) 0);
    }
    return kept;
  }

  private static boolean hasValue(byte[] planes) {
    for (byte b : planes) {
      if (b != 0) {
        return true;
      }
    }
    return false;
  }

  private static byte[] warmer(byte[] before, byte[] values, long day) {
    byte[] planes = before == null ? new byte[tileBytes()] : before.clone();
    int first = plane(day);
    for (int c = 0; c < values.length; c++) {
      if ((values[c] & 0xff) > (planes[first + c] & 0xff)) {
        planes[first + c] = values[c];
      }
    }
    return planes;
  }
}
