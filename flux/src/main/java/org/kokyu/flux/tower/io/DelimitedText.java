package org.kokyu.flux.tower.io;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.kokyu.core.result.Excerpt;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.result.UnavailableInputException;

/**
 * A table as text: a header line, perhaps a line of units, rows. Fields between commas, semicolons,
 * tabs or blanks, whichever the header has; lines end in LF, CR LF or CR alone.
 *
 * @param file for messages
 * @param header names of the columns
 * @param units of the columns, if the file has a line of them
 * @param rows the fields of each row, trimmed and unquoted
 * @param lines line number in the file of each row
 */
record DelimitedText(
    Path file,
    List<String> header,
    Optional<List<String>> units,
    List<String[]> rows,
    List<Integer> lines) {
  private static final long LARGEST_BYTES = 1L << 30;
  private static final Set<String> MISSING =
      Set.of("", "na", "nan", "n/a", "null", "-", "--", "none", "inf", "-inf");

  /** Values at or below are codes for missing: -9999, -99990; also -6999 of old AmeriFlux files. */
  private static final double HIGHEST_MISSING_CODE = -6999;

  static DelimitedText read(Path file) {
    String text = text(file);
    String[] lines = text.split("\r\n|\n|\r", -1);
    int first = 0;
    while (first < lines.length && (lines[first].isBlank() || lines[first].startsWith("#"))) {
      first++;
    }
    if (first == lines.length) {
      throw new MalformedInputException(
          InputFault.EMPTY, file + ": a header line and rows expected, nothing found");
    }
    char delimiter = delimiter(lines[first]);
    List<String> header = List.of(split(lines[first], delimiter));
    if (header.size() < 3) {
      throw new MalformedInputException(
          InputFault.WRONG_FORMAT,
          "%s line %d: a header of at least three columns between commas, semicolons, tabs or blanks expected, found %s"
              .formatted(file, first + 1, Excerpt.of(lines[first])));
    }
    return rows(file, lines, first, delimiter, header);
  }

  private static DelimitedText rows(
      Path file, String[] lines, int first, char delimiter, List<String> header) {
    Optional<List<String>> units = Optional.empty();
    List<String[]> rows = new ArrayList<>();
    List<Integer> numbers = new ArrayList<>();
    int lastLine = lines.length - 1;
    while (lastLine > first && lines[lastLine].isBlank()) {
      lastLine--;
    }
    for (int i = first + 1; i <= lastLine; i++) {
      if (lines[i].isBlank() || lines[i].startsWith("#")) {
        continue;
      }
      String[] fields = split(lines[i], delimiter);
      if (fields.length != header.size()) {
        boolean end = i == lastLine && fields.length < header.size();
        throw new MalformedInputException(
            end ? InputFault.TRUNCATED : InputFault.CORRUPT,
            "%s line %d: %d fields expected, %d found%s"
                .formatted(
                    file,
                    i + 1,
                    header.size(),
                    fields.length,
                    end ? ", the file ends within a row" : ""));
      }
      if (rows.isEmpty() && units.isEmpty() && isUnits(fields)) {
        units = Optional.of(List.of(fields));
      } else {
        rows.add(fields);
        numbers.add(i + 1);
      }
    }
    if (rows.isEmpty()) {
      throw new MalformedInputException(
          InputFault.EMPTY, file + ": rows below the header expected, none found");
    }
    return new DelimitedText(file, header, units, rows, numbers);
  }

  private static String text(Path file) {
    try {
      if (Files.size(file) > LARGEST_BYTES) {
        throw new MalformedInputException(
            InputFault.UNSUPPORTED, file + ": at most 1 GiB of text expected");
      }
      byte[] bytes = Files.readAllBytes(file);
      for (byte b : bytes) {
        if (b == 0) {
          throw new MalformedInputException(
              InputFault.WRONG_FORMAT, file + ": text expected, found binary data");
        }
      }
      String text = new String(bytes, StandardCharsets.UTF_8);
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (NoSuchFileException e) {
      throw new UnavailableInputException(file + ": no such file", e);
    } catch (IOException e) {
      throw new UnavailableInputException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private static char delimiter(String header) {
    for (char c : new char[] {'\t', ';', ','}) {
      if (header.indexOf(c) >= 0) {
        return c;
      }
    }
    return ' ';
  }

  private static String[] split(String line, char delimiter) {
    String[] fields =
        delimiter == ' ' ? line.trim().split("\\s+") : line.split(String.valueOf(delimiter), -1);
    for (int i = 0; i < fields.length; i++) {
      String f = fields[i].trim();
      if (f.length() > 1 && f.charAt(0) == '"' && f.charAt(f.length() - 1) == '"') {
        f = f.substring(1, f.length() - 1).trim();
      }
      fields[i] = delimiter == ';' ? f.replace(',', '.') : f;
    }
    return fields;
  }

  private static boolean isUnits(String[] fields) {
    int words = 0;
    int numbers = 0;
    for (String f : fields) {
      if (isNumber(f)) {
        numbers++;
      } else if (!MISSING.contains(f.toLowerCase(Locale.ROOT)) && !f.matches("\\d.*")) {
        words++;
      }
    }
    return words > 0 && numbers == 0;
  }

  private static boolean isNumber(String field) {
    try {
      Double.parseDouble(field);
      return !field.equalsIgnoreCase("nan");
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /** The number in a field; not a number where it is missing. */
  double number(int row, int column) {
    String field = rows.get(row)[column];
    if (MISSING.contains(field.toLowerCase(Locale.ROOT))) {
      return Double.NaN;
    }
    try {
      double value = Double.parseDouble(field);
      return value <= HIGHEST_MISSING_CODE ? Double.NaN : value;
    } catch (NumberFormatException e) {
      throw new MalformedInputException(
          InputFault.CORRUPT,
          "%s line %d: a number expected in column %s, found %s"
              .formatted(file, lines.get(row), header.get(column), Excerpt.of(field)),
          e);
    }
  }
}
