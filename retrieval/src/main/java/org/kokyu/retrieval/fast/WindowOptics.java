package org.kokyu.retrieval.fast;

import java.util.Arrays;
import org.kokyu.core.atmosphere.Gas;
import org.kokyu.retrieval.forward.Decay;
import org.kokyu.retrieval.forward.LayerGrid;
import org.kokyu.retrieval.table.NodeTable;
import org.kokyu.retrieval.table.StateGrid;

/**
 * Optical depths of one window at its nodes, with their derivatives.
 *
 * <p>ln σ of a {@link NodeTable}, brought once to the pressures of the sublayers that are the same
 * under every surface, is interpolated in temperature (Hermite, smooth to the first derivative); τ
 * = σ · amount. Water: ln σ + slope · ln(1 + 4 q), and the self continuum ∝ q p.
 *
 * <p>Immutable after construction; all scratch lies in {@link Workspace}.
 */
final class WindowOptics {
  private static final int T = StateGrid.TEMPERATURES;

  /** Most sublayers of the layer that the surface cuts. */
  private static final int MAX_CUT = 12;

  final NodeTable table;

  /**
   * [sublayer from the top][gas, then self slope][temperature, then slope at temperature] → row
   * over nodes.
   */
  private final double[][][][] fixed;

  /** [temperature, then slope at temperature] → row over nodes, or empty. */
  private final double[][] selfContinuum;

  private final int water;

  /** Results of one call, [sublayer][node]; one per worker and window. */
  static final class Workspace {
    final double[][] depth;
    final double[][] depthByTemperature;
    final double[][] depthByWater;
    final double[][][] depthByGas;

    /** Depth of the self continuum of water. */
    final double[][] selfDepth;

    private final double[][][][] cut;
    private double cutForPa = Double.NaN;
    private final double[] exponent;
    private final double[] slope;
    private final double[] decay;
    private final double[] self;
    private final double[] selfSlope;
    private final double[] pw = new double[4];
    private final double[] tw = new double[4];
    private final double[] td = new double[4];

    Workspace(NodeTable table, int maxSublayers) {
      int n = table.nodes();
      depth = new double[maxSublayers][n];
      depthByTemperature = new double[maxSublayers][n];
      depthByWater = new double[maxSublayers][n];
      depthByGas = new double[table.gases().size()][maxSublayers][n];
      selfDepth = new double[maxSublayers][n];
      cut = new double[MAX_CUT][table.gases().size() + 1][2 * T][n];
      exponent = new double[n];
      slope = new double[n];
      decay = new double[n];
      self = new double[n];
      selfSlope = new double[n];
    }
  }

  WindowOptics(NodeTable table, double sublayerThickness) {
    this.table = table;
    water = table.gases().indexOf(Gas.H2O);
    selfContinuum =
        table.waterSelfContinuum().map(v -> rowsOf(v, table.nodes())).orElse(new double[0][]);
    LayerGrid grid = LayerGrid.of(LayerGrid.MAX_SURFACE_PA, sublayerThickness);
    int n = grid.sublayers();
    fixed = new double[n][][][];
    double[] pw = new double[4];
    for (int l = 0; l < n; l++) {
      if (grid.layerOf(l) == grid.firstLayer()) {
        continue;
      }
      double p = 0.5 * (grid.sublayerBoundPa(l) + grid.sublayerBoundPa(l + 1));
      double[][][] rows = new double[table.gases().size() + 1][2 * T][table.nodes()];
      fill(p, pw, rows);
      fixed[n - 1 - l] = rows;
    }
  }

  private static double[][] rowsOf(float[] values, int n) {
    double[][] rows = new double[2 * T][n];
    for (int t = 0; t < T; t++) {
      for (int i = 0; i < n; i++) {
        rows[t][i] = values[t * n + i];
      }
    }
    StateGrid.addSlopes(rows);
    return rows;
  }

  /** Rows of every gas at a pressure. */
  private void fill(double pressurePa, double[] pw, double[][][] rows) {
    int ip = StateGrid.pressureWeights(pressurePa, pw);
    int n = table.nodes();
    for (int g = 0; g < rows.length; g++) {
      float[] source =
          g < table.gases().size() ? table.lnCrossSection()[g] : table.waterSelfSlope();
      for (int t = 0; t < T; t++) {
        double[] row = rows[g][t];
        int base = (ip * T + t) * n;
        for (int i = 0; i < n; i++) {
          row[i] =
              pw[0] * source[base + i]
                  + pw[1] * source[base + T * n + i]
                  + pw[2] * source[base + 2 * T * n + i]
                  + pw[3] * source[base + 3 * T * n + i];
        }
      }
      StateGrid.addSlopes(rows[g]);
    }
  }

  /** Fills the workspace for a column. */
  void compute(PerturbedColumn column, Workspace ws) {
    LayerGrid grid = column.base.grid();
    prepareCut(grid, ws);
    for (int l = 0; l < column.sublayers; l++) {
      int it = StateGrid.hermite(column.temperatureK[l], ws.tw, ws.td);
      double[][][] rows = rows(grid, l, ws);
      Arrays.fill(ws.depth[l], 0);
      Arrays.fill(ws.depthByTemperature[l], 0);
      for (int g = 0; g < table.gases().size(); g++) {
        double amount = column.amount[table.gases().get(g).ordinal()][l];
        if (g == water) {
          addWater(rows, it, l, column, ws);
        } else {
          addGas(rows[g], it, amount, ws.depthByGas[g][l], l, ws);
        }
      }
      if (selfContinuum.length > 0) {
        addSelfContinuum(column, l, it, ws);
      }
    }
  }

