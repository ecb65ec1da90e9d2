package org.kokyu.flux.upscaling;

import java.util.Arrays;

/**
 * Mean and inverse standard deviation of features over training rows; a feature that does not vary
 * has 0 for the latter. Arrays are shared, treat as constant.
 */
record Standardisation(double[] centre, double[] scale) {

  static Standardisation of(double[][] x) {
    int columns = x[0].length;
    double[] centre = new double[columns];
    double[] scale = new double[columns];
    for (int f = 0; f < columns; f++) {
      int column = f;
      double mean = Arrays.stream(x).mapToDouble(r -> r[column]).average().orElseThrow();
      double variance =
          Arrays.stream(x).mapToDouble(r -> Math.pow(r[column] - mean, 2)).average().orElseThrow();
      centre[f] = mean;
      scale[f] = variance > 0 ? 1 / Math.sqrt(variance) : 0;
    }
    return new Standardisation(centre, scale);
  }

  /** The same with every feature weighted. */
  Standardisation times(double[] weights) {
    double[] weighted = scale.clone();
    for (int f = 0; f < weighted.length; f++) {
      weighted[f] *= weights[f];
    }
    return new Standardisation(centre, weighted);
  }

  /** A row's standardised features. */
  double[] apply(double[] x) {
    double[] s = new double[x.length];
    for (int f = 0; f < x.length; f++) {
      s[f] = (x[f] - centre[f]) * scale[f];
    }
    return s;
  }
}
