package org.kokyu.flux.upscaling;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.SimpleBounds;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.BOBYQAOptimizer;

/**
 * Light-use efficiency of a month with saturating light: G = ε_c A/(1 + A/A_s) f(T) exp(−d D), A =
 * (1 − exp(−0.5 L)) · 0.45 · R.
 *
 * <p>R shortwave radiation [MJ m-2 d-1], L leaf area, T daytime temperature T_min + 0.75 (T_max −
 * T_min) [°C], f(T) = 1/(1 + exp(−(T − t_0)/t_1)), D vapour pressure deficit [hPa]. A_s, t_0, t_1
 * and d are common to all land cover; the efficiency ε_c of a class [g C MJ-1] is least squares,
 * drawn to that of all classes with the weight of three sites. Monthly twin of the saturating model
 * of the maps. Immutable.
 */
final class LightUsePrior {
  private static final double PAR_SHARE = 0.45;
  private static final double EXTINCTION = 0.5;
  private static final double DAYTIME = 0.75;
  private static final double PRIOR_SITES = 3;
  private static final double[] LOWER = {2, -5, 1, 0};
  private static final double[] UPPER = {60, 15, 10, 0.06};
  private static final double[] START = {10, 5, 5, 0.015};
  private static final int MOST_CALLS = 400;

  private final double[] shape;
  private final Map<String, Double> efficiency;
  private final double overall;

  private LightUsePrior(double[] shape, Map<String, Double> efficiency, double overall) {
    this.shape = shape;
    this.efficiency = efficiency;
    this.overall = overall;
  }

  /**
   * Fits to rows with features and production.
   *
   * @param weights by row number
   */
  static LightUsePrior fit(SiteFeatures features, List<Integer> rows, double[] weights) {
    BOBYQAOptimizer optimizer = new BOBYQAOptimizer(2 * START.length + 1, 0.5, 1e-3);
    double[] scaled = new double[START.length];
    for (int k = 0; k < scaled.length; k++) {
      scaled[k] = 10 * (START[k] - LOWER[k]) / (UPPER[k] - LOWER[k]);
    }
    double[] best =
        optimizer
            .optimize(
                new MaxEval(MOST_CALLS),
                GoalType.MINIMIZE,
                new ObjectiveFunction(
                    q ->
                        with(unscaled(q), features, rows, weights).misfit(features, rows, weights)),
                new InitialGuess(scaled),
                new SimpleBounds(filled(0), filled(10)))
            .getPoint();
    return with(unscaled(best), features, rows, weights);
  }

  private static double[] filled(double value) {
    double[] all = new double[START.length];
    java.util.Arrays.fill(all, value);
    return all;
  }

  private static double[] unscaled(double[] q) {
    double[] p = new double[q.length];
    for (int k = 0; k < p.length; k++) {
      p[k] = LOWER[k] + q[k] / 10 * (UPPER[k] - LOWER[k]);
    }
    return p;
  }

  /** The same shape with efficiencies from other rows. */
  LightUsePrior refitted(SiteFeatures features, List<Integer> rows, double[] weights) {
    return with(shape, features, rows, weights);
  }

  private static LightUsePrior with(
      double[] shape, SiteFeatures features, List<Integer> rows, double[] weights) {
    Map<String, double[]> sums = new HashMap<>(); // by class: w y b, w b b
    Map<String, Set<String>> sites = new HashMap<>();
    double top = 0;
    double bottom = 0;
    for (int i : rows) {
      SiteMonth m = features.rows().get(i);
      double b = base(shape, m, features.lai(i));
      double[] s = sums.computeIfAbsent(m.landCover(), c -> new double[2]);
      s[0] += weights[i] * m.gpp() * b;
      s[1] += weights[i] * b * b;
      sites.computeIfAbsent(m.landCover(), c -> new HashSet<>()).add(m.site());
      top += weights[i] * m.gpp() * b;
      bottom += weights[i] * b * b;
    }
    double overall = top / bottom;
    Map<String, Double> efficiency = new HashMap<>();
    sums.forEach(
        (c, s) -> {
          double pull = s[1] / sites.get(c).size() * PRIOR_SITES;
          efficiency.put(c, (s[0] + pull * overall) / (s[1] + pull));
        });
    return new LightUsePrior(shape, efficiency, overall);
  }

  private double misfit(SiteFeatures features, List<Integer> rows, double[] weights) {
    double sum = 0;
    for (int i : rows) {
      double d = production(features, i) - features.rows().get(i).gpp();
      sum += weights[i] * d * d;
    }
    return sum;
  }

  private static double base(double[] shape, SiteMonth m, double lai) {
    double absorbed = (1 - Math.exp(-EXTINCTION * lai)) * PAR_SHARE * m.radiationMj();
    double day = m.tminC() + DAYTIME * (m.tmaxC() - m.tminC());
    return absorbed
        / (1 + absorbed / shape[0])
        / (1 + Math.exp(-(day - shape[1]) / shape[2]))
        * Math.exp(-shape[3] * m.vpdHpa());
  }

  /** Production of a row with features [g C m-2 d-1]. */
  double production(SiteFeatures features, int row) {
    SiteMonth m = features.rows().get(row);
    return efficiency.getOrDefault(m.landCover(), overall) * base(shape, m, features.lai(row));
  }
}
