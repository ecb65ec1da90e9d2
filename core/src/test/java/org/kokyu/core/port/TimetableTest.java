package org.kokyu.core.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TimetableTest {
  private static final Duration STEP = Duration.ofMinutes(10);
  private static final Instant DAY = Instant.parse("2026-08-21T00:00:00Z");
  private static final Timetable GAPS =
      new Timetable(STEP, t -> t.getEpochSecond() % 43_200 != 9600, "02:40 and 14:40 UTC");

  private static LedgerView ledger(List<Instant> all) {
    return new LedgerView() {
      @Override
      public List<FeedAccount> feeds() {
        return List.of();
      }

      @Override
      public List<GranuleRow> granules(
          Optional<String> feed, Optional<String> state, int limit, long beforeId) {
        return List.of();
      }

      @Override
      public Observations observations(String feed, Instant from, Instant to) {
        return new Observations(
            all.stream().min(Comparator.naturalOrder()),
            all.stream().filter(t -> !t.isBefore(from) && t.isBefore(to)).toList());
      }

      @Override
      public long unaccountedGranules() {
        return 0;
      }
    };
  }

  private static List<Instant> slots(Instant from, int n) {
    List<Instant> all = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      Instant t = from.plus(STEP.multipliedBy(i));
      if (GAPS.isExpected().test(t)) {
        all.add(t);
      }
    }
    return all;
  }

  @Test
  void gapsDoNotMakeAFeedLate() {
    assertEquals(
        Instant.parse("2026-08-21T03:10:00Z"),
        GAPS.lateAfter(Instant.parse("2026-08-21T02:30:00Z")));
    assertEquals(
        Instant.parse("2026-08-21T02:30:00Z"),
        GAPS.lateAfter(Instant.parse("2026-08-21T02:00:00Z")));
    assertEquals(
        Instant.parse("2026-08-21T03:00:00Z"),
        Timetable.every(STEP).lateAfter(Instant.parse("2026-08-21T02:30:00Z")));
  }

  @Test
  void aDayWithoutTheTwoIsComplete() {
    List<Instant> all = slots(DAY, 144);
    assertEquals(142, all.size());
    Instant now = DAY.plus(Duration.ofDays(1)).plus(STEP.multipliedBy(3));
    assertEquals(new Timetable.Day(142, 0, 2), GAPS.latestDay(ledger(all), "f", now));
    assertEquals(
        new Timetable.Day(142, 2, 0), Timetable.every(STEP).latestDay(ledger(all), "f", now));
    // whatever the hour
    List<Instant> two = slots(DAY, 288);
    for (int minute = 0; minute < 1440; minute += 7) {
      assertEquals(
          new Timetable.Day(142, 0, 2),
          GAPS.latestDay(ledger(two), "f", now.plus(Duration.ofMinutes(minute))));
    }
  }

  @Test
  void whatIsMissingIsCountedAndWhatCameInAGapToo() {
    List<Instant> all = slots(DAY, 144);
    all.remove(Instant.parse("2026-08-21T05:50:00Z"));
    all.add(Instant.parse("2026-08-21T14:40:00Z"));
    Instant now = DAY.plus(Duration.ofDays(1)).plus(STEP.multipliedBy(3));
    assertEquals(new Timetable.Day(142, 1, 1), GAPS.latestDay(ledger(all), "f", now));
  }

  @Test
  void nothingIsMissingBeforeTheFirst() {
    Instant now = DAY.plus(Duration.ofDays(1));
    assertEquals(new Timetable.Day(0, 0, 0), GAPS.latestDay(ledger(List.of()), "f", now));
    List<Instant> evening = slots(Instant.parse("2026-08-21T20:00:00Z"), 21);
    assertEquals(new Timetable.Day(21, 0, 0), GAPS.latestDay(ledger(evening), "f", now));
    assertThrows(IllegalArgumentException.class, () -> Timetable.every(Duration.ZERO));
  }
}
