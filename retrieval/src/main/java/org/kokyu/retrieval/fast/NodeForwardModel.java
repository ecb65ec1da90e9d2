package org.kokyu.retrieval.fast;

import java.util.List;
import org.kokyu.core.atmosphere.Gas;
import org.kokyu.core.atmosphere.SurfaceEmissivity;
import org.kokyu.retrieval.estimation.ReducedBasis;
import org.kokyu.retrieval.forward.AirColumn;
import org.kokyu.retrieval.forward.LayerGrid;
import org.kokyu.retrieval.forward.StateLayout;
import org.kokyu.retrieval.table.AbsorptionTables;
import org.kokyu.retrieval.table.NodeTable;

/**
 * Channel radiances and their Jacobian from monochromatic calculations at the nodes of a table.
 *
 * <p>y_c = Σ_i W_ci I_i + (s ν_c + d_c) Σ_i W'_ci I_i + o_r b_c with the node radiances I_i,
 * wavenumber scale s, known displacement d_c of the channel from the table's axis, and the radiance
 * offset o_r of the contiguous range of channels, in units of b_c. Radiances in W m-2 sr-1
 * (cm-1)-1.
 *
 * <p>Immutable and re-entrant: all scratch lies in a {@link Workspace}, one per worker; no
 * allocation per call.
 */
public final class NodeForwardModel {
  private static final int MOST_SCALARS = 40;

  private final AbsorptionTables tables;
  private final double sublayerThickness;
  private final int maxSublayers;
  private final List<WindowOptics> windows;
  private final int[] firstChannel;
  private final double[] channelPerCm;

  /** Contiguous range of each channel, counted through all windows. */
  private final int[] range;

  private final int ranges;

  /** [window][node] → row over channels. */
  private final double[][][] weight;

  private final double[][][] shiftWeight;

  /** For columns on the retrieval's layers. */
  public NodeForwardModel(AbsorptionTables tables) {
    this(tables, LayerGrid.DEFAULT_THICKNESS);
  }

  /**
   * @param sublayerThickness of the columns that will be evaluated, see {@link LayerGrid#of(double,
   *     double)}
   */
  public NodeForwardModel(AbsorptionTables tables, double sublayerThickness) {
    this.tables = tables;
    this.sublayerThickness = sublayerThickness;
    maxSublayers = LayerGrid.of(LayerGrid.MAX_SURFACE_PA, sublayerThickness).sublayers() + 2;
    windows = tables.windows().stream().map(t -> new WindowOptics(t, sublayerThickness)).toList();
    firstChannel = new int[windows.size() + 1];
    weight = new double[windows.size()][][];
    shiftWeight = new double[windows.size()][][];
    for (int w = 0; w < windows.size(); w++) {
      NodeTable t = windows.get(w).table;
      firstChannel[w + 1] = firstChannel[w] + t.channels().length;
      weight[w] = transposed(t.weights(), t.nodes(), t.channels().length);
      shiftWeight[w] = transposed(t.shiftWeights(), t.nodes(), t.channels().length);
    }
    channelPerCm = new double[channels()];
    for (int w = 0; w < windows.size(); w++) {
      int[] k = windows.get(w).table.channels();
      for (int c = 0; c < k.length; c++) {
        channelPerCm[firstChannel[w] + c] = k[c] * tables.header().intervalPerCm();
      }
    }
    range = ranges(firstChannel, channelPerCm);
    ranges = range[range.length - 1] + 1;
  }

  /**
   * Channels farther apart do not share a radiance offset [cm-1]: errors of the calibration change
   * slowly along the spectrum.
   */
  private static final double RANGE_GAP_PER_CM = 35;

  private static int[] ranges(int[] firstChannel, double[] channelPerCm) {
    int[] range = new int[channelPerCm.length];
    int window = 0;
    for (int c = 1; c < range.length; c++) {
      boolean next = c == firstChannel[window + 1];
      window += next ? 1 : 0;
      boolean gap = channelPerCm[c] - channelPerCm[c - 1] > RANGE_GAP_PER_CM;
      range[c] = range[c - 1] + (next || gap ? 1 : 0);
    }
    return range;
  }

  private static double[][] transposed(float[] w, int nodes, int channels) {
    double[][] rows = new double[nodes][channels];
    for (int c = 0; c < channels; c++) {
      for (int i = 0; i < nodes; i++) {
        rows[i][c] = w[c * nodes + i];
      }
    }
    return rows;
  }

  public AbsorptionTables tables() {
    return tables;
  }

  public int channels() {
    return firstChannel[windows.size()];
  }

