package org.kokyu.flux.tower;

/**
 * Net exchange of intervals without a measurement, from similar ones nearby (marginal distribution
 * sampling).
 *
 * <p>Similar: shortwave within 50 W m-2 (20 … 50 in dim light), temperature within 2.5 K, vapour
 * pressure deficit within 500 Pa. Tried in turn until two values are found: similar weather within
 * 7 and 14 days; similar light alone within 7; the same hour ± 1 of the same day, of ± 1 and ± 2
 * days; similar weather within 21 … 70 days; similar light within 14 … 70; the same hour within 7 …
 * 70. Source: Reichstein et al. 2005, Glob. Change Biol. 11, 1424 (appendix).
 *
 * @param values measured or filled; not a number where nothing is similar [umol m-2 s-1]
 * @param deviation of the values that filled an interval, 0 where measured
 * @param filled number of intervals filled
 */
record MarginalFilling(double[] values, double[] deviation, int filled) {
  private static final double LIGHT_UMOL = 50 * TowerSeries.PAR_PER_SHORTWAVE;
  private static final double DIM_LIGHT_UMOL = 20 * TowerSeries.PAR_PER_SHORTWAVE;
  private static final double TEMPERATURE_K = 2.5;
  private static final double DEFICIT_PA = 500;
  private static final int LONGEST_DAYS = 70;
  private static final int WEEK = 7;

  private enum Alike {
    WEATHER,
    LIGHT,
    HOUR
  }

  static MarginalFilling of(TowerSeries series, double[] flux, boolean[] use) {
    double[] values = new double[series.size];
    double[] deviation = new double[series.size];
    Search search = new Search(series, flux, use);
    int filled = 0;
    for (int i = 0; i < values.length; i++) {
      if (use[i]) {
        values[i] = flux[i];
        continue;
      }
      values[i] = Double.NaN;
      deviation[i] = Double.NaN;
      if (search.fill(i)) {
        values[i] = search.mean();
        deviation[i] = search.deviation();
        filled++;
      }
    }
    return new MarginalFilling(values, deviation, filled);
  }

  /** Looks for similar intervals. */
  private static final class Search {
    private final TowerSeries s;
    private final double[] flux;
    private final boolean[] use;
    private double sum;
    private double squares;
    private int count;

    Search(TowerSeries s, double[] flux, boolean[] use) {
      this.s = s;
      this.flux = flux;
      this.use = use;
    }

    double mean() {
      return sum / count;
    }

    double deviation() {
      return Math.sqrt(Math.max(0, squares - sum * sum / count) / (count - 1));
    }

    boolean fill(int i) {
      boolean found =
          look(i, Alike.WEATHER, WEEK)
              || look(i, Alike.WEATHER, 2 * WEEK)
              || look(i, Alike.LIGHT, WEEK);
      for (int days = 0; !found && days <= 2; days++) {
        found = look(i, Alike.HOUR, days);
      }
      for (int days = 3 * WEEK; !found && days <= LONGEST_DAYS; days += WEEK) {
        found = look(i, Alike.WEATHER, days);
      }
      for (int days = 2 * WEEK; !found && days <= LONGEST_DAYS; days += WEEK) {
        found = look(i, Alike.LIGHT, days);
      }
      for (int days = WEEK; !found && days <= LONGEST_DAYS; days += WEEK) {
        found = look(i, Alike.HOUR, days);
      }
      return found;
    }

    private boolean look(int i, Alike what, int days) {
      sum = 0;
      squares = 0;
      count = 0;
      if (what == Alike.HOUR) {
        int hour = s.perDay / 24;
        for (int d = -days; d <= days; d++) {
          int centre = i + d * s.perDay;
          for (int k = centre - hour; k <= centre + hour; k++) {
            take(k);
          }
        }
      } else {
        double light = Math.max(DIM_LIGHT_UMOL, Math.min(LIGHT_UMOL, s.par[i]));
        for (int k = i - days * s.perDay; k <= i + days * s.perDay; k++) {
          if (k >= 0 && k < s.size && use[k] && alike(i, k, what, light)) {
            take(k);
          }
        }
      }
      return count >= 2;
    }

    private boolean alike(int i, int k, Alike what, double light) {
      return Math.abs(s.par[k] - s.par[i]) < light
          && (what == Alike.LIGHT
              || Math.abs(s.airK[k] - s.airK[i]) < TEMPERATURE_K
                  && Math.abs(s.vpd[k] - s.vpd[i]) < DEFICIT_PA);
    }

    private void take(int k) {
      if (k >= 0 && k < s.size && use[k]) {
        sum += flux[k];
        squares += flux[k] * flux[k];
        count++;
      }
    }
  }
}
