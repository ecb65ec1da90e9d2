package org.kokyu.simulation.imager;

/**
 * Smooth pseudo-random field over three dimensions: value noise on the integer lattice,
 * interpolated by quintic weights, summed over octaves of halving size and amplitude. Values lie in
 * 0 … 1 around 0.5. The same seed gives the same field. Immutable, thread-safe.
 */
final class NoiseField {
  private final long seed;
  private final double frequency;
  private final int octaves;

  /**
   * @param frequency lattice cells per unit of length of the largest octave
   */
  NoiseField(long seed, double frequency, int octaves) {
    this.seed = seed;
    this.frequency = frequency;
    this.octaves = octaves;
  }

  double at(double x, double y, double z) {
    double sum = 0;
    double amplitude = 0.5;
    double total = 0;
    double f = frequency;
    for (int o = 0; o < octaves; o++) {
      sum += amplitude * octave(seed + 0x9E3779B97F4A7C15L * (o + 1), x * f, y * f, z * f);
      total += amplitude;
      amplitude *= 0.5;
      f *= 2;
    }
    return sum / total;
  }

  private static double octave(long seed, double x, double y, double z) {
    long ix = (long) Math.floor(x);
    long iy = (long) Math.floor(y);
    long iz = (long) Math.floor(z);
    double u = fade(x - ix);
    double v = fade(y - iy);
    double w = fade(z - iz);
    double near = plane(seed, ix, iy, iz, u, v);
    double far = plane(seed, ix, iy, iz + 1, u, v);
    return near + w * (far - near);
  }

  private static double plane(long seed, long x, long y, long z, double u, double v) {
    double a = value(seed, x, y, z);
    double b = value(seed, x + 1, y, z);
    double c = value(seed, x, y + 1, z);
    double d = value(seed, x + 1, y + 1, z);
    double ab = a + u * (b - a);
    double cd = c + u * (d - c);
    return ab + v * (cd - ab);
  }

  private static double fade(double t) {
    return t * t * t * (t * (6 * t - 15) + 10);
  }

  private static double value(long seed, long x, long y, long z) {
    long h = mix(seed ^ mix(x ^ mix(y ^ mix(z))));
    return (h >>> 11) * 0x1.0p-53;
  }

  /** The finaliser of SplitMix64 (Steele, Lea and Flood 2014). */
  static long mix(long z) {
    long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
    return b ^ (b >>> 31);
  }
}
