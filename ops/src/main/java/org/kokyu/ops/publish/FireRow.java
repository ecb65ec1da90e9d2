package org.kokyu.ops.publish;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.UnavailableInputException;

/**
 * A line of an active fire product of ours, as far as emissions need it.
 *
 * @param frpMw fire radiative power [MW]
 * @param frpUncertaintyMw one standard deviation [MW]
 * @param isFire false for industry, flares and volcanoes
 */
public record FireRow(
    double latitudeDeg,
    double longitudeDeg,
    double frpMw,
    double frpUncertaintyMw,
    boolean isFire) {
  private static final String HEAD =
      "latitude,longitude,time,frp_mw,frp_uncertainty,confidence,class";
  private static final int CLASS = 6;
  private static final int FRP = 3;

  /**
   * Reads the CSV that {@link FireProduct} writes.
   *
   * @throws org.kokyu.core.result.MalformedInputException naming the line
   */
  public static List<FireRow> read(Path file) {
    List<String> lines;
    try {
      lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    } catch (MalformedInputException e) {
      throw bad(file, 1, "text", "bytes that are none");
    } catch (IOException e) {
      throw new UnavailableInputException(file + ": cannot be read: " + e.getMessage(), e);
    }
    List<FireRow> rows = new ArrayList<>();
    boolean body = false;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.startsWith("#")) {
        continue;
      }
      if (!body) {
        if (!line.startsWith(HEAD)) {
          throw bad(file, i + 1, "columns " + HEAD, line);
        }
        body = true;
        continue;
      }
      rows.add(row(file, i + 1, line));
    }
    if (!body) {
      throw bad(file, lines.size() + 1, "columns " + HEAD, "the end of the file");
    }
    return rows;
  }

  private static FireRow row(Path file, int number, String line) {
    String[] f = line.split(",", -1);
    if (f.length <= CLASS) {
      throw bad(file, number, "at least 7 fields", line);
    }
    try {
      FireRow row =
          new FireRow(
              Double.parseDouble(f[0]),
              Double.parseDouble(f[1]),
              Double.parseDouble(f[FRP]),
              Double.parseDouble(f[FRP + 1]),
              f[CLASS].equals("fire"));
      if (Math.abs(row.latitudeDeg()) <= 90
          && Math.abs(row.longitudeDeg()) <= 360
          && row.frpMw() >= 0
          && row.frpUncertaintyMw() >= 0) {
        return row;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw bad(file, number, "latitude, longitude, power and uncertainty", line);
  }

  private static org.kokyu.core.result.MalformedInputException bad(
      Path file, int line, String expected, String found) {
    String shown = found.length() > 60 ? found.substring(0, 60) + "..." : found;
    return new org.kokyu.core.result.MalformedInputException(
        InputFault.WRONG_FORMAT,
        "%s: line %d: %s expected, found %s".formatted(file.getFileName(), line, expected, shown));
  }
}
