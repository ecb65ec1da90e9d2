package org.kokyu.scheduler.bench;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Two programs' values pixel by pixel.
 *
 * @param both pixels with a value in both
 * @param onlyOurs with a value in ours only
 * @param onlyTheirs with a value in theirs only
 * @param equal pixels of both within 0.005 K
 * @param largestK largest difference [K]
 */
record PixelComparison(int both, int onlyOurs, int onlyTheirs, int equal, double largestK) {
  private static final double TOLERANCE_K = 0.005;

  /** Against a file of little-endian floats. */
  static PixelComparison of(float[] ours, Path theirs) throws IOException {
    try (FileChannel channel = FileChannel.open(theirs, StandardOpenOption.READ)) {
      if (channel.size() != 4L * ours.length) {
        throw new IOException(
            "%s: %d values expected, %d bytes found"
                .formatted(theirs, ours.length, channel.size()));
      }
      FloatBuffer other =
          channel
              .map(FileChannel.MapMode.READ_ONLY, 0, channel.size())
              .order(ByteOrder.LITTLE_ENDIAN)
              .asFloatBuffer();
      return compare(ours, other);
    }
  }

  static PixelComparison compare(float[] ours, FloatBuffer theirs) {
    int both = 0;
    int onlyOurs = 0;
    int onlyTheirs = 0;
    int equal = 0;
    double largest = 0;
    for (int i = 0; i < ours.length; i++) {
      float a = ours[i];
      float b = theirs.get(i);
      if (Float.isNaN(a) || Float.isNaN(b)) {
        onlyOurs += Float.isNaN(a) ? 0 : 1;
        onlyTheirs += Float.isNaN(b) ? 0 : 1;
        continue;
      }
      double d = Math.abs((double) a - b);
      both++;
      equal += d <= TOLERANCE_K ? 1 : 0;
      largest = Math.max(largest, d);
    }
    return new PixelComparison(both, onlyOurs, onlyTheirs, equal, largest);
  }

  double equalShare() {
    return (double) equal / both;
  }
}
