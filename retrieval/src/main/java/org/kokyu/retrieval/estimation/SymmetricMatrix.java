package org.kokyu.retrieval.estimation;

/**
 * The few dense operations that optimal estimation needs, on square matrices stored by rows.
 *
 * <p>All methods are static and touch only their arguments.
 */
final class SymmetricMatrix {
  private SymmetricMatrix() {}

  /**
   * Cholesky factor in place: a = L Lᵀ, L in the lower triangle.
   *
   * @return false if the matrix is not positive definite; its content is then undefined
   */
  static boolean cholesky(double[][] a, int n) {
    for (int i = 0; i < n; i++) {
      double[] ai = a[i];
      for (int j = 0; j <= i; j++) {
        double sum = ai[j] - dot(ai, a[j], j);
        if (i == j) {
          if (!(sum > 0)) {
            return false;
          }
          ai[i] = Math.sqrt(sum);
        } else {
          ai[j] = sum / a[j][j];
        }
      }
    }
    return true;
  }

  /** Solves L Lᵀ x = b in place. */
  static void solve(double[][] l, int n, double[] b) {
    for (int i = 0; i < n; i++) {
      b[i] = (b[i] - dot(l[i], b, i)) / l[i][i];
    }
    for (int i = n - 1; i >= 0; i--) {
      double sum = b[i];
      for (int k = i + 1; k < n; k++) {
        sum -= l[k][i] * b[k];
      }
      b[i] = sum / l[i][i];
    }
  }

  /** Inverse of L Lᵀ, symmetric to the last bit. */
  static double[][] inverse(double[][] l, int n) {
    double[][] inverse = new double[n][n];
    double[] e = new double[n];
    for (int j = 0; j < n; j++) {
      java.util.Arrays.fill(e, 0);
      e[j] = 1;
      solve(l, n, e);
      for (int i = 0; i <= j; i++) {
        inverse[i][j] = e[i];
        inverse[j][i] = e[i];
      }
    }
    return inverse;
  }

  /** a · b. */
  static double[][] multiply(double[][] a, double[][] b) {
    int n = b[0].length;
    double[][] c = new double[a.length][n];
    for (int i = 0; i < a.length; i++) {
      double[] to = c[i];
      for (int k = 0; k < b.length; k++) {
        double f = a[i][k];
        if (f != 0) {
          double[] row = b[k];
          for (int j = 0; j < n; j++) {
            to[j] += f * row[j];
          }
        }
      }
    }
    return c;
  }

  static double[][] transpose(double[][] a) {
    double[][] t = new double[a[0].length][a.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < t.length; j++) {
        t[j][i] = a[i][j];
      }
    }
    return t;
  }

  /**
   * Inner product of the first n elements; four partial sums keep the processor's pipelines filled.
   */
  static double dot(double[] x, double[] y, int n) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i + 3 < n; i += 4) {
      s0 += x[i] * y[i];
      s1 += x[i + 1] * y[i + 1];
      s2 += x[i + 2] * y[i + 2];
      s3 += x[i + 3] * y[i + 3];
    }
    double sum = (s0 + s1) + (s2 + s3);
    for (; i < n; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }
}
