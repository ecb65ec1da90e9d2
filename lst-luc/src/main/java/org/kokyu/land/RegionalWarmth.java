package org.kokyu.land;

import java.util.Optional;

/**
 * The warm end of the brightness temperatures around a pixel, land and sea apart: what the region
 * looks like where it is clear.
 *
 * <p>The scene is cut into square blocks; each block takes the 90th percentile of the pixels of
 * itself and its eight neighbours, from a histogram of 0.25 K. Blocks with fewer than 50 pixels of
 * the class have none. Between block centres the value is interpolated bilinearly among the blocks
 * that have one.
 *
 * <p>Rows of blocks can be counted as soon as their pixels are there: {@link #count} once for each,
 * in any order, then {@link #settle} once for each whose neighbours are counted, then {@link #row}.
 * Different rows of blocks may be worked on by different threads.
 */
final class RegionalWarmth {
  private static final float LOW_K = 180;
  private static final float STEPS_PER_K = 4;
  private static final int BINS = 700;
  private static final double QUANTILE = 0.90;
  private static final int FEWEST_PIXELS = 50;

  /** A count fits into 16 bits. */
  private static final int LARGEST_BLOCK = 255;

  private final float[] t;
  private final byte[] landMask;
  private final int rows;
  private final int columns;
  private final int block;
  private final int blockRows;
  private final int blockColumns;

  /** By class (0 sea, 1 land), block: counts per bin, null without a pixel. */
  private final short[][][] histograms;

  /** The same: pixels, and the highest bin that is not empty. */
  private final int[][] pixels;

  private final short[][] highest;
  private final float[][] warmth;

  /** First column between the centres of a block and the next; how far in between a column is. */
  private final int[] centre;

  private final float[] fraction;

  /**
   * @param t brightness temperatures [K], row-major
   * @param landMask 0 sea; without one all is land
   * @param block side of a block [pixels]
   */
  RegionalWarmth(float[] t, Optional<byte[]> landMask, int rows, int columns, int block) {
    this.t = t;
    this.landMask = landMask.orElse(null);
    this.rows = rows;
    this.columns = columns;
    this.block = Math.min(LARGEST_BLOCK, block);
    blockRows = (rows + this.block - 1) / this.block;
    blockColumns = (columns + this.block - 1) / this.block;
    int blocks = blockRows * blockColumns;
    histograms = new short[2][blocks][];
    pixels = new int[2][blocks];
    highest = new short[2][blocks];
    warmth = new float[2][blocks];
    centre = new int[blockColumns];
    fraction = new float[columns];
    for (int c = 0; c < columns; c++) {
      double x = position(c, blockColumns);
      int k = Math.min((int) x, Math.max(0, blockColumns - 2));
      fraction[c] = (float) (x - k);
      centre[Math.min(blockColumns - 1, k + 1)] = c + 1;
    }
    centre[0] = 0;
  }

  int blockRows() {
    return blockRows;
  }

  /** First of the rows of blocks that the values of a row are made from; the last is 3 further. */
  int firstBlockRow(int row) {
    return Math.min((int) position(row, blockRows), Math.max(0, blockRows - 2));
  }

  /** First row of pixels of a row of blocks. */
  int firstRow(int blockRow) {
    return Math.min(rows, blockRow * block);
  }

  /** Rows beyond a row that its values may depend on, at most. */
  int haloRows() {
    return 3 * block;
  }

  /** Counts the pixels of a row of blocks. */
  void count(int blockRow) {
    for (int r = firstRow(blockRow); r < firstRow(blockRow + 1); r++) {
      for (int b = 0; b < blockColumns; b++) {
        int from = r * columns + b * block;
        int to = r * columns + Math.min(columns, (b + 1) * block);
        countRun(from, to, blockRow * blockColumns + b);
      }
    }
    for (int k = 0; k < 2; k++) {
      for (int b = blockRow * blockColumns; b < (blockRow + 1) * blockColumns; b++) {
        summarise(k, b);
      }
    }
  }

  private void countRun(int from, int to, int b) {
    short[] sea = histograms[0][b];
    short[] land = histograms[1][b];
    for (int i = from; i < to; i++) {
      float kelvin = t[i];
      if (Float.isNaN(kelvin)) {
        continue;
      }
      int bin = Math.max(0, Math.min(BINS - 1, (int) ((kelvin - LOW_K) * STEPS_PER_K)));
      if (landMask == null || landMask[i] != 0) {
        if (land == null) {
          land = new short[BINS];
        }
        land[bin]++;
      } else {
        if (sea == null) {
          sea = new short[BINS];
        }
        sea[bin]++;
      }
    }
    histograms[0][b] = sea;
    histograms[1][b] = land;
  }

  private void summarise(int kind, int b) {
    short[] histogram = histograms[kind][b];
    if (histogram == null) {
      return;
    }
    int n = 0;
    for (int k = 0; k < BINS; k++) {
      if (histogram[k] != 0) {
        n += histogram[k] & 0xffff;
        highest[kind][b] = (short) k;
      }
    }
    pixels[kind][b] = n;
  }

  /** Takes the percentiles of a row of blocks. */
  void settle(int blockRow) {
    short[][] near = new short[9][];
    for (int kind = 0; kind < 2; kind++) {
      for (int c = 0; c < blockColumns; c++) {
        int n = 0;
        int total = 0;
        int top = 0;
        for (int r = Math.max(0, blockRow - 1); r <= Math.min(blockRows - 1, blockRow + 1); r++) {
          for (int d = Math.max(0, c - 1); d <= Math.min(blockColumns - 1, c + 1); d++) {
            int b = r * blockColumns + d;
            if (histograms[kind][b] != null) {
              near[n++] = histograms[kind][b];
              total += pixels[kind][b];
              top = Math.max(top, highest[kind][b]);
            }
          }
        }
        warmth[kind][blockRow * blockColumns + c] =
            total < FEWEST_PIXELS ? Float.NaN : quantile(near, n, total, top);
      }
    }
  }

  private static float quantile(short[][] near, int n, int total, int top) {
    long above = (long) Math.ceil((1 - QUANTILE) * total);
    long seen = 0;
    int k = top + 1;
    while (seen < above) {
      k--;
      for (int h = 0; h < n; h++) {
        seen += near[h][k] & 0xffff;
      }
    }
    return LOW_K + (k + 0.5f) / STEPS_PER_K;
  }

  /** Interpolated values of one row [K], not a number where the region has none. */
  void row(int row, boolean land, float[] out) {
    float[] values = warmth[land ? 1 : 0];
    double y = position(row, blockRows);
    int r = firstBlockRow(row);
    int below = Math.min(blockRows - 1, r + 1);
    float f = (float) (y - r);
    float before = blend(values[r * blockColumns], values[below * blockColumns], f);
    if (blockColumns == 1) {
      java.util.Arrays.fill(out, before);
    }
    for (int k = 0; k < blockColumns - 1; k++) {
      float after =
          blend(values[r * blockColumns + k + 1], values[below * blockColumns + k + 1], f);
      float first = Float.isNaN(before) ? after : before;
      float slope = Float.isNaN(before) || Float.isNaN(after) ? 0 : after - before;
      for (int c = centre[k]; c < centre[k + 1]; c++) {
        out[c] = first + slope * fraction[c];
      }
      before = after;
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
