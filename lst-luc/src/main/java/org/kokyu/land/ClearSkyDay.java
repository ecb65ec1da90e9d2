package org.kokyu.land;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.kokyu.core.scene.BandImage;
import org.kokyu.core.scene.ImagerScene;

/**
 * What one scene says of the clear sky: mean band-13 brightness temperature of the clear pixels of
 * each cell of 0.1 degrees, land and sea apart. A cell has a value if at least three pixels and
 * half of those known were taken for clear, of fewer pixels all. Arrays shared, treat as constant.
 *
 * @param hourUtc hour of the slot, 0 … 23
 * @param day of the slot, UTC
 * @param tiles by {@link #tileOf}: {@value #TILE_CELLS} coded temperatures, see {@link #code}
 */
public record ClearSkyDay(int hourUtc, LocalDate day, Map<Integer, byte[]> tiles) {
  /** Cells on a side of a tile of 5 degrees. */
  static final int TILE_SIDE = 50;

  static final int TILE_CELLS = TILE_SIDE * TILE_SIDE;
  private static final int TILE_COLUMNS = 72;

  /** Tiles there can be: 36 × 72, sea and land. */
  static final int TILES = 36 * TILE_COLUMNS * 2;

  private static final double CELLS_PER_DEGREE = 10;
  private static final double LOWEST_K = 200;
  private static final double STEP_K = 0.5;
  private static final int FEWEST_PIXELS = 3;

  public ClearSkyDay {
    tiles = Collections.unmodifiableMap(new TreeMap<>(tiles));
  }

  /** Sums of one tile while the pixels are counted. */
  private static final class Tile {
    private final double[] sumK = new double[TILE_CELLS];
    private final int[] clear = new int[TILE_CELLS];
    private final int[] known = new int[TILE_CELLS];
  }

  /**
   * Looks at a scene that has band 13.
   *
   * @param mask levels of {@link CloudMask}, made without the composite
   */
  public static ClearSkyDay of(ImagerScene scene, LandState land, byte[] mask) {
    float[] t13 = scene.band(13).map(BandImage::brightnessTemperatureK).orElseThrow();
    int columns = scene.grid().columns();
    float[] latitude = new float[columns];
    float[] longitude = new float[columns];
    Tile[] sums = new Tile[TILES];
    for (int i = 0; i < t13.length; i++) {
      int c = i % columns;
      if (c == 0) {
        scene.geometry().positionsDeg(i, latitude, longitude);
      }
      int place = placeOf(latitude[c], longitude[c], land.isLand(i));
      if (mask[i] == CloudMask.UNKNOWN || place < 0 || Float.isNaN(t13[i])) {
        continue;
      }
      int tile = place / TILE_CELLS;
      if (sums[tile] == null) {
        sums[tile] = new Tile();
      }
      int cell = place % TILE_CELLS;
      sums[tile].known[cell]++;
      if (mask[i] == CloudMask.CLEAR || mask[i] == CloudMask.PROBABLY_CLEAR) {
        sums[tile].clear[cell]++;
        sums[tile].sumK[cell] += t13[i];
      }
    }
    TreeMap<Integer, byte[]> tiles = new TreeMap<>();
    for (int t = 0; t < TILES; t++) {
      if (sums[t] != null) {
        coded(sums[t], t, tiles);
      }
    }
    var time = scene.slot().nominalTime().atOffset(ZoneOffset.UTC);
    return new ClearSkyDay(time.getHour(), time.toLocalDate(), tiles);
  }

  private static void coded(Tile sums, int tile, TreeMap<Integer, byte[]> tiles) {
    byte[] values = new byte[TILE_CELLS];
    boolean any = false;
    for (int c = 0; c < TILE_CELLS; c++) {
      boolean enough =
          sums.clear[c] >= FEWEST_PIXELS
              ? 2 * sums.clear[c] >= sums.known[c]
              : sums.clear[c] > 0 && sums.clear[c] == sums.known[c];
      if (enough) {
        values[c] = code(sums.sumK[c] / sums.clear[c]);
        any = true;
      }
    }
    if (any) {
      tiles.put(tile, values);
    }
  }

  /** A temperature in half kelvins, 1 … 255 from 200 K on; 0 stands for no value. */
  static byte code(double kelvin) {
    return (byte) Math.max(1, Math.min(255, 1 + Math.round((kelvin - LOWEST_K) / STEP_K)));
  }

  /** The temperature of a code other than 0 [K]. */
  static float kelvin(int code) {
    return (float) (LOWEST_K + STEP_K * (code - 1));
  }

  /** Tile number × {@link #TILE_CELLS} + cell; −1 where there is no position. */
  static int placeOf(float latitudeDeg, float longitudeDeg, boolean land) {
    if (!(Math.abs(latitudeDeg) <= 90 && Math.abs(longitudeDeg) <= 360)) {
      return -1;
    }
    int row = Math.min(1799, (int) ((90 - latitudeDeg) * CELLS_PER_DEGREE));
    int column = (int) ((longitudeDeg + 540) * CELLS_PER_DEGREE) % 3600;
    int tile = (row / TILE_SIDE * TILE_COLUMNS + column / TILE_SIDE) * 2 + (land ? 1 : 0);
    return tile * TILE_CELLS + row % TILE_SIDE * TILE_SIDE + column % TILE_SIDE;
  }

  /** Number of the tile of a place. */
  static int tileOf(int place) {
    return place / TILE_CELLS;
  }
}
