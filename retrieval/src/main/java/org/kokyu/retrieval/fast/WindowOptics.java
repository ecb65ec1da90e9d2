package org.kokyu.retrieval.fast;

import org.kokyu.core.atmosphere.Gas;
import org.kokyu.retrieval.forward.LayerGrid;
import org.kokyu.retrieval.table.NodeTable;
import org.kokyu.retrieval.table.StateGrid;

/**
 * Optical depths of one window at its nodes, with their derivatives.
 *
 * <p>ln σ of a {@link NodeTable}, brought once to the pressures of the sublayers that are the same
 * under every surface, is interpolated in temperature; τ = σ · amount. Water: ln σ + slope · ln(1 +
 * 4 q), and the self continuum ∝ q p.
 *
 * <p>Immutable after construction; all scratch lies in {@link Workspace}.
 */
final class WindowOptics {
  private static final int WINDOW_OF_T = 4;

  final NodeTable table;

  /** [sublayer from the top][gas, then self slope][temperature] → row over nodes. */
  private final float[][][][] fixed;

  private final int water;

  /** Results of one call, [sublayer][node]; one per worker and window. */
  static final class Workspace {
    final double[][] depth;
    final double[][] depthByTemperature;
    final double[][] depthByWater;
    final double[][][] depthByGas;
    private final float[][][] rows;
    private final double[] pw = new double[4];
    private final double[] tw = new double[4];
    private final double[] td = new double[4];

    Workspace(NodeTable table, int maxSublayers) {
      int n = table.nodes();
      depth = new double[maxSublayers][n];
      depthByTemperature = new double[maxSublayers][n];
      depthByWater = new double[maxSublayers][n];
      depthByGas = new double[table.gases().size()][maxSublayers][n];
      rows = new float[table.gases().size() + 1][WINDOW_OF_T][n];
    }
  }

  WindowOptics(NodeTable table, double sublayerThickness) {
    this.table = table;
    water = table.gases().indexOf(Gas.H2O);
    LayerGrid grid = LayerGrid.of(LayerGrid.MAX_SURFACE_PA, sublayerThickness);
    int n = grid.sublayers();
    fixed = new float[n][][][];
    double[] pw = new double[4];
    for (int l = 0; l < n; l++) {
      if (grid.layerOf(l) == grid.firstLayer()) {
        continue;
      }
      double p = 0.5 * (grid.sublayerBoundPa(l) + grid.sublayerBoundPa(l + 1));
      int ip = StateGrid.pressureWeights(p, pw);
      float[][][] rows = new float[table.gases().size() + 1][StateGrid.TEMPERATURES][table.nodes()];
      for (int g = 0; g < rows.length; g++) {
        for (int t = 0; t < StateGrid.TEMPERATURES; t++) {
          interpolate(g, ip, pw, t, rows[g][t]);
        }
      }
      fixed[n - 1 - l] = rows;
    }
  }

  private void interpolate(int g, int ip, double[] pw, int t, float[] row) {
    float[] source = g < table.gases().size() ? table.lnCrossSection()[g] : table.waterSelfSlope();
    int n = table.nodes();
    for (int i = 0; i < n; i++) {
      double sum = 0;
      for (int a = 0; a < 4; a++) {
        sum += pw[a] * source[((ip + a) * StateGrid.TEMPERATURES + t) * n + i];
      }
      row[i] = (float) sum;
    }
  }

  /** Fills the workspace for a column. */
  void compute(PerturbedColumn column, Workspace ws) {
    for (int l = 0; l < column.sublayers; l++) {
      int it = StateGrid.temperatureWeights(column.temperatureK[l], ws.tw, ws.td);
      float[][][] rows = rows(column, l, it, ws);
      int shift = rows == ws.rows ? 0 : it;
      java.util.Arrays.fill(ws.depth[l], 0);
      java.util.Arrays.fill(ws.depthByTemperature[l], 0);
      for (int g = 0; g < table.gases().size(); g++) {
        double amount = column.amount[table.gases().get(g).ordinal()][l];
        if (g == water) {
          addWater(rows, shift, l, column, ws);
        } else {
          addGas(rows[g], shift, amount, ws.depthByGas[g][l], l, ws);
        }
      }
      if (table.waterSelfContinuum().isPresent()) {
        addSelfContinuum(column, l, it, ws);
      }
    }
  }