  /** Rows of the layer that the surface cuts; they stay while the surface pressure does. */
  private void prepareCut(LayerGrid grid, Workspace ws) {
    if (ws.cutForPa == grid.surfacePressurePa()) {
      return;
    }
    for (int l = 0; l < grid.sublayers() && grid.layerOf(l) == grid.firstLayer(); l++) {
      double p = 0.5 * (grid.sublayerBoundPa(l) + grid.sublayerBoundPa(l + 1));
      fill(p, ws.pw, ws.cut[l]);
    }
    ws.cutForPa = grid.surfacePressurePa();
  }

  private double[][][] rows(LayerGrid grid, int l, Workspace ws) {
    return grid.layerOf(l) == grid.firstLayer() ? ws.cut[l] : fixed[grid.sublayers() - 1 - l];
  }

  /**
   * σ = reference · exp(−(ln reference − ln σ)): with a reference above every cross section the
   * exponent is that of a decay.
   */
  private static final double REFERENCE_CROSS_SECTION = 1e-15;

  private static final double LN_REFERENCE = Math.log(REFERENCE_CROSS_SECTION);

  /** Interpolates ln σ in temperature: exponent and slope of the workspace. */
  private static void interpolate(double[][] rows, int it, Workspace ws) {
    double[] r0 = rows[it];
    double[] r1 = rows[it + 1];
    double[] r2 = rows[T + it];
    double[] r3 = rows[T + it + 1];
    double w0 = ws.tw[0];
    double w1 = ws.tw[1];
    double w2 = ws.tw[2];
    double w3 = ws.tw[3];
    double d0 = ws.td[0];
    double d1 = ws.td[1];
    double d2 = ws.td[2];
    double d3 = ws.td[3];
    double[] exponent = ws.exponent;
    double[] slope = ws.slope;
    // a loop for each result: the compiler uses vectors for one that writes one array
    for (int i = 0; i < exponent.length; i++) {
      exponent[i] = LN_REFERENCE - (w0 * r0[i] + w1 * r1[i] + w2 * r2[i] + w3 * r3[i]);
    }
    for (int i = 0; i < slope.length; i++) {
      slope[i] = d0 * r0[i] + d1 * r1[i] + d2 * r2[i] + d3 * r3[i];
    }
  }

  private static void addGas(
      double[][] rows, int it, double amount, double[] byGas, int l, Workspace ws) {
    interpolate(rows, it, ws);
    Decay.of(ws.exponent, ws.decay, byGas.length);
    double[] slope = ws.slope;
    double[] decay = ws.decay;
    double[] depth = ws.depth[l];
    double[] byT = ws.depthByTemperature[l];
    double scale = amount * REFERENCE_CROSS_SECTION;
    for (int i = 0; i < byGas.length; i++) {
      double tau = scale * decay[i];
      byGas[i] = tau;
      depth[i] += tau;
      byT[i] += tau * slope[i];
    }
  }

  private void addWater(double[][][] rows, int it, int l, PerturbedColumn column, Workspace ws) {
    double q = column.waterFraction[l];
    double lnQ = Math.log1p(4 * q);
    // d ln(1 + 4q) / d ln h with dq/dh = (1 - q)²
    double lnQByWater = 4 / (1 + 4 * q) * q * (1 - q);
    double amountByWater = 1 + column.dryingByWater[l];
    double[] self = ws.self;
    double[] selfSlope = ws.selfSlope;
    interpolate(rows[table.gases().size()], it, ws);
    for (int i = 0; i < self.length; i++) {
      self[i] = LN_REFERENCE - ws.exponent[i];
      selfSlope[i] = ws.slope[i];
    }
    interpolate(rows[water], it, ws);
    double[] exponent = ws.exponent;
    for (int i = 0; i < self.length; i++) {
      exponent[i] -= self[i] * lnQ;
    }
    Decay.of(exponent, ws.decay, self.length);
    double[] slope = ws.slope;
    double[] decay = ws.decay;
    double[] tau = ws.depthByGas[water][l];
    double[] byWater = ws.depthByWater[l];
    double[] depth = ws.depth[l];
    double[] byT = ws.depthByTemperature[l];
    double scale = column.amount[Gas.H2O.ordinal()][l] * REFERENCE_CROSS_SECTION;
    for (int i = 0; i < tau.length; i++) {
      double d = scale * decay[i];
      tau[i] = d;
      depth[i] += d;
      byT[i] += d * (slope[i] + selfSlope[i] * lnQ);
      byWater[i] = d * (amountByWater + self[i] * lnQByWater);
    }
  }

  private void addSelfContinuum(PerturbedColumn column, int l, int it, Workspace ws) {
    interpolate(selfContinuum, it, ws);
    Decay.of(ws.exponent, ws.decay, ws.decay.length);
    double[] slope = ws.slope;
    double[] decay = ws.decay;
    double q = column.waterFraction[l];
    double amount =
        column.amount[Gas.H2O.ordinal()][l]
            * q
            * column.base.pressurePa(l)
            / NodeTable.SELF_CONTINUUM_PA;
    double byWaterFactor = 1 + column.dryingByWater[l] + (1 - q);
    double[] depth = ws.depth[l];
    double[] byT = ws.depthByTemperature[l];
    double[] byWater = ws.depthByWater[l];
    double[] selfDepth = ws.selfDepth[l];
    double scale = amount * REFERENCE_CROSS_SECTION * column.selfContinuumFactor;
    for (int i = 0; i < decay.length; i++) {
      double tau = scale * decay[i];
      selfDepth[i] = tau;
      depth[i] += tau;
      byT[i] += tau * slope[i];
      byWater[i] += tau * byWaterFactor;
    }
  }
}
