package org.kokyu.retrieval.spectroscopy.io;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.kokyu.core.atmosphere.Gas;
import org.kokyu.core.result.Excerpt;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.result.UnavailableInputException;
import org.kokyu.retrieval.spectroscopy.LineList;
import org.kokyu.retrieval.spectroscopy.PartitionSums;

/**
 * Reader of HITRAN line records of 160 characters (Rothman et al. 2005, JQSRT 96, 139, table 1).
 *
 * <p>Molecules other than {@link Gas} and isotopologues without a partition sum are counted and
 * left out; Windows line ends are accepted; any other record of a wrong length or with an
 * unreadable field ends the reading with file, line and reason.
 */
public final class HitranReader {
  private static final int RECORD_LENGTH = 160;

  private final PartitionSums sums;

  public HitranReader(PartitionSums sums) {
    this.sums = sums;
  }

  /**
   * What was read.
   *
   * @param lines per gas, only gases with lines
   * @param skippedMolecules records of other molecules
   * @param skippedIsotopologues records of isotopologues without a partition sum
   * @param sha256 hash over the bytes of all files in order
   */
  public record Lines(
      Map<Gas, LineList> lines, int skippedMolecules, int skippedIsotopologues, String sha256) {
    public Lines {
      lines = Map.copyOf(lines);
    }

    public int count() {
      return lines.values().stream().mapToInt(LineList::size).sum();
    }
  }

  public Lines read(List<Path> files) {
    Map<Gas, List<LineList.Line>> byGas = new EnumMap<>(Gas.class);
    int[] skipped = new int[2];
    MessageDigest digest = sha256();
    for (Path file : files) {
      try {
        digest.update(Files.readAllBytes(file));
        readFile(file, byGas, skipped);
      } catch (IOException e) {
        throw new UnavailableInputException(
            "cannot read line list %s: %s".formatted(file, e.getMessage()), e);
      }
    }
    Map<Gas, LineList> lists = new EnumMap<>(Gas.class);
    byGas.forEach((gas, lines) -> lists.put(gas, LineList.of(gas, lines)));
    return new Lines(lists, skipped[0], skipped[1], HexFormat.of().formatHex(digest.digest()));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("the JDK lacks SHA-256", e);
    }
  }

  private void readFile(Path file, Map<Gas, List<LineList.Line>> byGas, int[] skipped)
      throws IOException {
    try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
      int number = 0;
      for (String record = in.readLine(); record != null; record = in.readLine()) {
        number++;
        if (record.isBlank()) {
          continue;
        }
        try {
          addRecord(record, byGas, skipped);
        } catch (IllegalArgumentException e) {
          throw new MalformedInputException(
              InputFault.CORRUPT, "%s line %d: %s".formatted(file, number, e.getMessage()), e);
        }
      }
    }
  }

  private void addRecord(String r, Map<Gas, List<LineList.Line>> byGas, int[] skipped) {
    if (r.length() != RECORD_LENGTH) {
      throw new IllegalArgumentException(
          "HITRAN record of %d characters expected, %d found".formatted(RECORD_LENGTH, r.length()));
    }
    int molecule = (int) number(r, 0, 2, "molecule");
    Gas gas = gasOf(molecule);
    if (gas == null) {
      skipped[0]++;
      return;
    }
    int isotopologue = isotopologueOf(r.charAt(2));
    if (!sums.contains(gas, isotopologue)) {
      skipped[1]++;
      return;
    }
    LineList.Line line =
        new LineList.Line(
            positive(r, 3, 15, "wavenumber"),
            number(r, 15, 25, "strength"),
            number(r, 35, 40, "air-broadened width"),
            number(r, 40, 45, "self-broadened width"),
            Math.max(0, number(r, 45, 55, "lower-state energy")),
            number(r, 55, 59, "temperature exponent"),
            number(r, 59, 67, "pressure shift"),
            isotopologue);
    if (line.strength() < 0 || line.gammaAir() < 0 || line.gammaSelf() < 0) {
      throw new IllegalArgumentException("strength and widths must not be negative");
    }
    byGas.computeIfAbsent(gas, g -> new ArrayList<>()).add(line);
  }

  private static Gas gasOf(int molecule) {
    for (Gas gas : Gas.values()) {
      if (gas.hitranNumber() == molecule) {
        return gas;
      }
    }
    return null;
  }

  private static int isotopologueOf(char c) {
    if (c >= '1' && c <= '9') {
      return c - '0';
    }
    return switch (c) {
      case '0' -> 10;
      case 'A' -> 11;
      case 'B' -> 12;
      default ->
          throw new IllegalArgumentException(
              "isotopologue 0 … 9, A or B expected, found " + Excerpt.of(String.valueOf(c)));
    };
  }

  private static double positive(String r, int from, int to, String field) {
    double v = number(r, from, to, field);
    if (!(v > 0)) {
      throw new IllegalArgumentException(
          "%s must be positive, found %s".formatted(field, Excerpt.of(r.substring(from, to))));
    }
    return v;
  }

  private static double number(String r, int from, int to, String field) {
    try {
      double v = Double.parseDouble(r.substring(from, to).trim());
      if (!Double.isFinite(v)) {
        throw new NumberFormatException("not finite");
      }
      return v;
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "%s: a number expected in columns %d-%d, found %s"
              .formatted(field, from + 1, to, Excerpt.of(r.substring(from, to))),
          e);
    }
  }
}
