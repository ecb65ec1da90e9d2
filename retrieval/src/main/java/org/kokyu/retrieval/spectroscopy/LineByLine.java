package org.kokyu.retrieval.spectroscopy;

import java.util.Arrays;
import org.kokyu.core.physics.PhysicalConstants;

/**
 * Line-by-line absorption cross section of one gas on an equidistant wavenumber grid.
 *
 * <p>σ(ν) = Σ S(T) f_V(ν − ν₀ − δ p), Voigt profile, wings cut 25 cm-1 from the centre. S(T) = S₂₉₆
 * Q₂₉₆/Q(T) exp(−c₂E″(1/T − 1/296)) (1 − exp(−c₂ν/T)) / (1 − exp(−c₂ν/296)); Lorentz half width
 * (296/T)^n (γ_air (p − e) + γ_self e) with partial pressure e (HITRAN definitions, Rothman et al.
 * 1998, JQSRT 60, 665, appendix). No χ factor.
 *
 * <p>Lines with a mixing coefficient Y ({@link LineMixing}) have K + Y p L in place of K ({@link
 * Voigt}), to first order in pressure (Rosenkranz 1975, IEEE Trans. Antennas Propag. 23, 498), cut
 * at the same distance. A sum that this makes negative is set to zero and counted ({@link
 * Workspace#clipped()}).
 *
 * <p>{@link Wing#PEDESTAL_REMOVED} subtracts from each line its value at 25 cm-1, as the MT_CKD
 * water continuum demands.
 *
 * <p>Each profile is split over five grids, each four times coarser than the one below. On a coarse
 * grid the core (ten grid steps) is replaced by an even quartic that continues the wing smoothly;
 * the next finer grid carries the difference. Grids are joined by cubic interpolation. Error of the
 * split below 3e-4 of a line's own profile.
 *
 * <p>Pressure in Pa, temperature in K (100 … 340), mole fraction of the absorber in wet air; cross
 * section in cm² molecule-1. One {@link Workspace} per worker; otherwise immutable.
 */
public final class LineByLine {
  /** Distance from the line centre at which a wing ends [cm-1]. */
  public static final double WING_CUT_PER_CM = 25.0;

  /** What happens to the far wing. */
  public enum Wing {
    /** The wing is kept in full up to the cut. */
    FULL,
    /** The value at the cut is subtracted. */
    PEDESTAL_REMOVED
  }

  static final int LEVELS = 5;
  private static final int RATIO = 4;
  static final int CORE_STEPS = 10;
  private static final double STEPS_PER_WIDTH = 6;
  private static final double REFERENCE_K = 296.0;
  private static final double ATMOSPHERE_PA = 101325.0;
  private static final double SQRT_LN2 = Math.sqrt(Math.log(2));

  private final LineList lines;
  private final PartitionSums sums;
  private final Wing wing;

  public LineByLine(LineList lines, PartitionSums sums, Wing wing) {
    this.lines = lines;
    this.sums = sums;
    this.wing = wing;
  }

  /** The grid of a calculation: ν(i) = begin + i · step. */
  public record Grid(double beginPerCm, double stepPerCm, int count) {
    public double endPerCm() {
      return beginPerCm + stepPerCm * (count - 1);
    }

    public double wavenumber(int i) {
      return beginPerCm + stepPerCm * i;
    }
  }

  /** Scratch arrays for one grid. Not thread-safe. */
  public static final class Workspace {
    final Grid grid;
    final double[] step = new double[LEVELS];
    final double[] origin = new double[LEVELS];
    final double[][] sum = new double[LEVELS][];
    private final double[] ramp;
    private long clipped;

    public Workspace(Grid grid) {
      this.grid = grid;
      double h = grid.stepPerCm();
      double length = grid.endPerCm() - grid.beginPerCm();
      for (int level = 0; level < LEVELS; level++) {
        step[level] = h;
        int pad = level == 0 ? 0 : 2;
        origin[level] = grid.beginPerCm() - pad * h;
        sum[level] = new double[level == 0 ? grid.count() : (int) Math.ceil(length / h) + 6];
        h *= RATIO;
      }
      ramp = new double[grid.count() + 6];
      Arrays.setAll(ramp, i -> i);
    }

    public Grid grid() {
      return grid;
    }

    /** Values that line mixing made negative and that were set to zero, in all calls so far. */
    public long clipped() {
      return clipped;
    }
  }

  /** One line at one state, ready to be evaluated. */
  static final class Evaluated {
    double centre;
    double amplitude;
    double invDoppler;
    double y;
    double width;
    double mixing;

    double dispersionAt(double x) {
      return amplitude * mixing * Voigt.dispersion(x * invDoppler, y);
    }

    double at(double x) {
      return amplitude * Voigt.value(x * invDoppler, y);
    }
  }

