package org.kokyu.retrieval.spectroscopy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kokyu.core.atmosphere.Gas;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.retrieval.spectroscopy.io.LineMixingReader;
import org.kokyu.retrieval.spectroscopy.io.PartitionSumsReader;

class LineMixingTest {
  private static final double ATM = 101325;
  private static final double GAMMA = 0.08;
  private static final double COUPLING = 0.03;
  private static final double LOW = 720;
  private static final double HIGH = 721.6;

  private final PartitionSums sums = PartitionSumsReader.bundled();

  private static LineList.Line line(double nu, double strength) {
    return new LineList.Line(nu, strength, GAMMA, GAMMA, 100, 0.7, 0, 1);
  }

  private static double[] crossSection(LineList lines, LineByLine.Grid grid, double pressurePa) {
    double[] out = new double[grid.count()];
    new LineByLine(lines, PartitionSumsReader.bundled(), LineByLine.Wing.FULL)
        .crossSection(pressurePa, 296, 0, new LineByLine.Workspace(grid), out);
    return out;
  }

  /**
   * Two lines of equal strength S coupled by the relaxation matrix W = [[γ, −w], [−w, γ]]: the
   * exact profile S/π Im Σ_ij [(ν₀ − ν − i p W)⁻¹]_ij, inverted by hand.
   */
  private static double exactTwoLines(double strength, double nu, double atm) {
    // M = [[a, c], [c, b]], sum of the elements of its inverse: (a + b - 2c) / (ab - c²)
    double ar = LOW - nu;
    double br = HIGH - nu;
    double g = -GAMMA * atm;
    double c = COUPLING * atm; // imaginary part of the off-diagonal element
    double nr = ar + br;
    double ni = 2 * g - 2 * c;
    double dr = ar * br - g * g + c * c;
    double di = g * (ar + br);
    return strength / Math.PI * (ni * dr - nr * di) / (dr * dr + di * di);
  }

  private static LineMixing twoLines(double sign) {
    // Y_i = 2 W_ij / (ν_i − ν_j), W_ij = −w
    double y = 2 * -COUPLING / (LOW - HIGH);
    return new LineMixing(
        new double[] {200, 296},
        List.of(
            new LineMixing.Coefficient(2, 1, LOW + 0.001, new double[] {0, sign * y}),
            new LineMixing.Coefficient(2, 1, HIGH, new double[] {0, -sign * y})));
  }

  @Test
  void firstOrderFollowsTheExactRelaxationMatrix() {
    double strength = 1e-20;
    LineList plain = LineList.of(Gas.CO2, List.of(line(LOW, strength), line(HIGH, strength)));
    LineMixing.Mixed mixed = twoLines(1).attach(plain);
    assertEquals(2, mixed.attached());
    LineList wrongSign = twoLines(-1).attach(plain).lines();
    LineByLine.Grid grid = new LineByLine.Grid(712, 0.002, 9001);
    for (double atm : new double[] {1, 0.5, 0.25}) {
      double[] unmixed = crossSection(plain, grid, atm * ATM);
      double[] first = crossSection(mixed.lines(), grid, atm * ATM);
      double[] wrong = crossSection(wrongSign, grid, atm * ATM);
      double worst = 0;
      double without = 0;
      double opposite = 0;
      for (int i = 0; i < grid.count(); i++) {
        double nu = grid.wavenumber(i);
        boolean wing = Math.abs(nu - LOW) > 0.3 && Math.abs(nu - HIGH) > 0.3;
        if (wing) {
          double exact = exactTwoLines(strength, nu, atm);
          worst = Math.max(worst, Math.abs(first[i] / exact - 1));
          without = Math.max(without, Math.abs(unmixed[i] / exact - 1));
          opposite = Math.max(opposite, Math.abs(wrong[i] / exact - 1));
        }
      }
      System.out.printf(
          "two mixing lines at %.2f atm: first order %.1e of exact, without %.1e, wrong sign %.1e%n",
          atm, worst, without, opposite);
      // what is left: second order in pressure, Doppler broadening, the nested grids
      assertTrue(worst < 0.003 * atm * atm + 2.5e-3, "first order " + worst);
      assertTrue(without > 0.2 && opposite > 2 * without * 0.9, without + " " + opposite);
    }
  }

  /** Mixing moves absorption into the branch: more between the lines, less outside. */
  @Test
  void absorptionGathersBetweenTheLinesAndTheSumStays() {
    LineList plain = LineList.of(Gas.CO2, List.of(line(LOW, 1e-20), line(HIGH, 1e-20)));
    LineList mixed = twoLines(1).attach(plain).lines();
    LineByLine.Grid grid = new LineByLine.Grid(696, 0.002, 25_001);
    double[] without = crossSection(plain, grid, ATM);
    double[] with = crossSection(mixed, grid, ATM);
    int between = (int) ((720.8 - 696) / 0.002);
    assertTrue(with[between] > 1.3 * without[between]);
    assertTrue(with[(int) ((719 - 696) / 0.002)] < 0.9 * without[(int) ((719 - 696) / 0.002)]);
    assertTrue(with[(int) ((723 - 696) / 0.002)] < 0.9 * without[(int) ((723 - 696) / 0.002)]);
    double sumWith = 0;
    double sumWithout = 0;
    for (int i = 0; i < grid.count(); i++) {
      sumWith += with[i];
      sumWithout += without[i];
    }
    // up to the ends of the grid, which do not lie symmetrically about both lines
    assertEquals(1, sumWith / sumWithout, 1e-3);
  }

