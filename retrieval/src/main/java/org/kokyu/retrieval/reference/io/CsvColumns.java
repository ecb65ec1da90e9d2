package org.kokyu.retrieval.reference.io;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.kokyu.core.result.Excerpt;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.result.UnavailableInputException;

/**
 * A CSV file of numbers: one header line, {@code #} comments and blank lines anywhere, either line
 * end.
 *
 * @param file where it came from
 * @param columns name (lower case) to values
 * @param lineNumbers of the rows
 */
record CsvColumns(Path file, Map<String, double[]> columns, int[] lineNumbers) {
  private static final long MAX_BYTES = 16L << 20;

  static CsvColumns read(Path file) {
    List<String> header = null;
    List<double[]> rows = new ArrayList<>();
    List<Integer> numbers = new ArrayList<>();
    int number = 0;
    for (String line : lines(file)) {
      number++;
      String text = line.startsWith("\uFEFF") ? line.substring(1) : line;
      if (text.isBlank() || text.startsWith("#")) {
        continue;
      }
      String[] fields = text.split(",", -1);
      if (header == null) {
        header = header(fields, file, number);
      } else {
        rows.add(row(fields, header, file, number));
        numbers.add(number);
      }
    }
    if (header == null || rows.isEmpty()) {
      throw new MalformedInputException(
          InputFault.EMPTY, file + ": a header line and rows of numbers expected, none found");
    }
    Map<String, double[]> columns = new LinkedHashMap<>();
    for (int c = 0; c < header.size(); c++) {
      int column = c;
      columns.put(header.get(c), rows.stream().mapToDouble(r -> r[column]).toArray());
    }
    return new CsvColumns(file, columns, numbers.stream().mapToInt(Integer::intValue).toArray());
  }

  private static List<String> lines(Path file) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new MalformedInputException(
            InputFault.UNSUPPORTED,
            "%s: a table of at most %d MiB expected, %d bytes found"
                .formatted(file, MAX_BYTES >> 20, Files.size(file)));
      }
      // every byte is a character here, so that a binary file ends in a plain message
      return Files.readAllLines(file, StandardCharsets.UTF_8);
    } catch (java.nio.charset.MalformedInputException e) {
      throw new MalformedInputException(
          InputFault.WRONG_FORMAT,
          file + ": comma-separated text expected, binary content found",
          e);
    } catch (NoSuchFileException e) {
      throw new UnavailableInputException(file + ": no such file", e);
    } catch (IOException e) {
      throw new UnavailableInputException("cannot read %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static List<String> header(String[] fields, Path file, int number) {
    List<String> names = new ArrayList<>();
    for (String f : fields) {
      String name = f.trim().toLowerCase(Locale.ROOT);
      if (name.isEmpty() || names.contains(name)) {
        throw new MalformedInputException(
            InputFault.HEADER_MISMATCH,
            "%s line %d: column names expected, each once, found %s"
                .formatted(file, number, Excerpt.of(f.trim())));
      }
      names.add(name);
    }
    return names;
  }

  private static double[] row(String[] fields, List<String> header, Path file, int number) {
    if (fields.length != header.size()) {
      throw new MalformedInputException(
          InputFault.CORRUPT,
          "%s line %d: %d fields expected, %d found"
              .formatted(file, number, header.size(), fields.length));
    }
    double[] row = new double[fields.length];
    for (int i = 0; i < row.length; i++) {
      try {
        row[i] = Double.parseDouble(fields[i].trim());
      } catch (NumberFormatException e) {
        row[i] = Double.NaN;
      }
      if (!Double.isFinite(row[i])) {
        throw new MalformedInputException(
            InputFault.CORRUPT,
            "%s line %d: %s: a finite number expected, found %s"
                .formatted(file, number, header.get(i), Excerpt.of(fields[i].trim())));
      }
    }
    return row;
  }

  /** A column that must be there. */
  double[] required(String name) {
    double[] v = columns.get(name);
    if (v == null) {
      throw new MalformedInputException(
          InputFault.HEADER_MISMATCH,
          "%s: column %s expected, found %s"
              .formatted(file, name, Excerpt.of(String.join(",", columns.keySet()))));
    }
    return v;
  }

  /** The complaint about a value of a row. */
  MalformedInputException wrong(int row, String expected, double found) {
    return new MalformedInputException(
        InputFault.CORRUPT,
        "%s line %d: %s expected, %s found".formatted(file, lineNumbers[row], expected, found));
  }
}
