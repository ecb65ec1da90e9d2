package org.kokyu.flux.event;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/**
 * Follows the objects of a mask from one step to the next, so that an event is a set of pixels that
 * hang together in space and time.
 *
 * <p>An object belongs to every open event that held one of its pixels, or a neighbour of one, in
 * the event's last step. None: a new event. Several: they are one from now on, under the name of
 * the oldest. An event that falls apart into several objects stays one. It ends after more than
 * {@code patience} steps without an object. It counts as established with enough pixels in one step
 * and enough steps. Immutable: {@link #next} gives the following state.
 */
public final class EventTracker {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmm'Z'").withZone(ZoneOffset.UTC);

  /**
   * @param rows of the grid
   * @param columns of the grid
   * @param wraps whether the last column is the neighbour of the first
   * @param patience steps that an event may miss
   * @param leastPixels of an established event, in one step
   * @param leastSteps of an established event
   */
  public record Rules(
      int rows, int columns, boolean wraps, int patience, int leastPixels, int leastSteps) {}

  /**
   * An event.
   *
   * @param id {@code yyyyMMddTHHmmZ-pixel} of its first step and its first pixel there
   * @param pixels of the last step that shows it, ascending
   * @param largest most pixels in one step
   * @param steps number of steps that show it
   * @param missed steps without it since
   */
  public record Tracked(
      String id, Instant start, Instant latest, int[] pixels, int largest, int steps, int missed) {
    public Duration duration() {
      return Duration.between(start, latest);
    }
  }

  /**
   * One step.
   *
   * @param tracker the following state
   * @param ended events that are over with this step
   */
  public record Step(EventTracker tracker, List<Tracked> ended) {}

  private final Rules rules;
  private final List<Tracked> open;

  private EventTracker(Rules rules, List<Tracked> open) {
    this.rules = rules;
    this.open = List.copyOf(open);
  }

  /** No event yet. */
  public static EventTracker start(Rules rules) {
    return new EventTracker(rules, List.of());
  }

  /** All open events, oldest first. */
  public List<Tracked> open() {
    return open;
  }

  /** Whether an event is large and long enough. */
  public boolean established(Tracked event) {
    return event.largest() >= rules.leastPixels() && event.steps() >= rules.leastSteps();
  }

  /** Takes the mask of the next step. */
  public Step next(Instant time, boolean[] mask) {
    int[][] objects =
        ConnectedComponents.of(mask, rules.rows(), rules.columns(), rules.wraps()).pixels();
    int[] owner = owners();
    int[] into = new int[open.size()];
    Arrays.setAll(into, i -> i);
    List<TreeSet<Integer>> touched = new ArrayList<>();
    for (int[] object : objects) {
      TreeSet<Integer> events = new TreeSet<>();
      for (int pixel : object) {
        touching(pixel, owner, events);
      }
      TreeSet<Integer> roots = new TreeSet<>();
      events.forEach(e -> roots.add(root(into, e)));
      roots.forEach(r -> into[r] = roots.first()); // the list is sorted by age
      touched.add(roots);
    }
    List<Tracked> next = new ArrayList<>();
    List<Tracked> ended = new ArrayList<>();
    for (int e = 0; e < open.size(); e++) {
      if (root(into, e) != e) {
        continue; // now part of an older one
      }
      int event = e;
      int[] pixels =
          java.util.stream.IntStream.range(0, objects.length)
              .filter(k -> !touched.get(k).isEmpty() && root(into, touched.get(k).first()) == event)
              .flatMap(k -> Arrays.stream(objects[k]))
              .sorted()
              .toArray();
      Tracked now = continued(open.get(e), time, pixels);
      (now.missed() > rules.patience() ? ended : next).add(now);
    }
    for (int k = 0; k < objects.length; k++) {
      if (touched.get(k).isEmpty()) {
        String stamp = STAMP.format(time);
        next.add(
            new Tracked(
                stamp + "-" + objects[k][0], time, time, objects[k], objects[k].length, 1, 0));
      }
    }
    return new Step(new EventTracker(rules, next), ended);
  }

  private static Tracked continued(Tracked e, Instant time, int[] pixels) {
    return pixels.length == 0
        ? new Tracked(
            e.id(), e.start(), e.latest(), e.pixels(), e.largest(), e.steps(), e.missed() + 1)
        : new Tracked(
            e.id(),
            e.start(),
            time,
            pixels,
            Math.max(e.largest(), pixels.length),
            e.steps() + 1,
            0);
  }

  /** Event of every pixel, −1 without. */
  private int[] owners() {
    int[] owner = new int[rules.rows() * rules.columns()];
    Arrays.fill(owner, -1);
    for (int e = open.size() - 1; e >= 0; e--) {
      for (int pixel : open.get(e).pixels()) {
        owner[pixel] = e;
      }
    }
    return owner;
  }

  private void touching(int pixel, int[] owner, TreeSet<Integer> events) {
    int row = pixel / rules.columns();
    int column = pixel % rules.columns();
    for (int r = Math.max(0, row - 1); r <= Math.min(rules.rows() - 1, row + 1); r++) {
      for (int c = column - 1; c <= column + 1; c++) {
        if (!rules.wraps() && (c < 0 || c >= rules.columns())) {
          continue;
        }
        int e = owner[r * rules.columns() + Math.floorMod(c, rules.columns())];
        if (e >= 0) {
          events.add(e);
        }
      }
    }
  }

  private static int root(int[] into, int e) {
    int r = e;
    while (into[r] != r) {
      r = into[r];
    }
    return r;
  }
}
