package org.kokyu.retrieval.spectroscopy.io;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.result.UnavailableInputException;
import org.kokyu.retrieval.spectroscopy.PartitionSums;

/**
 * Reader of partition-sum tables: CSV, {@code #} comments, columns {@code
 * molecule,isotopologue,molar_mass_g,Q296} and then {@code Q<T>} at equally spaced temperatures in
 * K.
 */
public final class PartitionSumsReader {
  private static final int FIXED_COLUMNS = 4;

  private PartitionSumsReader() {}

  /** The table that comes with the program (TIPS, see NOTICE). */
  public static PartitionSums bundled() {
    String name = "/org/kokyu/retrieval/spectroscopy/partition-sums.csv";
    try (InputStream in = PartitionSumsReader.class.getResourceAsStream(name);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return parse(reader.lines().toList(), "bundled partition sums");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static PartitionSums read(Path file) {
    try {
      return parse(Files.readAllLines(file), file.toString());
    } catch (IOException e) {
      throw new UnavailableInputException(
          "cannot read partition sums %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static PartitionSums parse(List<String> lines, String name) {
    double[] temperatures = null;
    Map<Integer, PartitionSums.Isotopologue> isotopologues = new HashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.startsWith("#") || line.isBlank()) {
        continue;
      }
      String[] f = line.split(",");
      try {
        if (temperatures == null) {
          temperatures = header(f);
        } else {
          addRow(f, temperatures.length, isotopologues);
        }
      } catch (IllegalArgumentException e) {
        throw new MalformedInputException(
            InputFault.CORRUPT, "%s line %d: %s".formatted(name, i + 1, e.getMessage()), e);
      }
    }
    if (temperatures == null) {
      throw new MalformedInputException(InputFault.EMPTY, name + ": no header line");
    }
    return new PartitionSums(temperatures[0], temperatures[1] - temperatures[0], isotopologues);
  }

  private static double[] header(String[] f) {
    if (f.length < FIXED_COLUMNS + 4 || !f[0].equals("molecule") || !f[3].equals("Q296")) {
      throw new IllegalArgumentException(
          "header molecule,isotopologue,molar_mass_g,Q296,Q<T>… expected");
    }
    double[] t = new double[f.length - FIXED_COLUMNS];
    for (int i = 0; i < t.length; i++) {
      t[i] = Double.parseDouble(f[i + FIXED_COLUMNS].substring(1));
      if (i > 1 && Math.abs(t[i] - 2 * t[i - 1] + t[i - 2]) > 1e-9) {
        throw new IllegalArgumentException(
            "temperatures must be equally spaced at " + f[i + FIXED_COLUMNS]);
      }
    }
    return t;
  }

  private static void addRow(String[] f, int count, Map<Integer, PartitionSums.Isotopologue> into) {
    if (f.length != count + FIXED_COLUMNS) {
      throw new IllegalArgumentException(
          "%d columns expected, %d found".formatted(count + FIXED_COLUMNS, f.length));
    }
    double[] lnQ = new double[count];
    for (int i = 0; i < count; i++) {
      lnQ[i] = Math.log(Double.parseDouble(f[i + FIXED_COLUMNS]));
    }
    int key = PartitionSums.key(Integer.parseInt(f[0]), Integer.parseInt(f[1]));
    into.put(
        key,
        new PartitionSums.Isotopologue(Double.parseDouble(f[2]), Double.parseDouble(f[3]), lnQ));
  }
}
