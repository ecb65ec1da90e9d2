package org.kokyu.flux.event.io;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.kokyu.core.event.EventKind;
import org.kokyu.core.event.LandEvent;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.flux.event.FireTracker;

/**
 * State of the fire tracker as lines of text: one of the slots judged, one per open event with
 * fields apart by tabs. Numbers are written so that they read back the same. Stateless.
 */
public final class FireTrackerText {
  private static final int FIELDS = 22;

  private FireTrackerText() {}

  /** Lines that {@link #parse} takes. */
  public static List<String> lines(FireTracker tracker) {
    List<String> lines = new ArrayList<>();
    TreeSet<Instant> judged = new TreeSet<>();
    tracker.judged().forEach(judged::add);
    lines.add("judged\t" + times(judged));
    tracker.open().forEach(o -> lines.add(line(o)));
    return lines;
  }

  private static String times(TreeSet<Instant> times) {
    return times.stream().map(Instant::toString).collect(Collectors.joining(" "));
  }

  private static String line(FireTracker.Open o) {
    LandEvent e = o.last();
    return String.join(
        "\t",
        "event",
        e.id(),
        e.kind().name(),
        e.observed().toString(),
        e.start().toString(),
        e.latest().toString(),
        String.valueOf(e.place().latitudeDeg()),
        String.valueOf(e.place().longitudeDeg()),
        String.valueOf(e.place().areaKm2()),
        e.place().outlines().stream().map(FireTrackerText::ring).collect(Collectors.joining("|")),
        String.valueOf(e.strength().now()),
        String.valueOf(e.strength().peak()),
        String.valueOf(e.evidence().confidence()),
        String.valueOf(e.evidence().cells()),
        String.valueOf(e.evidence().seen()),
        String.valueOf(e.evidence().of()),
        e.evidence().source().replaceAll("\\s+", " "),
        times(o.hits()),
        o.cells().entrySet().stream()
            .map(c -> c.getKey() + "@" + c.getValue())
            .collect(Collectors.joining(" ")),
        IntStream.of(o.pixels()).mapToObj(String::valueOf).collect(Collectors.joining(" ")),
        o.grid(),
        String.valueOf(o.missed()));
  }

  private static String ring(List<LandEvent.Point> ring) {
    return ring.stream()
        .map(p -> String.format(Locale.ROOT, "%s,%s", p.latitudeDeg(), p.longitudeDeg()))
        .collect(Collectors.joining(" "));
  }

  /**
   * Reads what {@link #lines} wrote.
   *
   * @param place of the lines, for messages
   */
  public static FireTracker parse(List<String> lines, String place) {
    TreeSet<Instant> judged = new TreeSet<>();
    List<FireTracker.Open> open = new ArrayList<>();
    for (String line : lines) {
      String[] f = line.split("\t", -1);
      try {
        if (f[0].equals("judged")) {
          judged.addAll(parseTimes(f[1]));
        } else {
          open.add(parse(f));
        }
      } catch (DateTimeException | IllegalArgumentException | IndexOutOfBoundsException e) {
        throw new MalformedInputException(
            InputFault.CORRUPT,
            "%s: line of an event expected, found '%.60s'".formatted(place, line));
      }
    }
    return new FireTracker(judged, open);
  }

  private static FireTracker.Open parse(String[] f) {
    if (f.length != FIELDS || !f[0].equals("event")) {
      throw new IllegalArgumentException("fields");
    }
    List<List<LandEvent.Point>> rings = new ArrayList<>();
    for (String ring : f[9].split("\\|")) {
      List<LandEvent.Point> points = new ArrayList<>();
      for (String p : ring.split(" ")) {
        String[] xy = p.split(",");
        points.add(new LandEvent.Point(Double.parseDouble(xy[0]), Double.parseDouble(xy[1])));
      }
      rings.add(points);
    }
    LandEvent event =
        new LandEvent(
            f[1],
            EventKind.valueOf(f[2]),
            Instant.parse(f[3]),
            Instant.parse(f[4]),
            Instant.parse(f[5]),
            new LandEvent.Place(number(f[6]), number(f[7]), number(f[8]), rings),
            new LandEvent.Strength("fire radiative power", "MW", number(f[10]), number(f[11])),
            new LandEvent.Evidence(
                number(f[12]),
                Integer.parseInt(f[13]),
                Integer.parseInt(f[14]),
                Integer.parseInt(f[15]),
                f[16]),
            Optional.empty(),
            false);
    return new FireTracker.Open(
        event,
        parseTimes(f[17]),
        parseCells(f[18]),
        f[19].isEmpty()
            ? new int[0]
            : java.util.Arrays.stream(f[19].split(" ")).mapToInt(Integer::parseInt).toArray(),
        f[20],
        Integer.parseInt(f[21]));
  }

  private static double number(String text) {
    return Double.parseDouble(text);
  }

  private static TreeSet<Instant> parseTimes(String text) {
    TreeSet<Instant> times = new TreeSet<>();
    for (String t : text.split(" ")) {
      if (!t.isEmpty()) {
        times.add(Instant.parse(t));
      }
    }
    return times;
  }

  private static TreeMap<Long, Instant> parseCells(String text) {
    Map<Long, Instant> cells = new TreeMap<>();
    for (String c : text.split(" ")) {
      if (!c.isEmpty()) {
        int at = c.indexOf('@');
        cells.put(Long.parseLong(c.substring(0, at)), Instant.parse(c.substring(at + 1)));
      }
    }
    return new TreeMap<>(cells);
  }
}
