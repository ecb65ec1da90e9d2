package org.kokyu.retrieval.fast;

import org.kokyu.core.atmosphere.Gas;
import org.kokyu.core.physics.PhysicalConstants;
import org.kokyu.retrieval.forward.AirColumn;
import org.kokyu.retrieval.forward.StateLayout;

/**
 * An {@link AirColumn} after the changes of a state vector: temperatures and absorber amounts per
 * sublayer. Reused from call to call, one per worker.
 *
 * <p>Dry air of a sublayer: Δp / (g (M_d + h M_w)), h mole fraction of water over dry air; so more
 * water leaves less dry air at fixed pressure, which {@link #dryingByWater} carries into the
 * Jacobian.
 */
final class PerturbedColumn {
  private static final Gas[] GASES = Gas.values();

  int sublayers;
  AirColumn base;
  final double[] temperatureK;
  final double[] bottomK;
  final double[] topK;

  /** Mole fraction of water in wet air. */
  final double[] waterFraction;

  /** Mole fraction of water over dry air. */
  final double[] waterRatio;

  /** d ln(dry air) / d ln h. */
  final double[] dryingByWater;

  /** Factor on the self continuum of water. */
  double selfContinuumFactor = 1;

  /** Absorber per sublayer, vertical [molecules cm-2], by gas ordinal. */
  final double[][] amount;

  PerturbedColumn(int maxSublayers) {
    temperatureK = new double[maxSublayers];
    bottomK = new double[maxSublayers];
    topK = new double[maxSublayers];
    waterFraction = new double[maxSublayers];
    waterRatio = new double[maxSublayers];
    dryingByWater = new double[maxSublayers];
    amount = new double[GASES.length][maxSublayers];
  }

  /**
   * @param delta change of every state element from the base
   */
  void set(AirColumn column, StateLayout layout, double[] delta) {
    base = column;
    sublayers = column.grid().sublayers();
    int first = column.grid().firstLayer();
    int self = layout.waterSelfContinuum();
    selfContinuumFactor = self < 0 ? 1 : Math.exp(delta[self]);
    for (int l = 0; l < sublayers; l++) {
      int j = column.grid().layerOf(l) - first;
      double dt = delta[layout.temperature() + j];
      temperatureK[l] = column.temperatureK(l) + dt;
      bottomK[l] = column.temperatureBottomK(l) + dt;
      topK[l] = column.temperatureTopK(l) + dt;
      double h = changed(column, layout, delta, Gas.H2O, l, j);
      double wet = h * PhysicalConstants.MOLAR_MASS_WATER;
      double mass = PhysicalConstants.MOLAR_MASS_DRY_AIR + wet;
      double dryMolecules = column.airMass(l) / mass * PhysicalConstants.AVOGADRO * 1e-4;
      waterRatio[l] = h;
      waterFraction[l] = h / (1 + h);
      dryingByWater[l] = -wet / mass;
      for (Gas gas : GASES) {
        double x = gas == Gas.H2O ? h : changed(column, layout, delta, gas, l, j);
        amount[gas.ordinal()][l] = x * dryMolecules;
      }
    }
  }

  private static double changed(
      AirColumn column, StateLayout layout, double[] delta, Gas gas, int l, int j) {
    int element = layout.gas(gas);
    double x = column.dryMoleFraction(gas, l);
    return element < 0 ? x : x * Math.exp(delta[element + j]);
  }
}
