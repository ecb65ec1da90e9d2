package org.kokyu.retrieval.spectroscopy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kokyu.core.atmosphere.Gas;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.retrieval.spectroscopy.io.CrossSectionReader;
import org.kokyu.retrieval.spectroscopy.io.PartitionSumsReader;

class CrossSectionsTest {
  private static final double TORR = 101325.0 / 760;

  private static String hitran(String name, int values, double t, double torr, String data) {
    return String.format(
            Locale.ROOT,
            "%20s%10.4f%10.4f%7d%7.1f%6.1f%10.3E%5.2f%15s%4s%3s%3d",
            name,
            830.0,
            831.0,
            values,
            t,
            torr,
            1e-18,
            0.01,
            name,
            "",
            "N2",
            1)
        + "\r\n"
        + data
        + "\r\n";
  }

  private static double at(CrossSections c, double p, double t, double nu) {
    double[] out = new double[1];
    c.add(p, t, new LineByLine.Grid(nu, 0.01, 1), out);
    return out[0];
  }

  @Test
  void hitranSpectraAreInterpolatedInWavenumberPressureAndTemperature(@TempDir Path dir)
      throws IOException {
    Path file = dir.resolve("cfc11.xsc");
    Files.writeString(
        file,
        hitran("CCl3F", 3, 200, 100, " 1.000E-18 2.000E-18-1.000E-21".replace("-1.0", " -1.0"))
            + hitran("CCl3F", 3, 200, 300, " 3.000E-18 2.000E-18 1.000E-18")
            + hitran("CCl3F", 3, 300, 100, " 5.000E-18 4.000E-18 3.000E-18"));
    CrossSectionReader.Read read = CrossSectionReader.read(List.of(file));
    assertEquals(1, read.negative());
    CrossSections c = read.species().get(0);
    assertEquals("cfc11", c.species());
    assertEquals(1e-18, at(c, 100 * TORR, 200, 830), 1e-24);
    assertEquals(2e-18, at(c, 200 * TORR, 200, 830), 1e-24);
    assertEquals(1.5e-18, at(c, 100 * TORR, 200, 830.25), 1e-24);
    assertEquals(3e-18, at(c, 100 * TORR, 250, 830), 1e-24);
    assertEquals(1e-18, at(c, 0, 150, 830), 1e-24);
    assertEquals(5e-18, at(c, 1e5, 350, 830), 1e-24);
    assertEquals(0, at(c, 1e5, 250, 831.001));
    assertTrue(c.covers(830.5) && !c.covers(829.9));
  }

  @Test
  void mistakesAreNamed(@TempDir Path dir) throws IOException {
    bad(dir, "short\n", "line 1: a header of at least 60 characters expected");
    bad(dir, hitran("CCl3F", 3, 200, 100, " 1.0E-18 x 1.0E-18"), "line 2: a cross section in cm2");
    bad(dir, hitran("CCl3F", 9, 200, 100, " 1.0E-18"), "9 values expected, the file ends after 1");
    bad(dir, hitran("CCl3F", 1, 200, 100, " 1.0E-18"), "line 1: number of values 2");
    bad(dir, hitran("CCl3F", 3, 20, 100, " 1.0E-18"), "line 1: temperature 100");
    bad(dir, "\n", "cross sections expected, none found");
  }

  private static void bad(Path dir, String content, String expected) throws IOException {
    Path file = dir.resolve("bad.xsc");
    Files.writeString(file, content);
    String message =
        assertThrows(MalformedInputException.class, () -> CrossSectionReader.read(List.of(file)))
            .getMessage();
    assertTrue(message.contains("bad.xsc") && message.contains(expected), message);
  }

  /** Real tables: two bands of each CFC at six temperatures; header and values agree. */
  @Test
  void tablesOfAerAreRead() throws IOException {
    Path folder =
        Path.of(System.getProperty("kokyu.shared", "../../shared"), "data/spectroscopy/xsec");
    assumeTrue(Files.exists(folder), "shared cross sections absent");
    List<Path> files;
    try (Stream<Path> list = Files.list(folder)) {
      files = list.sorted().toList();
    }
    CrossSectionReader.Read read = CrossSectionReader.read(files);
    assertEquals(
        Set.of("cfc11", "cfc12", "cfc113"),
        Set.copyOf(read.species().stream().map(CrossSections::species).toList()));
    CrossSections cfc12 =
        read.species().stream().filter(c -> c.species().equals("cfc12")).findFirst().orElseThrow();
    assertTrue(cfc12.covers(900) && cfc12.covers(1100) && !cfc12.covers(1000));
    for (Map.Entry<Double, Double> e :
        Map.of(293.0, 4.763e-18, 253.0, 6.387e-18, 203.0, 9.440e-18).entrySet()) {
      double largest = 0;
      for (int i = 0; i < 4718; i++) {
        double nu = 867.0130 + (936.9870 - 867.0130) * i / 4717;
        largest = Math.max(largest, at(cfc12, 0, e.getKey(), nu));
      }
      assertEquals(1, largest / e.getValue(), 2e-3, "at " + e.getKey() + " K");
    }
    // band strength of CFC-12 at 867-937 cm-1, about 5.2e-17 cm molecule-1, hardly depends on
    // temperature
    double cold = 0;
    double warm = 0;
    for (double nu = 868; nu < 936; nu += 0.01) {
      cold += 0.01 * at(cfc12, 0, 213, nu);
      warm += 0.01 * at(cfc12, 0, 293, nu);
    }
    assertEquals(1, cold / warm, 0.05);
  }

  @Test
  void linesInABandOfTheSameGasAreLeftOut() {
    List<LineList.Line> lines =
        List.of(
            new LineList.Line(829, 1e-20, 0.1, 0.1, 0, 0.7, 0, 1),
            new LineList.Line(830.5, 1e-20, 0.1, 0.1, 0, 0.7, 0, 1));
    CrossSections c =
        new CrossSections(
            "hno3",
            List.of(new CrossSections.Table(830, 831, 296, 0, new double[] {1e-19, 1e-19})));
    AbsorptionModel model =
        new AbsorptionModel(
            Map.of(Gas.HNO3, LineList.of(Gas.HNO3, lines)),
            PartitionSumsReader.bundled(),
            Optional.empty(),
            Optional.empty(),
            List.of(c));
    LineByLine.Grid grid = new LineByLine.Grid(828, 0.005, 601);
    double[] out = new double[601];
    model.crossSection("hno3", 30000, 260, 0, new LineByLine.Workspace(grid), out);
    assertTrue(out[200] > 1e-20, "the line at 829 is there");
    // at 830.5 the table and the far wing of the line at 829
    assertTrue(out[500] > 1e-19 && out[500] < 1.1e-19, "" + out[500]);
    assertEquals(Set.of("hno3"), model.species());
  }
}
