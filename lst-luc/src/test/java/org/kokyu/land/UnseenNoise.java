package org.kokyu.land;

import java.util.random.RandomGenerator;

/** Random fields of unseen scenes: lattice noise with cubic blending, summed over octaves. */
final class UnseenNoise {
  private UnseenNoise() {}

  /**
   * A field of mean 0 and standard deviation 1.
   *
   * @param side of the square field [pixels]
   * @param scale longest wave [pixels]
   * @param octaves each half the length and {@code rough} times the amplitude of the one before
   */
  static float[] field(RandomGenerator random, int side, double scale, int octaves, double rough) {
    double[] sum = new double[side * side];
    double amplitude = 1;
    for (int o = 0; o < octaves; o++) {
      double step = scale / Math.pow(2, o);
      int nodes = (int) Math.ceil(side / step) + 3;
      double[] lattice = new double[nodes * nodes];
      for (int i = 0; i < lattice.length; i++) {
        lattice[i] = random.nextGaussian();
      }
      for (int r = 0; r < side; r++) {
        for (int c = 0; c < side; c++) {
          sum[r * side + c] += amplitude * at(lattice, nodes, r / step, c / step);
        }
      }
      amplitude *= rough;
    }
    return standard(sum);
  }

  private static double at(double[] lattice, int nodes, double y, double x) {
    int r = (int) y;
    int c = (int) x;
    double fy = smooth(y - r);
    double fx = smooth(x - c);
    int i = r * nodes + c;
    double top = lattice[i] + fx * (lattice[i + 1] - lattice[i]);
    double bottom = lattice[i + nodes] + fx * (lattice[i + nodes + 1] - lattice[i + nodes]);
    return top + fy * (bottom - top);
  }

  private static double smooth(double f) {
    return f * f * (3 - 2 * f);
  }

  private static float[] standard(double[] values) {
    double mean = 0;
    for (double v : values) {
      mean += v / values.length;
    }
    double square = 0;
    for (double v : values) {
      square += (v - mean) * (v - mean) / values.length;
    }
    float[] out = new float[values.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) ((values[i] - mean) / Math.sqrt(square));
    }
    return out;
  }
}
