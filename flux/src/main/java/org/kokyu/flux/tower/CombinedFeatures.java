package org.kokyu.flux.tower;

import org.kokyu.core.physics.PhysicalConstants;
import org.kokyu.flux.fitting.FeatureRows;
import org.kokyu.flux.fitting.SplineBasis;
import org.kokyu.flux.respiration.LloydTaylor;

/**
 * Terms of the {@code combined} model.
 *
 * <p>Production: three saturating light responses Q/(k + Q), k = 150, 500, 2000 umol m-2 s-1, each
 * times a season of splines (group 0) and times twelve responses to weather with a slow season of
 * their own (group 1): dryness of the air (three), distance from the temperature of the past ten
 * days (acclimation; straight and squared), that temperature, frost, hours from noon, dryness of
 * the past two weeks, light of the day, cloud (two). Respiration, if asked for: Lloyd–Taylor
 * factors with three pairs of sensitivity and temperature (five with a soil temperature), each with
 * a season. Uptake is positive: respiration enters with a minus.
 */
final class CombinedFeatures implements FeatureRows {
  private static final double[] HALF_LIGHT = {150, 500, 2000};
  private static final int RESPONSES = 12;
  private static final double DAYS_PER_YEAR = 365.25;

  /** Knot intervals per year of responses to weather and of respiration. */
  private static final double SLOW_KNOTS = 3;

  private static final double RESPIRATION_KNOTS = 9;

  /** E_0 of the respiration terms: air, air, mean of past days, soil, soil temperature. */
  private static final double[] SENSITIVITY_K = {100, 300, 200, 100, 300};

  /** Of them, those on air and past air temperature; the rest need a soil temperature. */
  private static final int WITHOUT_SOIL = 3;

  private final TowerSeries series;
  private final SplineBasis season;
  private final SplineBasis slow;
  private final SplineBasis respiration;
  private final boolean withRespiration;
  private final int lightTerms;
  private final int respirationTerms;
  private final double[] responses = new double[RESPONSES];
  private final double[] spline = new double[SplineBasis.SUPPORT];

  /**
   * @param knots intervals of the season's splines per year
   */
  CombinedFeatures(TowerSeries series, double knots, boolean withRespiration) {
    this.series = series;
    this.withRespiration = withRespiration;
    respirationTerms = series.soilK == null ? WITHOUT_SOIL : SENSITIVITY_K.length;
    double first = series.day[0];
    double last = Math.max(first + 1, series.day[series.size - 1]);
    double years = (last - first) / DAYS_PER_YEAR;
    season = new SplineBasis(first, last, (int) Math.round(knots * years));
    slow = new SplineBasis(first, last, (int) Math.round(SLOW_KNOTS * years));
    respiration = new SplineBasis(first, last, (int) Math.round(RESPIRATION_KNOTS * years));
    lightTerms = HALF_LIGHT.length * (season.size() + RESPONSES * slow.size());
  }

  @Override
  public int size() {
    return lightTerms + (withRespiration ? respirationTerms * respiration.size() : 0);
  }

  @Override
  public int support() {
    return SplineBasis.SUPPORT * (HALF_LIGHT.length * (1 + RESPONSES) + SENSITIVITY_K.length);
  }

  @Override
  public int group(int feature) {
    return feature >= HALF_LIGHT.length * season.size() && feature < lightTerms ? 1 : 0;
  }

  @Override
  public int fill(int row, int[] index, double[] value) {
    int filled = 0;
    double par = Math.max(0, series.par[row]);
    if (par > 0) {
      weather(row);
      int first = season.at(series.day[row], spline);
      for (int l = 0; l < HALF_LIGHT.length; l++) {
        filled = add(index, value, filled, l * season.size() + first, light(par, HALF_LIGHT[l]));
      }
      first = slow.at(series.day[row], spline);
      int base = HALF_LIGHT.length * season.size() + first;
      for (int l = 0; l < HALF_LIGHT.length; l++) {
        double light = light(par, HALF_LIGHT[l]);
        for (int m = 0; m < RESPONSES; m++) {
          filled = add(index, value, filled, base, light * responses[m]);
          base += slow.size();
        }
      }
    }
    if (withRespiration) {
      int first = lightTerms + respiration.at(series.day[row], spline);
      for (int k = 0; k < respirationTerms; k++) {
        double t = k < 2 ? series.airK[row] : k == 2 ? series.pastAirK[row] : series.soilK[row];
        filled = add(index, value, filled, first, -LloydTaylor.factor(t, SENSITIVITY_K[k]));
        first += respiration.size();
      }
    }
    return filled;
  }

  private static double light(double par, double half) {
    return par / (half + par) * (half + 1000) / 1000;
  }

  private int add(int[] index, double[] value, int filled, int first, double amount) {
    for (int k = 0; k < SplineBasis.SUPPORT; k++) {
      index[filled + k] = first + k;
      value[filled + k] = amount * spline[k];
    }
    return filled + SplineBasis.SUPPORT;
  }

  private void weather(int i) {
    double vpd = series.vpd[i];
    double warmer = (series.airK[i] - series.pastAirK[i]) / 10;
    double past = (series.pastAirK[i] - PhysicalConstants.ZERO_CELSIUS_K - 10) / 10;
    double cloud = 1 - series.clearness[i];
    responses[0] = Math.min(vpd, 3000) / 1000;
    responses[1] = Math.max(vpd - 1000, 0) / 1000;
    responses[2] = Math.exp(-vpd / 500);
    responses[3] = warmer;
    responses[4] = warmer * warmer;
    responses[5] = past;
    responses[6] = Math.max(-2, Math.min(2, series.hoursFromNoon[i] / 4));
    responses[7] = Math.min(series.pastVpd[i], 2000) / 1000;
    responses[8] = (series.dayPar[i] - 400) / 400;
    responses[9] = Math.min(series.airK[i] - PhysicalConstants.ZERO_CELSIUS_K, 5) / 10;
    responses[10] = cloud;
    responses[11] = cloud * cloud;
  }

  /** Whether every driver of a row is there. */
  boolean complete(int i) {
    return !Double.isNaN(
        series.par[i]
            + series.airK[i]
            + series.vpd[i]
            + series.pastAirK[i]
            + series.pastVpd[i]
            + series.dayPar[i]
            + (series.soilK == null ? 0 : series.soilK[i]));
  }

  /** First feature of respiration. */
  int lightTerms() {
    return lightTerms;
  }
}