  /** The nested grids against every line at every point. */
  @Test
  void nestedGridsAgreeWithTheDirectSum() {
    List<LineList.Line> lines = new ArrayList<>();
    List<LineMixing.Coefficient> y = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      double nu = 690 + 0.9 * i;
      lines.add(line(nu, 1e-21 * (1 + i % 7)));
      y.add(new LineMixing.Coefficient(2, 1, nu, new double[] {0.02 * Math.sin(i)}));
    }
    LineList mixed =
        new LineMixing(new double[] {296}, y).attach(LineList.of(Gas.CO2, lines)).lines();
    LineByLine.Grid grid = new LineByLine.Grid(710, 0.001, 8001);
    for (double p : new double[] {100000, 20000, 1000, 50}) {
      double[] out = crossSection(mixed, grid, p);
      double worst = 0;
      for (int i = 0; i < grid.count(); i += 7) {
        double expected = 0;
        for (int l = 0; l < mixed.size(); l++) {
          double x = grid.wavenumber(i) - mixed.position[l];
          if (Math.abs(x) <= 25) {
            double doppler =
                mixed.position[l]
                    * Math.sqrt(2 * 1.380649e-23 * 296 / (43.98983e-3 / 6.02214076e23))
                    / 299792458;
            double lorentz = GAMMA * p / ATM / doppler;
            expected +=
                mixed.strength[l]
                    / (doppler * Math.sqrt(Math.PI))
                    * (Voigt.value(x / doppler, lorentz)
                        + mixed.mixing(l, 296) * p / ATM * Voigt.dispersion(x / doppler, lorentz));
          }
        }
        worst = Math.max(worst, Math.abs(out[i] / expected - 1));
      }
      System.out.printf("line mixing on nested grids, %.0f Pa: largest error %.1e%n", p, worst);
      assertTrue(worst < 5e-3, "at " + p + " Pa: " + worst);
    }
  }

  @Test
  void absorptionIsNeverNegativeAndClippedValuesAreCounted() {
    LineList plain = LineList.of(Gas.CO2, List.of(line(720, 1e-20)));
    LineList mixed =
        new LineMixing(
                new double[] {296},
                List.of(new LineMixing.Coefficient(2, 1, 720, new double[] {0.5})))
            .attach(plain)
            .lines();
    LineByLine.Grid grid = new LineByLine.Grid(715, 0.002, 5001);
    LineByLine.Workspace ws = new LineByLine.Workspace(grid);
    double[] out = new double[grid.count()];
    new LineByLine(mixed, sums, LineByLine.Wing.FULL).crossSection(ATM, 296, 0, ws, out);
    int zero = 0;
    for (double v : out) {
      assertTrue(v >= 0);
      zero += v == 0 ? 1 : 0;
    }
    assertTrue(zero > 1000);
    assertEquals(zero, ws.clipped());
  }

  @Test
  void coefficientsGoToTheNearestLineOfTheirIsotopologue() {
    LineList lines =
        LineList.of(
            Gas.CO2,
            List.of(
                line(720, 1),
                line(720.002, 1),
                new LineList.Line(720.001, 1, 0.1, 0.1, 0, 0.7, 0, 2)));
    LineMixing y =
        new LineMixing(
            new double[] {200, 300},
            List.of(
                new LineMixing.Coefficient(2, 1, 720.0018, new double[] {1, 3}),
                new LineMixing.Coefficient(2, 2, 720.0018, new double[] {5, 5}),
                new LineMixing.Coefficient(2, 1, 725, new double[] {9, 9}),
                new LineMixing.Coefficient(6, 1, 720, new double[] {9, 9})));
    LineMixing.Mixed m = y.attach(lines);
    assertEquals(2, m.attached());
    assertEquals(0, m.lines().mixing(0, 250));
    assertEquals(5, m.lines().mixing(1, 250));
    assertEquals(2, m.lines().mixing(2, 250));
    assertEquals(1.5, m.lines().mixing(2, 225));
    assertEquals(0.5, m.lines().mixing(2, 175), 1e-12);
    assertEquals(1, m.lines().where(nu -> nu > 720.0015).size());
    assertEquals(2, m.lines().where(nu -> nu > 720.0015).mixing(0, 250));
  }

  @Test
  void readsCoefficientsAndNamesMistakes(@TempDir Path dir) throws IOException {
    Path file = dir.resolve("y.csv");
    Files.writeString(
        file,
        "# first order\r\nmolecule,isotopologue,wavenumber_per_cm,y_200,y_296\r\n2,1,720.5,0.01,-0.02\r\n");
    assertEquals(1, LineMixingReader.read(file).size());
    bad(
        file,
        "molecule,isotopologue,wavenumber_per_cm,y_296,y_200\n",
        "line 1: rising temperatures");
    bad(file, "mol,iso,nu,y_296\n", "line 1: header molecule,isotopologue");
    String header = "molecule,isotopologue,wavenumber_per_cm,y_296\n";
    bad(file, header + "2,1,720.5\n", "line 2: 4 fields expected, 3 found");
    bad(file, header + "2,1,720.5,NaN\n", "line 2: mixing coefficient: a finite number expected");
    bad(file, header + "2,1,720.5,1e3\n", "line 2: mixing coefficient within 10.0 atm-1 expected");
    bad(file, header, "coefficients expected, none found");
  }

  private static void bad(Path file, String content, String expected) throws IOException {
    Files.writeString(file, content);
    String message =
        assertThrows(MalformedInputException.class, () -> LineMixingReader.read(file)).getMessage();
    assertTrue(message.contains("y.csv") && message.contains(expected), message);
  }
}