  /**
   * Adds nothing, overwrites {@code out} with the cross section.
   *
   * @param out cross section [cm² molecule-1], length of the grid
   */
  public void crossSection(
      double pressurePa, double temperatureK, double moleFraction, Workspace ws, double[] out) {
    for (double[] s : ws.sum) {
      Arrays.fill(s, 0);
    }
    int from = lines.firstAtOrAbove(ws.grid.beginPerCm() - WING_CUT_PER_CM - 0.1);
    int to = lines.firstAtOrAbove(ws.grid.endPerCm() + WING_CUT_PER_CM + 0.1);
    State state = new State(pressurePa / ATMOSPHERE_PA, temperatureK, moleFraction);
    Evaluated line = new Evaluated();
    for (int i = from; i < to; i++) {
      prepare(i, state, line);
      addLine(line, ws);
      if (line.mixing != 0) {
        MixingPart.add(line, finest(line, ws), ws);
      }
    }
    interpolateDown(ws);
    System.arraycopy(ws.sum[0], 0, out, 0, ws.grid.count());
    for (int i = 0; lines.isMixed() && i < out.length; i++) {
      if (out[i] < 0) {
        out[i] = 0;
        ws.clipped++;
      }
    }
  }

  /** One state of the gas and what all lines share there. */
  private final class State {
    private final double atm;
    private final double temperatureK;
    private final double moleFraction;
    private final double[] ratio = new double[16];
    private final double[] doppler = new double[16];
    // (296/T)^n by 100 n: HITRAN gives n with two decimals
    private final double[] power = new double[400];

    State(double atm, double temperatureK, double moleFraction) {
      this.atm = atm;
      this.temperatureK = temperatureK;
      this.moleFraction = moleFraction;
    }

    double broadening(double exponent) {
      int key = (int) Math.rint(exponent * 100) + 200;
      if (key < 0 || key >= power.length || Math.abs(exponent * 100 + 200 - key) > 1e-9) {
        return Math.pow(REFERENCE_K / temperatureK, exponent);
      }
      if (power[key] == 0) {
        power[key] = Math.pow(REFERENCE_K / temperatureK, exponent);
      }
      return power[key];
    }

    void isotopologue(int iso) {
      ratio[iso] = sums.ratio(lines.gas(), iso, temperatureK);
      // 1/e Doppler width over wavenumber: sqrt(2kT/m)/c
      double massKg = sums.molarMass(lines.gas(), iso) * 1e-3 / PhysicalConstants.AVOGADRO;
      doppler[iso] =
          Math.sqrt(2 * PhysicalConstants.BOLTZMANN * temperatureK / massKg)
              / PhysicalConstants.LIGHT_SPEED;
    }
  }

  private void prepare(int i, State state, Evaluated e) {
    int iso = lines.isotopologue[i];
    if (state.ratio[iso] == 0) {
      state.isotopologue(iso);
    }
    double nu = lines.position[i];
    double c2 = PhysicalConstants.C2;
    double t = state.temperatureK;
    double s =
        lines.strength[i]
            * state.ratio[iso]
            * Math.exp(-c2 * lines.lowerEnergy[i] * (1 / t - 1 / REFERENCE_K))
            * (1 - Math.exp(-c2 * nu / t))
            / (1 - Math.exp(-c2 * nu / REFERENCE_K));
    double width =
        lines.gammaAir[i] * (1 - state.moleFraction) + lines.gammaSelf[i] * state.moleFraction;
    double lorentz = state.broadening(lines.exponent[i]) * state.atm * width;
    double dopplerWidth = nu * state.doppler[iso];
    e.centre = nu + lines.shift[i] * state.atm;
    e.invDoppler = 1 / dopplerWidth;
    e.y = lorentz / dopplerWidth;
    e.amplitude = s / (dopplerWidth * Math.sqrt(Math.PI));
    e.mixing = lines.mixing(i, t) * state.atm;
    double dopplerHwhm = dopplerWidth * SQRT_LN2;
    // half width of the Voigt profile after Olivero and Longbothum (1977)
    e.width = 0.5346 * lorentz + Math.sqrt(0.2166 * lorentz * lorentz + dopplerHwhm * dopplerHwhm);
  }

  /** The coarsest grid that resolves a line. */
  private static int finest(Evaluated e, Workspace ws) {
    int finest = 0;
    while (finest < LEVELS - 1 && ws.step[finest + 1] * STEPS_PER_WIDTH <= e.width) {
      finest++;
    }
    return finest;
  }

