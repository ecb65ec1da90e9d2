package org.kokyu.land.vegetation;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.kokyu.land.tile.GeoTiles;

/**
 * Maximum-value composite of the {@value #WINDOW_DAYS} days before a scene's own: per cell the
 * greenest of them, with EVI and LSWI of the same view, once {@value #READY_DAYS} days have a
 * value. A single view is not a composite. Immutable, thread-safe.
 */
public final class VegetationComposite {
  /** Days before the scene's own that count. */
  public static final int WINDOW_DAYS = 10;

  /** Days with a value from which a cell is ready. */
  public static final int READY_DAYS = 3;

  /** Standard deviation of the composite's NDVI: residual haze and view. */
  static final float NDVI_SIGMA = 0.04f;

  private static final int CPD = VegetationDay.CELLS_PER_DEGREE;

  /** The greenest view, and how many days there were. */
  private record Tile(byte[] bytes, byte[] days) {}

  private final Tile[] tiles = new Tile[GeoTiles.TILES];
  private final int dayCount;
  private final String sha256;

  private VegetationComposite(List<GeoTiles> days, String sha256) {
    Map<Integer, Tile> found = new TreeMap<>();
    for (GeoTiles day : days) {
      day.tiles().forEach((number, bytes) -> add(found, number, bytes));
    }
    found.forEach((number, tile) -> tiles[number] = tile);
    this.dayCount = days.size();
    this.sha256 = sha256;
  }

  private static void add(Map<Integer, Tile> found, int number, byte[] bytes) {
    Tile tile =
        found.computeIfAbsent(
            number,
            n ->
                new Tile(
                    new byte[VegetationDay.LAYERS * VegetationDay.CELLS],
                    new byte[VegetationDay.CELLS]));
    byte[] seen = new byte[VegetationDay.LAYERS];
    for (int cell = 0; cell < VegetationDay.CELLS; cell++) {
      if (bytes[cell] != 0) {
        for (int l = 0; l < VegetationDay.LAYERS; l++) {
          seen[l] = bytes[l * VegetationDay.CELLS + cell];
        }
        VegetationDay.keepGreener(tile.bytes(), cell, seen);
        tile.days()[cell]++;
      }
    }
  }

  /**
   * From the days before.
   *
   * @param days at most {@value #WINDOW_DAYS}
   * @param sha256 of all of them together
   */
  public static VegetationComposite of(List<GeoTiles> days, String sha256) {
    if (days.size() > WINDOW_DAYS) {
      throw new IllegalArgumentException(
          "at most %d days expected, found %d".formatted(WINDOW_DAYS, days.size()));
    }
    return new VegetationComposite(days, sha256);
  }

  /** Nothing seen. */
  public static VegetationComposite empty() {
    return new VegetationComposite(List.of(), "");
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

  private float index(int layer, double latitudeDeg, double longitudeDeg) {
    Tile tile = tiles[GeoTiles.tileOf(CPD, latitudeDeg, longitudeDeg)];
    if (tile == null) {
      return Float.NaN;
    }
    int cell = GeoTiles.cellOf(CPD, latitudeDeg, longitudeDeg);
    return tile.days()[cell] < READY_DAYS
        ? Float.NaN
        : VegetationDay.index(tile.bytes()[layer * VegetationDay.CELLS + cell]);
  }

  /** NDVI of a place, not a number where not ready. */
  public float ndvi(double latitudeDeg, double longitudeDeg) {
    return index(0, latitudeDeg, longitudeDeg);
  }

  /** EVI of a place, not a number where not ready. */
  public float evi(double latitudeDeg, double longitudeDeg) {
    return index(1, latitudeDeg, longitudeDeg);
  }

  /** LSWI of a place, not a number where not ready or without band 5. */
  public float lswi(double latitudeDeg, double longitudeDeg) {
    return index(2, latitudeDeg, longitudeDeg);
  }
}
