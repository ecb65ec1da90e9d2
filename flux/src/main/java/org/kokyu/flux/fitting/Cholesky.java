package org.kokyu.flux.fitting;

/** Symmetric positive definite linear systems. */
final class Cholesky {
  private Cholesky() {}

  /**
   * Solves A x = b in place.
   *
   * @param a lower triangle by rows, row i of at least i + 1 values; overwritten by its factor
   * @param b right side, becomes x
   */
  static void solve(double[][] a, double[] b) {
    int n = b.length;
    for (int i = 0; i < n; i++) {
      double[] row = a[i];
      for (int j = 0; j < i; j++) {
        double[] other = a[j];
        double s = row[j];
        for (int k = 0; k < j; k++) {
          s -= row[k] * other[k];
        }
        row[j] = s / other[j];
      }
      double d = row[i];
      for (int k = 0; k < i; k++) {
        d -= row[k] * row[k];
      }
      if (!(d > 0)) {
        throw new ArithmeticException("matrix is not positive definite at row " + i);
      }
      row[i] = Math.sqrt(d);
    }
    for (int i = 0; i < n; i++) {
      double s = b[i];
      for (int k = 0; k < i; k++) {
        s -= a[i][k] * b[k];
      }
      b[i] = s / a[i][i];
    }
    for (int i = n - 1; i >= 0; i--) {
      b[i] /= a[i][i];
      for (int k = 0; k < i; k++) {
        b[k] -= a[i][k] * b[i];
      }
    }
  }
}
