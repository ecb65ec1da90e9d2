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
      b[i] /= l[i][i];
      double[] row = l[i];
      double x = b[i];
      for (int k = 0; k < i; k++) {
        b[k] -= row[k] * x;
      }
    }
  }

  /** Inverse of L Lᵀ by that of L; symmetric to the last bit. */
  static double[][] inverse(double[][] l, int n) {
    double[][] m = new double[n][n];
    for (int i = 0; i < n; i++) {
      double[] row = m[i];
      for (int k = 0; k < i; k++) {
        addTo(row, m[k], -l[i][k], k + 1);
      }
      row[i] = 1;
      double f = 1 / l[i][i];
      for (int j = 0; j <= i; j++) {
        row[j] *= f;
      }
    }
    double[][] inverse = new double[n][n];
    for (int k = 0; k < n; k++) {
      for (int i = 0; i <= k; i++) {
        addTo(inverse[i], m[k], m[k][i], i + 1);
      }
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        inverse[j][i] = inverse[i][j];
      }
    }
    return inverse;
  }

  /** to += factor · row over the first n elements. */
  static void addTo(double[] to, double[] row, double factor, int n) {
    for (int j = 0; j < n; j++) {
      to[j] += factor * row[j];
    }
  }

  /** Σ ln of the diagonal, twice: ln det of L Lᵀ. */
  static double lnDeterminant(double[][] l, int n) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += 2 * Math.log(l[i][i]);
    }
    return sum;
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

  /** a · b for a b of which most entries are 0; b symmetric. */
  static double[][] multiplySparse(double[][] a, double[][] b) {
    int n = b.length;
    double[][] c = new double[a.length][n];
    int[] where = new int[n];
    for (int j = 0; j < n; j++) {
      int count = 0;
      for (int k = 0; k < n; k++) {
        if (b[j][k] != 0) {
          where[count++] = k;
        }
      }
      for (int i = 0; i < a.length; i++) {
        double sum = 0;
        for (int k = 0; k < count; k++) {
          sum += a[i][where[k]] * b[j][where[k]];
        }
        c[i][j] = sum;
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
