package org.kokyu.flux.event;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import org.kokyu.core.event.EventKind;
import org.kokyu.core.event.LandEvent;
import org.kokyu.core.scene.FireDetection;
import org.kokyu.core.scene.FireField;

/**
 * Follows vegetation fires from slot to slot. Immutable: {@link #next} gives the following state.
 *
 * <p>Detections of kind FIRE whose cells of 0.02 degrees are at most {@value #REACH} apart are one
 * object (imager pixels are larger than cells away from the nadir). An object continues every event
 * that had a cell as near within the last hour; none: a new event; several: one from now on, under
 * the name of the oldest, and the others end as merged. Objects of one event stay one event.
 *
 * <p>An event ends after {@value #CLEAR_SLOTS} slots in which at least half of its pixels were free
 * of cloud and showed nothing, or after a day in which they could not be seen. A slot older than
 * the newest one judged begins and ends nothing; its detections are added to events that exist.
 */
public final class FireTracker {
  static final int REACH = 3;
  static final int CLEAR_SLOTS = 6;
  private static final Duration MEMORY = Duration.ofHours(1);
  private static final Duration CONFIRMING = Duration.ofMinutes(25);
  private static final Duration UNSEEN = Duration.ofDays(1);
  private static final int COLUMNS = 18_000;
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmm'Z'").withZone(ZoneOffset.UTC);

  /**
   * An open event.
   *
   * @param last its knowledge after the last slot that showed it
   * @param hits slots of the last hour that showed it
   * @param cells when each cell of the last hour was seen last
   * @param pixels of the last slot that showed it, on that slot's grid
   * @param grid size and name of that grid
   * @param missed slots free of cloud without it
   */
  public record Open(
      LandEvent last,
      TreeSet<Instant> hits,
      TreeMap<Long, Instant> cells,
      int[] pixels,
      String grid,
      int missed) {}

  /**
   * One slot.
   *
   * @param tracker the following state
   * @param events knowledge of every event that the slot changed, oldest first; those with an end
   *     are over
   */
  public record Step(FireTracker tracker, List<LandEvent> events) {}

  private final TreeSet<Instant> judged;
  private final List<Open> open;

  public FireTracker(TreeSet<Instant> judged, List<Open> open) {
    this.judged = new TreeSet<>(judged);
    this.open = List.copyOf(open);
  }

  /** Nothing seen yet. */
  public static FireTracker empty() {
    return new FireTracker(new TreeSet<>(), List.of());
  }

  /** Slots of the last hour that were judged. */
  public Iterable<Instant> judged() {
    return Collections.unmodifiableSortedSet(judged);
  }

  /** Open events, oldest first. */
  public List<Open> open() {
    return open;
  }

  /**
   * Judges a slot.
   *
   * @param field its fires with their kinds
   * @param clear whether a pixel of the field's grid was free of cloud
   * @param subLongitudeDeg of the satellite, for the areas
   */
  public Step next(FireField field, IntPredicate clear, double subLongitudeDeg) {
    Instant slot = field.slot().nominalTime();
    boolean late = !judged.isEmpty() && slot.isBefore(judged.last());
    List<FireDetection> fires =
        field.detections().stream().filter(d -> d.kind() == FireDetection.Kind.FIRE).toList();
    List<List<FireDetection>> objects = objects(fires);
    List<List<FireDetection>> parts = new ArrayList<>();
    open.forEach(o -> parts.add(new ArrayList<>()));
    int[] into = new int[open.size()];
    Arrays.setAll(into, i -> i);
    List<List<FireDetection>> fresh = new ArrayList<>();
    for (List<FireDetection> object : objects) {
      int owner = -1;
      for (int e = 0; e < open.size(); e++) {
        if (into[e] == e && touches(open.get(e), object, slot)) {
          if (owner < 0) {
            owner = e;
          } else if (!late) {
            into[e] = owner; // the list is sorted by age
            parts.get(owner).addAll(parts.get(e));
          }
        }
      }
      if (owner >= 0) {
        parts.get(owner).addAll(object);
      } else if (!late) {
        fresh.add(object);
      }
    }
    TreeSet<Instant> slots = new TreeSet<>(judged);
    slots.add(slot);
    Instant newest = slots.last();
    slots.removeIf(t -> t.isBefore(newest.minus(MEMORY)));
    Slot now = new Slot(field, slots, late, subLongitudeDeg);
    List<Open> next = new ArrayList<>();
    List<LandEvent> events = new ArrayList<>();
    for (int e = 0; e < open.size(); e++) {
      if (into[e] != e) {
        events.add(ended(open.get(e), slot, "merged into " + open.get(into[e]).last().id()));
      } else if (!parts.get(e).isEmpty()) {
        Open o = now.seen(Optional.of(open.get(e)), parts.get(e));
        next.add(o);
        events.add(o.last());
      } else {
        boolean again = judged.contains(slot); // a revision is not another look
        Open o = late || again ? open.get(e) : missed(open.get(e), field, clear);
        Optional<String> end = end(o, slot);
        if (end.isPresent()) {
          events.add(ended(o, slot, end.get()));
        } else {
          next.add(o);
        }
      }
    }
    for (List<FireDetection> object : fresh) {
      Open o = now.seen(Optional.empty(), object);
      next.add(o);
      events.add(o.last());
    }
    return new Step(new FireTracker(slots, next), events);
  }

