package org.kokyu.scheduler.imager;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kokyu.core.scene.ImagerSatellite.H09;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kokyu.core.port.Timetable;
import org.kokyu.himawari.HimawariTimeline;
import org.kokyu.ops.status.Pictures;
import org.kokyu.ops.status.StatusPage;
import org.kokyu.ops.status.StatusSources;
import org.kokyu.scheduler.flow.WorkQueue;
import org.kokyu.scheduler.flow.WorkerPool;
import org.kokyu.scheduler.toy.ManualTime;

/** The slots of 02:40 and 14:40 UTC are not waited for, and taken if they come. */
class HousekeepingSlotsTest {
  private static final Instant BEFORE = Instant.parse("2026-08-21T14:30:00Z");
  private static final Instant DURING = Instant.parse("2026-08-21T14:40:00Z");
  private static final Instant AFTER = Instant.parse("2026-08-21T14:50:00Z");

  @TempDir Path root;
  private final ManualTime time = new ManualTime();
  private final Timetable timetable =
      new Timetable(
          Duration.ofMinutes(10),
          HimawariTimeline::hasFullDisk,
          HimawariTimeline.WITHOUT_FULL_DISK);
  private ImagerFlow flow;

  @BeforeEach
  void open() throws IOException {
    flow = new ImagerFlow(root, time, H09);
    flow.metrics.watch(flow.ledger.reports(), "himawari", timetable, time);
  }

  @AfterEach
  void close() {
    flow.close();
  }

  private void at(String utc) {
    time.advance(Duration.between(time.instant(), Instant.parse("2026-08-21T" + utc + "Z")));
  }

  private String page() {
    WorkerPool idle = new WorkerPool(new WorkQueue(4, time::nanoTime), 1, Map.of());
    StatusSources sources =
        new StatusSources(
            flow.ledger.reports(),
            flow.ledger.reports(),
            idle,
            time,
            Map.of("himawari", timetable),
            time.instant(),
            "test",
            Duration.ofSeconds(5),
            false);
    return new StatusPage(
            sources, new Pictures(flow.archive, flow.ledger.reports(), f -> Optional.empty()))
        .render();
  }

  private double slots(String state) {
    return flow.metric("kokyu_feed_observations{feed=\"himawari\",state=\"" + state + "\"}");
  }

  @Test
  void theyAreNeitherLateNorMissing() throws Exception {
    at("14:45:00");
    flow.putAll(H09, BEFORE);
    flow.pollAndWork();
    at("15:09:00"); // more than three steps after the newest, of which one had no full disk
    flow.pollAndWork();
    assertFalse(page().contains("is late"), page());
    at("15:12:00");
    assertTrue(page().contains("eed himawari is late"), "14:50, 15:00 and 15:10 are missing");
    flow.putAll(H09, AFTER);
    flow.pollAndWork();
    assertFalse(page().contains("is late"));
    at("15:25:00");
    assertTrue(
        page().contains("2 there, 0 missing, 1 not observed (02:40 and 14:40 UTC, housekeeping)"),
        page());
    assertEquals(2, slots("present"));
    assertEquals(0, slots("missing"));
    assertEquals(1, slots("not_observed"));
    at("15:35:00");
    assertEquals(1, slots("missing"), "15:00");
  }

  @Test
  void oneThatComesIsHandledLikeAnyOther() throws Exception {
    at("14:55:00");
    flow.putAll(H09, DURING);
    flow.pollAndWork();
    assertEquals(List.of("KOKYU_L2_LST_H09_20260821_1440_asia-1_r0.nc"), flow.published());
    at("15:25:00");
    assertEquals(1, slots("present"));
    assertEquals(0, slots("not_observed"));
  }
}
