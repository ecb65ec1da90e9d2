package org.kokyu.himawari;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class HimawariTimelineTest {
  @Test
  void timelineLeavesOutTheHousekeepingSlots() {
    Instant day = Instant.parse("2024-05-14T00:00:00Z");
    int slots = 0;
    for (int i = 0; i < 144; i++) {
      slots += HimawariTimeline.hasFullDisk(day.plusSeconds(600L * i)) ? 1 : 0;
    }
    assertEquals(142, slots);
    assertFalse(HimawariTimeline.hasFullDisk(Instant.parse("2024-05-14T14:40:00Z")));
    assertEquals(day, HimawariTimeline.slotOf(day.plusSeconds(599)));
  }
}
