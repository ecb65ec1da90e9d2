package org.kokyu.retrieval.spectroscopy.io;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringTokenizer;
import java.util.TreeMap;
import org.kokyu.core.result.Excerpt;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.result.UnavailableInputException;
import org.kokyu.retrieval.spectroscopy.CrossSections;

/**
 * Reader of absorption cross sections: HITRAN's {@code .xsc} files and the tables of AER's line
 * file distribution, one or more spectra per file, each a header line and ten values [cm²
 * molecule-1] per line.
 *
 * <p>Header of HITRAN (columns): name 1–20, first and last wavenumber 21–30 and 31–40, number of
 * values 41–47, temperature [K] 48–54, pressure [Torr] 55–60; of AER: name 1–10, then five fields
 * of ten columns in the same order. They are told apart by columns 11–20. Negative values, noise
 * about zero, become zero and are counted. Species are named after their usual names in lower case
 * ({@code cfc11}, {@code hno3}), else after the formula.
 */
public final class CrossSectionReader {
  private static final double PA_PER_TORR = 101325.0 / 760;
  private static final int MAX_VALUES = 5_000_000;

  private static final Map<String, String> COLUMN_OF_FORMULA =
      Map.ofEntries(
          Map.entry("ccl3f", "cfc11"),
          Map.entry("cfcl3", "cfc11"),
          Map.entry("f11", "cfc11"),
          Map.entry("ccl2f2", "cfc12"),
          Map.entry("cf2cl2", "cfc12"),
          Map.entry("f12", "cfc12"),
          Map.entry("c2cl3f3", "cfc113"),
          Map.entry("c2f3cl3", "cfc113"),
          Map.entry("f113", "cfc113"),
          Map.entry("chclf2", "hcfc22"),
          Map.entry("chf2cl", "hcfc22"),
          Map.entry("cfc22", "hcfc22"));

  /**
   * What was read.
   *
   * @param species cross sections, ascending by name
   * @param negative values below zero that were set to zero
   */
  public record Read(List<CrossSections> species, long negative) {
    public Read {
      species = List.copyOf(species);
    }
  }

  private final Map<String, List<CrossSections.Table>> tables = new TreeMap<>();
  private long negative;

  private CrossSectionReader() {}

  /** Reads all spectra of all files and groups them by species. */
  public static Read read(List<Path> files) {
    CrossSectionReader reader = new CrossSectionReader();
    for (Path file : files) {
      reader.readFile(file);
    }
    List<CrossSections> species = new ArrayList<>();
    reader.tables.forEach((name, list) -> species.add(new CrossSections(name, list)));
    return new Read(species, reader.negative);
  }

  private void readFile(Path file) {
    List<String> lines;
    try {
      lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException e) {
      throw new UnavailableInputException("cross sections %s: no such file".formatted(file), e);
    } catch (IOException e) {
      throw new UnavailableInputException(
          "cannot read cross sections %s: %s".formatted(file, e.getMessage()), e);
    }
    int next = 0;
    int spectra = 0;
    while (next < lines.size()) {
      if (lines.get(next).isBlank()) {
        next++;
        continue;
      }
      int at = next;
      try {
        Header header = Header.of(lines.get(next));
        next = values(header, lines, next + 1);
        spectra++;
      } catch (BadLine e) {
        throw malformed(file, e.line, e.getMessage(), e);
      } catch (IllegalArgumentException e) {
        throw malformed(file, at, e.getMessage(), e);
      }
    }
    if (spectra == 0) {
      throw new MalformedInputException(
          InputFault.EMPTY, file + ": cross sections expected, none found");
    }
  }

  private static MalformedInputException malformed(Path file, int line, String why, Exception e) {
    return new MalformedInputException(
        InputFault.CORRUPT, "%s line %d: %s".formatted(file, line + 1, why), e);
  }

  /** A complaint about another line than the header. */
  private static final class BadLine extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int line;

    BadLine(int line, String message) {
      super(message);
      this.line = line;
    }
  }

  /** Takes the values of a spectrum; returns the line after them. */
  private int values(Header h, List<String> lines, int first) {
    double[] v = new double[h.count];
    int filled = 0;
    int line = first;
    while (filled < h.count && line < lines.size()) {
      StringTokenizer tokens = new StringTokenizer(lines.get(line));
      while (tokens.hasMoreTokens() && filled < h.count) {
        String token = tokens.nextToken();
        v[filled] = parse(token, line);
        if (v[filled] < 0) {
          v[filled] = 0;
          negative++;
        }
        filled++;
      }
      line++;
    }
    if (filled < h.count) {
      throw new BadLine(
          line - 1, "%d values expected, the file ends after %d".formatted(h.count, filled));
    }
    tables
        .computeIfAbsent(h.species, s -> new ArrayList<>())
        .add(new CrossSections.Table(h.begin, h.end, h.temperatureK, h.pressurePa, v));
    return line;
  }

  private static double parse(String token, int line) {
    double v;
    try {
      v = Double.parseDouble(token);
    } catch (NumberFormatException e) {
      v = Double.NaN;
    }
    if (!(Math.abs(v) < 1e-10)) {
      throw new BadLine(
          line, "a cross section in cm2 per molecule expected, found " + Excerpt.of(token));
    }
    return v;
  }

  private record Header(
      String species, double begin, double end, int count, double temperatureK, double pressurePa) {

    private static final int[] AER = {0, 10, 20, 30, 40, 50, 60};
    private static final int[] HITRAN = {0, 20, 30, 40, 47, 54, 60};

    static Header of(String line) {
      if (line.length() < 60) {
        throw new IllegalArgumentException(
            "a header of at least 60 characters expected, %d found".formatted(line.length()));
      }
      int[] c = isNumber(line.substring(10, 20)) ? AER : HITRAN;
      double begin = number(line, c, 1, "first wavenumber");
      double end = number(line, c, 2, "last wavenumber");
      double count = number(line, c, 3, "number of values");
      double t = number(line, c, 4, "temperature");
      double torr = number(line, c, 5, "pressure");
      if (!(begin > 0 && end > begin)) {
        throw new IllegalArgumentException(
            "wavenumbers 0 < first < last expected, found %s and %s".formatted(begin, end));
      }
      if (!(count >= 2 && count <= MAX_VALUES && count == Math.rint(count))) {
        throw new IllegalArgumentException(
            "number of values 2 … %d expected, found %s".formatted(MAX_VALUES, count));
      }
      if (!(t > 100 && t < 1000 && torr >= 0)) {
        throw new IllegalArgumentException(
            "temperature 100 … 1000 K and pressure not negative expected, found %s and %s"
                .formatted(t, torr));
      }
      return new Header(
          nameOf(line.substring(c[0], c[1])), begin, end, (int) count, t, torr * PA_PER_TORR);
    }

    private static String nameOf(String field) {
      String formula = field.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
      if (formula.isEmpty()) {
        throw new IllegalArgumentException("name of the species expected, found none");
      }
      return COLUMN_OF_FORMULA.getOrDefault(formula, formula);
    }

    private static boolean isNumber(String text) {
      try {
        return Double.isFinite(Double.parseDouble(text.trim()));
      } catch (NumberFormatException e) {
        return false;
      }
    }

    private static double number(String line, int[] c, int field, String what) {
      String text = line.substring(c[field], c[field + 1]).trim();
      if (!isNumber(text)) {
        throw new IllegalArgumentException(
            "%s: a number expected in columns %d-%d, found %s"
                .formatted(what, c[field] + 1, c[field + 1], Excerpt.of(text)));
      }
      return Double.parseDouble(text);
    }
  }
}
