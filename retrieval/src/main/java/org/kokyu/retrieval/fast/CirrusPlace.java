package org.kokyu.retrieval.fast;

import org.kokyu.retrieval.forward.LayerGrid;
import org.kokyu.retrieval.forward.StateLayout;

/**
 * Where a thin grey cloud lies among the sublayers, and how much of it there is: its effect is that
 * at the two bounds beside it, linear in ln p between them.
 *
 * @param level lower of the two bounds: the bottom of this sublayer
 * @param upperShare share of the upper bound, 0 … 1
 * @param amount effective amount N: share of the footprint times emissivity
 * @param perLnPressure change of the upper share with ln p; 0 where the pressure is at its limit
 */
record CirrusPlace(int level, double upperShare, double amount, double perLnPressure) {
  /** Thin cloud is looked for between these bounds [Pa]. */
  private static final double HIGHEST_PA = 5000;

  private static final double LOWEST_PA = 60000;
  private static final double LEAST_ABOVE_GROUND_PA = 5000;

  static CirrusPlace of(
      NodeForwardModel.Cirrus prior, StateLayout layout, double[] delta, LayerGrid grid) {
    double amount = prior.amount() * Math.exp(delta[layout.cirrusAmount()]);
    int element = layout.cirrusPressure();
    double wanted = prior.pressurePa() * (element < 0 ? 1 : Math.exp(delta[element]));
    double lowest = Math.min(LOWEST_PA, grid.surfacePressurePa() - LEAST_ABOVE_GROUND_PA);
    double p = Math.max(HIGHEST_PA, Math.min(lowest, wanted));
    int level = 0;
    while (grid.sublayerBoundPa(level + 1) > p) {
      level++;
    }
    double step = Math.log(grid.sublayerBoundPa(level) / grid.sublayerBoundPa(level + 1));
    double share = Math.log(grid.sublayerBoundPa(level) / p) / step;
    return new CirrusPlace(level, share, amount, p == wanted ? -1 / step : 0);
  }
}
