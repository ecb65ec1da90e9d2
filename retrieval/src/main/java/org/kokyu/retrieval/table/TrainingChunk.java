package org.kokyu.retrieval.table;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kokyu.core.atmosphere.Gas;
import org.kokyu.core.physics.PhysicalConstants;
import org.kokyu.retrieval.forward.LayerGrid;
import org.kokyu.retrieval.forward.RadiativeTransfer;
import org.kokyu.retrieval.instrument.LineShape;
import org.kokyu.retrieval.spectroscopy.Co2Continuum;
import org.kokyu.retrieval.spectroscopy.CrossSections;
import org.kokyu.retrieval.spectroscopy.LineByLine;
import org.kokyu.retrieval.spectroscopy.WaterContinuum;

/**
 * Monochromatic calculation over one short stretch of spectrum: cross sections on the state grid,
 * radiances of all training scenes, their contribution to the channels, and the candidates for
 * nodes.
 *
 * <p>Radiances use the cross sections interpolated linearly in weights of {@link StateGrid}; the
 * same for candidates and channels. Deterministic; one instance per task.
 */
final class TrainingChunk {
  /** Points per tile: the cross sections of a tile stay in the cache while all scenes pass. */
  private static final int TILE = 200;

  private static final double NEGLIGIBLE_DEPTH = 1e-6;
  private static final int STATES = StateGrid.PRESSURES * StateGrid.TEMPERATURES;

  /** Absorbers with a table of their own; water has two, dry and at the reference mole fraction. */
  private enum Slot {
    WATER_DRY(Gas.H2O),
    WATER_MOIST(Gas.H2O),
    CO2(Gas.CO2),
    O3(Gas.O3),
    N2O(Gas.N2O),
    CH4(Gas.CH4),
    HNO3(Gas.HNO3);

    private final Gas gas;

    Slot(Gas gas) {
      this.gas = gas;
    }
  }

  /**
   * Where and how finely.
   *
   * @param fromPerCm lower edge
   * @param toPerCm upper edge
   * @param stepPerCm monochromatic step
   * @param cell points per cell of the line-shape sum
   * @param candidateStride points from one candidate to the next
   * @param phases whether even and odd candidates are wanted
   */
  record Plan(
      double fromPerCm,
      double toPerCm,
      double stepPerCm,
      int cell,
      int candidateStride,
      boolean[] phases) {
    int points() {
      return (int) Math.round((toPerCm - fromPerCm) / stepPerCm);
    }

    double wavenumber(int i) {
      return fromPerCm + (i + 0.5) * stepPerCm;
    }

    /** Points that may become nodes. */
    int[] candidates() {
      return java.util.stream.IntStream.range(0, (points() - 1) / candidateStride + 1)
          .filter(c -> phases[c % 2])
          .map(c -> c * candidateStride)
          .toArray();
    }
  }

  /** What absorbs. */
  record Absorbers(
      Map<Gas, LineByLine> lines,
      Optional<WaterContinuum> waterContinuum,
      Optional<Co2Continuum> co2Continuum,
      Map<Gas, CrossSections> crossSections) {}

  /**
   * What a chunk contributes.
   *
   * @param candidatesPerCm wavenumbers of the candidates
   * @param phase 0 even, 1 odd candidates
   * @param crossSection [candidate][slot · STATES + state], cm² molecule-1; slots dry water, moist
   *     water, CO2, O3, N2O, CH4, HNO3
   * @param selfContinuum [candidate][temperature], or empty
   * @param candidateRadiance [candidate][scene]
   * @param channels indices into the builder's list of channels
   * @param channelSum [channel][scene], not normalised
   * @param shiftSum [channel][scene], derivative with a shift of the channel
   * @param norm [channel] sum of the line shape
   */
  record Result(
      double[] candidatesPerCm,
      int[] phase,
      float[][] crossSection,
      float[][] selfContinuum,
      float[][] candidateRadiance,
      int[] channels,
      double[][] channelSum,
      double[][] shiftSum,
      double[] norm) {}

  private final Plan plan;
  private final Absorbers absorbers;
  private final List<TrainingAtmospheres.Scene> scenes;
  private final float[][] table = new float[Slot.values().length][];
  private final float[] selfTable;

