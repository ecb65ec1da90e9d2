package org.kokyu.retrieval.estimation;

import java.util.Arrays;

/**
 * Kᵀ Se⁻¹ K and Kᵀ Se⁻¹ (y − F) of a measurement, the inner product of the solver.
 *
 * <p>Channels are taken in groups. Within a group the elements that no channel of it depends on are
 * left out (a gas that does not absorb there); the others are packed channel by channel, divided by
 * σ, and added as outer products of eight channels at a time: that loop runs over neighbouring
 * state elements, so that the compiler can use the machine's vectors, and its order does not depend
 * on anything but the sizes.
 *
 * <p>Scratch of one solver run; not thread-safe.
 */
final class NormalEquations {
  private static final int GROUP = 64;

  private final int n;
  private final double[] inverseSigma;
  private final int[] active;
  private final double[][] packed;
  private final double[] residual;
  private final double[][] sum;
  private final double[] right;

  /**
   * @param noiseVariance diagonal of Se
   * @param y measurement; not-a-number entries have no weight
   */
  NormalEquations(int n, double[] noiseVariance, double[] y) {
    this.n = n;
    inverseSigma = new double[y.length];
    Arrays.setAll(inverseSigma, c -> Double.isNaN(y[c]) ? 0 : 1 / Math.sqrt(noiseVariance[c]));
    active = new int[n];
    packed = new double[GROUP][n];
    residual = new double[GROUP];
    sum = new double[n][n];
    right = new double[n];
  }

  /**
   * @param k Kᵀ, [state element][channel]
   * @param information filled: Kᵀ Se⁻¹ K
   * @param gradient filled: Kᵀ Se⁻¹ (y − F)
   */
  void compute(double[][] k, double[] y, double[] f, double[][] information, double[] gradient) {
    for (int i = 0; i < n; i++) {
      Arrays.fill(information[i], 0);
    }
    Arrays.fill(gradient, 0);
    for (int from = 0; from < y.length; from += GROUP) {
      add(k, y, f, from, Math.min(GROUP, y.length - from), information, gradient);
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        information[j][i] = information[i][j];
      }
    }
  }

  private void add(
      double[][] k,
      double[] y,
      double[] f,
      int from,
      int count,
      double[][] information,
      double[] gradient) {
    int a = 0;
    for (int i = 0; i < n; i++) {
      if (reaches(k[i], from, count)) {
        active[a++] = i;
      }
    }
    // the last channels of a group are filled up with channels of no weight
    int padded = (count + 7) / 8 * 8;
    for (int c = 0; c < padded; c++) {
      double w = c < count ? inverseSigma[from + c] : 0;
      double[] row = packed[c];
      for (int i = 0; i < a; i++) {
        row[i] = w == 0 ? 0 : k[active[i]][from + c] * w;
      }
      residual[c] = w == 0 ? 0 : (y[from + c] - f[from + c]) * w;
    }
    for (int i = 0; i < a; i++) {
      Arrays.fill(sum[i], 0, i + 1, 0);
    }
    Arrays.fill(right, 0, a, 0);
    for (int c = 0; c < padded; c += 8) {
      addEight(c, a);
    }
    for (int i = 0; i < a; i++) {
      double[] to = information[active[i]];
      for (int j = 0; j <= i; j++) {
        to[active[j]] += sum[i][j];
      }
      gradient[active[i]] += right[i];
    }
  }

  private static boolean reaches(double[] row, int from, int count) {
    for (int c = from; c < from + count; c++) {
      if (row[c] != 0) {
        return true;
      }
    }
    return false;
  }

  private void addEight(int c, int a) {
    for (int i = 0; i < a; i++) {
      row(sum[i], packed, c, i);
    }
    for (int k = c; k < c + 8; k++) {
      double r = residual[k];
      double[] row = packed[k];
      for (int i = 0; i < a; i++) {
        right[i] += r * row[i];
      }
    }
  }

  private static void row(double[] to, double[][] packed, int c, int i) {
    double[] k0 = packed[c];
    double[] k1 = packed[c + 1];
    double[] k2 = packed[c + 2];
    double[] k3 = packed[c + 3];
    double[] k4 = packed[c + 4];
    double[] k5 = packed[c + 5];
    double[] k6 = packed[c + 6];
    double[] k7 = packed[c + 7];
    double a0 = k0[i];
    double a1 = k1[i];
    double a2 = k2[i];
    double a3 = k3[i];
    double a4 = k4[i];
    double a5 = k5[i];
    double a6 = k6[i];
    double a7 = k7[i];
    for (int j = 0; j <= i; j++) {
      to[j] +=
          (a0 * k0[j] + a1 * k1[j] + a2 * k2[j] + a3 * k3[j])
              + (a4 * k4[j] + a5 * k5[j] + a6 * k6[j] + a7 * k7[j]);
    }
  }
}
