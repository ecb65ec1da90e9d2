package org.kokyu.himawari;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.ShortBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.kokyu.core.parallel.BlockLoop;
import org.kokyu.core.scene.SceneGrid;

/**
 * Computes a {@link GridIndex}; that of an equal-angle grid in a buffer of native byte order, as it
 * is kept in files. Stateless.
 */
final class GridIndexBuilder {
  private static final int ROWS_PER_BLOCK = 50;

  private GridIndexBuilder() {}

  /** Bytes that the index of an equal-angle grid takes. */
  static long bytes(SceneGrid.LatLon grid, PixelSpace space) {
    return 8L * grid.size() + 4L * grid.rows() * space.segments();
  }

  /** The parts of a buffer, as an index. */
  static GridIndex view(SceneGrid.LatLon grid, PixelSpace space, ByteBuffer buffer) {
    float[] zenith = new float[grid.size()];
    part(buffer, 4L * grid.size(), 4L * grid.size()).asFloatBuffer().get(zenith);
    return view(grid, space, buffer, zenith);
  }

  /** The same with the view angles from elsewhere; their part of the buffer is not touched. */
  static GridIndex view(
      SceneGrid.LatLon grid, PixelSpace space, ByteBuffer buffer, float[] viewZenithDeg) {
    long n = grid.size();
    return new GridIndex(
        grid,
        space,
        Optional.of(part(buffer, 0, 4 * n).asIntBuffer()),
        Optional.of(viewZenithDeg),
        part(buffer, 8 * n, 4L * grid.rows() * space.segments()).asShortBuffer());
  }

  private static ByteBuffer part(ByteBuffer buffer, long from, long bytes) {
    return buffer.slice((int) from, (int) bytes).order(ByteOrder.nativeOrder());
  }

  /** Computes an index in memory outside the heap. */
  static ByteBuffer build(SceneGrid.LatLon grid, PixelSpace space, Executor executor, int helpers) {
    if (grid.columns() > 0xffff) {
      throw new IllegalArgumentException("at most 65535 columns expected, found " + grid.columns());
    }
    ByteBuffer buffer =
        ByteBuffer.allocateDirect(Math.toIntExact(bytes(grid, space)))
            .order(ByteOrder.nativeOrder());
    int n = grid.size();
    IntBuffer pixels = part(buffer, 0, 4L * n).asIntBuffer();
    FloatBuffer zenith = part(buffer, 4L * n, 4L * n).asFloatBuffer();
    ShortBuffer ranges = part(buffer, 8L * n, 4L * grid.rows() * space.segments()).asShortBuffer();
    RowFiller filler = regular(grid, space);
    int blocks = (grid.rows() + ROWS_PER_BLOCK - 1) / ROWS_PER_BLOCK;
    BlockLoop.run(
        executor,
        helpers,
        blocks,
        b -> {
          Row row = new Row(grid.columns());
          int end = Math.min(grid.rows(), (b + 1) * ROWS_PER_BLOCK);
          for (int r = b * ROWS_PER_BLOCK; r < end; r++) {
            filler.fill(r, row);
            pixels.put(r * grid.columns(), row.pixels);
            zenith.put(r * grid.columns(), row.zenith);
            ranges.put(2 * r * space.segments(), row.ranges(space));
          }
        });
    return buffer;
  }

  private interface RowFiller {
    void fill(int r, Row row);
  }

  /** One row of cells. Not thread-safe. */
  private static final class Row {
    private final int[] pixels;
    private final float[] zenith;
    private final double[] point = new double[3];

    Row(int columns) {
      pixels = new int[columns];
      zenith = new float[columns];
    }

    void set(int c, int line, int column, double zenithDeg, PixelSpace space) {
      boolean inside =
          line >= 1 && line <= space.lines() && column >= 1 && column <= space.columns();
      boolean seen = !Double.isNaN(zenithDeg);
      zenith[c] = (float) zenithDeg;
      // deep space has counts as well; it is no part of a scene
      pixels[c] = inside && seen ? (line - 1) * space.columns() + column - 1 : GridIndex.NO_PIXEL;
    }

