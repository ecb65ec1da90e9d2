package org.kokyu.flux.tower;

import org.kokyu.flux.fitting.PenalisedFit;

/**
 * Light response whose parameters follow season and weather, with respiration where net exchange is
 * fitted: the sum of {@link CombinedFeatures}, fitted by {@link PenalisedFit}. The number of season
 * splines is that which predicts left-out weeks best. Not a theory of photosynthesis: it says how
 * well a year's drivers can explain a tower, and fills where the other models are too stiff.
 *
 * @param production light part, not negative, zero in the dark [umol m-2 s-1]
 * @param respiration not negative; zero where only production was fitted [umol m-2 s-1]
 * @param knots intervals of the season's splines per year
 * @param penalty of the fit
 * @param groupFactor of the fit
 */
record CombinedModel(
    double[] production, double[] respiration, double knots, double penalty, double groupFactor) {
  private static final double[] KNOTS = {9, 13, 18};

  /**
   * Fits.
   *
   * @param target uptake of the intervals to fit: production, or net exchange with the sign changed
   * @param use intervals to fit
   */
  static CombinedModel fit(
      TowerSeries series, double[] target, boolean[] use, int[] block, boolean withRespiration) {
    PenalisedFit best = null;
    CombinedFeatures features = null;
    double knots = 0;
    for (double k : KNOTS) {
      CombinedFeatures candidate = new CombinedFeatures(series, k, withRespiration);
      boolean[] complete = use.clone();
      for (int i = 0; i < complete.length; i++) {
        complete[i] &= candidate.complete(i);
      }
      PenalisedFit fit = PenalisedFit.of(candidate, complete, target, block);
      if (best == null || fit.blindSquares() < best.blindSquares()) {
        best = fit;
        features = candidate;
        knots = k;
      }
    }
    double[] production = new double[series.size];
    double[] respiration = new double[series.size];
    evaluate(features, best.coefficients(), production, respiration);
    return new CombinedModel(production, respiration, knots, best.penalty(), best.groupFactor());
  }

  private static void evaluate(
      CombinedFeatures features, double[] b, double[] production, double[] respiration) {
    int[] index = new int[features.support()];
    double[] value = new double[features.support()];
    for (int i = 0; i < production.length; i++) {
      if (!features.complete(i)) {
        production[i] = Double.NaN;
        respiration[i] = Double.NaN;
        continue;
      }
      int filled = features.fill(i, index, value);
      double light = 0;
      double dark = 0;
      for (int k = 0; k < filled; k++) {
        if (index[k] < features.lightTerms()) {
          light += value[k] * b[index[k]];
        } else {
          dark -= value[k] * b[index[k]];
        }
      }
      production[i] = Math.max(0, light);
      respiration[i] = Math.max(0, dark);
    }
  }
}