  /**
   * Rows at the sublayer's pressure: tabulated, or interpolated for the layer that the surface
   * cuts.
   */
  private float[][][] rows(PerturbedColumn column, int l, int it, Workspace ws) {
    LayerGrid grid = column.base.grid();
    int fromTop = grid.sublayers() - 1 - l;
    if (grid.layerOf(l) > grid.firstLayer() && fixed[fromTop] != null) {
      return fixed[fromTop];
    }
    int ip = StateGrid.pressureWeights(column.base.pressurePa(l), ws.pw);
    for (int g = 0; g < ws.rows.length; g++) {
      for (int a = 0; a < WINDOW_OF_T; a++) {
        interpolate(g, ip, ws.pw, it + a, ws.rows[g][a]);
      }
    }
    return ws.rows;
  }

  private static void addGas(
      float[][] rows, int shift, double amount, double[] byGas, int l, Workspace ws) {
    float[] r0 = rows[shift];
    float[] r1 = rows[shift + 1];
    float[] r2 = rows[shift + 2];
    float[] r3 = rows[shift + 3];
    double w0 = ws.tw[0];
    double w1 = ws.tw[1];
    double w2 = ws.tw[2];
    double w3 = ws.tw[3];
    double d0 = ws.td[0];
    double d1 = ws.td[1];
    double d2 = ws.td[2];
    double d3 = ws.td[3];
    double[] depth = ws.depth[l];
    double[] byT = ws.depthByTemperature[l];
    for (int i = 0; i < depth.length; i++) {
      double ln = w0 * r0[i] + w1 * r1[i] + w2 * r2[i] + w3 * r3[i];
      double slope = d0 * r0[i] + d1 * r1[i] + d2 * r2[i] + d3 * r3[i];
      double tau = amount * Math.exp(ln);
      byGas[i] = tau;
      depth[i] += tau;
      byT[i] += tau * slope;
    }
  }

  private void addWater(float[][][] rows, int shift, int l, PerturbedColumn column, Workspace ws) {
    double q = column.waterFraction[l];
    double lnQ = Math.log1p(4 * q);
    // d ln(1 + 4q) / d ln h with dq/dh = (1 - q)²
    double lnQByWater = 4 / (1 + 4 * q) * q * (1 - q);
    double amount = column.amount[Gas.H2O.ordinal()][l];
    double amountByWater = 1 + column.dryingByWater[l];
    float[][] s = rows[table.gases().size()];
    float[][] r = rows[water];
    double[] tau = ws.depthByGas[water][l];
    double[] byWater = ws.depthByWater[l];
    double[] depth = ws.depth[l];
    double[] byT = ws.depthByTemperature[l];
    for (int i = 0; i < depth.length; i++) {
      double ln = 0;
      double slope = 0;
      double self = 0;
      double selfSlope = 0;
      for (int a = 0; a < WINDOW_OF_T; a++) {
        ln += ws.tw[a] * r[shift + a][i];
        slope += ws.td[a] * r[shift + a][i];
        self += ws.tw[a] * s[shift + a][i];
        selfSlope += ws.td[a] * s[shift + a][i];
      }
      tau[i] = amount * Math.exp(ln + self * lnQ);
      depth[i] += tau[i];
      byT[i] += tau[i] * (slope + selfSlope * lnQ);
      byWater[i] = tau[i] * (amountByWater + self * lnQByWater);
    }
  }

  private void addSelfContinuum(PerturbedColumn column, int l, int it, Workspace ws) {
    float[] self = table.waterSelfContinuum().get();
    int n = table.nodes();
    double q = column.waterFraction[l];
    double amount =
        column.amount[Gas.H2O.ordinal()][l]
            * q
            * column.base.pressurePa(l)
            / NodeTable.SELF_CONTINUUM_PA;
    double byWaterFactor = 1 + column.dryingByWater[l] + (1 - q);
    for (int i = 0; i < n; i++) {
      double ln = 0;
      double slope = 0;
      for (int a = 0; a < WINDOW_OF_T; a++) {
        double v = self[(it + a) * n + i];
        ln += ws.tw[a] * v;
        slope += ws.td[a] * v;
      }
      double tau = amount * Math.exp(ln);
      ws.depth[l][i] += tau;
      ws.depthByTemperature[l][i] += tau * slope;
      ws.depthByWater[l][i] += tau * byWaterFactor;
    }
  }
}
