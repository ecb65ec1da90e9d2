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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Mistakes in the files of {@code spectroscopy build}: one line each, before any work is done. */
class SpectroscopyBuildCommandTest {
  @TempDir Path folder;

  private record Said(int code, String err) {}

  private Path write(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  private Said build(Object... more) throws IOException {
    Path lines = write("lines.par", SpectrumCommandTest.record(2, 720.5, 1e-20));
    List<String> words = new ArrayList<>(List.of("spectroscopy", "build"));
    List<Object> given = List.of(more);
    if (!given.contains("--lines")) {
      words.addAll(List.of("--lines", lines.toString()));
    }
    if (!given.contains("--bundle")) {
      words.addAll(List.of("--instrument", "gosat", "--out", folder.resolve("t").toString()));
    }
    given.forEach(o -> words.add(o.toString()));
    StringWriter err = new StringWriter();
    CommandLine line = KokyuCommand.commandLine();
    line.setOut(new PrintWriter(new StringWriter(), true));
    line.setErr(new PrintWriter(err, true));
    int code = line.execute(words.toArray(new String[0]));
    assertFalse(err.toString().contains("\tat "), "a stack trace is no message: " + err);
    assertFalse(Files.exists(folder.resolve("t")));
    return new Said(code, err.toString());
  }

  private void refused(int code, String expected, Object... more) throws IOException {
    Said said = build(more);
    assertEquals(code, said.code(), said.err());
    assertEquals(1, said.err().lines().filter(l -> l.startsWith("kokyu:")).count(), said.err());
    assertTrue(said.err().contains(expected), said.err());
  }

  @Test
  void brokenFilesAreOneLine() throws IOException {
    String good = SpectrumCommandTest.record(2, 720.5, 1e-20);
    refused(
        3,
        "p line 2: strength: a number expected in columns 16-25, found '*********",
        "--lines",
        write("p", good + good.replace(" 1.000E-20", "**********")));
    refused(
        3,
        "p line 1: wavenumber must be positive",
        "--lines",
        write("p", good.replace("  720.500000", " -720.500000")));
    refused(
        3,
        "p line 1: strength and widths must not be negative",
        "--lines",
        write("p", good.replace(" 1.000E-20", "-1.000E-20")));
    refused(3, "p line 1: HITRAN record of 160", "--lines", write("p", "\u0001\u0002\u00ff\n"));
    refused(2, "no line of a known gas", "--lines", write("p", ""));
    refused(3, "none.par", "--lines", folder.resolve("none.par"));
    refused(3, "a water continuum in NetCDF expected", "--continuum", write("c.nc", "junk"));
    refused(3, "no such readable file", "--continuum", folder.resolve("none.nc"));
    refused(3, "columns wavenumber_per_cm,k<T1>", "--continuum", write("c.csv", "a,b\n1,2\n"));
    refused(3, "header molecule,isotopologue", "--partition-sums", write("q.csv", "a,b\n1,2\n"));
    refused(3, "a header of at least 60 characters", "--cross-sections", write("x", "junk\n"));
    refused(3, "header molecule,isotopologue", "--line-mixing", write("y.csv", "junk\n"));
    refused(3, "a header and rows of a line shape", "--line-shape", write("s.csv", "junk\n"));
  }

  @Test
  void mistakesOfUsageAreOneLine() throws IOException {
    Path table =
        write(
            "f11.xsc",
            "     CCl3F  830.0000  831.0000         3  293.0000    0.0000 1.000E-16  NCAR    CFC-11\n"
                + " 0.000E+00 1.000E-16 0.000E+00\n");
    refused(2, "absorption tables hold h2o", "--cross-sections", table);
    refused(
        2,
        "--line-shape: not with --bundle",
        "--bundle",
        folder.resolve("b"),
        "--line-shape",
        write("s.csv", "offset_per_cm,response\n-1,0\n-0.5,1\n0,2\n0.5,1\n1,0\n"));
    Path co2 = write("c.csv", "wavenumber_per_cm,k230,k260,k296\n600,1,1,1\n800,1,1,1\n");
    refused(2, "a second one found", "--continuum", co2, "--continuum", co2);
  }

  @Test
  void tableOfAnotherInstrumentIsRefused() throws IOException {
    Path granule =
        write("GOSATTFTS2021050306300080200_1BOB1D161160.01", "not read before the table");
    Path tables = folder.resolve("gosat2.tables");
    try (var in =
        org.kokyu.retrieval.table.AbsorptionTables.class.getResourceAsStream("gosat2.tables")) {
      Files.copy(in, tables);
    }
    StringWriter err = new StringWriter();
    CommandLine line = KokyuCommand.commandLine();
    line.setOut(new PrintWriter(new StringWriter(), true));
    line.setErr(new PrintWriter(err, true));
    int code =
        line.execute(
            "retrieve",
            "--out",
            folder.resolve("o").toString(),
            "--tables",
            tables.toString(),
            granule.toString());
    assertEquals(2, code, err.toString());
    assertTrue(
        err.toString().contains("gosat2.tables") && err.toString().contains("GOSAT"),
        err.toString());
    assertEquals(1, err.toString().lines().count(), err.toString());
  }
}
