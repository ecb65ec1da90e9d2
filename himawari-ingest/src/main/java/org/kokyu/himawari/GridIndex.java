package org.kokyu.himawari;

import java.nio.IntBuffer;
import java.nio.ShortBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.kokyu.core.scene.SceneGeometry;
import org.kokyu.core.scene.SceneGrid;

/**
 * Where each cell of a grid finds its 2 km pixel, how it is seen, and which columns of each row
 * each segment can fill.
 *
 * <p>An equal-angle cell takes the pixel nearest to its centre; −1 where the satellite does not see
 * the centre or the area does not hold the pixel. The buffers may be a mapped file. A native cell
 * is its pixel, so there only the columns on the earth are kept. Immutable, thread-safe.
 */
final class GridIndex {
  static final int NO_PIXEL = -1;

  private final SceneGrid grid;
  private final PixelSpace space;
  private final Optional<IntBuffer> pixels;
  private final Optional<float[]> viewZenith;
  private final ShortBuffer ranges;
  private final SortedSet<Integer> segments = new TreeSet<>();
  private SceneGeometry geometry;

  /**
   * @param pixels line · columns + column of the pixel, from 0, per cell; empty for native grids
   * @param viewZenith [degrees] per cell; empty for native grids
   * @param ranges per row and segment: first column and the one after the last
   */
  GridIndex(
      SceneGrid grid,
      PixelSpace space,
      Optional<IntBuffer> pixels,
      Optional<float[]> viewZenith,
      ShortBuffer ranges) {
    this.grid = grid;
    this.space = space;
    this.pixels = pixels;
    this.viewZenith = viewZenith;
    this.ranges = ranges;
    for (int row = 0; row < grid.rows(); row++) {
      for (int s = 1; s <= space.segments(); s++) {
        if (lastColumn(row, s) > firstColumn(row, s)) {
          segments.add(s);
        }
      }
    }
  }

  SceneGrid grid() {
    return grid;
  }

  PixelSpace space() {
    return space;
  }

  /** Segments that some cell needs, ascending. */
  SortedSet<Integer> segments() {
    return segments;
  }

  private int at(int row, int segment) {
    return 2 * (row * space.segments() + segment - 1);
  }

  /** First column of a row that a segment may fill. */
  int firstColumn(int row, int segment) {
    return ranges.get(at(row, segment)) & 0xffff;
  }

  /** One beyond the last column of a row that a segment may fill. */
  int lastColumn(int row, int segment) {
    return ranges.get(at(row, segment) + 1) & 0xffff;
  }

  /** Position and view per cell, made when first asked for. */
  synchronized SceneGeometry geometry() {
    if (geometry == null) {
      geometry = GridGeometry.of(grid, space.projection(), viewZenith);
    }
    return geometry;
  }

  /** Pixel of the first column of a row of a native grid. */
  private int nativeStart(int row) {
    SceneGrid.Native g = (SceneGrid.Native) grid;
    return (space.lineOf(g.firstLine() + row) - 1) * space.columns()
        + space.columnOf(g.firstColumn())
        - 1;
  }

  /**
   * Whether each row of cells comes from one segment alone; then {@link #clear} makes an array
   * ready row by row, and it need not be filled before.
   */
  boolean hasOwnRows() {
    return pixels.isEmpty();
  }

  /**
   * Writes not-a-number over what a segment can not fill of its own rows.
   *
   * @param filled whether the segment will fill the rest
   */
  void clear(int segment, boolean filled, float[] target, int fromRow, int toRow) {
    SceneGrid.Native g = (SceneGrid.Native) grid;
    for (int row = fromRow; row < toRow; row++) {
      int line = space.lineOf(g.firstLine() + row);
      int own = Math.floorDiv(line - 1, space.segmentLines()) + 1;
      // rows beyond the area go with its first or last segment
      if (Math.max(1, Math.min(space.segments(), own)) == segment) {
        int start = row * grid.columns();
        int from = filled ? firstColumn(row, segment) : 0;
        int to = filled ? lastColumn(row, segment) : 0;
        Arrays.fill(target, start, start + from, Float.NaN);
        Arrays.fill(target, start + to, start + grid.columns(), Float.NaN);
      }
    }
  }

  /** Fills the cells of some rows that a segment holds. */
  void gather(int segment, short[] counts, float[] table, float[] target, int fromRow, int toRow) {
    int base = (segment - 1) * space.segmentPixels();
    for (int row = fromRow; row < toRow; row++) {
      int from = row * grid.columns() + firstColumn(row, segment);
      int to = row * grid.columns() + lastColumn(row, segment);
      if (pixels.isPresent()) {
        indexed(pixels.get(), base, counts, table, target, from, to);
      } else if (from < to) {
        int shift = nativeStart(row) - base - row * grid.columns();
        for (int i = from; i < to; i++) {
          target[i] = table[counts[i + shift] & 0xffff];
        }
      }
    }
  }

  private static void indexed(
      IntBuffer pixels, int base, short[] counts, float[] table, float[] target, int from, int to) {
    for (int i = from; i < to; i++) {
      int p = pixels.get(i) - base;
      // a row may leave a segment and come back to it
      if (p >= 0 && p < counts.length) {
        target[i] = table[counts[p] & 0xffff];
      }
    }
  }

  /** The same from values instead of counts. */
  void gather(int segment, float[] values, float[] target, int fromRow, int toRow) {
    forEach(segment, fromRow, toRow, (cell, pixel) -> target[cell] = values[pixel]);
  }

  /** Observation time of the cells of some rows from the times of a segment's lines. */
  void gatherTimes(int segment, float[] lineSeconds, float[] target, int fromRow, int toRow) {
    int columns = space.columns();
    forEach(segment, fromRow, toRow, (cell, pixel) -> target[cell] = lineSeconds[pixel / columns]);
  }

  private interface Visit {
    void of(int cell, int pixelOfSegment);
  }

  private void forEach(int segment, int fromRow, int toRow, Visit visit) {
    int base = (segment - 1) * space.segmentPixels();
    int size = space.segmentPixels();
    for (int row = fromRow; row < toRow; row++) {
      int from = row * grid.columns() + firstColumn(row, segment);
      int to = row * grid.columns() + lastColumn(row, segment);
      int shift =
          pixels.isPresent() || from >= to ? 0 : nativeStart(row) - base - row * grid.columns();
      for (int i = from; i < to; i++) {
        int p = pixels.isPresent() ? pixels.get().get(i) - base : i + shift;
        if (p >= 0 && p < size) {
          visit.of(i, p);
        }
      }
    }
  }
}
