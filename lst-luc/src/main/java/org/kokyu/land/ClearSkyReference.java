package org.kokyu.land;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;

/**
 * The clear sky that a scene is compared with: of the {@value #WINDOW_DAYS} days before its own, at
 * its hour, the second warmest value of a cell, once {@value #READY_DAYS} days have one. The
 * warmest is left out against a single outlier; colder days (a low cloud taken for clear) do not
 * count. The spread of the warm days says how much clear days differ there. Immutable, thread-safe.
 */
public final class ClearSkyReference {
  /** Days before the scene's own that count. */
  public static final int WINDOW_DAYS = 14;

  /** Days with a value from which a cell is ready. */
  public static final int READY_DAYS = 5;

  /** A reference temperature and how much the warm days differ [K]; days counted, ready or not. */
  private record Tile(float[] warmK, float[] spreadK, byte[] days) {}

  private final Tile[] tiles;
  private final boolean empty;
  private final String sha256;

  private ClearSkyReference(Tile[] tiles, boolean empty, String sha256) {
    this.tiles = tiles;
    this.empty = empty;
    this.sha256 = sha256;
  }

  static ClearSkyReference of(ClearSkyComposite composite, long day) {
    Tile[] tiles = new Tile[ClearSkyDay.TILES];
    MessageDigest digest = digest();
    digest.update((byte) composite.hourUtc());
    boolean empty = true;
    int[] plane = new int[WINDOW_DAYS];
    for (Map.Entry<Integer, byte[]> e : composite.tiles().entrySet()) {
      int n = 0;
      for (long d = day - WINDOW_DAYS; d < day; d++) {
        if (d <= composite.newestDay() && d > composite.newestDay() - ClearSkyComposite.KEPT_DAYS) {
          plane[n++] = ClearSkyComposite.plane(d);
          if (hasValue(e.getValue(), plane[n - 1])) {
            digest.update(ByteBuffer.allocate(12).putInt(e.getKey()).putLong(d).array());
            digest.update(e.getValue(), plane[n - 1], ClearSkyDay.TILE_CELLS);
            empty = false;
          }
        }
      }
      tiles[e.getKey()] = tile(e.getValue(), Arrays.copyOf(plane, n));
    }
    return new ClearSkyReference(tiles, empty, HexFormat.of().formatHex(digest.digest()));
  }

  private static boolean hasValue(byte[] planes, int first) {
    for (int c = 0; c < ClearSkyDay.TILE_CELLS; c++) {
      if (planes[first + c] != 0) {
        return true;
      }
    }
    return false;
  }

  private static Tile tile(byte[] planes, int[] firsts) {
    Tile tile =
        new Tile(
            new float[ClearSkyDay.TILE_CELLS],
            new float[ClearSkyDay.TILE_CELLS],
            new byte[ClearSkyDay.TILE_CELLS]);
    int[] codes = new int[firsts.length];
    for (int c = 0; c < ClearSkyDay.TILE_CELLS; c++) {
      int n = 0;
      for (int first : firsts) {
        if (planes[first + c] != 0) {
          codes[n++] = planes[first + c] & 0xff;
        }
      }
      tile.days()[c] = (byte) n;
      tile.warmK()[c] = Float.NaN;
      if (n >= READY_DAYS) {
        Arrays.sort(codes, 0, n);
        tile.warmK()[c] = ClearSkyDay.kelvin(codes[n - 2]);
        // down to the third warmest of five days, the fifth of fourteen
        tile.spreadK()[c] = tile.warmK()[c] - ClearSkyDay.kelvin(codes[n - 2 - n / 4]);
      }
    }
    return tile;
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("the JDK lacks SHA-256", e);
    }
  }

  /** Whether no day before had a value anywhere. */
  public boolean isEmpty() {
    return empty;
  }

  /** Hash of every value that counts here. */
  public String sha256() {
    return sha256;
  }

  /** Reference [K] of a {@link ClearSkyDay#placeOf place}; not a number where not ready. */
  float warmK(int place) {
    Tile tile = place < 0 ? null : tiles[ClearSkyDay.tileOf(place)];
    return tile == null ? Float.NaN : tile.warmK()[place % ClearSkyDay.TILE_CELLS];
  }

  /** Spread of the warm days [K] where ready. */
  float spreadK(int place) {
    return tiles[ClearSkyDay.tileOf(place)].spreadK()[place % ClearSkyDay.TILE_CELLS];
  }

  /** Days of a place that have a value. */
  int days(int place) {
    Tile tile = place < 0 ? null : tiles[ClearSkyDay.tileOf(place)];
    return tile == null ? 0 : tile.days()[place % ClearSkyDay.TILE_CELLS];
  }

  /**
   * How far learning has come where a scene looks.
   *
   * @param known pixels of which the scene knows something
   * @param ready those with a reference
   * @param mostDays of any of them
   */
  static String describe(long known, long ready, int mostDays) {
    return ready > 0
        ? "composite of clear days used on %d of %d pixels".formatted(ready, known)
        : "composite of clear days not yet used, learning: %d of %d days"
            .formatted(mostDays, READY_DAYS);
  }
}
