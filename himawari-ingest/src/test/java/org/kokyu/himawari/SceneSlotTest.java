package org.kokyu.himawari;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.kokyu.core.scene.ImagerSatellite;
import org.kokyu.core.scene.SceneGrid;
import org.kokyu.core.scene.SlotKey;
import org.kokyu.himawari.SceneSlot.Arrival;
import org.kokyu.himawari.SceneSlot.Status;

class SceneSlotTest {
  private static final Instant T0 = TestSegments.SLOT;
  private static final Instant DEADLINE = T0.plusSeconds(1500);
  private final SceneSlot slot =
      new SceneSlot(
          TestSegments.KEY,
          new SegmentSelection(
              new SceneGrid.Native(1, 1, 1100, 5500), BandSet.LST, new TreeSet<>(List.of(1, 2))),
          DEADLINE,
          Duration.ofSeconds(30));

  private Arrival arrive(int band, int segment, Instant at) {
    return slot.arrive(HsdFileName.of(TestSegments.KEY, band, segment, false), at);
  }

  private void arriveAll(Instant at) {
    for (int band : BandSet.LST.all()) {
      arrive(band, 1, at);
      arrive(band, 2, at);
    }
  }

  @Test
  void completesWithTheLastFile() {
    arriveAll(T0);
    assertEquals(Status.COMPLETE, slot.status(T0));
    assertTrue(slot.missing().isEmpty());
    slot.published(slot.present());
    assertEquals(Status.PUBLISHED, slot.status(DEADLINE));
    assertTrue(slot.isFinal());
  }

  @Test
  void publishesWhatIsThereAtTheDeadlineAndRevises() {
    for (int band : List.of(13, 14, 15)) {
      assertEquals(Arrival.ACCEPTED, arrive(band, 1, T0));
    }
    assertEquals(Status.COLLECTING, slot.status(DEADLINE.minusMillis(1)));
    assertEquals(Status.DUE, slot.status(DEADLINE));
    slot.published(slot.present());
    assertEquals(Status.PUBLISHED, slot.status(DEADLINE.plusSeconds(1)));
    assertFalse(slot.isFinal());
    Instant late = DEADLINE.plusSeconds(60);
    assertEquals(Arrival.LATE, arrive(7, 1, late));
    assertEquals(Status.PUBLISHED, slot.status(late));
    assertEquals(Status.REVISION_DUE, slot.status(late.plusSeconds(30)));
    arriveAll(late.plusSeconds(1));
    assertEquals(Status.REVISION_DUE, slot.status(late.plusSeconds(1)));
    slot.published(slot.present());
    assertEquals(Status.PUBLISHED, slot.status(late.plusSeconds(100)));
    assertTrue(slot.isFinal());
  }

  @Test
  void expiresWithoutAUsableSegment() {
    arrive(13, 1, T0);
    arrive(14, 1, T0);
    arrive(15, 2, T0);
    assertEquals(Status.EXPIRED, slot.status(DEADLINE));
    assertFalse(slot.status(DEADLINE).isReady());
    arrive(15, 1, DEADLINE.plusSeconds(5));
    assertEquals(Status.DUE, slot.status(DEADLINE.plusSeconds(5)));
  }

  @Test
  void filesThatAddNothingAreNamed() {
    arrive(13, 1, T0);
    assertEquals(
        Arrival.DUPLICATE,
        slot.arrive(HsdFileName.of(TestSegments.KEY, 13, 1, true), T0.plusSeconds(9)));
    assertEquals(Arrival.NOT_NEEDED, arrive(13, 3, T0));
    assertEquals(Arrival.NOT_NEEDED, arrive(3, 1, T0));
    SlotKey other = new SlotKey(ImagerSatellite.H08, "FLDK", T0);
    assertEquals(Arrival.OTHER_SLOT, slot.arrive(HsdFileName.of(other, 13, 1, false), T0));
    assertEquals(1, slot.present().size());
    assertEquals(7, slot.missing().size());
  }

  @Test
  void aBrokenFileMakesRoomForItsCopy() {
    arriveAll(T0);
    slot.withdraw(new SegmentId(13, 2));
    assertEquals(Status.COLLECTING, slot.status(T0));
    assertEquals(Arrival.ACCEPTED, arrive(13, 2, T0.plusSeconds(3)));
    assertEquals(Status.COMPLETE, slot.status(T0.plusSeconds(3)));
  }

  @Test
  void timelineLeavesOutTheHousekeepingSlots() {
    Instant day = Instant.parse("2024-05-14T00:00:00Z");
    int slots = 0;
    for (int i = 0; i < 144; i++) {
      slots += HimawariTimeline.hasFullDisk(day.plusSeconds(600L * i)) ? 1 : 0;
    }
    assertEquals(142, slots);
    assertFalse(HimawariTimeline.hasFullDisk(Instant.parse("2024-05-14T14:40:00Z")));
    assertEquals(T0, HimawariTimeline.slotOf(T0.plusSeconds(599)));
  }
}
