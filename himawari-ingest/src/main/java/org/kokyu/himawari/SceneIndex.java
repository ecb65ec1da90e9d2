package org.kokyu.himawari;

import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import org.kokyu.core.parallel.BlockLoop;
import org.kokyu.core.scene.SceneGeometry;
import org.kokyu.core.scene.SceneGrid;

/**
 * Where on the full-disk 2 km grid each cell of a scene grid finds its pixel, and the cell's
 * geometry. Immutable once made, thread-safe.
 *
 * <p>An equal-angle cell takes the nearest pixel to its centre. A cell whose centre the satellite
 * does not see has segment 0.
 */
final class SceneIndex {
  private static final int ROWS_PER_BLOCK = 50;
  private static final int TOTAL_COLUMNS = ObservationArea.FULL_DISK.columns(20);
  static final int SEGMENT_LINES = ObservationArea.FULL_DISK.lines(20);
  private static final int SEGMENTS = ObservationArea.FULL_DISK.totalSegments();

  private final SceneGrid grid;
  private final byte[] segment;
  private final int[] offset;
  private final SceneGeometry geometry;
  private final SortedSet<Integer> segments = new TreeSet<>();

  private SceneIndex(SceneGrid grid) {
    int n = grid.size();
    this.grid = grid;
    this.segment = new byte[n];
    this.offset = new int[n];
    this.geometry = new SceneGeometry(new float[n], new float[n], new float[n]);
  }

  static SceneIndex of(SceneGrid grid, GeosProjection projection, Executor executor, int helpers) {
    SceneIndex index = new SceneIndex(grid);
    GeosNavigation navigation = new GeosNavigation(projection);
    int blocks = (grid.rows() + ROWS_PER_BLOCK - 1) / ROWS_PER_BLOCK;
    RowFiller filler =
        grid instanceof SceneGrid.LatLon l
            ? index.latLonFiller(l, navigation)
            : index.nativeFiller((SceneGrid.Native) grid, navigation);
    BlockLoop.run(
        executor,
        helpers,
        blocks,
        b -> {
          double[] point = new double[3];
          int end = Math.min(grid.rows(), (b + 1) * ROWS_PER_BLOCK);
          for (int row = b * ROWS_PER_BLOCK; row < end; row++) {
            filler.fill(row, point);
          }
        });
    index.collectSegments();
    return index;
  }

  private interface RowFiller {
    void fill(int row, double[] point);
  }

  private RowFiller nativeFiller(SceneGrid.Native g, GeosNavigation navigation) {
    double[] sin = new double[g.columns()];
    double[] cos = new double[g.columns()];
    for (int c = 0; c < sin.length; c++) {
      double x = navigation.scanX(g.firstColumn() + c);
      sin[c] = Math.sin(x);
      cos[c] = Math.cos(x);
    }
    return (row, point) -> {
      int line = g.firstLine() + row;
      double y = navigation.scanY(line);
      double sinY = Math.sin(y);
      double cosY = Math.cos(y);
      for (int c = 0; c < sin.length; c++) {
        int i = row * sin.length + c;
        navigation.toEarth(sin[c], cos[c], sinY, cosY, point);
        setGeometry(i, point[0], point[1], point[2]);
        setPixel(i, line, g.firstColumn() + c);
      }
    };
  }

  private RowFiller latLonFiller(SceneGrid.LatLon g, GeosNavigation navigation) {
    double[] sin = new double[g.columns()];
    double[] cos = new double[g.columns()];
    for (int c = 0; c < sin.length; c++) {
      double d = Math.toRadians(g.longitudeDeg(c)) - navigation.subLongitudeRad();
      sin[c] = Math.sin(d);
      cos[c] = Math.cos(d);
    }
    return (row, point) -> {
      GeosNavigation.Parallel parallel = navigation.new Parallel(g.latitudeDeg(row));
      for (int c = 0; c < sin.length; c++) {
        int i = row * sin.length + c;
        parallel.toPixel(sin[c], cos[c], point);
        setGeometry(i, g.latitudeDeg(row), g.longitudeDeg(c), point[2]);
        if (!Double.isNaN(point[0])) {
          setPixel(i, (int) Math.floor(point[1] + 0.5), (int) Math.floor(point[0] + 0.5));
        }
      }
    };
  }

  private void setGeometry(int i, double latitude, double longitude, double viewZenith) {
    geometry.latitudeDeg()[i] = (float) latitude;
    geometry.longitudeDeg()[i] = (float) longitude;
    geometry.viewZenithDeg()[i] = (float) viewZenith;
  }

  private void setPixel(int i, int line, int column) {
    if (line >= 1 && line <= SEGMENTS * SEGMENT_LINES && column >= 1 && column <= TOTAL_COLUMNS) {
      int row = line - 1;
      segment[i] = (byte) (row / SEGMENT_LINES + 1);
      offset[i] = row % SEGMENT_LINES * TOTAL_COLUMNS + column - 1;
    }
  }

  /** Segments that hold at least one pixel on the earth. */
  private void collectSegments() {
    boolean[] used = new boolean[SEGMENTS + 1];
    for (int i = 0; i < segment.length; i++) {
      used[segment[i]] |= !Float.isNaN(geometry.viewZenithDeg()[i]);
    }
    for (int s = 1; s <= SEGMENTS; s++) {
      if (used[s]) {
        segments.add(s);
      }
    }
  }

  SceneGrid grid() {
    return grid;
  }

  SceneGeometry geometry() {
    return geometry;
  }

  SortedSet<Integer> segments() {
    return segments;
  }

  /**
   * Looks up the cells of some rows.
   *
   * @param counts per segment number, null where the segment is missing
   * @param tables count to value per segment number
   */
  void gather(short[][] counts, float[][] tables, float[] target, int fromRow, int toRow) {
    int end = toRow * grid.columns();
    float[] zenith = geometry.viewZenithDeg();
    for (int i = fromRow * grid.columns(); i < end; i++) {
      short[] c = counts[segment[i]];
      // deep space has counts as well; it is no part of a scene
      target[i] =
          c == null || Float.isNaN(zenith[i])
              ? Float.NaN
              : tables[segment[i]][c[offset[i]] & 0xffff];
    }
  }

  /** Observation time of the cells of some rows from the times of each segment's lines. */
  void gatherTimes(float[][] lineSeconds, float[] target, int fromRow, int toRow) {
    int end = toRow * grid.columns();
    for (int i = fromRow * grid.columns(); i < end; i++) {
      float[] seconds = lineSeconds[segment[i]];
      target[i] = seconds == null ? Float.NaN : seconds[offset[i] / TOTAL_COLUMNS];
    }
  }
}
