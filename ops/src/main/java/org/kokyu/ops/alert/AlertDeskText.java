package org.kokyu.ops.alert;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;

/**
 * State of the alert desk as lines of text, one per told event, fields apart by tabs. Stateless.
 */
public final class AlertDeskText {
  private AlertDeskText() {}

  /** Lines that {@link #parse} takes. */
  public static List<String> lines(AlertDesk desk) {
    List<String> lines = new ArrayList<>();
    desk.told()
        .forEach(
            (event, t) ->
                lines.add(
                    String.join(
                        "\t",
                        "told",
                        event,
                        String.valueOf(t.next()),
                        t.sent().toString(),
                        t.expires().toString(),
                        String.valueOf(t.areaKm2()),
                        String.valueOf(t.strength()),
                        String.join(" ", t.references()))));
    return lines;
  }

  /**
   * Reads what {@link #lines} wrote.
   *
   * @param place of the lines, for messages
   */
  public static AlertDesk parse(List<String> lines, String place) {
    Map<String, AlertDesk.Told> told = new TreeMap<>();
    for (String line : lines) {
      String[] f = line.split("\t", -1);
      try {
        told.put(
            f[1],
            new AlertDesk.Told(
                Integer.parseInt(f[2]),
                Instant.parse(f[3]),
                Instant.parse(f[4]),
                Double.parseDouble(f[5]),
                Double.parseDouble(f[6]),
                List.of(f[7].split(" "))));
      } catch (DateTimeException | IllegalArgumentException | IndexOutOfBoundsException e) {
        throw new MalformedInputException(
            InputFault.CORRUPT,
            "%s: line of a told event expected, found '%.60s'".formatted(place, line));
      }
    }
    return new AlertDesk(told);
  }
}
