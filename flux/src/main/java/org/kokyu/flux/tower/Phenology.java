package org.kokyu.flux.tower;

import org.kokyu.flux.fitting.FeatureRows;
import org.kokyu.flux.fitting.PenalisedFit;
import org.kokyu.flux.fitting.SplineBasis;

/**
 * fAPAR of a tower that has none: the season of the light response.
 *
 * <p>Production of the fitted weeks = Q/(600 + Q) · Σ b_k B_k(t), splines about every four weeks;
 * fAPAR = 0.9 times that amplitude over its largest, 0.02 … 0.95. It holds what else has a season
 * (leaf age, dryness), and shows the shape, not the level: levels go to the efficiencies.
 */
final class Phenology {
  private static final double HALF_LIGHT_UMOL = 600;
  private static final double KNOT_DAYS = 28;
  private static final double LARGEST = 0.9;

  private Phenology() {}

  static double[] fapar(TowerSeries series, double[] production, boolean[] use, int[] block) {
    double last = series.day[series.size - 1];
    SplineBasis splines = new SplineBasis(0, Math.max(1, last), (int) Math.round(last / KNOT_DAYS));
    FeatureRows rows =
        new FeatureRows() {
          @Override
          public int size() {
            return splines.size();
          }

          @Override
          public int support() {
            return SplineBasis.SUPPORT;
          }

          @Override
          public int group(int feature) {
            return 0;
          }

          @Override
          public int fill(int row, int[] index, double[] value) {
            int first = splines.at(series.day[row], value);
            double par = Math.max(0, series.par[row]);
            for (int k = 0; k < SplineBasis.SUPPORT; k++) {
              index[k] = first + k;
              value[k] *= par / (HALF_LIGHT_UMOL + par);
            }
            return SplineBasis.SUPPORT;
          }
        };
    double[] b = PenalisedFit.of(rows, use, production, block).coefficients();
    double[] amplitude = new double[series.size];
    double[] spline = new double[SplineBasis.SUPPORT];
    double largest = 0;
    for (int i = 0; i < series.size; i++) {
      int first = splines.at(series.day[i], spline);
      for (int k = 0; k < spline.length; k++) {
        amplitude[i] += spline[k] * b[first + k];
      }
      largest = Math.max(largest, amplitude[i]);
    }
    for (int i = 0; i < series.size; i++) {
      double share = largest > 0 ? LARGEST * amplitude[i] / largest : LARGEST;
      amplitude[i] = Math.min(0.95, Math.max(0.02, share));
    }
    return amplitude;
  }

  /** Leaf area index of a canopy that absorbs a fraction, by Beer's law with k = 0.5. */
  static double lai(double fapar) {
    return -Math.log(1 - Math.min(0.95, Math.max(0, fapar))) / 0.5;
  }
}
