package org.kokyu.flux.respiration;

import org.kokyu.flux.fitting.FeatureRows;
import org.kokyu.flux.fitting.PenalisedFit;
import org.kokyu.flux.fitting.SplineBasis;

/**
 * {@link LloydTaylor} with a reference rate that follows the season smoothly: R = exp-factor(T) · Σ
 * b_k B_k(t), splines B_k about every four weeks, coefficients penalised ({@link PenalisedFit}).
 * Not negative. The model that is scored, and what maps use between towers.
 */
public final class SeasonalRespiration {
  private static final double KNOT_DAYS = 28;

  private final SplineBasis splines;
  private final double[] coefficients;
  private final double sensitivityK;
  private final double blindSquares;

  private SeasonalRespiration(SplineBasis splines, PenalisedFit fit, double sensitivityK) {
    this.splines = splines;
    this.coefficients = fit.coefficients();
    this.sensitivityK = sensitivityK;
    this.blindSquares = fit.blindSquares();
  }

  /**
   * Fits the reference rate.
   *
   * @param block number of the week of each interval
   */
  public static SeasonalRespiration fit(NightSeries night, double sensitivityK, int[] block) {
    int n = night.day().length;
    double last = night.day()[n - 1];
    SplineBasis splines = new SplineBasis(0, Math.max(1, last), (int) Math.round(last / KNOT_DAYS));
    boolean[] use = new boolean[n];
    for (int i = 0; i < n; i++) {
      use[i] = night.usable(i);
    }
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
            int first = splines.at(night.day()[row], value);
            double f = LloydTaylor.factor(night.temperatureK()[row], sensitivityK);
            for (int k = 0; k < SplineBasis.SUPPORT; k++) {
              index[k] = first + k;
              value[k] *= f;
            }
            return SplineBasis.SUPPORT;
          }
        };
    PenalisedFit fit = PenalisedFit.of(rows, use, night.flux(), block);
    return new SeasonalRespiration(splines, fit, sensitivityK);
  }

  /** Sum of squared errors on weeks left out, to choose between temperatures. */
  public double blindSquares() {
    return blindSquares;
  }

  /** Reference rate at 15 °C [umol m-2 s-1]. */
  public double reference(double day) {
    double[] b = new double[SplineBasis.SUPPORT];
    int first = splines.at(day, b);
    double sum = 0;
    for (int k = 0; k < b.length; k++) {
      sum += b[k] * coefficients[first + k];
    }
    return Math.max(0, sum);
  }

  /** Respiration [umol m-2 s-1]. */
  public double at(double day, double temperatureK) {
    return reference(day) * LloydTaylor.factor(temperatureK, sensitivityK);
  }
}