  /** First channel of a window; windows().size() gives the number of channels. */
  public int firstChannel(int window) {
    return firstChannel[window];
  }

  public int windowCount() {
    return windows.size();
  }

  private int maxState() {
    return 6 * LayerGrid.LAYERS + MOST_SCALARS + ranges;
  }

  /** Number of contiguous ranges of channels in all windows; each has a radiance offset. */
  public int rangeCount() {
    return ranges;
  }

  /**
   * Name of a contiguous range: that of its window and the lowest wavenumber, as {@code co2_700}.
   */
  public String rangeName(int r) {
    int first = firstOfRange(r);
    int window = 0;
    while (firstChannel[window + 1] <= first) {
      window++;
    }
    return "%s_%.0f".formatted(tables.windows().get(window).window(), channelPerCm[first]);
  }

  /** Lowest wavenumber of a contiguous range [cm-1]. */
  public double firstOfRangePerCm(int r) {
    return channelPerCm[firstOfRange(r)];
  }

  private int firstOfRange(int r) {
    int first = 0;
    while (range[first] < r) {
      first++;
    }
    return first;
  }

  /** Wavenumber of a channel on the table's axis [cm-1]. */
  public double channelPerCm(int channel) {
    return channelPerCm[channel];
  }

  /**
   * Surface and instrument of one sounding, before the state's changes.
   *
   * @param skinK skin temperature
   * @param emissivity over wavenumber
   * @param lambertian how the surface reflects
   * @param displacementPerCm displacement of each channel from the table's axis [cm-1]
   * @param cirrus thin cloud; counts only where the state has its element
   * @param offsetShape what a radiance offset of 1 adds to each channel [W m-2 sr-1 (cm-1)-1]
   */
  public record Scene(
      AirColumn column,
      double skinK,
      SurfaceEmissivity emissivity,
      boolean lambertian,
      double[] displacementPerCm,
      Cirrus cirrus,
      double[] offsetShape) {

    /** With offsets counted in radiance. */
    public Scene(
        AirColumn column,
        double skinK,
        SurfaceEmissivity emissivity,
        boolean lambertian,
        double[] displacementPerCm,
        Cirrus cirrus) {
      this(
          column,
          skinK,
          emissivity,
          lambertian,
          displacementPerCm,
          cirrus,
          ones(displacementPerCm.length));
    }

    /** Without cirrus, with offsets counted in radiance. */
    public Scene(
        AirColumn column,
        double skinK,
        SurfaceEmissivity emissivity,
        boolean lambertian,
        double[] displacementPerCm) {
      this(column, skinK, emissivity, lambertian, displacementPerCm, new Cirrus(0, 25000));
    }

    private static double[] ones(int n) {
      double[] v = new double[n];
      java.util.Arrays.fill(v, 1);
      return v;
    }
  }

  /**
   * Thin grey cloud before the state's changes.
   *
   * @param amount effective amount: share of the footprint times emissivity
   * @param pressurePa where it lies [Pa]
   */
  public record Cirrus(double amount, double pressurePa) {}

  /** Scratch and results of one worker. */
  public final class Workspace {
    /** Channel radiances. */
    public final double[] radiance = new double[channels()];

    /** Jacobian, [state element][channel]. */
    public final double[][] jacobian = new double[maxState()][channels()];

    /**
     * Jacobian with the elements of a reduced state, [element][channel]; the rows behind the
     * functions are those of the state.
     */
    public final double[][] reduced = new double[maxState()][];

    private final double[][] functionRows = new double[maxState()][channels()];

    private final PerturbedColumn column = new PerturbedColumn(maxSublayers);
    private final WindowOptics.Workspace[] optics = new WindowOptics.Workspace[windows.size()];
    private final NodeTransfer[] transfer = new NodeTransfer[windows.size()];
    private final double[][] emissivity = new double[windows.size()][];
    private final double[][][] nodeJacobian = new double[windows.size()][][];

    /** Weights at the displaced channels, [window][node] → row over channels. */
    private final double[][][] movedWeight = new double[windows.size()][][];

    private final double[][] cloud = new double[windows.size()][];
    private final double[] shiftRadiance = new double[channels()];
    private final double[] row = new double[channels()];
    private final double[][] combined = new double[windows.size()][];

