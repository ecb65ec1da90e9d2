package org.kokyu.land.light;

import java.util.List;
import java.util.TreeMap;
import org.kokyu.land.tile.GeoTiles;

/**
 * What the ground and thick cloud look like at one slot of the day, from the {@value #WINDOW_DAYS}
 * days before.
 *
 * <p>Ground: the 5th percentile of the days of a cell (nearest rank), ready once {@value
 * #READY_DAYS} days have a value; before, the lowest so far. Cloud: per tile of 5°, the 90th
 * percentile of the brightest day of the cells of it and its eight neighbours, within 0.6 … 1.1;
 * ready once a thousand of these cells are. Immutable, thread-safe.
 */
public final class GroundReference {
  /** Days before the scene's own that count. */
  public static final int WINDOW_DAYS = 30;

  /** Days with a value from which a cell is ready. */
  public static final int READY_DAYS = 10;

  private static final int FEWEST_CELLS = 1000;
  private static final double CLOUD_SHARE = 0.9;
  private static final float DIMMEST_CLOUD = 0.6f;
  private static final float BRIGHTEST_CLOUD = 1.1f;
  private static final int CPD = GroundReflectanceDay.CELLS_PER_DEGREE;

  /** Codes of the lowest, second lowest and highest day, and how many days there were. */
  private static final class Tile {
    private final byte[] lowest = new byte[GeoTiles.cells(CPD)];
    private final byte[] second = new byte[GeoTiles.cells(CPD)];
    private final byte[] highest = new byte[GeoTiles.cells(CPD)];
    private final byte[] days = new byte[GeoTiles.cells(CPD)];

    void add(byte[] day) {
      for (int c = 0; c < day.length; c++) {
        int value = day[c] & 0xff;
        if (value == 0) {
          continue;
        }
        int low = lowest[c] & 0xff;
        if (low == 0 || value < low) {
          second[c] = lowest[c];
          lowest[c] = (byte) value;
        } else if (second[c] == 0 || value < (second[c] & 0xff)) {
          second[c] = (byte) value;
        }
        if (value > (highest[c] & 0xff)) {
          highest[c] = (byte) value;
        }
        days[c]++;
      }
    }
  }

  private final Tile[] tiles = new Tile[GeoTiles.TILES];
  private final float[] cloud = new float[GeoTiles.TILES];
  private final int dayCount;
  private final String sha256;

  private GroundReference(List<GeoTiles> days, String sha256) {
    TreeMap<Integer, Tile> found = new TreeMap<>();
    for (GeoTiles day : days) {
      day.tiles()
          .forEach((number, bytes) -> found.computeIfAbsent(number, n -> new Tile()).add(bytes));
    }
    found.forEach((number, tile) -> tiles[number] = tile);
    for (int t = 0; t < tiles.length; t++) {
      cloud[t] = tiles[t] == null ? Float.NaN : cloudAround(t);
    }
    this.dayCount = days.size();
    this.sha256 = sha256;
  }

  /**
   * From the days before.
   *
   * @param days one scene of the same slot of each day, at most {@value #WINDOW_DAYS}
   * @param sha256 of all of them together
   */
  public static GroundReference of(List<GeoTiles> days, String sha256) {
    if (days.size() > WINDOW_DAYS) {
      throw new IllegalArgumentException(
          "at most %d days expected, found %d".formatted(WINDOW_DAYS, days.size()));
    }
    return new GroundReference(days, sha256);
  }

  /** Nothing learned. */
  public static GroundReference empty() {
    return new GroundReference(List.of(), "");
  }

  private float cloudAround(int tile) {
    int[] histogram = new int[256];
    int n = 0;
    for (int dy = -1; dy <= 1; dy++) {
      for (int dx = -1; dx <= 1; dx++) {
        int beside = GeoTiles.neighbour(tile, dy, dx);
        if (beside < 0 || tiles[beside] == null) {
          continue;
        }
        Tile t = tiles[beside];
        for (int c = 0; c < t.days.length; c++) {
          if (t.days[c] >= READY_DAYS) {
            histogram[t.highest[c] & 0xff]++;
            n++;
          }
        }
      }
    }
    if (n < FEWEST_CELLS) {
      return Float.NaN;
    }
    int above = (int) ((1 - CLOUD_SHARE) * n);
    int code = 255;
    for (int sum = histogram[code]; sum <= above; sum += histogram[code]) {
      code--;
    }
    float bright = GroundReflectanceDay.reflectance((byte) code);
    return Math.max(DIMMEST_CLOUD, Math.min(BRIGHTEST_CLOUD, bright));
  }

  /** Days that were looked at. */
  public int dayCount() {
    return dayCount;
  }

  public boolean isEmpty() {
    return dayCount == 0;
  }

  /** Hash of all that was looked at. */
  public String sha256() {
    return sha256;
  }

  /** A cell of a tile; days 0 where nothing is known. */
  float ground(int tile, int cell) {
    Tile t = tiles[tile];
    if (t == null || t.days[cell] == 0) {
      return Float.NaN;
    }
    // nearest rank of 5 %: the second of more than twenty
    return GroundReflectanceDay.reflectance(t.days[cell] > 20 ? t.second[cell] : t.lowest[cell]);
  }

  int days(int tile, int cell) {
    return tiles[tile] == null ? 0 : tiles[tile].days[cell];
  }

  /** Reflectance of thick cloud in a tile; not a number where not ready. */
  float cloud(int tile) {
    return cloud[tile];
  }
}
