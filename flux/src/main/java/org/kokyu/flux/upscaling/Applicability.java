package org.kokyu.flux.upscaling;

import java.util.Arrays;

/**
 * Area of applicability (Meyer and Pebesma 2021, Methods in Ecology and Evolution 12, 1620).
 *
 * <p>Dissimilarity of a place: distance to the nearest training row over the mean distance of
 * training rows, features standardised and weighted by importance. Applicable is what is no more
 * dissimilar than 95 % of the training rows are from the rows of other folds. Immutable.
 */
final class Applicability {
  private static final double SHARE = 0.95;
  private static final int MEAN_OVER = 2000;

  private final Standardisation features;
  private final double[][] training;
  private final double meanDistance;
  private double threshold;

  private Applicability(Standardisation features, double[][] training, double mean) {
    this.features = features;
    this.training = training;
    this.meanDistance = mean;
  }

  /**
   * @param x features of the training rows
   * @param importance of the features
   * @param group of each row; a row's own group does not count as its neighbour
   */
  static Applicability of(double[][] x, double[] importance, int[] group) {
    Standardisation features = Standardisation.of(x).times(importance);
    double[][] scaled = Arrays.stream(x).map(features::apply).toArray(double[][]::new);
    int step = Math.max(1, x.length / MEAN_OVER);
    double sum = 0;
    long pairs = 0;
    for (int i = 0; i < x.length; i += step) {
      for (int j = 0; j < i; j += step) {
        sum += distance(scaled[i], scaled[j]);
        pairs++;
      }
    }
    Applicability area = new Applicability(features, scaled, sum / Math.max(1, pairs));
    double[] own = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      own[i] = area.nearest(scaled[i], group, group[i]);
    }
    Arrays.sort(own);
    area.threshold = own[(int) Math.ceil(SHARE * own.length) - 1];
    return area;
  }

  private static double distance(double[] a, double[] b) {
    double sum = 0;
    for (int f = 0; f < a.length; f++) {
      sum += (a[f] - b[f]) * (a[f] - b[f]);
    }
    return Math.sqrt(sum);
  }

  private double nearest(double[] scaled, int[] group, int own) {
    double least = Double.POSITIVE_INFINITY;
    for (int j = 0; j < training.length; j++) {
      if (group == null || group[j] != own) {
        least = Math.min(least, distance(scaled, training[j]));
      }
    }
    return least / meanDistance;
  }

  /** Dissimilarity of a place, 0 for one like a training row. */
  double dissimilarity(double[] x) {
    return nearest(features.apply(x), null, -1);
  }

  double threshold() {
    return threshold;
  }
}