    private Workspace() {
      for (int w = 0; w < optics.length; w++) {
        NodeTable t = windows.get(w).table;
        optics[w] = new WindowOptics.Workspace(t, maxSublayers);
        transfer[w] = new NodeTransfer(t.nodesPerCm(), maxSublayers);
        emissivity[w] = new double[t.nodes()];
        movedWeight[w] = new double[t.nodes()][t.channels().length];
        cloud[w] = new double[t.nodes()];
        nodeJacobian[w] = new double[maxState()][t.nodes()];
        combined[w] = new double[t.nodes()];
      }
    }
  }

  public Workspace newWorkspace() {
    return new Workspace();
  }

  /**
   * Fills radiance and Jacobian of the workspace.
   *
   * @param delta change of every state element from the scene
   */
  public void evaluate(Scene scene, StateLayout layout, double[] delta, Workspace ws) {
    atNodes(scene, layout, delta, ws);
    project(scene, layout, delta, ws);
  }

  /**
   * As {@link #evaluate(Scene, StateLayout, double[], Workspace)}, but with the reduced Jacobian
   * instead of the whole one, which {@link #project} can still fill in afterwards.
   */
  public void evaluate(
      Scene scene, StateLayout layout, double[] delta, ReducedBasis basis, Workspace ws) {
    atNodes(scene, layout, delta, ws);
    project(scene, layout, delta, basis, ws);
  }

  /** The reduced Jacobian at the place of the last evaluation. */
  public void project(
      Scene scene, StateLayout layout, double[] delta, ReducedBasis basis, Workspace ws) {
    for (int f = 0; f < basis.functions(); f++) {
      ws.reduced[f] = ws.functionRows[f];
    }
    int behind = layout.size() - basis.profileElements();
    System.arraycopy(ws.jacobian, basis.profileElements(), ws.reduced, basis.functions(), behind);
    for (int w = 0; w < windows.size(); w++) {
      double[][] rows = toChannels(w, scene, layout, delta, ws);
      for (int f = 0; f < basis.functions(); f++) {
        combine(ws.nodeJacobian[w], basis.first(f), basis.function(f), ws.combined[w]);
        project(w, rows, ws.combined[w], ws.reduced[f], ws);
      }
    }
  }

  /** The whole Jacobian at the place of the last evaluation. */
  public void project(Scene scene, StateLayout layout, double[] delta, Workspace ws) {
    for (int w = 0; w < windows.size(); w++) {
      double[][] rows = toChannels(w, scene, layout, delta, ws);
      for (int s = 0; s < layout.skin(); s++) {
        project(w, rows, ws.nodeJacobian[w][s], ws.jacobian[s], ws);
      }
    }
  }

  private static void combine(double[][] rows, int first, double[] factor, double[] to) {
    java.util.Arrays.fill(to, 0);
    for (int j = 0; j < factor.length; j++) {
      double[] row = rows[first + j];
      double f = factor[j];
      for (int i = 0; i < to.length; i++) {
        to[i] += f * row[i];
      }
    }
  }

  private void atNodes(Scene scene, StateLayout layout, double[] delta, Workspace ws) {
    if (scene.column().grid().sublayerThickness() != sublayerThickness) {
      throw new IllegalArgumentException(
          "column with sublayers of %s in ln p, model for %s"
              .formatted(scene.column().grid().sublayerThickness(), sublayerThickness));
    }
    ws.column.set(scene.column(), layout, delta);
    double skin = scene.skinK() + delta[layout.skin()];
    for (int w = 0; w < windows.size(); w++) {
      double[] nu = windows.get(w).table.nodesPerCm();
      for (int i = 0; i < nu.length; i++) {
        ws.emissivity[w][i] = scene.emissivity().at(nu[i]) + delta[layout.emissivity(w)];
      }
      int tilt = layout.emissivityTilt(w);
      for (int i = 0; tilt >= 0 && i < nu.length; i++) {
        ws.emissivity[w][i] += delta[tilt] * position(w, nu[i]);
      }
      windows.get(w).compute(ws.column, ws.optics[w]);
      ws.transfer[w].compute(
          ws.column,
          ws.optics[w].depth,
          skin,
          ws.emissivity[w],
          scene.lambertian(),
          layout.cirrus() > 0);
      if (layout.cirrus() > 0) {
        LayerGrid grid = scene.column().grid();
        ws.transfer[w].addCirrus(
            ws.column.sublayers, CirrusPlace.of(scene.cirrus(), layout, delta, grid));
      }
      collect(w, layout, ws);
    }
  }

