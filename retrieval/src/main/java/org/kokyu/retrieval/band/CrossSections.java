package org.kokyu.retrieval.band;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.kokyu.core.atmosphere.Gas;
import org.kokyu.core.parallel.BlockLoop;
import org.kokyu.retrieval.spectroscopy.LineByLine;
import org.kokyu.retrieval.spectroscopy.LineList;
import org.kokyu.retrieval.spectroscopy.PartitionSums;

/**
 * Line absorption of the gases in the bands, computed line by line once on a lattice of pressures
 * and temperatures: linear in ln p, quadratic in T between its points, for water linear in the mole
 * fraction. Lattice: ln p in steps of about 0.1 in the troposphere and 0.3 above, temperatures 25 K
 * apart around a middle that falls from 280 K at the ground to 220 K at 100 hPa and rises to 235 K
 * above. Immutable, thread-safe.
 */
final class CrossSections {
  /** Mole fraction of water of the second water table. */
  static final double MOIST = 0.03;

  static final int TEMPERATURES = 5;
  private static final double SPACING_K = 25;
  private static final double HIGHEST_PA = 110_000;

  /** Absorbers: the gases of the line list, water once dry and once moist. */
  record Absorber(Gas gas, double moleFraction) {}

  private final double[] lnPressure;
  private final List<Absorber> absorbers;

  /** [band][absorber][pressure][temperature][point], cm² per molecule. */
  private final float[][][][][] sigma;

  private CrossSections(double[] lnPressure, List<Absorber> absorbers, float[][][][][] sigma) {
    this.lnPressure = lnPressure;
    this.absorbers = absorbers;
    this.sigma = sigma;
  }

  static CrossSections compute(
      List<BandGrid> bands,
      Map<Gas, LineList> lines,
      PartitionSums sums,
      boolean waterContinuum,
      Executor executor,
      int helpers) {
    double[] lnP = lattice();
    List<Absorber> absorbers = new ArrayList<>();
    for (Gas gas : List.of(Gas.H2O, Gas.CO2, Gas.O3, Gas.N2O, Gas.CH4)) {
      if (lines.containsKey(gas)) {
        absorbers.add(new Absorber(gas, 0));
        if (gas == Gas.H2O) {
          absorbers.add(new Absorber(gas, MOIST));
        }
      }
    }
    float[][][][][] sigma = new float[bands.size()][absorbers.size()][lnP.length][TEMPERATURES][];
    int perBand = absorbers.size() * lnP.length;
    BlockLoop.run(
        executor,
        helpers,
        bands.size() * perBand,
        block -> {
          BandGrid band = bands.get(block / perBand);
          Absorber absorber = absorbers.get(block % perBand / lnP.length);
          int level = block % lnP.length;
          LineByLine.Wing wing =
              absorber.gas() == Gas.H2O && waterContinuum
                  ? LineByLine.Wing.PEDESTAL_REMOVED
                  : LineByLine.Wing.FULL;
          LineByLine lbl = new LineByLine(lines.get(absorber.gas()), sums, wing);
          LineByLine.Workspace ws = new LineByLine.Workspace(band.grid);
          double[] out = new double[band.grid.count()];
          for (int t = 0; t < TEMPERATURES; t++) {
            double p = Math.exp(lnP[level]);
            lbl.crossSection(p, latticeK(p, t), absorber.moleFraction(), ws, out);
            float[] kept = new float[out.length];
            for (int i = 0; i < out.length; i++) {
              kept[i] = (float) (out[i] * 1e20); // keeps weak values out of the denormals
            }
            sigma[block / perBand][block % perBand / lnP.length][level][t] = kept;
          }
        });
    return new CrossSections(lnP, List.copyOf(absorbers), sigma);
  }

  private static double[] lattice() {
    List<Double> ln = new ArrayList<>();
    double p = HIGHEST_PA;
    while (p > 5) {
      ln.add(Math.log(p));
      p *= Math.exp(p > 10_000 ? -0.1 : -0.3);
    }
    ln.add(Math.log(p));
    double[] a = new double[ln.size()];
    Arrays.setAll(a, i -> ln.get(i));
    return a;
  }

  private static double latticeK(double pressurePa, int t) {
    double x = Math.log(HIGHEST_PA / pressurePa) / Math.log(11);
    double middle = x < 1 ? 280 - 60 * x : Math.min(235, 220 + 5 * (x - 1));
    return middle + (t - TEMPERATURES / 2) * SPACING_K;
  }

  List<Absorber> absorbers() {
    return absorbers;
  }

  /**
   * Adds amount · σ of one absorber.
   *
   * @param amount molecules per cm²
   * @param depth optical depth per point, added to
   */
  void add(
      int band, int absorber, double pressurePa, double kelvin, double amount, double[] depth) {
    double ln = Math.log(pressurePa);
    int level = 0;
    while (level < lnPressure.length - 2 && lnPressure[level + 1] > ln) {
      level++;
    }
    double w = (lnPressure[level] - ln) / (lnPressure[level] - lnPressure[level + 1]);
    w = Math.min(1, Math.max(0, w));
    for (int side = 0; side < 2; side++) {
      double weight = amount * 1e-20 * (side == 0 ? 1 - w : w);
      if (weight != 0) {
        addLevel(sigma[band][absorber][level + side], level + side, kelvin, weight, depth);
      }
    }
  }

  private void addLevel(float[][] table, int level, double kelvin, double weight, double[] depth) {
    double lowest = latticeK(Math.exp(lnPressure[level]), 0);
    double x = (kelvin - lowest) / SPACING_K;
    int i = (int) Math.rint(x) - 1;
    i = Math.min(TEMPERATURES - 3, Math.max(0, i));
    double u = x - i;
    float[] a = table[i];
    float[] b = table[i + 1];
    float[] c = table[i + 2];
    double wa = weight * 0.5 * (u - 1) * (u - 2);
    double wb = -weight * u * (u - 2);
    double wc = weight * 0.5 * u * (u - 1);
    for (int k = 0; k < depth.length; k++) {
      depth[k] += wa * a[k] + wb * b[k] + wc * c[k];
    }
  }
}
