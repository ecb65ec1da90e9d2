package org.kokyu.land.tile;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Bytes in cells of latitude and longitude over the earth, kept in tiles of five degrees; a tile
 * that has nothing is absent. Layers of a tile follow each other, cells row by row from the
 * north-west. Arrays shared: treat as constant. Immutable, thread-safe.
 *
 * @param cellsPerDegree of latitude and longitude
 * @param layers bytes of a cell
 * @param tiles by number, {@link #tileOf}
 */
public record GeoTiles(int cellsPerDegree, int layers, Map<Integer, byte[]> tiles) {
  /** Degrees on a side of a tile. */
  public static final int TILE_DEG = 5;

  static final int TILE_ROWS = 180 / TILE_DEG;
  static final int TILE_COLUMNS = 360 / TILE_DEG;

  /** Numbers of tiles are below this. */
  public static final int TILES = TILE_ROWS * TILE_COLUMNS;

  public GeoTiles {
    tiles = Collections.unmodifiableMap(new TreeMap<>(tiles));
    int expected = layers * cells(cellsPerDegree);
    tiles.forEach(
        (number, bytes) -> {
          if (number < 0 || number >= TILES || bytes.length != expected) {
            throw new IllegalArgumentException(
                "tile %d of %d bytes, one below %d of %d bytes expected"
                    .formatted(number, bytes.length, TILES, expected));
          }
        });
  }

  /** Cells of a tile. */
  public static int cells(int cellsPerDegree) {
    return TILE_DEG * cellsPerDegree * TILE_DEG * cellsPerDegree;
  }

  /** Row of cells of a latitude, from the north pole. */
  private static int row(int cellsPerDegree, double latitudeDeg) {
    int row = (int) ((90 - latitudeDeg) * cellsPerDegree);
    return Math.max(0, Math.min(180 * cellsPerDegree - 1, row));
  }

  /** Column of cells of a longitude, however it is counted, from the date line. */
  private static int column(int cellsPerDegree, double longitudeDeg) {
    return Math.floorMod(
        (int) Math.floor((longitudeDeg + 180) * cellsPerDegree), 360 * cellsPerDegree);
  }

  /** Number of the tile that a place is in. */
  public static int tileOf(int cellsPerDegree, double latitudeDeg, double longitudeDeg) {
    int side = TILE_DEG * cellsPerDegree;
    return row(cellsPerDegree, latitudeDeg) / side * TILE_COLUMNS
        + column(cellsPerDegree, longitudeDeg) / side;
  }

  /** Cell of its tile that a place is in. */
  public static int cellOf(int cellsPerDegree, double latitudeDeg, double longitudeDeg) {
    int side = TILE_DEG * cellsPerDegree;
    return row(cellsPerDegree, latitudeDeg) % side * side
        + column(cellsPerDegree, longitudeDeg) % side;
  }

  /** The tile beside another, poles excepted: −1 beyond them. */
  public static int neighbour(int tile, int rowsDown, int columnsRight) {
    int row = tile / TILE_COLUMNS + rowsDown;
    int column = Math.floorMod(tile % TILE_COLUMNS + columnsRight, TILE_COLUMNS);
    return row < 0 || row >= TILE_ROWS ? -1 : row * TILE_COLUMNS + column;
  }
}