  /**
   * Change of the radiances of some windows when a black cloud whose top is the lower bound of a
   * layer covers the footprint, at the place of the last evaluation. With a share or effective
   * emissivity N the change is N times that, but for what the cloud itself adds to the sky that the
   * surface reflects.
   *
   * @param layer of the product's grid
   * @param windowCount the first so many windows
   * @param to filled up to the last channel of these windows
   */
  public void cloudContrast(int layer, int windowCount, double[] to, Workspace ws) {
    LayerGrid grid = ws.column.base.grid();
    int bottom = 0;
    while (grid.layerOf(bottom) < layer) {
      bottom++;
    }
    for (int w = 0; w < windowCount; w++) {
      int count = firstChannel[w + 1] - firstChannel[w];
      double[] node = ws.cloud[w];
      ws.transfer[w].cloudContrast(bottom, ws.column.sublayers, node);
      apply(weight[w], node, ws.row, count);
      System.arraycopy(ws.row, 0, to, firstChannel[w], count);
    }
  }

  /** Place in a window: −1 at the first channel, 0 in the middle, 1 at the last. */
  public double position(int window, double wavenumberPerCm) {
    double first = channelPerCm[firstChannel[window]];
    double last = channelPerCm[firstChannel[window + 1] - 1];
    return (2 * wavenumberPerCm - first - last) / (last - first);
  }

  /** Derivatives at the nodes with every state element, from those with the sublayers. */
  private void collect(int w, StateLayout layout, Workspace ws) {
    WindowOptics.Workspace o = ws.optics[w];
    NodeTransfer t = ws.transfer[w];
    double[][] j = ws.nodeJacobian[w];
    for (int s = 0; s < layout.skin(); s++) {
      java.util.Arrays.fill(j[s], 0);
    }
    List<Gas> tableGases = windows.get(w).table.gases();
    int first = ws.column.base.grid().firstLayer();
    int self = layout.waterSelfContinuum();
    if (self >= 0) {
      java.util.Arrays.fill(j[self], 0);
      for (int l = 0; l < ws.column.sublayers; l++) {
        multiplyAdd(j[self], t.byDepth[l], o.selfDepth[l], 1);
      }
    }
    for (int l = 0; l < ws.column.sublayers; l++) {
      int layer = ws.column.base.grid().layerOf(l) - first;
      double[] byDepth = t.byDepth[l];
      for (int g = 0; g < tableGases.size(); g++) {
        Gas gas = tableGases.get(g);
        int element = layout.gas(gas);
        if (element >= 0 && gas != Gas.H2O) {
          multiplyAdd(j[element + layer], byDepth, o.depthByGas[g][l], 1);
        }
        int waterElement = layout.gas(Gas.H2O);
        if (waterElement >= 0) {
          boolean water = gas == Gas.H2O;
          multiplyAdd(
              j[waterElement + layer],
              byDepth,
              water ? o.depthByWater[l] : o.depthByGas[g][l],
              water ? 1 : ws.column.dryingByWater[l]);
        }
      }
      double[] temperature = j[layout.temperature() + layer];
      double[] depthByT = o.depthByTemperature[l];
      for (int i = 0; i < temperature.length; i++) {
        temperature[i] += byDepth[i] * depthByT[i] + t.byBottomK[l][i] + t.byTopK[l][i];
      }
    }
  }

  private static void multiplyAdd(double[] to, double[] a, double[] b, double factor) {
    for (int i = 0; i < to.length; i++) {
      to[i] += factor * a[i] * b[i];
    }
  }

  /**
   * Radiances of a window's channels and their derivatives with surface and instrument; gives the
   * weights of the nodes.
   */
  private double[][] toChannels(
      int w, Scene scene, StateLayout layout, double[] delta, Workspace ws) {
    NodeTransfer t = ws.transfer[w];
    int from = firstChannel[w];
    int count = firstChannel[w + 1] - from;
    int scaleElement = layout.wavenumberScale();
    double scale = delta[scaleElement];
    apply(shiftWeight[w], t.radiance, ws.shiftRadiance, count);
    double[][] rows = weights(w, scale, scene, ws);
    apply(rows, t.radiance, ws.row, count);
    for (int c = 0; c < count; c++) {
      ws.radiance[from + c] =
          ws.row[c] + delta[layout.offset(range[from + c])] * scene.offsetShape()[from + c];
      ws.jacobian[scaleElement][from + c] = channelPerCm[from + c] * ws.shiftRadiance[c];
    }
    project(w, rows, t.bySkinK, ws.jacobian[layout.skin()], ws);
    for (int v = 0; v < windows.size(); v++) {
      if (v == w) {
        project(w, rows, t.byEmissivity, ws.jacobian[layout.emissivity(v)], ws);
      } else {
        java.util.Arrays.fill(ws.jacobian[layout.emissivity(v)], from, from + count, 0);
      }
    }
    offsetRows(from, from + count, scene, layout, ws);
    projectTilt(w, rows, layout, ws);
    if (layout.waterSelfContinuum() >= 0) {
      int self = layout.waterSelfContinuum();
      project(w, rows, ws.nodeJacobian[w][self], ws.jacobian[self], ws);
    }
    if (layout.cirrusAmount() >= 0) {
      project(w, rows, t.byCirrus, ws.jacobian[layout.cirrusAmount()], ws);
    }
    if (layout.cirrusPressure() >= 0) {
      project(w, rows, t.byCirrusPressure, ws.jacobian[layout.cirrusPressure()], ws);
    }
    return rows;
  }

