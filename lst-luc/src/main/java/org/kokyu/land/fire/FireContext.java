package org.kokyu.land.fire;

import java.util.Arrays;
import org.kokyu.core.scene.SceneGrid;
import org.kokyu.land.CloudMask;
import org.kokyu.land.LandState;

/** Surroundings of the pixels of a strip. Read-only once filled. */
final class FireContext {
  private static final double SIMILAR = 0.12;
  private static final double HARDLY_SIMILAR = 0.35;
  private static final double ALIKE_EMISSIVITY = 0.012;

  private final FirePrediction p;
  private final byte[] mask;
  private final int columns;
  private final int firstRow;
  private final int lastRow;
  private final float[] predicted;
  private final float[] residual;
  private int tested;

  /**
   * @param fromRow of the strip, the first one
   * @param toRow the one after its last
   * @param halo rows around it that are looked at
   */
  FireContext(SceneGrid grid, FirePrediction p, byte[] mask, int fromRow, int toRow, int halo) {
    this.p = p;
    this.mask = mask;
    columns = grid.columns();
    firstRow = Math.max(0, fromRow - halo);
    lastRow = Math.min(grid.rows(), toRow + halo) - 1;
    predicted = new float[(lastRow - firstRow + 1) * columns];
    residual = new float[predicted.length];
    float[] cosSun = new float[columns];
    for (int row = firstRow; row <= lastRow; row++) {
      int n = p.row(row, predicted, residual, (row - firstRow) * columns, cosSun);
      tested += row >= fromRow && row < toRow ? n : 0;
    }
  }

  /** Pixels of the strip that are not cloudy. */
  int tested() {
    return tested;
  }

  private int at(int i) {
    return i - firstRow * columns;
  }

  boolean isPredicted(int i) {
    return !Float.isNaN(predicted[at(i)]);
  }

  double residual(int i) {
    return residual[at(i)];
  }

  private boolean isClear(int i) {
    return (mask[i] == CloudMask.CLEAR || mask[i] == CloudMask.PROBABLY_CLEAR) && isPredicted(i);
  }

  boolean isCloudy(int i) {
    return mask[i] == CloudMask.CLOUDY || mask[i] == CloudMask.PROBABLY_CLOUDY;
  }

  boolean isOvercast(int i) {
    return mask[i] == CloudMask.CLOUDY;
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
   * @param any whether pixels that are probably cloudy, or predicted within a third, do as well
   */
  Background background(int row, int column, double alike, int radius, int fewest, boolean any) {
    int side = 2 * radius + 1;
    double[] excess = new double[side * side];
    double[] warmth = new double[side * side];
    double[] split = new double[side * side];
    int similar = 0;
    int clear = 0;
    double own = p.emissivity(row * columns + column);
    double share = any ? HARDLY_SIMILAR : SIMILAR;
    int bottom = Math.min(lastRow, row + radius);
    int right = Math.min(columns - 1, column + radius);
    for (int r = Math.max(firstRow, row - radius); r <= bottom; r++) {
      for (int c = Math.max(0, column - radius); c <= right; c++) {
        int i = r * columns + c;
        boolean near = Math.abs(r - row) <= 1 && Math.abs(c - column) <= 1;
        if (near || !(any ? isPredicted(i) && !isOvercast(i) : isClear(i))) {
          continue;
        }
        if (any || Math.abs(p.emissivity(i) - own) <= ALIKE_EMISSIVITY) {
          split[clear] = p.splitK(i);
          warmth[clear++] = p.t13[i];
        }
        if (Math.abs(predicted[at(i)] - alike) <= share * alike) {
          excess[similar++] = residual[at(i)];
        }
      }
    }
    if (similar < fewest || clear < fewest) {
      return null;
    }
    double median = median(excess, similar);
    double sigma = scatter(excess, similar, median);
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
   *
   * @param eight scratch
   */
  double nearestResidual(int row, int column, double[] eight) {
    int n = 0;
    for (int r = Math.max(firstRow, row - 1); r <= Math.min(lastRow, row + 1); r++) {
      for (int c = Math.max(0, column - 1); c <= Math.min(columns - 1, column + 1); c++) {
        float value = residual[at(r * columns + c)];
        if ((r != row || c != column) && !Float.isNaN(value)) {
          eight[n++] = value;
        }
      }
    }
    return n < 3 ? Double.NaN : median(eight, n);
  }

  /**
   * Whether the median of the eight nearest residuals can be lower than a pixel's by an amount: at
   * least half of them must be.
   */
  boolean standsOut(int row, int column, float amount) {
    int centre = (row - firstRow) * columns + column;
    float limit = residual[centre] - amount;
    if (Float.isNaN(limit)) {
      return false;
    }
    if (row == firstRow || row == lastRow || column == 0 || column == columns - 1) {
      return true; // to be looked at closely
    }
    int notLower = 0;
    for (int r = centre - columns; r <= centre + columns; r += columns) {
      notLower += residual[r - 1] >= limit ? 1 : 0;
      notLower += residual[r] >= limit ? 1 : 0;
      notLower += residual[r + 1] >= limit ? 1 : 0;
      if (notLower > 5) {
        return false; // the pixel itself is one of them
      }
    }
    return true;
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
    for (int r = Math.max(firstRow, row - 1); r <= Math.min(lastRow, row + 1); r++) {
      for (int c = Math.max(0, column - 1); c <= Math.min(columns - 1, column + 1); c++) {
        if (isCloudy(r * columns + c)) {
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
    for (int r = Math.max(firstRow, row - 1); r <= Math.min(lastRow, row + 1); r++) {
      for (int c = Math.max(0, column - 1); c <= Math.min(columns - 1, column + 1); c++) {
        if (!land.isLand(r * columns + c)) {
          return true;
        }
      }
    }
    return false;
  }
}