    short[] ranges(PixelSpace space) {
      int[] first = new int[space.segments()];
      int[] last = new int[space.segments()];
      Arrays.fill(first, pixels.length);
      for (int c = 0; c < pixels.length; c++) {
        if (pixels[c] != GridIndex.NO_PIXEL) {
          int s = pixels[c] / space.segmentPixels();
          first[s] = Math.min(first[s], c);
          last[s] = c + 1;
        }
      }
      short[] ranges = new short[2 * space.segments()];
      for (int s = 0; s < first.length; s++) {
        ranges[2 * s] = (short) Math.min(first[s], last[s]);
        ranges[2 * s + 1] = (short) last[s];
      }
      return ranges;
    }
  }

  /** The index of a native window: the columns of each row that are on the earth. */
  static GridIndex ofNative(SceneGrid.Native g, PixelSpace space) {
    GeosNavigation navigation = new GeosNavigation(GridGeometry.fullDisk(space.projection()));
    short[] ranges = new short[2 * g.rows() * space.segments()];
    for (int r = 0; r < g.rows(); r++) {
      int line = space.lineOf(g.firstLine() + r);
      if (line < 1 || line > space.lines()) {
        continue;
      }
      int[] limb = limb(navigation, g.firstLine() + r);
      int areaFirst = g.firstColumn() + 1 - space.columnOf(g.firstColumn());
      int first = Math.max(Math.max(limb[0], g.firstColumn()), areaFirst);
      int last =
          Math.min(
              Math.min(limb[1], g.firstColumn() + g.columns() - 1),
              areaFirst + space.columns() - 1);
      int at = 2 * (r * space.segments() + (line - 1) / space.segmentLines());
      if (first <= last) {
        ranges[at] = (short) (first - g.firstColumn());
        ranges[at + 1] = (short) (last + 1 - g.firstColumn());
      }
    }
    return new GridIndex(g, space, Optional.empty(), Optional.empty(), ShortBuffer.wrap(ranges));
  }

  /** First and last full-disk column on the earth; a line meets the disk in one piece. */
  private static int[] limb(GeosNavigation navigation, int line) {
    int middle = (int) GeosProjection.FULL_DISK_2KM.columnOffset();
    if (Double.isNaN(navigation.toEarth(middle, line).latitudeDeg())) {
      return new int[] {1, 0};
    }
    return new int[] {edge(navigation, line, middle, 0), edge(navigation, line, middle, 5501)};
  }

  private static int edge(GeosNavigation navigation, int line, int inside, int outside) {
    int in = inside;
    int out = outside;
    while (Math.abs(out - in) > 1) {
      int c = (in + out) / 2;
      if (Double.isNaN(navigation.toEarth(c, line).latitudeDeg())) {
        out = c;
      } else {
        in = c;
      }
    }
    return in;
  }

  private static RowFiller regular(SceneGrid.LatLon g, PixelSpace space) {
    GeosNavigation navigation = new GeosNavigation(space.projection());
    double[] sin = new double[g.columns()];
    double[] cos = new double[g.columns()];
    for (int c = 0; c < sin.length; c++) {
      double d = Math.toRadians(g.longitudeDeg(c)) - navigation.subLongitudeRad();
      sin[c] = Math.sin(d);
      cos[c] = Math.cos(d);
    }
    return (r, row) -> {
      GeosNavigation.Parallel parallel = navigation.new Parallel(g.latitudeDeg(r));
      for (int c = 0; c < sin.length; c++) {
        parallel.toPixel(sin[c], cos[c], row.point);
        int line = (int) Math.floor(row.point[1] + 0.5);
        int column = (int) Math.floor(row.point[0] + 0.5);
        row.set(c, line, column, row.point[2], space);
      }
    };
  }
}
