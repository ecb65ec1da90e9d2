package org.kokyu.land.fire;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.kokyu.core.scene.FireDetection;
import org.kokyu.core.scene.FireField;

/**
 * Where heat was seen before. A source seen in at least two of the last three slots (20 minutes) is
 * confirmed; one seen on at least {@value #STATIC_DAYS} days and on more than 20 % of the days
 * since it was first seen is a standing source. Immutable: {@link #with} gives the next state.
 *
 * <p>Places are cells of 0.02 degrees; a neighbouring cell counts as the same place.
 */
public final class FireHistory {
  static final int STATIC_DAYS = 5;
  private static final double STATIC_SHARE = 0.2;
  private static final Duration RECENT = Duration.ofMinutes(25);
  private static final int LONGEST_DAYS = 60;

  /**
   * One place.
   *
   * @param recent slots of the last 25 minutes in which it was seen
   * @param days days on which it was seen, the last 60 at most
   */
  public record Place(TreeSet<Instant> recent, TreeSet<LocalDate> days) {}

  private final TreeMap<Long, Place> places;

  public FireHistory(Map<Long, Place> places) {
    this.places = new TreeMap<>(places);
  }

  /** Nothing seen yet. */
  public static FireHistory empty() {
    return new FireHistory(Map.of());
  }

  public Map<Long, Place> places() {
    return Collections.unmodifiableMap(places);
  }

  /** Number of a place. */
  public static long cell(double latitudeDeg, double longitudeDeg) {
    long row = Math.round((latitudeDeg + 90) * 50);
    long column = Math.round((longitudeDeg + 180) * 50);
    return row * 20_000 + column;
  }

  /** The detections with kind and confirmation, and the state after them. */
  public record Judged(FireField field, FireHistory next) {}

  /** Judges a field and remembers it; a slot that was seen already is not counted twice. */
  public Judged with(FireField field) {
    Instant slot = field.slot().nominalTime();
    LocalDate day = LocalDate.ofInstant(slot, ZoneOffset.UTC);
    TreeMap<Long, Place> next = new TreeMap<>();
    places.forEach((cell, place) -> keep(next, cell, place, slot, day));
    List<FireDetection> judged = new ArrayList<>();
    for (FireDetection d : field.detections()) {
      long own = cell(d.latitudeDeg(), d.longitudeDeg());
      TreeSet<Instant> slots = new TreeSet<>();
      TreeSet<LocalDate> days = new TreeSet<>();
      for (long cell : around(own)) {
        Place before = places.get(cell);
        if (before != null) {
          before.recent().stream()
              .filter(t -> t.isBefore(slot) && !t.isBefore(slot.minus(RECENT)))
              .forEach(slots::add);
          before.days().stream().filter(t -> !t.isAfter(day)).forEach(days::add);
        }
      }
      slots.add(slot);
      days.add(day);
      boolean standing =
          d.kind() == FireDetection.Kind.STATIC
              || days.size() >= STATIC_DAYS
                  && days.size()
                      > STATIC_SHARE * (day.toEpochDay() - days.first().toEpochDay() + 1);
      judged.add(
          d.as(standing ? FireDetection.Kind.STATIC : FireDetection.Kind.FIRE, slots.size() >= 2));
      Place place = next.computeIfAbsent(own, c -> new Place(new TreeSet<>(), new TreeSet<>()));
      place.recent().add(slot);
      place.days().add(day);
    }
    return new Judged(
        new FireField(
            field.slot(),
            field.grid(),
            judged,
            field.testedPixels(),
            field.algorithm(),
            field.provenance()),
        new FireHistory(next));
  }

  private static void keep(
      TreeMap<Long, Place> next, long cell, Place place, Instant slot, LocalDate day) {
    TreeSet<Instant> recent = new TreeSet<>(place.recent());
    recent.removeIf(t -> t.isBefore(slot.minus(RECENT)));
    TreeSet<LocalDate> days = new TreeSet<>(place.days());
    days.removeIf(t -> t.isBefore(day.minusDays(LONGEST_DAYS)));
    if (!days.isEmpty()) {
      next.put(cell, new Place(recent, days));
    }
  }

  private static List<Long> around(long cell) {
    List<Long> cells = new ArrayList<>();
    for (int r = -1; r <= 1; r++) {
      for (int c = -1; c <= 1; c++) {
        cells.add(cell + r * 20_000L + c);
      }
    }
    return cells;
  }
}
