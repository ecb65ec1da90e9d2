package org.kokyu.flux.event;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kokyu.core.event.EventKind;
import org.kokyu.core.event.LandEvent;
import org.kokyu.core.scene.SceneGrid;

/**
 * Flagged cells of an equal-angle grid, step by step, to events of one kind with their place and
 * strength, ready for alerts. Small or short ones are followed but not given. Mutable, not
 * thread-safe.
 */
public final class MapEvents {
  private final EventKind kind;
  private final SceneGrid.LatLon grid;
  private final double[] rowAreaKm2;
  private final Map<String, Double> peaks = new HashMap<>();
  private final Set<String> given = new HashSet<>();
  private EventTracker tracker;

  /**
   * @param patience steps that an event may miss
   * @param leastPixels of an event that is given, in one step
   * @param leastSteps of an event that is given
   */
  public MapEvents(
      EventKind kind, SceneGrid.LatLon grid, int patience, int leastPixels, int leastSteps) {
    this.kind = kind;
    this.grid = grid;
    this.rowAreaKm2 = CellArea.rows(grid);
    boolean wraps = Math.abs(grid.columns() * grid.stepDeg() - 360) < grid.stepDeg() / 2;
    tracker =
        EventTracker.start(
            new EventTracker.Rules(
                grid.rows(), grid.columns(), wraps, patience, leastPixels, leastSteps));
  }

  /**
   * Takes a step.
   *
   * @param mask flagged cells
   * @param strength of every cell; an event's is the mean over its area
   * @param quantity name and unit of the strength
   * @return events that are established and shown by this step, and those given before that ended
   */
  public List<LandEvent> next(Instant time, boolean[] mask, double[] strength, Quantity quantity) {
    EventTracker.Step step = tracker.next(time, mask);
    tracker = step.tracker();
    List<LandEvent> events = new ArrayList<>();
    Set<String> alive = new HashSet<>();
    for (EventTracker.Tracked t : tracker.open()) {
      alive.add(t.id());
      if (tracker.established(t) && t.latest().equals(time)) {
        given.add(t.id());
        events.add(event(t, time, strength, quantity, Optional.empty()));
      }
    }
    for (EventTracker.Tracked t : step.ended()) {
      if (given.remove(t.id())) {
        String why = "not seen in %d steps".formatted(t.missed());
        events.add(event(t, time, strength, quantity, Optional.of(why)));
      }
    }
    peaks.keySet().retainAll(alive);
    given.retainAll(alive); // those that an older one took in live on under its name
    return events;
  }

  /**
   * What the strength is.
   *
   * @param source product and algorithm, for the evidence
   */
  public record Quantity(String name, String unit, String source) {}

  private LandEvent event(
      EventTracker.Tracked t,
      Instant time,
      double[] strength,
      Quantity quantity,
      Optional<String> end) {
    int[] pixels = t.pixels();
    double[] lat = new double[pixels.length];
    double[] lon = new double[pixels.length];
    double area = 0;
    double sum = 0;
    double north = 0;
    double east = 0;
    for (int i = 0; i < pixels.length; i++) {
      int row = pixels[i] / grid.columns();
      lat[i] = grid.latitudeDeg(row);
      lon[i] = grid.longitudeDeg(pixels[i] % grid.columns());
      double a = rowAreaKm2[row];
      area += a;
      sum += Double.isNaN(strength[pixels[i]]) ? 0 : a * strength[pixels[i]];
      north += a * lat[i];
      east += a * Math.IEEEremainder(lon[i] - lon[0], 360);
    }
    double now = sum / area;
    double peak = peaks.merge(t.id(), now, (x, y) -> Math.abs(x) > Math.abs(y) ? x : y);
    return new LandEvent(
        kind.label() + "-" + t.id(),
        kind,
        time,
        t.start(),
        t.latest(),
        new LandEvent.Place(
            north / area,
            Math.IEEEremainder(lon[0] + east / area, 360),
            area,
            Outline.of(lat, lon, grid.stepDeg() / 2, grid.stepDeg() / 2)),
        new LandEvent.Strength(quantity.name(), quantity.unit(), now, peak),
        new LandEvent.Evidence(
            1, pixels.length, t.steps(), t.steps() + t.missed(), quantity.source()),
        end,
        false);
  }
}
