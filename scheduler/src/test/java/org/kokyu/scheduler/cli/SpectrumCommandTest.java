package org.kokyu.scheduler.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kokyu.core.physics.Planck;
import picocli.CommandLine;

class SpectrumCommandTest {
  private static final String HEADER = "pressure_hpa,temperature_k,h2o,co2,o3,n2o,ch4,hno3\n";

  @TempDir Path folder;
  private Path lines;
  private Path atmosphere;

  private record Said(int code, String err) {}

  /** A record in the format of HITRAN, values invented. */
  static String record(int molecule, double nu, double strength) {
    String r =
        String.format(
            Locale.ROOT,
            "%2d1%12.6f%10.3E%10.3E.07000.100%10.4f0.75-.001000",
            molecule,
            nu,
            strength,
            1.0,
            123.4);
    return r + " ".repeat(160 - r.length()) + "\n";
  }

  @BeforeEach
  void writeInputs() throws IOException {
    lines = folder.resolve("lines.par");
    Files.writeString(
        lines, record(2, 720.5, 1e-20) + record(2, 722.25, 3e-20) + record(1, 721, 1e-22));
    StringBuilder rows = new StringBuilder(HEADER);
    for (int i = 0; i < 10; i++) {
      rows.append(
          String.format(
              Locale.ROOT,
              "%.4f,%.2f,%.3e,4e-4,3e-8,3e-7,1.9e-6,1e-10%n",
              560 * Math.exp(-0.5 * i),
              285 - 6.0 * i,
              5e-3 * Math.exp(-1.0 * i)));
    }
    atmosphere = write("atmosphere.csv", rows.toString());
  }

