package org.kokyu.flux.field;

import java.util.Arrays;
import org.kokyu.core.scene.SceneGrid;

/**
 * Sums of a map over the cells of a coarser equal-angle grid, nothing lost and nothing counted
 * twice.
 *
 * <p>A fine cell that lies in several coarse cells is shared out by area, exactly: its shares are
 * differences of sin φ and of longitude over its own, and its last share is what the others leave.
 * Areas are of the sphere with the earth's surface, R = 6 371 007.2 m (authalic radius of GRS 80,
 * Moritz 2000). The coarse grid must hold the fine one. Immutable, thread-safe.
 */
public final class CellOverlap {
  /** Authalic radius [m]. */
  public static final double EARTH_RADIUS_M = 6_371_007.2;

  private final SceneGrid.LatLon fine;
  private final SceneGrid.LatLon coarse;
  private final int[][] rowTargets;
  private final double[][] rowShares;
  private final int[][] columnTargets;
  private final double[][] columnShares;

  public CellOverlap(SceneGrid.LatLon fine, SceneGrid.LatLon coarse) {
    this.fine = fine;
    this.coarse = coarse;
    rowTargets = new int[fine.rows()][];
    rowShares = new double[fine.rows()][];
    for (int r = 0; r < fine.rows(); r++) {
      double north = fine.northDeg() - r * fine.stepDeg();
      double[] edges = {-north, -(north - fine.stepDeg())};
      int row = r;
      share(
          edges,
          -coarse.northDeg(),
          coarse.rows(),
          a -> Math.sin(Math.toRadians(a)),
          (t, s) -> {
            rowTargets[row] = t;
            rowShares[row] = s;
          });
    }
    columnTargets = new int[fine.columns()][];
    columnShares = new double[fine.columns()][];
    for (int c = 0; c < fine.columns(); c++) {
      double west = fine.westDeg() + c * fine.stepDeg();
      double[] edges = {west, west + fine.stepDeg()};
      int column = c;
      share(
          edges,
          coarse.westDeg(),
          coarse.columns(),
          a -> a,
          (t, s) -> {
            columnTargets[column] = t;
            columnShares[column] = s;
          });
    }
  }

  /** Grid of a step that holds another grid, its edges at multiples of the step. */
  public static SceneGrid.LatLon around(SceneGrid.LatLon fine, double stepDeg, String name) {
    double tiny = 1e-9;
    double north = Math.ceil(fine.northDeg() / stepDeg - tiny) * stepDeg;
    double west = Math.floor(fine.westDeg() / stepDeg + tiny) * stepDeg;
    double south = fine.northDeg() - fine.rows() * fine.stepDeg();
    double east = fine.westDeg() + fine.columns() * fine.stepDeg();
    return new SceneGrid.LatLon(
        name,
        north,
        west,
        stepDeg,
        (int) Math.ceil((north - south) / stepDeg - tiny),
        (int) Math.ceil((east - west) / stepDeg - tiny));
  }

  private interface Measure {
    double of(double degrees);
  }

  private interface Shares {
    void take(int[] targets, double[] shares);
  }

  /** Shares of an interval among intervals of the coarse step that begin at {@code origin}. */
  private void share(double[] edges, double origin, int targets, Measure measure, Shares out) {
    double step = coarse.stepDeg();
    double tiny = 1e-9 * fine.stepDeg();
    int first = (int) Math.floor((edges[0] + tiny - origin) / step);
    int last = (int) Math.floor((edges[1] - tiny - origin) / step);
    if (first < 0 || last >= targets) {
      throw new IllegalArgumentException(
          "grid %s reaches over the edge of grid %s".formatted(fine.name(), coarse.name()));
    }
    double whole = measure.of(edges[1]) - measure.of(edges[0]);
    int[] at = new int[last - first + 1];
    double[] shares = new double[at.length];
    double rest = 1;
    for (int k = 0; k < at.length; k++) {
      at[k] = first + k;
      double to = Math.min(edges[1], origin + (first + k + 1) * step);
      double from = Math.max(edges[0], origin + (first + k) * step);
      shares[k] = k == at.length - 1 ? rest : (measure.of(to) - measure.of(from)) / whole;
      rest -= shares[k];
    }
    out.take(at, shares);
  }

  /** The coarse grid. */
  public SceneGrid.LatLon coarse() {
    return coarse;
  }

  /** Area of every cell of a row [m2]. */
  public static double cellAreaM2(SceneGrid.LatLon grid, int row) {
    double north = Math.toRadians(grid.northDeg() - row * grid.stepDeg());
    double south = Math.toRadians(grid.northDeg() - (row + 1) * grid.stepDeg());
    return EARTH_RADIUS_M
        * EARTH_RADIUS_M
        * Math.toRadians(grid.stepDeg())
        * (Math.sin(north) - Math.sin(south));
  }

  /**
   * Adds a row's amounts, density times area, to the coarse cells.
   *
   * @param density per square metre, one value per column from {@code from} on; not a number is
   *     nothing
   * @param sums of the coarse cells, row-major
   */
  public void add(int row, float[] density, int from, double[] sums) {
    double area = cellAreaM2(fine, row);
    double[] byColumn = new double[coarse.columns()];
    for (int c = 0; c < fine.columns(); c++) {
      float d = density[from + c];
      if (!Float.isNaN(d)) {
        double amount = d * area;
        int[] at = columnTargets[c];
        for (int k = 0; k < at.length; k++) {
          byColumn[at[k]] += amount * columnShares[c][k];
        }
      }
    }
    for (int k = 0; k < rowTargets[row].length; k++) {
      int start = rowTargets[row][k] * coarse.columns();
      for (int c = 0; c < byColumn.length; c++) {
        sums[start + c] += byColumn[c] * rowShares[row][k];
      }
    }
  }

  /** As {@link #add}, of amounts of one cell. */
  public void addCell(int row, int column, double amount, double[] sums) {
    for (int k = 0; k < rowTargets[row].length; k++) {
      for (int l = 0; l < columnTargets[column].length; l++) {
        sums[rowTargets[row][k] * coarse.columns() + columnTargets[column][l]] +=
            amount * rowShares[row][k] * columnShares[column][l];
      }
    }
  }

  /** Sum of all coarse cells. */
  public static double total(double[] sums) {
    return Arrays.stream(sums).sum();
  }
}
