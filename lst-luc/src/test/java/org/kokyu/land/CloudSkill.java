package org.kokyu.land;

import java.util.Locale;

/**
 * Score of cloud masks against true cover: clear below 0.02, cloudy from 0.9 on, partly between;
 * called cloudy means probably cloudy or cloudy. Agreement counts clear and cloudy pixels;
 * agreement at a tenth counts all, a cover of 0.1 and more as cloudy.
 */
final class CloudSkill {
  static final double CLEAR_BELOW = 0.02;
  static final double CLOUDY_FROM = 0.9;
  static final double CONTAMINATED = 0.1;

  private final long[][] pixels = new long[2][3];
  private final long[][] called = new long[2][3];
  private final long[] decilePixels = new long[10];
  private final double[] decileCover = new double[10];
  private long all;
  private long right;

  /**
   * Adds a mask.
   *
   * @param land per pixel, 0 sea
   */
  void add(byte[] mask, byte[] percent, float[] cover, byte[] land) {
    for (int i = 0; i < mask.length; i++) {
      if (mask[i] == CloudMask.UNKNOWN || Float.isNaN(cover[i])) {
        continue;
      }
      int surface = land[i] == 0 ? 0 : 1;
      int truth = cover[i] < CLEAR_BELOW ? 0 : cover[i] < CLOUDY_FROM ? 1 : 2;
      boolean cloudy = mask[i] >= CloudMask.PROBABLY_CLOUDY;
      pixels[surface][truth]++;
      called[surface][truth] += cloudy ? 1 : 0;
      int decile = Math.min(9, percent[i] / 10);
      decilePixels[decile]++;
      decileCover[decile] += cover[i] >= CONTAMINATED ? 1 : 0;
      all++;
      right += cloudy == cover[i] >= CONTAMINATED ? 1 : 0;
    }
  }

  /** Share called cloudy. */
  double called(boolean land, int truth) {
    int s = land ? 1 : 0;
    return pixels[s][truth] == 0 ? Double.NaN : (double) called[s][truth] / pixels[s][truth];
  }

  /** Of the clear and cloudy pixels. */
  double agreement() {
    long right = 0;
    long n = 0;
    for (int s = 0; s < 2; s++) {
      right += pixels[s][0] - called[s][0] + called[s][2];
      n += pixels[s][0] + pixels[s][2];
    }
    return (double) right / n;
  }

  double agreementAtTenth() {
    return (double) right / all;
  }

  /** Share of pixels with a cover of a tenth or more per tenth of the probability. */
  String reliability() {
    StringBuilder s = new StringBuilder();
    for (int d = 0; d < 10; d++) {
      s.append(
          decilePixels[d] == 0
              ? " -"
              : String.format(Locale.ROOT, " %.2f", decileCover[d] / decilePixels[d]));
    }
    return s.toString().trim();
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "land %.3f %.3f %.3f, sea %.3f %.3f %.3f, agreement %.3f, at a tenth %.3f, reliability %s",
        called(true, 0),
        called(true, 1),
        called(true, 2),
        called(false, 0),
        called(false, 1),
        called(false, 2),
        agreement(),
        agreementAtTenth(),
        reliability());
  }
}