  TrainingChunk(Plan plan, Absorbers absorbers, List<TrainingAtmospheres.Scene> scenes) {
    this.plan = plan;
    this.absorbers = absorbers;
    this.scenes = scenes;
    this.selfTable =
        absorbers.waterContinuum().isPresent()
            ? new float[StateGrid.TEMPERATURES * plan.points()]
            : null;
  }

  Result compute(double[] channelsPerCm, LineShape shape) {
    for (Slot slot : Slot.values()) {
      tabulate(slot);
    }
    tabulateSelfContinuum();
    float[][] cells = new float[plan.points() / plan.cell()][scenes.size()];
    float[][] candidateRadiance = new float[plan.candidates().length][scenes.size()];
    for (int start = 0; start < plan.points(); start += TILE) {
      radiances(start, Math.min(TILE, plan.points() - start), cells, candidateRadiance);
    }
    return collect(cells, candidateRadiance, channelsPerCm, shape);
  }

  private void tabulate(Slot slot) {
    LineByLine lines = absorbers.lines().get(slot.gas);
    CrossSections measured = absorbers.crossSections().get(slot.gas);
    int n = plan.points();
    if (lines == null && measured == null) {
      return;
    }
    float[] out = new float[STATES * n];
    double fraction =
        slot == Slot.WATER_MOIST ? NodeTable.SELF_REFERENCE_FRACTION : slot == Slot.CO2 ? 4e-4 : 0;
    LineByLine.Workspace ws =
        new LineByLine.Workspace(new LineByLine.Grid(plan.wavenumber(0), plan.stepPerCm(), n));
    double[] sigma = new double[n];
    for (int ip = 0; ip < StateGrid.PRESSURES; ip++) {
      for (int it = 0; it < StateGrid.TEMPERATURES; it++) {
        double p = StateGrid.pressurePa(ip);
        double t = StateGrid.temperatureK(it);
        if (lines == null) {
          Arrays.fill(sigma, 0);
        } else {
          lines.crossSection(p, t, fraction, ws, sigma);
        }
        if (measured != null) {
          measured.add(p, t, ws.grid(), sigma);
        }
        addContinuum(slot, p, t, fraction, sigma);
        int base = (ip * StateGrid.TEMPERATURES + it) * n;
        for (int i = 0; i < n; i++) {
          out[base + i] = (float) Math.max(0, sigma[i]);
        }
      }
    }
    table[slot.ordinal()] = out;
  }

  private void addContinuum(Slot slot, double p, double t, double fraction, double[] sigma) {
    if (slot == Slot.CO2 && absorbers.co2Continuum().isPresent()) {
      for (int i = 0; i < sigma.length; i++) {
        sigma[i] += absorbers.co2Continuum().get().crossSection(plan.wavenumber(i), p, t);
      }
    }
    if (slot.gas == Gas.H2O && absorbers.waterContinuum().isPresent()) {
      for (int i = 0; i < sigma.length; i++) {
        sigma[i] +=
            (1 - fraction) * absorbers.waterContinuum().get().foreign(plan.wavenumber(i), p, t);
      }
    }
  }

  private void tabulateSelfContinuum() {
    if (selfTable == null) {
      return;
    }
    WaterContinuum continuum = absorbers.waterContinuum().get();
    int n = plan.points();
    for (int it = 0; it < StateGrid.TEMPERATURES; it++) {
      for (int i = 0; i < n; i++) {
        selfTable[it * n + i] =
            (float)
                continuum.self(
                    plan.wavenumber(i), NodeTable.SELF_CONTINUUM_PA, StateGrid.temperatureK(it));
      }
    }
  }

  private void radiances(int start, int length, float[][] cells, float[][] candidates) {
    boolean[] active = activeSlots(start, length);
    int layers = scenes.stream().mapToInt(s -> s.column().grid().sublayers()).max().orElseThrow();
    float[][] depth = new float[layers][length];
    RadiativeTransfer.Tile tile = new RadiativeTransfer.Tile(length, layers);
    TileTable tileTable = new TileTable(start, length, active);
    int[] points = plan.candidates();
    double first = plan.wavenumber(start);
    double last = plan.wavenumber(start + length - 1);
    for (int s = 0; s < scenes.size(); s++) {
      TrainingAtmospheres.Scene scene = scenes.get(s);
      tileTable.opticalDepth(scene, depth);
      double[] radiance = tile.radiance(scene.column(), scene, first, last, depth);
      int cell = plan.cell();
      for (int i = 0; i < length; i += cell) {
        double sum = 0;
        for (int k = 0; k < cell; k++) {
          sum += radiance[i + k];
        }
        cells[(start + i) / cell][s] = (float) (sum / cell);
      }
      for (int c = 0; c < points.length; c++) {
        if (points[c] >= start && points[c] < start + length) {
          candidates[c][s] = (float) radiance[points[c] - start];
        }
      }
    }
  }

