package org.kokyu.flux.anomaly;

import java.util.Arrays;

/** Mean run length of a one-sided cumulative sum of normal values, as an absorbing chain. */
final class MarkovCusum {
  private MarkovCusum() {}

  static double runLength(double k, double h, int states) {
    double w = 2 * h / (2 * states - 1);
    double[] length = new double[states];
    for (int sweep = 0; sweep < 40_000; sweep++) {
      double[] next = new double[states];
      Arrays.fill(next, 1);
      double change = 0;
      for (int i = 0; i < states; i++) {
        next[i] += normal(w / 2 - i * w + k) * length[0];
        for (int j = 1; j < states; j++) {
          double p = TRANSITION.of(w, k, j - i);
          next[i] += p * length[j];
        }
        change = Math.max(change, Math.abs(next[i] - length[i]));
      }
      length = next;
      if (change < 1e-7) {
        break;
      }
    }
    return length[0];
  }

  private static final Table TRANSITION = new Table();

  private static final class Table {
    private double[] values = new double[0];

    double of(double w, double k, int step) {
      if (values.length == 0) {
        values = new double[2001];
        for (int i = -1000; i <= 1000; i++) {
          values[i + 1000] = normal(i * w + w / 2 + k) - normal(i * w - w / 2 + k);
        }
      }
      return values[step + 1000];
    }
  }

  /** Abramowitz and Stegun 26.2.17 is too coarse here: series of the error function. */
  static double normal(double x) {
    if (Math.abs(x) > 8) {
      return x > 0 ? 1 : 0;
    }
    double sum = x;
    double term = x;
    for (int i = 1; i < 300; i++) {
      term *= x * x / (2 * i + 1);
      sum += term;
    }
    return 0.5 + sum * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
  }
}
