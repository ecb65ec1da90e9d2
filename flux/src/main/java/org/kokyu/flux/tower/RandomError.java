package org.kokyu.flux.tower;

/**
 * Random error of measured fluxes from pairs of days: the same time on following days with light
 * within 75 umol m-2 s-1, temperature within 3 K and vapour pressure deficit within 200 Pa; σ = sd
 * of the difference over √2. It counts real differences between the days as error, so it is an
 * upper estimate, and the skill it allows a lower one. Source: Hollinger and Richardson 2005, Tree
 * Physiol. 25, 873.
 *
 * @param day of daytime values [umol m-2 s-1], not a number without pairs
 * @param night of the others
 * @param pairs by day
 * @param nightPairs by night
 */
public record RandomError(double day, double night, int pairs, int nightPairs) {
  private static final double LIGHT_UMOL = 75;
  private static final double TEMPERATURE_K = 3;
  private static final double DEFICIT_PA = 200;
  private static final int LEAST_PAIRS = 20;

  static RandomError of(TowerSeries s, double[] flux, boolean[] use) {
    double[] squares = new double[2];
    int[] pairs = new int[2];
    for (int i = s.perDay; i < flux.length; i++) {
      int before = i - s.perDay;
      if (use[i]
          && use[before]
          && Math.abs(s.par[i] - s.par[before]) < LIGHT_UMOL
          && Math.abs(s.airK[i] - s.airK[before]) < TEMPERATURE_K
          && Math.abs(s.vpd[i] - s.vpd[before]) < DEFICIT_PA) {
        int kind = s.daytime(i) ? 0 : 1;
        squares[kind] += (flux[i] - flux[before]) * (flux[i] - flux[before]);
        pairs[kind]++;
      }
    }
    return new RandomError(
        sigma(squares[0], pairs[0]), sigma(squares[1], pairs[1]), pairs[0], pairs[1]);
  }

  private static double sigma(double squares, int pairs) {
    return pairs < LEAST_PAIRS ? Double.NaN : Math.sqrt(squares / pairs / 2);
  }

  /** R² that a perfect model would reach on some intervals. */
  double ceiling(TowerSeries s, double[] flux, Skill.Choice choice) {
    int n = 0;
    double sum = 0;
    double squares = 0;
    double noise = 0;
    for (int i = 0; i < flux.length; i++) {
      if (choice.includes(i) && !Double.isNaN(flux[i])) {
        n++;
        sum += flux[i];
        squares += flux[i] * flux[i];
        double sigma = s.daytime(i) ? day : night;
        noise += sigma * sigma;
      }
    }
    return 1 - noise / (squares - sum * sum / n);
  }
}
