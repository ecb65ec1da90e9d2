package org.kokyu.simulation.imager;

import java.util.SplittableRandom;

/**
 * What differs from pixel to pixel: normal deviates that depend on seed and place alone, so that
 * the ground looks the same in every slot.
 *
 * <p>Amplitudes (standard deviations): land {@link #LAND_K}, sea {@link #SEA_K}, cloud tops {@link
 * #CLOUD_K} and opacity. They are chosen so that the files of a full disk compress as well as those
 * of the real imager do (band 13 to about 0.39 of its size with bzip2); white in space, which real
 * texture is not. Immutable, thread-safe.
 */
final class PixelTexture {
  static final float LAND_K = 1.1f;
  static final float SEA_K = 0.38f;
  static final float CLOUD_K = 4.2f;

  /** Nothing differs. */
  static final PixelTexture NONE = new PixelTexture(0, 0);

  private static final int NORMALS = 1 << 16;

  private final long seed;
  private final float[] normals;

  /**
   * @param strength multiplies all amplitudes
   */
  PixelTexture(long seed, double strength) {
    this.seed = NoiseField.mix(seed + 77);
    this.normals = strength == 0 ? new float[0] : normals(this.seed, strength);
  }

  /** A table of normal deviates by the method of Box and Muller (1958). */
  static float[] normals(long seed, double strength) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] normals = new float[NORMALS];
    for (int i = 0; i < NORMALS; i += 2) {
      double radius = strength * Math.sqrt(-2 * Math.log(1 - random.nextDouble()));
      double angle = 2 * Math.PI * random.nextDouble();
      normals[i] = (float) (radius * Math.cos(angle));
      normals[i + 1] = (float) (radius * Math.sin(angle));
    }
    return normals;
  }

  boolean isNone() {
    return normals.length == 0;
  }

  /** Deviate of a pixel, 1-based full-disk numbers. */
  float at(int line, int column) {
    if (isNone()) {
      return 0;
    }
    return normals[(int) (NoiseField.mix(seed ^ ((long) line << 20) ^ column) >>> 48)];
  }
}
