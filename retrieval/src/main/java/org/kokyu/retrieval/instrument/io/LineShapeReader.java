package org.kokyu.retrieval.instrument.io;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import org.kokyu.core.result.Excerpt;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.result.UnavailableInputException;
import org.kokyu.retrieval.instrument.FieldOfView;
import org.kokyu.retrieval.instrument.HannSinc;
import org.kokyu.retrieval.instrument.LineShape;
import org.kokyu.retrieval.instrument.TabulatedLineShape;
import org.kokyu.retrieval.instrument.TaperedSinc;

/**
 * Reader of line shapes: CSV with {@code #} comments, in one of three forms told apart by the
 * header.
 *
 * <ul>
 *   <li>{@code offset_per_cm,response}: a measured table, offsets equally spaced and rising
 *   <li>{@code wavenumber_per_cm,offset_per_cm,response}: one such table per wavenumber
 *   <li>{@code shape,maximum_path_difference_cm,taper_start_per_cm,taper_end_per_cm} and optionally
 *       {@code field_of_view_half_angle_rad}: one row, shape {@code sinc} or {@code hann}
 * </ul>
 */
public final class LineShapeReader {
  private static final String OFFSET = "offset_per_cm";
  private static final String WAVENUMBER = "wavenumber_per_cm";
  private static final List<String> DEFINITION =
      List.of("shape", "maximum_path_difference_cm", "taper_start_per_cm", "taper_end_per_cm");
  private static final String HALF_ANGLE = "field_of_view_half_angle_rad";

  private final Path file;
  private final String hash;
  private final List<String[]> rows = new ArrayList<>();
  private final List<Integer> numbers = new ArrayList<>();

  private LineShapeReader(Path file, byte[] content) {
    this.file = file;
    try {
      hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content), 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
    String[] lines = new String(content, StandardCharsets.ISO_8859_1).split("\r?\n", -1);
    for (int i = 0; i < lines.length; i++) {
      if (!lines[i].isBlank() && !lines[i].startsWith("#")) {
        rows.add(Arrays.stream(lines[i].split(",", -1)).map(String::trim).toArray(String[]::new));
        numbers.add(i + 1);
      }
    }
  }

  public static LineShape read(Path file) {
    try {
      return new LineShapeReader(file, Files.readAllBytes(file)).lineShape();
    } catch (NoSuchFileException e) {
      throw new UnavailableInputException("line shape %s: no such file".formatted(file), e);
    } catch (IOException e) {
      throw new UnavailableInputException(
          "cannot read line shape %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  private LineShape lineShape() {
    if (rows.size() < 2) {
      throw new MalformedInputException(
          InputFault.EMPTY, file + ": a header and rows of a line shape expected, none found");
    }
    List<String> header = List.of(rows.get(0));
    try {
      if (header.equals(List.of(OFFSET, "response"))) {
        return tabulated(0);
      }
      if (header.equals(List.of(WAVENUMBER, OFFSET, "response"))) {
        return tabulated(1);
      }
      if (header.size() >= DEFINITION.size()
          && header.subList(0, DEFINITION.size()).equals(DEFINITION)
          && (header.size() == DEFINITION.size()
              || header.subList(DEFINITION.size(), header.size()).equals(List.of(HALF_ANGLE)))) {
        return defined(rows.get(1));
      }
    } catch (IllegalArgumentException e) {
      throw new MalformedInputException(
          InputFault.CORRUPT, "%s: %s".formatted(file, e.getMessage()), e);
    }
    throw wrong(0, "header %s,response or %s,... expected".formatted(OFFSET, DEFINITION.get(0)));
  }

  private MalformedInputException wrong(int row, String why) {
    return new MalformedInputException(
        InputFault.CORRUPT,
        "%s line %d: %s, found %s"
            .formatted(file, numbers.get(row), why, Excerpt.of(String.join(",", rows.get(row)))));
  }

  private double number(int row, int column) {
    try {
      double v = Double.parseDouble(rows.get(row)[column]);
      if (Double.isFinite(v)) {
        return v;
      }
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      throw wrong(row, "a finite number in field %d expected".formatted(column + 1));
    }
    throw wrong(row, "a finite number in field %d expected".formatted(column + 1));
  }

  private LineShape defined(String[] row) {
    if (rows.size() != 2 || row.length != rows.get(0).length) {
      throw wrong(rows.size() - 1, "one row of %d fields expected".formatted(rows.get(0).length));
    }
    double path = number(1, 1);
    double start = number(1, 2);
    double end = number(1, 3);
    String name = "%s L=%s cm, taper %s-%s cm-1".formatted(row[0], path, start, end);
    LineShape shape =
        switch (row[0]) {
          case "sinc" -> new TaperedSinc(name, path, start, end);
          case "hann" -> new HannSinc(name, path, start, end);
          default -> throw wrong(1, "shape sinc or hann expected");
        };
    return row.length > DEFINITION.size()
        ? new FieldOfView(shape, number(1, DEFINITION.size()), false)
        : shape;
  }

  private LineShape tabulated(int first) {
    TreeMap<Double, List<Integer>> byWavenumber = new TreeMap<>();
    for (int i = 1; i < rows.size(); i++) {
      if (rows.get(i).length != first + 2) {
        throw wrong(i, "%d fields expected".formatted(first + 2));
      }
      double nu = first == 0 ? 0 : number(i, 0);
      byWavenumber.computeIfAbsent(nu, k -> new ArrayList<>()).add(i);
    }
    List<TabulatedLineShape.Table> tables = new ArrayList<>();
    byWavenumber.forEach((nu, r) -> tables.add(table(nu, r, first)));
    return new TabulatedLineShape("%s (SHA-256 %s)".formatted(file.getFileName(), hash), tables);
  }

  private TabulatedLineShape.Table table(double nu, List<Integer> r, int first) {
    int n = r.size();
    if (n < 4) {
      throw wrong(r.get(0), "at least 4 offsets per table expected");
    }
    double begin = number(r.get(0), first);
    double step = (number(r.get(n - 1), first) - begin) / (n - 1);
    double[] response = new double[n];
    for (int i = 0; i < n; i++) {
      double offset = number(r.get(i), first);
      if (!(step > 0) || Math.abs(offset - begin - i * step) > 0.01 * step) {
        throw wrong(r.get(i), "rising, equally spaced offsets expected");
      }
      response[i] = number(r.get(i), first + 1);
    }
    if (!(begin < 0 && begin + step * (n - 1) > 0)) {
      throw wrong(r.get(0), "offsets on both sides of 0 expected");
    }
    return new TabulatedLineShape.Table(nu, begin, step, response);
  }
}