  /**
   * Absorbers whose greatest possible optical depth in a sublayer of this tile is not negligible.
   */
  private boolean[] activeSlots(int start, int length) {
    boolean[] active = new boolean[Slot.values().length];
    int n = plan.points();
    for (Slot slot : Slot.values()) {
      float[] k = table[slot.ordinal()];
      if (k == null) {
        continue;
      }
      double amount = 0;
      for (TrainingAtmospheres.Scene scene : scenes) {
        for (int l = 0; l < scene.column().grid().sublayers(); l++) {
          amount = Math.max(amount, amount(scene, slot.gas, l));
        }
      }
      float largest = 0;
      for (int state = 0; state < STATES; state++) {
        for (int i = 0; i < length; i++) {
          largest = Math.max(largest, k[state * n + start + i]);
        }
      }
      active[slot.ordinal()] = largest * amount > NEGLIGIBLE_DEPTH;
    }
    return active;
  }

  private static double amount(TrainingAtmospheres.Scene scene, Gas gas, int l) {
    return scene.column().dryAir(l)
        * scene.column().dryMoleFraction(gas, l)
        * PhysicalConstants.AVOGADRO
        * 1e-4;
  }

  /**
   * Cross sections of one tile, already interpolated to the pressures that recur in many scenes.
   */
  private final class TileTable {
    private final int start;
    private final int length;
    private final boolean[] active;
    private final float[] ramp;
    private final Map<Double, float[][][]> byPressure = new HashMap<>();

    TileTable(int start, int length, boolean[] active) {
      this.start = start;
      this.length = length;
      this.active = active;
      ramp = new float[length];
      for (int i = 0; i < length; i++) {
        ramp[i] = i;
      }
    }

    /**
     * Rows [slot][temperature][point] at a pressure; the sublayers above the surface layer recur in
     * every scene.
     */
    private float[][][] rows(double pressurePa, boolean recurring, int firstTemperature) {
      return recurring
          ? byPressure.computeIfAbsent(pressurePa, p -> interpolate(p, 0, StateGrid.TEMPERATURES))
          : interpolate(pressurePa, firstTemperature, firstTemperature + 4);
    }

    private float[][][] interpolate(double pressurePa, int fromTemperature, int toTemperature) {
      double[] pw = new double[4];
      int ip = StateGrid.pressureWeights(pressurePa, pw);
      int n = plan.points();
      float[][][] rows = new float[table.length][][];
      for (int slot = 0; slot < rows.length; slot++) {
        if (!active[slot]) {
          continue;
        }
        rows[slot] = new float[StateGrid.TEMPERATURES][];
        for (int it = fromTemperature; it < toTemperature; it++) {
          float[] row = new float[length];
          for (int a = 0; a < 4; a++) {
            int base = ((ip + a) * StateGrid.TEMPERATURES + it) * n + start;
            float w = (float) pw[a];
            for (int i = 0; i < length; i++) {
              row[i] += w * table[slot][base + i];
            }
          }
          rows[slot][it] = row;
        }
      }
      return rows;
    }

    void opticalDepth(TrainingAtmospheres.Scene scene, float[][] depth) {
      double[] tw = new double[4];
      LayerGrid grid = scene.column().grid();
      for (int l = 0; l < grid.sublayers(); l++) {
        float[] tau = depth[l];
        Arrays.fill(tau, 0);
        double p = 0.5 * (grid.sublayerBoundPa(l) + grid.sublayerBoundPa(l + 1));
        int it = StateGrid.temperatureWeights(scene.column().temperatureK(l), tw);
        float[][][] rows = rows(p, grid.layerOf(l) > grid.firstLayer(), it);
        double h = scene.column().dryMoleFraction(Gas.H2O, l);
        double q = h / (1 + h);
        double moist = q / NodeTable.SELF_REFERENCE_FRACTION;
        for (Slot slot : Slot.values()) {
          if (active[slot.ordinal()]) {
            double share =
                slot == Slot.WATER_DRY ? 1 - moist : slot == Slot.WATER_MOIST ? moist : 1;
            accumulate(tau, rows[slot.ordinal()], it, amount(scene, slot.gas, l) * share, tw);
          }
        }
        if (selfTable != null) {
          accumulateSelf(
              tau, it, amount(scene, Gas.H2O, l) * q * p / NodeTable.SELF_CONTINUUM_PA, tw);
        }
      }
    }