  private static Open missed(Open o, FireField field, IntPredicate clear) {
    if (!o.grid().equals(gridKey(field))) {
      return o; // its pixels cannot be told on another grid
    }
    long free = Arrays.stream(o.pixels()).filter(clear).count();
    return 2 * free >= o.pixels().length
        ? new Open(o.last(), o.hits(), o.cells(), o.pixels(), o.grid(), o.missed() + 1)
        : o;
  }

  private static Optional<String> end(Open o, Instant slot) {
    if (o.missed() >= CLEAR_SLOTS) {
      return Optional.of("no detection in %d slots free of cloud".formatted(o.missed()));
    }
    return Duration.between(o.last().latest(), slot).compareTo(UNSEEN) > 0
        ? Optional.of("not seen for a day, mostly under cloud")
        : Optional.empty();
  }

  private static LandEvent ended(Open o, Instant slot, String why) {
    LandEvent e = o.last();
    return new LandEvent(
        e.id(),
        e.kind(),
        slot,
        e.start(),
        e.latest(),
        e.place(),
        e.strength(),
        e.evidence(),
        Optional.of(why),
        false);
  }

  private static String gridKey(FireField field) {
    return "%s-%dx%d".formatted(field.grid().name(), field.grid().rows(), field.grid().columns());
  }

  private static long cell(FireDetection d) {
    long row = Math.round((d.latitudeDeg() + 90) * 50);
    long column = Math.floorMod(Math.round((d.longitudeDeg() + 180) * 50), COLUMNS);
    return row * COLUMNS + column;
  }

  private static boolean near(long a, long b) {
    return Math.abs(a / COLUMNS - b / COLUMNS) <= REACH
        && Math.min(
                Math.floorMod(a % COLUMNS - b % COLUMNS, (long) COLUMNS),
                Math.floorMod(b % COLUMNS - a % COLUMNS, (long) COLUMNS))
            <= REACH;
  }