  /** Rows of the Jacobian with the radiance offsets; the rest stays as it is. */
  public void offsetRows(Scene scene, StateLayout layout, Workspace ws) {
    offsetRows(0, channels(), scene, layout, ws);
  }

  private void offsetRows(int from, int to, Scene scene, StateLayout layout, Workspace ws) {
    for (int r = 0; r < ranges; r++) {
      double[] row = ws.jacobian[layout.offset(r)];
      for (int c = from; c < to; c++) {
        row[c] = range[c] == r ? scene.offsetShape()[c] : 0;
      }
    }
  }

  private void projectTilt(int w, double[][] rows, StateLayout layout, Workspace ws) {
    int from = firstChannel[w];
    for (int v = 0; v < windows.size() && layout.emissivityTilt(v) >= 0; v++) {
      int element = layout.emissivityTilt(v);
      if (v == w) {
        double[] node = ws.nodeJacobian[w][element];
        double[] nu = windows.get(w).table.nodesPerCm();
        for (int i = 0; i < nu.length; i++) {
          node[i] = ws.transfer[w].byEmissivity[i] * position(w, nu[i]);
        }
        project(w, rows, node, ws.jacobian[element], ws);
      } else {
        java.util.Arrays.fill(ws.jacobian[element], from, firstChannel[w + 1], 0);
      }
    }
  }

  /**
   * Weights of a window's channels where they lie: those of the table, plus the displacement times
   * their derivative, which is formed once for all rows of the Jacobian.
   */
  private double[][] weights(int w, double scale, Scene scene, Workspace ws) {
    int from = firstChannel[w];
    int count = firstChannel[w + 1] - from;
    double[] move = ws.row;
    boolean displaced = false;
    for (int c = 0; c < count; c++) {
      move[c] = scale * channelPerCm[from + c] + scene.displacementPerCm()[from + c];
      displaced |= move[c] != 0;
    }
    if (!displaced) {
      return weight[w];
    }
    double[][] moved = ws.movedWeight[w];
    for (int i = 0; i < moved.length; i++) {
      double[] to = moved[i];
      double[] here = weight[w][i];
      double[] slope = shiftWeight[w][i];
      for (int c = 0; c < count; c++) {
        to[c] = here[c] + move[c] * slope[c];
      }
    }
    return moved;
  }

  /** One Jacobian row from nodes to channels. */
  private void project(int w, double[][] rows, double[] node, double[] to, Workspace ws) {
    int from = firstChannel[w];
    int count = firstChannel[w + 1] - from;
    if (isZero(node)) {
      java.util.Arrays.fill(to, from, from + count, 0);
      return;
    }
    apply(rows, node, ws.row, count);
    System.arraycopy(ws.row, 0, to, from, count);
  }

  private static boolean isZero(double[] v) {
    for (double x : v) {
      if (x != 0) {
        return false;
      }
    }
    return true;
  }

  /** out[c] = Σ_i node[i] rows[i][c]; four nodes at a time halves the traffic to out. */
  private static void apply(double[][] rows, double[] node, double[] out, int count) {
    java.util.Arrays.fill(out, 0, count, 0);
    int i = 0;
    for (; i + 3 < node.length; i += 4) {
      double[] r0 = rows[i];
      double[] r1 = rows[i + 1];
      double[] r2 = rows[i + 2];
      double[] r3 = rows[i + 3];
      double n0 = node[i];
      double n1 = node[i + 1];
      double n2 = node[i + 2];
      double n3 = node[i + 3];
      for (int c = 0; c < count; c++) {
        out[c] += n0 * r0[c] + n1 * r1[c] + n2 * r2[c] + n3 * r3[c];
      }
    }
    for (; i < node.length; i++) {
      double[] r = rows[i];
      double n = node[i];
      for (int c = 0; c < count; c++) {
        out[c] += n * r[c];
      }
    }
  }
}
