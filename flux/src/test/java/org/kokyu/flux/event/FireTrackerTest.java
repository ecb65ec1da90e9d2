package org.kokyu.flux.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.kokyu.core.event.LandEvent;
import org.kokyu.core.provenance.Provenance;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.scene.FireDetection;
import org.kokyu.core.scene.FireField;
import org.kokyu.core.scene.ImagerSatellite;
import org.kokyu.core.scene.SceneGrid;
import org.kokyu.core.scene.SlotKey;
import org.kokyu.flux.event.io.FireTrackerText;

class FireTrackerTest {
  private static final Instant START = Instant.parse("2026-08-21T23:50:00Z");

  private static FireDetection at(double lat, double lon, double frp, FireDetection.Kind kind) {
    int pixel = (int) Math.round(lat * 1000 + lon);
    return new FireDetection(
        Math.abs(pixel), lat, lon, START, frp, frp / 5, 0.6, kind, false, false, 330, 300);
  }

  private static FireDetection fire(double lat, double lon, double frp) {
    return at(lat, lon, frp, FireDetection.Kind.FIRE);
  }

  private static FireField slot(int n, FireDetection... fires) {
    Instant time = START.plusSeconds(600L * n);
    return new FireField(
        new SlotKey(ImagerSatellite.H09, "FLDK", time),
        new SceneGrid.Native(1, 1, 5500, 5500),
        List.of(fires),
        1000,
        "detector",
        new Provenance(List.of(), List.of(), time));
  }

  private static FireTracker.Step next(FireTracker t, FireField f, boolean clear) {
    return t.next(f, p -> clear, 140.7);
  }

  @Test
  void followsGrowsAndEndsWhenItIsSeenToBeGone() {
    FireTracker.Step s = next(FireTracker.empty(), slot(0, fire(10, 120, 50)), true);
    LandEvent first = s.events().get(0);
    assertEquals("fire-20260821T2350Z-h09-90015000", first.id());
    assertEquals(1, first.evidence().seen());
    s = next(s.tracker(), slot(1, fire(10.02, 120.02, 80), fire(10.04, 120.02, 20)), true);
    LandEvent second = s.events().get(0);
    assertEquals(first.id(), second.id());
    assertEquals(2, second.evidence().seen());
    assertEquals(100, second.strength().now(), 1e-9);
    assertEquals(10.024, second.place().latitudeDeg(), 1e-9);
    assertTrue(second.place().areaKm2() > 8 && second.place().areaKm2() < 14);
    FireTracker t = s.tracker();
    for (int n = 2; n < 30; n++) {
      s = next(t, slot(n), false); // cloud: nothing can be said
      assertEquals(List.of(), s.events());
      t = s.tracker();
    }
    for (int n = 30; n < 36; n++) {
      s = next(t, slot(n), true);
      t = s.tracker();
    }
    assertEquals(Optional.of("no detection in 6 slots free of cloud"), s.events().get(0).end());
    assertEquals(first.start(), s.events().get(0).start());
    assertEquals(second.latest(), s.events().get(0).latest());
    assertTrue(t.open().isEmpty());
  }

  @Test
  void standingSourcesAreNoEvents() {
    FireField flare = slot(0, at(10, 120, 900, FireDetection.Kind.STATIC));
    assertEquals(List.of(), next(FireTracker.empty(), flare, true).events());
  }

  @Test
  void aDayUnderCloudEndsIt() {
    FireTracker.Step s = next(FireTracker.empty(), slot(0, fire(10, 120, 50)), true);
    s = next(s.tracker(), slot(145), false);
    assertTrue(s.events().get(0).end().orElseThrow().contains("cloud"));
  }

  @Test
  void lateSlotsRaiseNothingButCount() {
    FireTracker.Step s = next(FireTracker.empty(), slot(3, fire(10, 120, 50)), true);
    s = next(s.tracker(), slot(2, fire(10, 120, 40), fire(-10, 130, 500)), true);
    assertEquals(1, s.events().size());
    LandEvent e = s.events().get(0);
    assertTrue(e.late());
    assertEquals(START.plusSeconds(1200), e.start());
    assertEquals(2, e.evidence().seen());
    assertEquals(50, e.strength().now());
    assertEquals(1, s.tracker().open().size());
  }

  @Test
  void theSameSlotAgainIsNoFurtherMiss() {
    FireTracker t = next(FireTracker.empty(), slot(0, fire(10, 120, 50)), true).tracker();
    for (int i = 0; i < 20; i++) {
      t = next(t, slot(1), true).tracker();
    }
    assertEquals(1, t.open().get(0).missed());
  }

  @Test
  void twoThatMeetAreTheOlderOne() {
    FireTracker.Step s = next(FireTracker.empty(), slot(0, fire(10, 120, 50)), true);
    s = next(s.tracker(), slot(1, fire(10, 120, 50), fire(10, 120.2, 50)), true);
    assertEquals(2, s.tracker().open().size());
    s =
        next(
            s.tracker(),
            slot(2, fire(10, 120.05, 10), fire(10, 120.1, 10), fire(10, 120.15, 10)),
            true);
    assertEquals(1, s.tracker().open().size());
    assertEquals(2, s.events().size());
    assertEquals("merged into " + s.events().get(0).id(), s.events().get(1).end().orElseThrow());
  }

  @Test
  void acrossTheDateline() {
    FireTracker.Step s =
        next(FireTracker.empty(), slot(0, fire(10, 179.99, 50), fire(10, -179.99, 50)), true);
    assertEquals(1, s.events().size());
    assertEquals(2, s.events().get(0).place().outlines().size());
    assertEquals(180, Math.abs(s.events().get(0).place().longitudeDeg()), 1e-9);
  }

  @Test
  void stateReadsBackTheSame() {
    FireTracker t =
        next(FireTracker.empty(), slot(0, fire(10, 179.99, 50), fire(10, -179.99, 50)), true)
            .tracker();
    t = next(t, slot(1, fire(-3.3, 110.1, 1.0 / 3)), true).tracker();
    List<String> lines = FireTrackerText.lines(t);
    FireTracker again = FireTrackerText.parse(lines, "x");
    assertEquals(lines, FireTrackerText.lines(again));
    assertEquals(
        next(t, slot(2, fire(-3.3, 110.1, 5)), true).events(),
        next(again, slot(2, fire(-3.3, 110.1, 5)), true).events());
    List<String> broken = Stream.of("judged\tyesterday").toList();
    assertThrows(MalformedInputException.class, () -> FireTrackerText.parse(broken, "x"));
  }
}
