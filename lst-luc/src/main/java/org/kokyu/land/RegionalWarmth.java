package org.kokyu.land;

import java.util.function.IntPredicate;

/**
 * The warm end of the brightness temperatures around a pixel: what the region looks like where it
 * is clear.
 *
 * <p>The scene is cut into square blocks; each block takes the 90th percentile of the pixels of
 * itself and its eight neighbours, from a histogram of 0.25 K. Blocks with fewer than 50 pixels of
 * the class have none. Between block centres the value is interpolated bilinearly among the blocks
 * that have one.
 */
final class RegionalWarmth {
  private static final double LOW_K = 180;
  private static final double STEP_K = 0.25;
  private static final int BINS = 700;
  private static final double QUANTILE = 0.90;
  private static final int FEWEST_PIXELS = 50;

  private final int block;
  private final int blockRows;
  private final int blockColumns;
  private final float[] warmth;

  private RegionalWarmth(int block, int blockRows, int blockColumns, float[] warmth) {
    this.block = block;
    this.blockRows = blockRows;
    this.blockColumns = blockColumns;
    this.warmth = warmth;
  }

  static RegionalWarmth of(float[] t, int rows, int columns, int block, IntPredicate member) {
    int br = (rows + block - 1) / block;
    int bc = (columns + block - 1) / block;
    int[][] histograms = new int[br * bc][];
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        int i = r * columns + c;
        if (!Float.isNaN(t[i]) && member.test(i)) {
          int b = r / block * bc + c / block;
          if (histograms[b] == null) {
            histograms[b] = new int[BINS];
          }
          int bin = (int) ((t[i] - LOW_K) / STEP_K);
          histograms[b][Math.max(0, Math.min(BINS - 1, bin))]++;
        }
      }
    }
    float[] warmth = new float[br * bc];
    for (int r = 0; r < br; r++) {
      for (int c = 0; c < bc; c++) {
        warmth[r * bc + c] = quantile(sum(histograms, br, bc, r, c));
      }
    }
    return new RegionalWarmth(block, br, bc, warmth);
  }

  private static int[] sum(int[][] histograms, int br, int bc, int row, int column) {
    int[] sum = new int[BINS];
    for (int r = Math.max(0, row - 1); r <= Math.min(br - 1, row + 1); r++) {
      for (int c = Math.max(0, column - 1); c <= Math.min(bc - 1, column + 1); c++) {
        int[] h = histograms[r * bc + c];
        for (int k = 0; h != null && k < BINS; k++) {
          sum[k] += h[k];
        }
      }
    }
    return sum;
  }

  private static float quantile(int[] histogram) {
    long n = 0;
    for (int k : histogram) {
      n += k;
    }
    if (n < FEWEST_PIXELS) {
      return Float.NaN;
    }
    long above = (long) Math.ceil((1 - QUANTILE) * n);
    int k = BINS - 1;
    for (long seen = histogram[k]; seen < above; seen += histogram[k]) {
      k--;
    }
    return (float) (LOW_K + (k + 0.5) * STEP_K);
  }

  /** Interpolated values of one row [K], not a number where the region has none. */
  void row(int row, float[] out) {
    double y = position(row, blockRows);
    int r = Math.min((int) y, Math.max(0, blockRows - 2));
    int below = Math.min(blockRows - 1, r + 1);
    float f = (float) (y - r);
    float[] blended = new float[blockColumns];
    for (int c = 0; c < blockColumns; c++) {
      blended[c] = blend(warmth[r * blockColumns + c], warmth[below * blockColumns + c], f);
    }
    for (int c = 0; c < out.length; c++) {
      double x = position(c, blockColumns);
      int k = Math.min((int) x, Math.max(0, blockColumns - 2));
      out[c] = blend(blended[k], blended[Math.min(blockColumns - 1, k + 1)], (float) (x - k));
    }
  }

  private double position(int pixel, int blocks) {
    return Math.max(0, Math.min(blocks - 1, (pixel + 0.5) / block - 0.5));
  }

  /** Linear between two values; the other one alone where one is missing. */
  private static float blend(float a, float b, float f) {
    if (Float.isNaN(a)) {
      return b;
    }
    return Float.isNaN(b) ? a : a + f * (b - a);
  }
}
