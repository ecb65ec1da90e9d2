package org.kokyu.core.port;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/**
 * When the observations of a feed are due: one per cadence, counted from midnight UTC, but for some
 * that the satellite leaves out.
 *
 * @param cadence time between two observations
 * @param isExpected false for a nominal time at which there is none
 * @param leftOut those times for a person; empty if there are none
 */
public record Timetable(Duration cadence, Predicate<Instant> isExpected, String leftOut) {
  private static final Duration DAY = Duration.ofDays(1);

  /** So many expected observations may be missing before a feed is called late. */
  private static final int LATE_OBSERVATIONS = 3;

  private static final int MOST_STEPS = 1000;

  public Timetable {
    Objects.requireNonNull(isExpected, "isExpected");
    Objects.requireNonNull(leftOut, "leftOut");
    if (cadence.isNegative() || cadence.isZero()) {
      throw new IllegalArgumentException("a positive cadence expected, found " + cadence);
    }
  }

  /** An observation at every step. */
  public static Timetable every(Duration cadence) {
    return new Timetable(cadence, t -> true, "");
  }

  /** When a feed with this newest observation is late: at the third expected one after it. */
  public Instant lateAfter(Instant newest) {
    Instant t = newest;
    int missed = 0;
    for (int step = 0; missed < LATE_OBSERVATIONS && step < MOST_STEPS; step++) {
      t = t.plus(cadence);
      missed += isExpected.test(t) ? 1 : 0;
    }
    return t;
  }

  /**
   * The observations of a day.
   *
   * @param present that have arrived, at least in part
   * @param missing that were expected and have not
   * @param leftOut that were not expected and have not arrived
   */
  public record Day(int present, int missing, int leftOut) {}

  /** The latest 24 hours of which nothing is on its way any more. */
  public Day latestDay(LedgerView ledger, String feed, Instant now) {
    Instant end = now.minus(cadence.multipliedBy(LATE_OBSERVATIONS));
    Instant begin = end.minus(DAY);
    LedgerView.Observations seen = ledger.observations(feed, begin, end);
    if (seen.first().isEmpty()) {
      return new Day(0, 0, 0);
    }
    Set<Instant> times = Set.copyOf(seen.times());
    int present = 0;
    int missing = 0;
    int none = 0;
    for (Instant t = firstFrom(begin); t.isBefore(end); t = t.plus(cadence)) {
      if (t.isBefore(seen.first().get())) {
        continue; // before the first observation ever there was no feed
      }
      if (times.contains(t)) {
        present++;
      } else if (isExpected.test(t)) {
        missing++;
      } else {
        none++;
      }
    }
    return new Day(present, missing, none);
  }

  private Instant firstFrom(Instant begin) {
    long step = Math.max(1, cadence.toSeconds());
    return Instant.ofEpochSecond(-Math.floorDiv(-begin.getEpochSecond(), step) * step);
  }
}