  private static boolean touches(Open o, List<FireDetection> object, Instant slot) {
    for (FireDetection d : object) {
      long cell = cell(d);
      for (long row = -REACH; row <= REACH; row++) {
        long from = (cell / COLUMNS + row) * COLUMNS;
        for (Map.Entry<Long, Instant> c :
            o.cells().subMap(from, true, from + COLUMNS - 1, true).entrySet()) {
          boolean recent = Duration.between(c.getValue(), slot).abs().compareTo(MEMORY) <= 0;
          if (recent && near(c.getKey(), cell)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /** Detections that hang together, each object and all of them in the order of the pixels. */
  private static List<List<FireDetection>> objects(List<FireDetection> fires) {
    TreeMap<Long, List<Integer>> byRow = new TreeMap<>();
    int[] parent = new int[fires.size()];
    for (int i = 0; i < parent.length; i++) {
      parent[i] = i;
      long cell = cell(fires.get(i));
      long row = cell / COLUMNS;
      for (List<Integer> others : byRow.subMap(row - REACH, true, row + REACH, true).values()) {
        for (int j : others) {
          if (near(cell, cell(fires.get(j)))) {
            int a = root(parent, i);
            int b = root(parent, j);
            parent[Math.max(a, b)] = Math.min(a, b);
          }
        }
      }
      byRow.computeIfAbsent(row, r -> new ArrayList<>()).add(i);
    }
    TreeMap<Integer, List<FireDetection>> objects = new TreeMap<>();
    for (int i = 0; i < parent.length; i++) {
      objects.computeIfAbsent(root(parent, i), r -> new ArrayList<>()).add(fires.get(i));
    }
    return List.copyOf(objects.values());
  }

  private static int root(int[] parent, int i) {
    int r = i;
    while (parent[r] != r) {
      r = parent[r];
    }
    return r;
  }

  /** A slot's view of the events that it shows. */
  private record Slot(
      FireField field, TreeSet<Instant> slots, boolean late, double subLongitudeDeg) {

    Open seen(Optional<Open> before, List<FireDetection> object) {
      Instant slot = field.slot().nominalTime();
      TreeSet<Instant> hits = before.map(o -> new TreeSet<>(o.hits())).orElseGet(TreeSet::new);
      hits.add(slot);
      Instant newest = slots.last();
      hits.removeIf(t -> t.isBefore(newest.minus(MEMORY)));
      TreeMap<Long, Instant> cells =
          before.map(o -> new TreeMap<>(o.cells())).orElseGet(TreeMap::new);
      object.forEach(d -> cells.merge(cell(d), slot, (a, b) -> a.isAfter(b) ? a : b));
      cells.values().removeIf(t -> t.isBefore(newest.minus(MEMORY)));
      if (late) {
        Open o = before.orElseThrow();
        return new Open(known(o.last(), slot, hits), hits, cells, o.pixels(), o.grid(), o.missed());
      }
      return new Open(
          knowledge(before.map(Open::last), object, hits),
          hits,
          cells,
          object.stream().mapToInt(FireDetection::pixel).sorted().toArray(),
          gridKey(field),
          0);
    }

    /** What an older slot adds: an earlier start, a further hit. */
    private LandEvent known(LandEvent e, Instant slot, TreeSet<Instant> hits) {
      Instant start = slot.isBefore(e.start()) ? slot : e.start();
      LandEvent.Evidence v = e.evidence();
      return new LandEvent(
          e.id(),
          e.kind(),
          slot,
          start,
          e.latest(),
          e.place(),
          e.strength(),
          new LandEvent.Evidence(
              v.confidence(), v.cells(), confirming(hits), confirming(slots), v.source()),
          Optional.empty(),
          true);
    }

    private LandEvent knowledge(
        Optional<LandEvent> before, List<FireDetection> object, TreeSet<Instant> hits) {
      Instant slot = field.slot().nominalTime();
      double frp = object.stream().mapToDouble(FireDetection::frpMw).sum();
      double peak = Math.max(frp, before.map(b -> b.strength().peak()).orElse(0.0));
      double confidence = object.stream().mapToDouble(FireDetection::confidence).max().orElse(0);
      return new LandEvent(
          before.map(LandEvent::id).orElseGet(() -> id(object.get(0))),
          EventKind.FIRE,
          slot,
          before.map(LandEvent::start).orElse(slot),
          slot,
          place(object, frp),
          new LandEvent.Strength("fire radiative power", "MW", frp, peak),
          new LandEvent.Evidence(
              confidence, object.size(), confirming(hits), confirming(slots), field.algorithm()),
          Optional.empty(),
          false);
    }

    private int confirming(TreeSet<Instant> times) {
      return times.tailSet(slots.last().minus(CONFIRMING), true).size();
    }

    private String id(FireDetection first) {
      return "fire-%s-%s-%d"
          .formatted(
              STAMP.format(field.slot().nominalTime()),
              field.slot().satellite().name().toLowerCase(java.util.Locale.ROOT),
              cell(first));
    }

    private LandEvent.Place place(List<FireDetection> object, double frp) {
      double[] lat = object.stream().mapToDouble(FireDetection::latitudeDeg).toArray();
      double[] lon = object.stream().mapToDouble(FireDetection::longitudeDeg).toArray();
      double area = 0;
      double north = 0;
      double east = 0;
      for (int i = 0; i < lat.length; i++) {
        area += CellArea.pixelKm2(lat[i], lon[i], subLongitudeDeg);
        double weight = frp > 0 ? object.get(i).frpMw() / frp : 1.0 / lat.length;
        north += weight * lat[i];
        east += weight * (Math.IEEEremainder(lon[i] - lon[0], 360));
      }
      double half = Math.sqrt(area / lat.length) / 2 / 111.2;
      return new LandEvent.Place(
          north,
          Math.IEEEremainder(lon[0] + east, 360),
          area,
          Outline.of(lat, lon, half, half / Math.cos(Math.toRadians(north))));
    }
  }
}
