package org.kokyu.retrieval.spectroscopy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kokyu.core.atmosphere.Gas;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.retrieval.spectroscopy.io.ContinuumReader;
import org.kokyu.retrieval.spectroscopy.io.HitranReader;
import org.kokyu.retrieval.spectroscopy.io.PartitionSumsReader;

class SpectroscopyFilesTest {
  private static final Path SPECTROSCOPY =
      Path.of(System.getProperty("kokyu.shared", "../../shared"), "data/spectroscopy");

  private final PartitionSums sums = PartitionSumsReader.bundled();

  /** A record in the format of HITRAN, values invented. */
  private static String record(int molecule, char isotopologue, double nu) {
    String r =
        "%2d%c%12.6f%10.3E%10.3E%5.4f%5.3f%10.4f%4.2f%8.6f"
            .formatted(molecule, isotopologue, nu, 1e-22, 1.0, 0.07, 0.1, 123.4, 0.75, -0.001)
            .replace("0.0700", ".0700")
            .replace("-0.001000", "-.001000");
    return r + " ".repeat(160 - r.length());
  }

  @Test
  void readsRecordsAndCountsWhatItLeavesOut(@TempDir Path dir) throws IOException {
    Path file = dir.resolve("lines.par");
    Files.writeString(
        file,
        record(2, '1', 721.5)
            + "\r\n"
            + record(2, '2', 720.5)
            + "\r\n"
            + record(10, '1', 721)
            + "\r\n\r\n");
    HitranReader.Lines lines = new HitranReader(sums).read(List.of(file));
    assertEquals(1, lines.skippedMolecules());
    LineList co2 = lines.lines().get(Gas.CO2);
    assertEquals(2, co2.size());
    assertEquals(720.5, co2.position[0]);
    assertEquals(0.07, co2.gammaAir[0]);
    assertEquals(0.75, co2.exponent[0]);
    assertEquals(-0.001, co2.shift[0]);
    assertEquals(123.4, co2.lowerEnergy[0]);
  }

  @Test
  void badRecordIsNamedWithFileLineAndReason(@TempDir Path dir) throws IOException {
    Path file = dir.resolve("bad.par");
    Files.writeString(
        file, record(2, '1', 721.5) + "\n" + record(2, '1', 722).replace("722", "7x2") + "\n");
    String message =
        assertThrows(
                MalformedInputException.class, () -> new HitranReader(sums).read(List.of(file)))
            .getMessage();
    assertTrue(message.contains("bad.par line 2: wavenumber"), message);
    Files.writeString(file, record(2, '1', 721.5).substring(0, 100));
    message =
        assertThrows(
                MalformedInputException.class, () -> new HitranReader(sums).read(List.of(file)))
            .getMessage();
    assertTrue(message.contains("160 characters expected, 100 found"), message);
  }

  @Test
  void partitionSumsAreSmoothAcrossTheEndOfTheTable() {
    assertEquals(1, sums.ratio(Gas.CO2, 1, 296), 1e-4);
    assertEquals(sums.ratio(Gas.H2O, 1, 180.001), sums.ratio(Gas.H2O, 1, 179.999), 1e-4);
    // linear and nonlinear rotors: Q ~ T and Q ~ T^1.5 when cold
    double linear =
        Math.log(sums.ratio(Gas.N2O, 1, 150) / sums.ratio(Gas.N2O, 1, 165)) / Math.log(165 / 150.0);
    assertEquals(1.0, linear, 0.15);
    double nonlinear =
        Math.log(sums.ratio(Gas.CH4, 1, 150) / sums.ratio(Gas.CH4, 1, 165)) / Math.log(165 / 150.0);
    assertEquals(1.5, nonlinear, 0.05);
    assertThrows(IllegalArgumentException.class, () -> sums.ratio(Gas.CO2, 1, 80));
  }

  /**
   * Against AER's own output: 1013 mb, 296 K, 1 cm, water 0.01; that file is of version 4.1, the
   * coefficients of 4.3.
   */
  @Test
  void waterContinuumReproducesItsAuthorsExample() {
    Path file = SPECTROSCOPY.resolve("continuum/absco-ref_wv-mt-ckd.nc");
    assumeTrue(Files.exists(file), "shared spectroscopy absent");
    WaterContinuum c = ContinuumReader.water(file);
    double molecules = 1013e2 / (1.380649e-23 * 296) * 1e-6;
    double q = 0.01;
    double depth =
        molecules * q * (q * c.self(900, 101300, 296) + (1 - q) * c.foreign(900, 101300, 296));
    assertEquals(6.711e-7, depth, 0.03 * 6.711e-7);
  }

  /**
   * Versions before 3.6: at 1245 cm-1 an independent code with the old coefficients shows a foreign
   * part of 4.52e-28 cm² molecule-1 (cm-1)-1 in dry air (layer optical depths of a winter
   * atmosphere) and a self part of 1.434e-25 at 292.1 K (lowest layer of a summer atmosphere).
   */
  @Test
  void olderWaterContinuumHasSelfAtTwoTemperatures() {
    Path file = SPECTROSCOPY.resolve("continuum/pylbl_mt-ckd.nc");
    assumeTrue(Files.exists(file), "shared spectroscopy absent");
    WaterContinuum c = ContinuumReader.water(file);
    double t = 292.1;
    double unit = 1245 * Math.tanh(1.4387769 * 1245 / (2 * t)) * 296 / t;
    assertEquals(4.52e-28, c.foreign(1245, 101300, t) / unit, 0.01 * 4.52e-28);
    assertEquals(1.434e-25, c.self(1245, 101300, t) / unit, 0.005 * 1.434e-25);
  }

  @Test
  void co2ContinuumIsInterpolatedThroughItsTable() {
    Path file = SPECTROSCOPY.resolve("continuum/co2_continuum_cousin.csv");
    assumeTrue(Files.exists(file), "shared spectroscopy absent");
    Co2Continuum c = ContinuumReader.co2(file);
    assertEquals(1.4676e3 / 6.02214076e26, c.crossSection(600, 101325, 260), 1e-30);
    assertEquals(0, c.crossSection(599, 101325, 260));
  }

  @Test
  void developmentLineListIsReadCompletely() {
    Path file = SPECTROSCOPY.resolve("lines_v1.par");
    assumeTrue(Files.exists(file), "shared spectroscopy absent");
    HitranReader.Lines lines = new HitranReader(sums).read(List.of(file));
    assertEquals(26_983, lines.count());
    assertEquals(18_720, lines.lines().get(Gas.CO2).size());
    assertEquals(655, lines.lines().get(Gas.CH4).size());
  }
}
