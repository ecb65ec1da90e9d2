package org.kokyu.core.event;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * An event as it is known after one observation. Immutable, thread-safe.
 *
 * @param id stays the same while the event lasts; letters, digits and hyphens
 * @param observed time of the observation that this knowledge rests on
 * @param start first observation that shows it
 * @param latest last observation that shows it
 * @param place where and how large
 * @param strength how strong
 * @param evidence what it rests on
 * @param end why it is over; empty while it lasts
 * @param late whether the observation is older than the newest one judged
 */
public record LandEvent(
    String id,
    EventKind kind,
    Instant observed,
    Instant start,
    Instant latest,
    Place place,
    Strength strength,
    Evidence evidence,
    Optional<String> end,
    boolean late) {

  /**
   * Where and how large.
   *
   * @param latitudeDeg centre, weighted with the strength
   * @param longitudeDeg −180 … 180
   * @param areaKm2 of its cells in the last observation that shows it
   * @param outlines closed rings of latitude and longitude [degrees]; two where it lies across the
   *     dateline
   */
  public record Place(
      double latitudeDeg, double longitudeDeg, double areaKm2, List<List<Point>> outlines) {
    public Place {
      outlines = outlines.stream().map(List::copyOf).toList();
    }
  }

  /** A corner. */
  public record Point(double latitudeDeg, double longitudeDeg) {}

  /**
   * How strong.
   *
   * @param quantity what is measured, for example fire radiative power
   * @param unit of the values
   * @param now in the last observation that shows it
   * @param peak largest so far
   * @param impactTgC carbon lost by the land so far [Tg C], where it is known
   * @param impactErrorTgC one standard deviation of it
   */
  public record Strength(
      String quantity,
      String unit,
      double now,
      double peak,
      Optional<Double> impactTgC,
      Optional<Double> impactErrorTgC) {
    /** Without impact. */
    public Strength(String quantity, String unit, double now, double peak) {
      this(quantity, unit, now, peak, Optional.empty(), Optional.empty());
    }
  }

  /**
   * What it rests on.
   *
   * @param confidence largest of its cells, 0 … 1
   * @param cells number of them in the last observation
   * @param seen how many of the last observations show it
   * @param of number of those observations
   * @param source product and algorithm
   */
  public record Evidence(double confidence, int cells, int seen, int of, String source) {}

  public LandEvent {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(observed, "observed");
    Objects.requireNonNull(start, "start");
    Objects.requireNonNull(latest, "latest");
    Objects.requireNonNull(place, "place");
    Objects.requireNonNull(strength, "strength");
    Objects.requireNonNull(evidence, "evidence");
    Objects.requireNonNull(end, "end");
  }
}
