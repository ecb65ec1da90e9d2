package org.kokyu.retrieval.instrument;

/**
 * Discrete Fourier transform X_j = Σ x_k e^(−2πijk/n) in place, n a power of two: decimation in
 * time (Cooley and Tukey 1965, Math. Comp. 19, 297, doi 10.1090/S0025-5718-1965-0178586-1).
 */
final class FourierTransform {
  private FourierTransform() {}

  static void forward(double[] re, double[] im) {
    int n = re.length;
    if (n < 2 || Integer.bitCount(n) != 1) {
      throw new IllegalArgumentException("length of a power of two expected, found " + n);
    }
    int shift = Integer.numberOfLeadingZeros(n) + 1;
    for (int i = 0; i < n; i++) {
      int j = Integer.reverse(i) >>> shift;
      if (j > i) {
        double r = re[i];
        re[i] = re[j];
        re[j] = r;
        double m = im[i];
        im[i] = im[j];
        im[j] = m;
      }
    }
    double[] cos = new double[n / 2];
    double[] sin = new double[n / 2];
    for (int k = 0; k < n / 2; k++) {
      cos[k] = Math.cos(2 * Math.PI * k / n);
      sin[k] = -Math.sin(2 * Math.PI * k / n);
    }
    for (int half = 1; half < n; half *= 2) {
      int stride = n / (2 * half);
      for (int start = 0; start < n; start += 2 * half) {
        for (int k = 0; k < half; k++) {
          int a = start + k;
          int b = a + half;
          double c = cos[k * stride];
          double s = sin[k * stride];
          double r = re[b] * c - im[b] * s;
          double m = re[b] * s + im[b] * c;
          re[b] = re[a] - r;
          im[b] = im[a] - m;
          re[a] += r;
          im[a] += m;
        }
      }
    }
  }
}