  private Path write(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  private Said spectrum(Object... more) {
    List<String> words = new ArrayList<>(List.of("spectrum"));
    List<Object> given = List.of(more);
    if (!given.contains("--lines")) {
      words.addAll(List.of("--lines", lines.toString()));
    }
    if (!given.contains("--atmosphere")) {
      words.addAll(List.of("--atmosphere", atmosphere.toString()));
    }
    for (Object o : more) {
      words.add(o.toString());
    }
    StringWriter err = new StringWriter();
    CommandLine line = KokyuCommand.commandLine();
    line.setOut(new PrintWriter(new StringWriter(), true));
    line.setErr(new PrintWriter(err, true));
    int code = line.execute(words.toArray(new String[0]));
    assertFalse(err.toString().contains("\tat "), "a stack trace is no message: " + err);
    return new Said(code, err.toString());
  }

  private Said monochromatic(Object... more) {
    List<Object> all = new ArrayList<>(List.of("--from", "720", "--to", "723", "--step", "0.002"));
    all.addAll(List.of("--out", folder.resolve("out.csv")));
    all.addAll(List.of(more));
    return spectrum(all.toArray());
  }

  private List<double[]> read() throws IOException {
    List<double[]> rows = new ArrayList<>();
    for (String row : Files.readAllLines(folder.resolve("out.csv")).subList(1, 2)) {
      assertEquals(3, row.split(",").length);
    }
    List<String> all = Files.readAllLines(folder.resolve("out.csv"));
    assertEquals("wavenumber_per_cm,radiance_w_m2_sr_per_cm,brightness_temperature_k", all.get(0));
    for (String row : all.subList(1, all.size())) {
      String[] f = row.split(",");
      rows.add(
          new double[] {
            Double.parseDouble(f[0]), Double.parseDouble(f[1]), Double.parseDouble(f[2])
          });
    }
    return rows;
  }

  @Test
  void writesRadianceAndBrightnessTemperature() throws IOException {
    Said said = monochromatic("--surface-temperature", "290");
    assertEquals(0, said.code(), said.err());
    List<double[]> rows = read();
    assertEquals(1501, rows.size());
    assertEquals(720.5, rows.get(250)[0], 1e-9);
    for (double[] r : rows) {
      assertEquals(Planck.brightnessTemperature(r[0], r[1]), r[2], 1e-4);
      assertTrue(r[2] > 225 && r[2] <= 290);
    }
    assertTrue(rows.get(250)[2] < rows.get(400)[2] - 5, "the line absorbs");
  }

  @Test
  void samePointsWhateverTheThreads() throws IOException {
    monochromatic("--threads", "1", "--emissivity", "0.95", "--reflection", "lambertian");
    byte[] one = Files.readAllBytes(folder.resolve("out.csv"));
    monochromatic("--threads", "3", "--emissivity", "0.95", "--reflection", "lambertian");
    assertEquals(-1, Files.mismatch(folder.resolve("out.csv"), write("one.csv", new String(one))));
  }

  @Test
  void channelsOfAnInstrumentAreMultiplesOfItsInterval() throws IOException {
    assertEquals(0, monochromatic("--instrument", "gosat", "--zenith", "30").code());
    List<double[]> rows = read();
    double interval = 0.19949288631004874;
    assertEquals((int) (723 / interval) - (int) (720 / interval), rows.size());
    for (double[] r : rows) {
      assertEquals(Math.rint(r[0] / interval) * interval, r[0], 1e-6);
    }
    // the line at 722.25 is seen through a line shape of 0.24 cm-1: weaker and wider
    assertTrue(rows.stream().mapToDouble(r -> r[2]).min().getAsDouble() > 230);
  }

  @Test
  void opticalDepthsStandInANetcdfFile() throws IOException {
    Path file = folder.resolve("depth.nc");
    assertEquals(0, monochromatic("--optical-depth", file, "--sublayers", "2").code());
    assertEquals(
        "CDF\2",
        new String(Files.readAllBytes(file), 0, 4, java.nio.charset.StandardCharsets.ISO_8859_1));
    // 9 layers, 2 species and 1501 points of four bytes at least
    assertTrue(Files.size(file) > 11L * 1501 * 4);
  }

  @Test
  void badAtmospheresAreOneLine() throws IOException {
    String good = "500,260,1e-3,4e-4,3e-8,3e-7,1.9e-6,1e-10\n";
    String top = "100,220,1e-5,4e-4,3e-8,3e-7,1.9e-6,1e-10\n";
    bad(
        HEADER + top + good,
        "line 3: pressure_hpa below the 100.0 of the level before expected, 500.0 found");
    bad(
        HEADER + good + top.replace("4e-4", "-4e-4"),
        "line 3: co2 a mole fraction from 0 to below 1 expected");
    bad(
        HEADER + good + top.replace("4e-4", "NaN"),
        "line 3: co2: a finite number expected, found 'NaN'");
    bad(
        HEADER + good + top.replace("220", "20"),
        "line 3: temperature_k from 100.0 to 1000.0 expected, 20.0 found");
    bad(HEADER + good + top.replace(",1e-10", ""), "line 3: 8 fields expected, 7 found");
    bad(HEADER.replace("ch4", "methane") + good + top, "column ch4 expected");
    bad(HEADER, "a header line and rows of numbers expected");
    bad("", "a header line and rows of numbers expected");
    bad(HEADER + good, "at least 2 levels expected, 1 found");
    Said none = monochromatic("--atmosphere", folder.resolve("none.csv"));
    assertTrue(none.code() == 3 && none.err().contains("no such file"), none.err());
    Files.write(
        folder.resolve("binary.csv"), new byte[] {(byte) 0x89, 'H', 'D', 'F', 0, (byte) 0xff});
    Said binary = monochromatic("--atmosphere", folder.resolve("binary.csv"));
    assertTrue(
        binary.code() == 3 && binary.err().contains("comma-separated text expected"), binary.err());
    assertFalse(Files.exists(folder.resolve("out.csv")));
  }

  private void bad(String content, String expected) throws IOException {
    Said said = monochromatic("--atmosphere", write("bad.csv", content));
    assertEquals(3, said.code(), said.err());
    assertEquals(1, said.err().lines().count(), said.err());
    assertTrue(said.err().contains("bad.csv") && said.err().contains(expected), said.err());
  }

  @Test
  void windowsLineEndsAreRead() throws IOException {
    String crlf = Files.readString(atmosphere).replace("\n", "\r\n");
    assertEquals(0, monochromatic("--atmosphere", write("crlf.csv", crlf)).code());
    Path par = write("crlf.par", Files.readString(lines).replace("\n", "\r\n"));
    assertEquals(0, monochromatic("--lines", par).code());
  }

  @Test
  void badLineListsAreOneLine() throws IOException {
    Said broken = monochromatic("--lines", write("bad.par", record(2, 720, 1e-20) + "x\n"));
    assertEquals(3, broken.code());
    assertTrue(
        broken.err().contains("bad.par line 2: HITRAN record of 160 characters expected, 1 found"),
        broken.err());
    Said other = monochromatic("--lines", write("other.par", record(7, 720, 1e-20)));
    assertEquals(2, other.code());
    assertTrue(other.err().contains("no line of a known gas"), other.err());
    Said none = monochromatic("--lines", folder.resolve("none.par"));
    assertEquals(3, none.code());
  }

  @Test
  void crossSectionsAndLineMixingChangeTheSpectrum() throws IOException {
    monochromatic();
    List<double[]> plain = read();
    Path measured =
        write(
            "f11.xsc",
            "     CCl3F  721.0000  722.0000         3  293.0000    0.0000 1.000E-16  NCAR    CFC-11\n"
                + " 0.000E+00 1.000E-16 0.000E+00\n");
    String[] rows = Files.readString(atmosphere).split("\n");
    StringBuilder with = new StringBuilder(rows[0] + ",cfc11\n");
    for (int i = 1; i < rows.length; i++) {
      with.append(rows[i]).append(",3e-10\n");
    }
    Path levels = write("cfc.csv", with.toString());
    Said said = monochromatic("--atmosphere", levels, "--cross-sections", measured);
    assertEquals(0, said.code(), said.err());
    assertTrue(said.err().contains("cross sections of cfc11"), said.err());
    List<double[]> cfc = read();
    assertEquals(plain.get(0)[1], cfc.get(0)[1], 1e-12);
    assertTrue(cfc.get(750)[2] < plain.get(750)[2] - 1, "CFC-11 absorbs at 721.5");
    Said unused = monochromatic("--atmosphere", levels);
    assertTrue(unused.err().contains("no absorption known for column cfc11"), unused.err());
    Said absent = monochromatic("--cross-sections", measured);
    assertTrue(absent.err().contains("the atmosphere has no column cfc11"), absent.err());

    String header = "molecule,isotopologue,wavenumber_per_cm,y_296\n";
    Path y = write("y.csv", header + "2,1,720.5,0.05\n2,1,722.25,-0.02\n");
    Said mixing = monochromatic("--line-mixing", y);
    assertEquals(0, mixing.code(), mixing.err());
    assertTrue(mixing.err().contains("line mixing of 2 lines; 0 without a line"), mixing.err());
    List<double[]> mixed = read();
    assertTrue(mixed.get(600)[2] < plain.get(600)[2] - 0.1, "more between the lines");
    Said negative = monochromatic("--line-mixing", write("y2.csv", header + "2,1,720.5,5\n"));
    assertTrue(negative.err().contains("cross sections negative; set to zero"), negative.err());
    Said foreign = monochromatic("--line-mixing", write("y3.csv", header + "2,1,800.5,0.05\n"));
    assertEquals(2, foreign.code());
    assertTrue(foreign.err().contains("--line-mixing: coefficients of lines"), foreign.err());
  }

  @Test
  void badOptionsAreOneLineAndExitTwo() throws IOException {
    for (String[] pair :
        new String[][] {
          {"--zenith", "91"},
          {"--zenith", "-1"},
          {"--emissivity", "1.2"},
          {"--emissivity", "0"},
          {"--surface-temperature", "-3"},
          {"--reflection", "mirror"},
          {"--geometry", "flat"},
          {"--threads", "0"},
          {"--sublayers", "0"},
          {"--latitude", "95"},
          {"--instrument", "iasi"}
        }) {
      Said said = monochromatic((Object[]) pair);
      assertEquals(2, said.code(), pair[0] + ": " + said.err());
      assertTrue(said.err().contains("expected") || said.err().contains("Invalid"), said.err());
    }
    Said reversed =
        spectrum("--from", "723", "--to", "720", "--step", "0.1", "--out", folder.resolve("o.csv"));
    assertEquals(2, reversed.code());
    Said huge =
        spectrum(
            "--from", "1", "--to", "19999", "--step", "1e-5", "--out", folder.resolve("o.csv"));
    assertTrue(huge.code() == 2 && huge.err().contains("points expected"), huge.err());
    Said nowhere = monochromatic("--out", folder.resolve("no/such/folder.csv"));
    assertEquals(2, nowhere.code());
    Said emissivity =
        monochromatic(
            "--emissivity", write("e.csv", "wavenumber_per_cm,emissivity\n700,0.9\n690,0.8\n"));
    assertEquals(3, emissivity.code());
    assertTrue(
        emissivity.err().contains("e.csv line 3: wavenumber_per_cm positive and rising expected"),
        emissivity.err());
  }
}
