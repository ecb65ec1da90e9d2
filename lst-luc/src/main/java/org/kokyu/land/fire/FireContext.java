package org.kokyu.land.fire;

import java.util.Arrays;
import org.kokyu.core.scene.SceneGrid;
import org.kokyu.land.CloudMask;
import org.kokyu.land.LandState;

/** Surroundings of a pixel. Read-only once made. */
final class FireContext {
  private static final int ROUGH_RADIUS = 10;
  private static final double ROUGH_LIMIT = 0.25;
  private static final double SIMILAR = 0.12;
  private static final double ALIKE_EMISSIVITY = 0.012;

  private final SceneGrid grid;
  private final FirePrediction p;
  private final byte[] mask;
  private final double[] sum;
  private final int[] count;

  FireContext(SceneGrid grid, FirePrediction p, byte[] mask) {
    this.grid = grid;
    this.p = p;
    this.mask = mask;
    int w = grid.columns() + 1;
    sum = new double[(grid.rows() + 1) * w];
    count = new int[sum.length];
    for (int r = 0; r < grid.rows(); r++) {
      double rowSum = 0;
      int rowCount = 0;
      for (int c = 0; c < grid.columns(); c++) {
        int i = r * grid.columns() + c;
        if (isClear(i)) {
          double residual = p.measured[i] - p.predicted[i];
          rowSum += Math.max(-ROUGH_LIMIT, Math.min(ROUGH_LIMIT, residual));
          rowCount++;
        }
        sum[(r + 1) * w + c + 1] = sum[r * w + c + 1] + rowSum;
        count[(r + 1) * w + c + 1] = count[r * w + c + 1] + rowCount;
      }
    }
  }

  private boolean isClear(int i) {
    return (mask[i] == CloudMask.CLEAR || mask[i] == CloudMask.PROBABLY_CLEAR)
        && !Float.isNaN(p.predicted[i]);
  }

  boolean isCloudy(int i) {
    return mask[i] == CloudMask.CLOUDY || mask[i] == CloudMask.PROBABLY_CLOUDY;
  }

  boolean isOvercast(int i) {
    return mask[i] == CloudMask.CLOUDY;
  }

  /** Residual over the mean residual of the clear pixels around; the residual where none is. */
  double roughExcess(int row, int column) {
    int w = grid.columns() + 1;
    int top = Math.max(0, row - ROUGH_RADIUS);
    int bottom = Math.min(grid.rows(), row + ROUGH_RADIUS + 1);
    int left = Math.max(0, column - ROUGH_RADIUS);
    int right = Math.min(grid.columns(), column + ROUGH_RADIUS + 1);
    int n =
        count[bottom * w + right]
            - count[top * w + right]
            - count[bottom * w + left]
            + count[top * w + left];
    double s =
        sum[bottom * w + right]
            - sum[top * w + right]
            - sum[bottom * w + left]
            + sum[top * w + left];
    int i = row * grid.columns() + column;
    return p.measured[i] - p.predicted[i] - (n > 0 ? s / n : 0);
  }

  /**
   * Background of a pixel.
   *
   * @param residual median residual of similar clear neighbours
   * @param sigma their scatter
   * @param band13K median of band 13 over the clear neighbours of like emissivity [K]
   * @param band13SigmaK its scatter [K]
   * @param splitK median of band 14 minus band 15 over the same [K], 0 where not there
   * @param splitSigmaK its scatter [K]
   */
  record Background(
      double residual,
      double sigma,
      double band13K,
      double band13SigmaK,
      double splitK,
      double splitSigmaK) {}

  /**
   * Statistics of the neighbours, the eight nearest left out; null if too few are similar.
   *
   * @param alike radiance that neighbours must be predicted close to
   */
  Background background(int row, int column, double alike, int radius, int fewest) {
    int side = 2 * radius + 1;
    double[] residual = new double[side * side];
    double[] warmth = new double[side * side];
    double[] split = new double[side * side];
    int similar = 0;
    int clear = 0;
    for (int r = Math.max(0, row - radius); r <= Math.min(grid.rows() - 1, row + radius); r++) {
      for (int c = Math.max(0, column - radius);
          c <= Math.min(grid.columns() - 1, column + radius);
          c++) {
        int i = r * grid.columns() + c;
        boolean near = Math.abs(r - row) <= 1 && Math.abs(c - column) <= 1;
        if (near || !isClear(i)) {
          continue;
        }
        if (Math.abs(p.emissivity[i] - p.emissivity[row * grid.columns() + column])
            <= ALIKE_EMISSIVITY) {
          split[clear] = p.splitK(i);
          warmth[clear++] = p.t13[i];
        }
        if (Math.abs(p.predicted[i] - alike) <= SIMILAR * alike) {
          residual[similar++] = p.measured[i] - p.predicted[i];
        }
      }
    }
    if (similar < fewest || clear < fewest) {
      return null;
    }
    double median = median(residual, similar);
    double sigma = scatter(residual, similar, median);
    double warm = median(warmth, clear);
    double difference = median(split, clear);
    return new Background(
        median,
        sigma,
        warm,
        scatter(warmth, clear, warm),
        difference,
        scatter(split, clear, difference));
  }

  /**
   * Median of the residuals of the eight nearest pixels; broken cloud reaches beyond one pixel, a
   * fire does not. Not a number if fewer than three are land.
   */
  double nearestResidual(int row, int column) {
    double[] residual = new double[8];
    int n = 0;
    for (int r = Math.max(0, row - 1); r <= Math.min(grid.rows() - 1, row + 1); r++) {
      for (int c = Math.max(0, column - 1); c <= Math.min(grid.columns() - 1, column + 1); c++) {
        int i = r * grid.columns() + c;
        if (i != row * grid.columns() + column && !Float.isNaN(p.predicted[i])) {
          residual[n++] = p.measured[i] - p.predicted[i];
        }
      }
    }
    return n < 3 ? Double.NaN : median(residual, n);
  }

  private static double median(double[] a, int n) {
    Arrays.sort(a, 0, n);
    return n % 2 == 1 ? a[n / 2] : 0.5 * (a[n / 2 - 1] + a[n / 2]);
  }

  private static double scatter(double[] a, int n, double median) {
    double[] d = new double[n];
    for (int i = 0; i < n; i++) {
      d[i] = Math.abs(a[i] - median);
    }
    return 1.4826 * median(d, n);
  }

  boolean besideCloud(int row, int column) {
    for (int r = Math.max(0, row - 1); r <= Math.min(grid.rows() - 1, row + 1); r++) {
      for (int c = Math.max(0, column - 1); c <= Math.min(grid.columns() - 1, column + 1); c++) {
        if (isCloudy(r * grid.columns() + c)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether a neighbour is water; true everywhere if the coast is not known. */
  boolean besideWater(LandState land, int row, int column) {
    if (land.landMask().isEmpty()) {
      return true;
    }
    for (int r = Math.max(0, row - 1); r <= Math.min(grid.rows() - 1, row + 1); r++) {
      for (int c = Math.max(0, column - 1); c <= Math.min(grid.columns() - 1, column + 1); c++) {
        if (!land.isLand(r * grid.columns() + c)) {
          return true;
        }
      }
    }
    return false;
  }
}
