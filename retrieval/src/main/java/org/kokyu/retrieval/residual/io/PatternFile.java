package org.kokyu.retrieval.residual.io;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kokyu.core.result.Excerpt;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.result.UnavailableInputException;
import org.kokyu.core.sounding.Instrument;
import org.kokyu.retrieval.residual.ResidualPatterns;
import org.kokyu.retrieval.residual.ResidualPatterns.Pattern;

/**
 * Files of residual patterns: text in UTF-8, lines {@code # key: value} for {@code instrument},
 * {@code l1b_version}, {@code training_id} and {@code provenance}, the header {@code
 * window,pattern,wavenumber_per_cm,radiance} and one row per channel, radiance in W m-2 sr-1
 * (cm-1)-1 at scale 1. Stateless.
 */
public final class PatternFile {
  private static final String HEADER = "window,pattern,wavenumber_per_cm,radiance";
  private static final long MOST_BYTES = 16L << 20;

  private PatternFile() {}

  public static ResidualPatterns read(Path file) {
    Map<String, String> attributes = new HashMap<>();
    Map<String, List<double[]>> rows = new LinkedHashMap<>();
    boolean header = false;
    int number = 0;
    for (String line : lines(file)) {
      number++;
      String text = line.strip();
      if (text.startsWith("#")) {
        int colon = text.indexOf(':');
        if (colon > 0) {
          attributes.put(text.substring(1, colon).strip(), text.substring(colon + 1).strip());
        }
      } else if (!text.isEmpty() && !header) {
        header = text.equals(HEADER);
        if (!header) {
          throw wrong(file, number, "header '" + HEADER + "'", text);
        }
      } else if (!text.isEmpty()) {
        addRow(file, number, text, rows);
      }
    }
    List<Pattern> patterns = new ArrayList<>();
    rows.forEach((name, values) -> patterns.add(pattern(name, values)));
    if (patterns.isEmpty()) {
      throw new MalformedInputException(
          InputFault.EMPTY, file + ": rows of residual patterns expected, none found");
    }
    return new ResidualPatterns(
        instrument(file, attributes),
        required(file, attributes, "l1b_version"),
        required(file, attributes, "training_id"),
        required(file, attributes, "provenance"),
        patterns);
  }

  private static void addRow(Path file, int number, String text, Map<String, List<double[]>> rows) {
    String[] fields = text.split(",", -1);
    if (fields.length != 4) {
      throw wrong(file, number, "4 fields", text);
    }
    int k;
    double nu;
    double value;
    try {
      k = Integer.parseInt(fields[1].strip());
      nu = Double.parseDouble(fields[2]);
      value = Double.parseDouble(fields[3]);
    } catch (NumberFormatException e) {
      throw wrong(file, number, "numbers", text);
    }
    if (k < 1 || k > ResidualPatterns.MOST_PER_WINDOW) {
      throw wrong(file, number, "pattern 1 or 2", fields[1]);
    }
    List<double[]> own =
        rows.computeIfAbsent(fields[0].strip() + "," + k, name -> new ArrayList<>());
    boolean ascends = own.isEmpty() || nu > own.get(own.size() - 1)[0];
    if (!ascends || !Double.isFinite(nu) || !Double.isFinite(value)) {
      throw wrong(file, number, "ascending wavenumber and a finite radiance", text);
    }
    own.add(new double[] {nu, value});
  }

  private static Pattern pattern(String name, List<double[]> rows) {
    int comma = name.lastIndexOf(',');
    return new Pattern(
        name.substring(0, comma),
        Integer.parseInt(name.substring(comma + 1)),
        rows.stream().mapToDouble(r -> r[0]).toArray(),
        rows.stream().mapToDouble(r -> r[1]).toArray());
  }

  private static Instrument instrument(Path file, Map<String, String> attributes) {
    String given = required(file, attributes, "instrument");
    for (Instrument i : Instrument.values()) {
      if (i.name().equalsIgnoreCase(given)) {
        return i;
      }
    }
    throw new MalformedInputException(
        InputFault.HEADER_MISMATCH,
        "%s: instrument GOSAT or GOSAT2 expected, found %s".formatted(file, Excerpt.of(given)));
  }

  private static String required(Path file, Map<String, String> attributes, String key) {
    String value = attributes.getOrDefault(key, "");
    if (value.isEmpty()) {
      throw new MalformedInputException(
          InputFault.HEADER_MISMATCH,
          "%s: a line '# %s: …' expected, none found".formatted(file, key));
    }
    return value;
  }

  private static List<String> lines(Path file) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new MalformedInputException(
            InputFault.UNSUPPORTED,
            "%s: at most %d MiB expected, %d bytes found"
                .formatted(file, MOST_BYTES >> 20, Files.size(file)));
      }
      return Files.readAllLines(file, StandardCharsets.UTF_8);
    } catch (java.nio.charset.MalformedInputException e) {
      throw new MalformedInputException(
          InputFault.WRONG_FORMAT, file + ": text in UTF-8 expected, other bytes found", e);
    } catch (NoSuchFileException e) {
      throw new UnavailableInputException(file + ": no such file", e);
    } catch (IOException e) {
      throw new UnavailableInputException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private static MalformedInputException wrong(Path file, int line, String expected, String found) {
    return new MalformedInputException(
        InputFault.CORRUPT,
        "%s: line %d: %s expected, found %s".formatted(file, line, expected, Excerpt.of(found)));
  }

  /** Writes a file that {@link #read} gives back bit by bit. */
  public static void write(ResidualPatterns set, Path file) {
    StringBuilder text = new StringBuilder();
    text.append("# instrument: ").append(set.instrument()).append('\n');
    text.append("# l1b_version: ").append(set.l1bVersion()).append('\n');
    text.append("# training_id: ").append(set.trainingId()).append('\n');
    text.append("# provenance: ").append(set.provenance()).append('\n');
    text.append(HEADER).append('\n');
    for (Pattern p : set.patterns()) {
      for (int i = 0; i < p.radiance().length; i++) {
        text.append(
            "%s,%d,%s,%s%n"
                .formatted(p.window(), p.number(), p.wavenumberPerCm()[i], p.radiance()[i])
                .replace("\r", ""));
      }
    }
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UnavailableInputException(file + ": cannot be written: " + e.getMessage(), e);
    }
  }
}
