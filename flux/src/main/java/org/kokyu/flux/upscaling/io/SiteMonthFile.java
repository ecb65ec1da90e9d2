package org.kokyu.flux.upscaling.io;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.result.UnavailableInputException;
import org.kokyu.flux.upscaling.SiteMonth;

/**
 * CSV of monthly fluxes: columns {@code date} (yyyymm), {@code site, lc, lat, lon, tmin, tmax, rad,
 * co2, vpd, pr, LAI} and, where there are measurements, {@code GPP, NEE}; any order, more columns
 * are left alone. Empty fields, NA, NaN and −9999 are missing.
 */
public final class SiteMonthFile {
  private static final String[] NEEDED = {
    "date", "site", "lc", "lat", "lon", "tmin", "tmax", "rad", "co2", "vpd", "pr", "LAI"
  };
  private static final double MISSING = -9999;

  private SiteMonthFile() {}

  /**
   * Reads.
   *
   * @throws MalformedInputException naming line and column
   */
  public static List<SiteMonth> read(Path file) {
    List<String> lines;
    try {
      lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    } catch (CharacterCodingException e) {
      throw bad(file, 1, "text in UTF-8", "other bytes");
    } catch (NoSuchFileException e) {
      throw new UnavailableInputException(file + ": no such file", e);
    } catch (IOException e) {
      throw new UnavailableInputException(file + ": cannot be read: " + e.getMessage(), e);
    }
    if (lines.isEmpty()) {
      throw new MalformedInputException(InputFault.EMPTY, file + ": a header line expected");
    }
    Columns columns = new Columns(file, lines.get(0));
    List<SiteMonth> rows = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (int i = 1; i < lines.size(); i++) {
      if (lines.get(i).isBlank()) {
        continue;
      }
      SiteMonth row = columns.row(i + 1, lines.get(i));
      if (!seen.add(row.site() + " " + row.month())) {
        throw bad(file, i + 1, "each month of a site once", row.site() + " " + row.month());
      }
      rows.add(row);
    }
    return rows;
  }

  private static MalformedInputException bad(Path file, int line, String expected, String found) {
    return new MalformedInputException(
        InputFault.WRONG_FORMAT,
        "%s: line %d: %s expected, found %s".formatted(file.getFileName(), line, expected, found));
  }

  /** Where the columns are. */
  private static final class Columns {
    private final Path file;
    private final List<String> names;

    Columns(Path file, String head) {
      this.file = file;
      this.names = List.of(head.strip().split(",", -1));
      for (String needed : NEEDED) {
        if (!names.contains(needed)) {
          throw bad(file, 1, "column " + needed, head);
        }
      }
    }

    SiteMonth row(int line, String text) {
      String[] f = text.strip().split(",", -1);
      if (f.length != names.size()) {
        throw bad(file, line, names.size() + " fields", f.length + " fields");
      }
      String date = f[names.indexOf("date")];
      int month = date.matches("[12]\\d{3}(0[1-9]|1[0-2])") ? Integer.parseInt(date) : -1;
      if (month < 0) {
        throw bad(file, line, "date as yyyymm", date);
      }
      return new SiteMonth(
          f[names.indexOf("site")],
          month,
          f[names.indexOf("lc")],
          number(f, line, "lat", -90, 90),
          number(f, line, "lon", -180, 360),
          number(f, line, "tmin", -90, 60),
          number(f, line, "tmax", -90, 70),
          number(f, line, "rad", -0.1, 50),
          number(f, line, "co2", 200, 1000),
          number(f, line, "vpd", 0, 120),
          number(f, line, "pr", -0.1, 200),
          number(f, line, "LAI", 0, 15),
          number(f, line, "GPP", -10, 60),
          number(f, line, "NEE", -60, 60));
    }

    private double number(String[] f, int line, String column, double least, double most) {
      int at = names.indexOf(column);
      String text = at < 0 ? "" : f[at].strip();
      if (text.isEmpty() || text.equals("NA") || text.equalsIgnoreCase("nan")) {
        return Double.NaN;
      }
      double value;
      try {
        value = Double.parseDouble(text);
      } catch (NumberFormatException e) {
        throw bad(file, line, "a number in column " + column, text);
      }
      if (value == MISSING) {
        return Double.NaN;
      }
      if (!(value >= least && value <= most)) {
        throw bad(file, line, "%s from %s to %s".formatted(column, least, most), text);
      }
      return value;
    }
  }
}
