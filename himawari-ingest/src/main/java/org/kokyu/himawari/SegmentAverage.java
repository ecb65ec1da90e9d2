package org.kokyu.himawari;

import java.util.Arrays;

/**
 * Half- and one-kilometre counts to values on the 2 km grid: the mean over the pixels that have a
 * value. Reflectance is linear in radiance, so this is the mean radiance; brightness temperature is
 * not, and infrared bands need no averaging. Stateless.
 */
final class SegmentAverage {
  private SegmentAverage() {}

  /** Row-major 2 km values, not-a-number where no pixel has one. */
  static float[] of(HsdSegment segment, CalibrationTable table) {
    int factor = 20 / segment.name().resolutionCode();
    int columns = segment.columns() / factor;
    float[] target = new float[columns * (segment.lines() / factor)];
    float[] values = table.values();
    short[] counts = segment.counts();
    float[] sum = new float[columns];
    int[] n = new int[columns];
    for (int line = 0; line < segment.lines(); line++) {
      int at = line * segment.columns();
      for (int c = 0; c < segment.columns(); c++) {
        float v = values[counts[at + c] & 0xffff];
        if (!Float.isNaN(v)) {
          sum[c / factor] += v;
          n[c / factor]++;
        }
      }
      if (line % factor == factor - 1) {
        int row = line / factor * columns;
        for (int c = 0; c < columns; c++) {
          target[row + c] = n[c] == 0 ? Float.NaN : sum[c] / n[c];
        }
        Arrays.fill(sum, 0);
        Arrays.fill(n, 0);
      }
    }
    return target;
  }
}
