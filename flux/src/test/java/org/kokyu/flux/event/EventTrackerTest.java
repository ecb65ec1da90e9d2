package org.kokyu.flux.event;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class EventTrackerTest {
  private static final Instant START = Instant.parse("2026-08-21T00:00:00Z");
  private static final EventTracker.Rules RULES = new EventTracker.Rules(3, 8, true, 1, 2, 3);

  private static boolean[] mask(int... pixels) {
    boolean[] mask = new boolean[24];
    for (int p : pixels) {
      mask[p] = true;
    }
    return mask;
  }

  private static Instant day(int n) {
    return START.plusSeconds(86_400L * n);
  }

  @Test
  void movesMissesOneStepAndEnds() {
    EventTracker t = EventTracker.start(RULES).next(day(0), mask(7)).tracker();
    assertEquals("20260821T0000Z-7", t.open().get(0).id());
    t = t.next(day(1), mask(8, 15)).tracker(); // across the edge, which is no edge
    t = t.next(day(2), mask()).tracker();
    EventTracker.Tracked event = t.open().get(0);
    assertFalse(t.established(event));
    t = t.next(day(3), mask(8)).tracker();
    event = t.open().get(0);
    assertTrue(t.established(event));
    assertEquals(3, event.duration().toDays());
    t = t.next(day(4), mask()).tracker();
    EventTracker.Step last = t.next(day(5), mask());
    assertEquals("20260821T0000Z-7", last.ended().get(0).id());
    assertTrue(last.tracker().open().isEmpty());
  }

  @Test
  void twoThatMeetAreTheOlderOneAndAPartedOneStaysOne() {
    EventTracker t = EventTracker.start(RULES).next(day(0), mask(12)).tracker();
    t = t.next(day(1), mask(12, 8)).tracker();
    assertEquals(2, t.open().size());
    t = t.next(day(2), mask(9, 10, 11)).tracker();
    assertEquals(1, t.open().size());
    assertEquals("20260821T0000Z-12", t.open().get(0).id());
    t = t.next(day(3), mask(8, 12)).tracker();
    assertEquals(1, t.open().size());
    assertArrayEquals(new int[] {8, 12}, t.open().get(0).pixels());
  }
}