  private void addLine(Evaluated e, Workspace ws) {
    int finest = finest(e, ws);
    double pedestal = wing == Wing.PEDESTAL_REMOVED ? e.at(WING_CUT_PER_CM) : 0;
    double a0 = pedestal;
    double a2 = 0;
    double a4 = 0;
    double outer = WING_CUT_PER_CM;
    for (int level = LEVELS - 1; level >= finest; level--) {
      if (e.centre + outer < ws.grid.beginPerCm() - 3 * ws.step[level]
          || e.centre - outer > ws.grid.endPerCm() + 4 * ws.step[level]) {
        return;
      }
      double core = level == finest ? 0 : CORE_STEPS * ws.step[level];
      double b0 = 0;
      double b2 = 0;
      double b4 = 0;
      boolean coreInGrid =
          e.centre + core >= ws.grid.beginPerCm() - 3 * ws.step[level]
              && e.centre - core <= ws.grid.endPerCm() + 4 * ws.step[level];
      if (core > 0 && coreInGrid) {
        // even quartic with the value, slope and curvature of the profile at the core radius
        double d = 0.05 * core;
        double f = e.at(core);
        double fp = e.at(core + d);
        double fm = e.at(core - d);
        double slope = (fp - fm) / (2 * d) * core;
        double curvature = (fp - 2 * f + fm) / (d * d) * core * core;
        b4 = (curvature - slope) / 8;
        b2 = (slope - 4 * b4) / 2;
        b0 = f - b2 - b4;
      }
      addLevel(e, ws, level, outer, core, new double[] {a0, a2, a4, b0, b2, b4});
      a0 = b0;
      a2 = b2;
      a4 = b4;
      outer = core;
    }
  }

  /**
   * Adds on one grid: profile minus outer quartic between core and outer radius, inner minus outer
   * quartic in the core.
   *
   * @param q outer quartic in (x/outer)², inner quartic in (x/core)²
   */
  private static void addLevel(
      Evaluated e, Workspace ws, int level, double outer, double core, double[] q) {
    double h = ws.step[level];
    double[] sum = ws.sum[level];
    int from = Math.max(0, (int) Math.ceil((e.centre - outer - ws.origin[level]) / h));
    int to = Math.min(sum.length - 1, (int) Math.floor((e.centre + outer - ws.origin[level]) / h));
    // Humlicek's far region holds beyond 15 - y Doppler widths; inside it the profile takes longer
    double near = Math.max(core, Math.max(0, 15 - e.y) / e.invDoppler);
    int nearFrom =
        Math.max(from, Math.min(to + 1, (int) Math.ceil((e.centre - near - ws.origin[level]) / h)));
    int nearTo =
        Math.max(
            nearFrom - 1, Math.min(to, (int) Math.floor((e.centre + near - ws.origin[level]) / h)));
    addFar(e, ws, level, outer, q, from, nearFrom);
    addFar(e, ws, level, outer, q, nearTo + 1, to + 1);
    double invOuter2 = 1 / (outer * outer);
    double invCore2 = core > 0 ? 1 / (core * core) : 0;
    for (int j = nearFrom; j <= nearTo; j++) {
      double x = ws.origin[level] + j * h - e.centre;
      double u = x * x * invOuter2;
      double outside = q[0] + u * (q[1] + u * q[2]);
      double inside;
      if (Math.abs(x) < core) {
        double v = x * x * invCore2;
        inside = q[3] + v * (q[4] + v * q[5]);
      } else {
        inside = e.at(x);
      }
      sum[j] += inside - outside;
    }
  }

  /** The part beyond core and near region: one formula, so that the loop can be vectorised. */
  private static void addFar(
      Evaluated e, Workspace ws, int level, double outer, double[] q, int from, int to) {
    double[] sum = ws.sum[level];
    double[] ramp = ws.ramp;
    double h = ws.step[level];
    double shift = ws.origin[level] - e.centre;
    double invOuter2 = 1 / (outer * outer);
    double q0 = q[0];
    double q1 = q[1] * invOuter2;
    double q2 = q[2] * invOuter2 * invOuter2;
    double d2 = e.invDoppler * e.invDoppler;
    double y2 = e.y * e.y;
    double scale = e.amplitude * e.y / Math.sqrt(Math.PI);
    for (int j = from; j < to; j++) {
      double x = ramp[j] * h + shift;
      double xx = x * x;
      double x2 = xx * d2;
      double c = x2 - y2 - 0.5;
      sum[j] += scale * (x2 + y2 + 0.5) / (c * c + 4 * x2 * y2) - (q0 + xx * (q1 + xx * q2));
    }
  }

  /** Cubic interpolation of every grid onto the next finer one. */
  private static void interpolateDown(Workspace ws) {
    for (int level = LEVELS - 1; level > 0; level--) {
      double[] coarse = ws.sum[level];
      double[] fine = ws.sum[level - 1];
      int offset = (int) Math.round((ws.origin[level - 1] - ws.origin[level]) / ws.step[level - 1]);
      for (int k = 0; k < RATIO; k++) {
        double t = (double) k / RATIO;
        double w0 = -t * (t - 1) * (t - 2) / 6;
        double w1 = (t + 1) * (t - 1) * (t - 2) / 2;
        double w2 = -(t + 1) * t * (t - 2) / 2;
        double w3 = (t + 1) * t * (t - 1) / 6;
        int start = Math.floorMod(k - offset, RATIO);
        for (int j = start; j < fine.length; j += RATIO) {
          int i = (j + offset) / RATIO;
          if (i < 1 || i + 2 >= coarse.length) {
            continue;
          }
          fine[j] += w0 * coarse[i - 1] + w1 * coarse[i] + w2 * coarse[i + 1] + w3 * coarse[i + 2];
        }
      }
    }
  }
}
