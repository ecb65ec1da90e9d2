package org.kokyu.retrieval.spectroscopy.io;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.kokyu.core.result.Excerpt;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.result.UnavailableInputException;
import org.kokyu.retrieval.spectroscopy.LineMixing;

/**
 * Reader of first-order line-mixing coefficients: CSV, {@code #} comments, header {@code
 * molecule,isotopologue,wavenumber_per_cm,y_<T>,…} with ascending temperatures T in K, HITRAN
 * numbers, Y in atm-1 with the sign of {@link LineMixing}.
 */
public final class LineMixingReader {
  private static final List<String> FIXED =
      List.of("molecule", "isotopologue", "wavenumber_per_cm");

  /** No line comes near it: larger values are another unit or a slip. */
  private static final double LARGEST_PER_ATM = 10;

  private LineMixingReader() {}

  public static LineMixing read(Path file) {
    List<LineMixing.Coefficient> rows = new ArrayList<>();
    double[] temperatures = null;
    int number = 0;
    try {
      for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
        number++;
        if (line.isBlank() || line.startsWith("#")) {
          continue;
        }
        String[] f = line.split(",", -1);
        if (temperatures == null) {
          temperatures = header(f);
        } else {
          rows.add(row(f, temperatures.length));
        }
      }
    } catch (IllegalArgumentException e) {
      throw new MalformedInputException(
          InputFault.CORRUPT, "%s line %d: %s".formatted(file, number, e.getMessage()), e);
    } catch (NoSuchFileException e) {
      throw new UnavailableInputException("line mixing %s: no such file".formatted(file), e);
    } catch (IOException e) {
      throw new UnavailableInputException(
          "cannot read line mixing %s: %s".formatted(file, e.getMessage()), e);
    }
    if (rows.isEmpty()) {
      throw new MalformedInputException(
          InputFault.EMPTY, file + ": coefficients expected, none found");
    }
    return new LineMixing(temperatures, rows);
  }

  private static double[] header(String[] f) {
    boolean fixed = f.length > FIXED.size();
    for (int i = 0; fixed && i < FIXED.size(); i++) {
      fixed = f[i].trim().equals(FIXED.get(i));
    }
    if (!fixed) {
      throw new IllegalArgumentException(
          "header molecule,isotopologue,wavenumber_per_cm,y_<T>,… expected, found %s"
              .formatted(Excerpt.of(String.join(",", f))));
    }
    double[] t = new double[f.length - FIXED.size()];
    for (int i = 0; i < t.length; i++) {
      String name = f[FIXED.size() + i].trim();
      if (!name.startsWith("y_")) {
        throw new IllegalArgumentException("column y_<T> expected, found " + Excerpt.of(name));
      }
      t[i] = number(name.substring(2), "temperature of column " + name);
      if (!(t[i] > 0) || i > 0 && t[i] <= t[i - 1]) {
        throw new IllegalArgumentException(
            "rising temperatures expected, found " + Excerpt.of(name));
      }
    }
    return t;
  }

  private static LineMixing.Coefficient row(String[] f, int temperatures) {
    if (f.length != FIXED.size() + temperatures) {
      throw new IllegalArgumentException(
          "%d fields expected, %d found".formatted(FIXED.size() + temperatures, f.length));
    }
    double[] y = new double[temperatures];
    for (int i = 0; i < temperatures; i++) {
      y[i] = number(f[FIXED.size() + i], "mixing coefficient");
      if (Math.abs(y[i]) > LARGEST_PER_ATM) {
        throw new IllegalArgumentException(
            "mixing coefficient within %s atm-1 expected, %s found"
                .formatted(LARGEST_PER_ATM, y[i]));
      }
    }
    double nu = number(f[2], "wavenumber");
    if (!(nu > 0)) {
      throw new IllegalArgumentException("wavenumber above 0 expected, %s found".formatted(nu));
    }
    return new LineMixing.Coefficient(whole(f[0], "molecule"), whole(f[1], "isotopologue"), nu, y);
  }

  private static int whole(String text, String what) {
    try {
      return Integer.parseInt(text.trim());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "%s: a whole number expected, found %s".formatted(what, Excerpt.of(text.trim())), e);
    }
  }

  private static double number(String text, String what) {
    double v;
    try {
      v = Double.parseDouble(text.trim());
    } catch (NumberFormatException e) {
      v = Double.NaN;
    }
    if (!Double.isFinite(v)) {
      throw new IllegalArgumentException(
          "%s: a finite number expected, found %s".formatted(what, Excerpt.of(text.trim())));
    }
    return v;
  }
}
