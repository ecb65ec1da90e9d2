package org.kokyu.retrieval.spectroscopy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.kokyu.core.atmosphere.Gas;
import org.kokyu.core.physics.PhysicalConstants;
import org.kokyu.retrieval.spectroscopy.io.PartitionSumsReader;

class LineByLineTest {
  private final PartitionSums sums = PartitionSumsReader.bundled();

  private LineList randomLines(long seed) {
    Random r = new Random(seed);
    List<LineList.Line> lines = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      lines.add(
          new LineList.Line(
              660 + 80 * r.nextDouble(),
              Math.pow(10, -24 + 4 * r.nextDouble()),
              0.05 + 0.05 * r.nextDouble(),
              0.1,
              1500 * r.nextDouble(),
              0.7,
              -0.002,
              1 + r.nextInt(3)));
    }
    return LineList.of(Gas.CO2, lines);
  }

  /** The obvious way: every line at every point. */
  private double direct(LineList l, double nu, double p, double t, double q, LineByLine.Wing wing) {
    double sum = 0;
    for (int i = 0; i < l.size(); i++) {
      double atm = p / 101325;
      double x = nu - l.position[i] - l.shift[i] * atm;
      if (Math.abs(x) > 25) {
        continue;
      }
      double c2 = PhysicalConstants.C2;
      double s =
          l.strength[i]
              * sums.ratio(Gas.CO2, l.isotopologue[i], t)
              * Math.exp(-c2 * l.lowerEnergy[i] * (1 / t - 1 / 296.0))
              * (1 - Math.exp(-c2 * l.position[i] / t))
              / (1 - Math.exp(-c2 * l.position[i] / 296.0));
      double gamma =
          Math.pow(296 / t, l.exponent[i]) * atm * (l.gammaAir[i] * (1 - q) + l.gammaSelf[i] * q);
      double mass = sums.molarMass(Gas.CO2, l.isotopologue[i]) * 1e-3 / PhysicalConstants.AVOGADRO;
      double ad =
          l.position[i]
              * Math.sqrt(2 * PhysicalConstants.BOLTZMANN * t / mass)
              / PhysicalConstants.LIGHT_SPEED;
      double norm = s / (ad * Math.sqrt(Math.PI));
      double f = Voigt.value(x / ad, gamma / ad);
      if (wing == LineByLine.Wing.PEDESTAL_REMOVED) {
        f -= Voigt.value(25 / ad, gamma / ad);
      }
      sum += norm * f;
    }
    return sum;
  }

  @Test
  void nestedGridsAgreeWithTheDirectSum() {
    LineList lines = randomLines(7);
    LineByLine.Grid grid = new LineByLine.Grid(690, 0.001, 8001);
    LineByLine.Workspace ws = new LineByLine.Workspace(grid);
    double[] sigma = new double[grid.count()];
    for (LineByLine.Wing wing : LineByLine.Wing.values()) {
      LineByLine lbl = new LineByLine(lines, sums, wing);
      for (double p : new double[] {100000, 30000, 3000, 100, 10}) {
        lbl.crossSection(p, 250, 0.01, ws, sigma);
        List<Double> errors = new ArrayList<>();
        for (int i = 0; i < grid.count(); i += 13) {
          double expected = direct(lines, 690 + i * 0.001, p, 250, 0.01, wing);
          errors.add(Math.abs(sigma[i] / expected - 1));
        }
        errors.sort(null);
        double worst = errors.get(errors.size() - 1);
        double p99 = errors.get((int) (0.99 * errors.size()));
        System.out.printf(
            "line-by-line %s %8.0f Pa: 99 %% below %.2e, largest %.2e%n", wing, p, p99, worst);
        // the largest stand where a strong line's wing ends: the coarsest grid rounds that step
        assertTrue(p99 < 2e-3 && worst < 1e-2, wing + " at " + p + " Pa: " + p99 + ", " + worst);
      }
    }
  }

  private double[] oneLine(double pressurePa, double temperatureK, double fraction) {
    LineList lines =
        LineList.of(
            Gas.H2O, List.of(new LineList.Line(1300, 1e-20, 0.08, 0.40, 0, 0.6, -0.004, 1)));
    LineByLine.Grid grid = new LineByLine.Grid(1299, 0.0005, 4001);
    double[] out = new double[grid.count()];
    new LineByLine(lines, sums, LineByLine.Wing.FULL)
        .crossSection(pressurePa, temperatureK, fraction, new LineByLine.Workspace(grid), out);
    return out;
  }

  private static int peak(double[] v) {
    int best = 0;
    for (int i = 1; i < v.length; i++) {
      best = v[i] > v[best] ? i : best;
    }
    return best;
  }

  /** Half width at half maximum [cm-1], measured on the profile. */
  private static double halfWidth(double[] v) {
    int top = peak(v);
    int i = top;
    while (v[i] > 0.5 * v[top]) {
      i++;
    }
    double part = (v[i - 1] - 0.5 * v[top]) / (v[i - 1] - v[i]);
    return (i - 1 + part - top) * 0.0005;
  }

  @Test
  void linesAreShiftedInProportionToPressure() {
    for (double atm : new double[] {0.1, 0.5, 1}) {
      double at = 1299 + 0.0005 * peak(oneLine(101325 * atm, 296, 0.01));
      assertEquals(1300 - 0.004 * atm, at, 0.0003, atm + " atm");
    }
  }

  @Test
  void airAndTheGasItselfBroadenByTheirPartialPressures() {
    // Doppler adds 0.5 (γ_D/γ_L)² or less
    assertEquals(0.08, halfWidth(oneLine(101325, 296, 0)), 4e-4);
    assertEquals(0.40, halfWidth(oneLine(101325, 296, 1)), 4e-4);
    assertEquals(0.08 + 0.05 * 0.32, halfWidth(oneLine(101325, 296, 0.05)), 4e-4);
    assertEquals(0.04, halfWidth(oneLine(0.5 * 101325, 296, 0)), 4e-4);
    assertEquals(0.08 * Math.pow(296 / 220.0, 0.6), halfWidth(oneLine(101325, 220, 0)), 4e-4);
  }

  @Test
  void thinAirLeavesTheDopplerWidth() {
    double doppler =
        1300
            / PhysicalConstants.LIGHT_SPEED
            * Math.sqrt(
                2
                    * Math.log(2)
                    * PhysicalConstants.BOLTZMANN
                    * 250
                    / (18.010565e-3 / PhysicalConstants.AVOGADRO));
    assertEquals(doppler, halfWidth(oneLine(1, 250, 0)), 2e-5);
  }

  @Test
  void areaIsTheLineStrength() {
    double sum = 0;
    for (double v : oneLine(3000, 296, 0)) {
      sum += 0.0005 * v;
    }
    double gamma = 0.08 * 3000 / 101325;
    // what the wings beyond 1 cm-1 hold
    assertEquals(1e-20 * (1 - 2 * gamma / Math.PI), sum, 2e-23);
  }
}