    private static void accumulate(float[] tau, float[][] rows, int it, double u, double[] tw) {
      float w0 = (float) (u * tw[0]);
      float w1 = (float) (u * tw[1]);
      float w2 = (float) (u * tw[2]);
      float w3 = (float) (u * tw[3]);
      float[] r0 = rows[it];
      float[] r1 = rows[it + 1];
      float[] r2 = rows[it + 2];
      float[] r3 = rows[it + 3];
      for (int i = 0; i < tau.length; i++) {
        tau[i] += w0 * r0[i] + w1 * r1[i] + w2 * r2[i] + w3 * r3[i];
      }
    }

    /** The continuum is smooth: linear across the tile. */
    private void accumulateSelf(float[] tau, int it, double u, double[] tw) {
      double begin = 0;
      double end = 0;
      for (int a = 0; a < 4; a++) {
        begin += u * tw[a] * selfTable[(it + a) * plan.points() + start];
        end += u * tw[a] * selfTable[(it + a) * plan.points() + start + length - 1];
      }
      float offset = (float) begin;
      float slope = (float) ((end - begin) / (length - 1));
      for (int i = 0; i < tau.length; i++) {
        tau[i] += offset + slope * ramp[i];
      }
    }
  }

  private Result collect(
      float[][] cells, float[][] candidateRadiance, double[] channelsPerCm, LineShape shape) {
    int[] near =
        java.util.stream.IntStream.range(0, channelsPerCm.length)
            .filter(
                c ->
                    channelsPerCm[c] > plan.fromPerCm() - shape.reachPerCm()
                        && channelsPerCm[c] < plan.toPerCm() + shape.reachPerCm())
            .toArray();
    int n = scenes.size();
    double[][] sum = new double[near.length][n];
    double[][] shift = new double[near.length][n];
    double[] norm = new double[near.length];
    double width = plan.cell() * plan.stepPerCm();
    for (int c = 0; c < near.length; c++) {
      LineShape ofChannel = shape.forChannel(channelsPerCm[near[c]]);
      for (int j = 0; j < cells.length; j++) {
        double x = plan.fromPerCm() + (j + 0.5) * width - channelsPerCm[near[c]];
        if (Math.abs(x) >= ofChannel.reachPerCm()) {
          continue;
        }
        double w = ofChannel.value(x) * width;
        double d = -ofChannel.derivative(x) * width;
        norm[c] += w;
        float[] r = cells[j];
        double[] to = sum[c];
        double[] toShift = shift[c];
        for (int s = 0; s < n; s++) {
          to[s] += w * r[s];
          toShift[s] += d * r[s];
        }
      }
    }
    return candidates(candidateRadiance, near, sum, shift, norm);
  }

  private Result candidates(
      float[][] radiance, int[] near, double[][] sum, double[][] shift, double[] norm) {
    int count = radiance.length;
    int n = plan.points();
    int slots = Slot.values().length;
    int[] points = plan.candidates();
    int[] phase = new int[count];
    double[] nu = new double[count];
    float[][] sigma = new float[count][slots * STATES];
    float[][] self = new float[selfTable == null ? 0 : count][StateGrid.TEMPERATURES];
    for (int c = 0; c < count; c++) {
      int i = points[c];
      phase[c] = i / plan.candidateStride() % 2;
      nu[c] = plan.wavenumber(i);
      for (int slot = 0; slot < slots; slot++) {
        for (int state = 0; state < STATES && table[slot] != null; state++) {
          sigma[c][slot * STATES + state] = table[slot][state * n + i];
        }
      }
      for (int it = 0; it < StateGrid.TEMPERATURES && selfTable != null; it++) {
        self[c][it] = selfTable[it * n + i];
      }
    }
    return new Result(nu, phase, sigma, self, radiance, near, sum, shift, norm);
  }

  static int slotOf(Gas gas, boolean moist) {
    for (Slot slot : Slot.values()) {
      if (slot.gas == gas && (!moist || slot == Slot.WATER_MOIST)) {
        return slot.ordinal();
      }
    }
    throw new IllegalArgumentException("no slot for " + gas);
  }
}
