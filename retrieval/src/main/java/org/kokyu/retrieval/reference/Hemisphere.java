package org.kokyu.retrieval.reference;

/**
 * Gauss quadrature of the hemispheric mean 2 ∫ I(μ) μ dμ over 0 … 1: nodes are the roots of the
 * Jacobi polynomial P_n^(0,1) moved to 0 … 1; exact for polynomials of degree 2n − 1 in μ.
 *
 * <p>Source: Abramowitz and Stegun (1964), section 25.4.33. Immutable.
 *
 * @param cosine μ
 * @param weight sum 1
 */
record Hemisphere(double[] cosine, double[] weight) {

  /** The quadrature of n angles. */
  static Hemisphere of(int n) {
    double[] cosine = new double[n];
    double[] weight = new double[n];
    int found = 0;
    int cells = 400 * n;
    for (int c = 0; c < cells; c++) {
      double a = (double) c / cells;
      double b = (double) (c + 1) / cells;
      if (polynomial(n, a) * polynomial(n, b) <= 0 && found < n) {
        cosine[found++] = root(n, a, b);
      }
    }
    double sum = 0;
    for (int i = 0; i < n; i++) {
      double h = 1e-6;
      double slope = (polynomial(n, cosine[i] + h) - polynomial(n, cosine[i] - h)) / (2 * h);
      weight[i] = 1 / (cosine[i] * (1 - cosine[i]) * slope * slope);
      sum += weight[i];
    }
    for (int i = 0; i < n; i++) {
      weight[i] /= sum;
    }
    return new Hemisphere(cosine, weight);
  }

  private static double root(int n, double from, double to) {
    double a = from;
    double b = to;
    for (int k = 0; k < 60; k++) {
      double mid = 0.5 * (a + b);
      if (polynomial(n, a) * polynomial(n, mid) <= 0) {
        b = mid;
      } else {
        a = mid;
      }
    }
    return 0.5 * (a + b);
  }

  /** P_n^(0,1) at 2μ − 1 by its three-term recurrence (Abramowitz and Stegun 22.7.1). */
  private static double polynomial(int n, double mu) {
    double x = 2 * mu - 1;
    double before = 1;
    double now = 0.5 * (3 * x - 1);
    if (n == 0) {
      return before;
    }
    for (int k = 1; k < n; k++) {
      double a = 2.0 * (k + 1) * (k + 2) * (2 * k + 1);
      double b = (2.0 * k + 2) * ((2.0 * k + 3) * (2.0 * k + 1) * x - 1);
      double c = 2.0 * k * (k + 1) * (2 * k + 3);
      double next = (b * now - c * before) / a;
      before = now;
      now = next;
    }
    return now;
  }
}
