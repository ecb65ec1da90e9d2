package org.kokyu.scheduler.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kokyu.core.port.ProductCatalogue.ProductRow;
import org.kokyu.himawari.SceneGrids;
import org.kokyu.ops.metrics.KokyuMetrics;
import org.kokyu.ops.publish.FluxProduct;
import org.kokyu.ops.publish.MapReader;
import org.kokyu.ops.publish.ProductNames;
import org.kokyu.scheduler.bench.FluxFiles;
import org.kokyu.scheduler.config.FeedSettings;
import org.kokyu.scheduler.config.SlotSettings;
import org.kokyu.scheduler.feed.ArchiveFeed;
import org.kokyu.scheduler.feed.FileKind;
import org.kokyu.scheduler.flow.Arrivals;
import org.kokyu.scheduler.flow.FeedPoller;
import org.kokyu.scheduler.flow.FlowContext;
import org.kokyu.scheduler.flow.Housekeeping;
import org.kokyu.scheduler.flow.ProductStage;
import org.kokyu.scheduler.flow.Quarantine;
import org.kokyu.scheduler.flow.StopSignal;
import org.kokyu.scheduler.flow.UnitQueueing;
import org.kokyu.scheduler.flow.UnitRunner;
import org.kokyu.scheduler.flow.WorkQueue;
import org.kokyu.scheduler.ledger.Ledger;
import org.kokyu.scheduler.toy.ManualTime;

/** Slots in the archive become hours, hours become days, and late slots become revisions. */
class FluxStagesTest {
  private static final Instant DAY = Instant.parse("2026-08-21T00:00:00Z");
  private static final Duration HOUR_DEADLINE = Duration.ofMinutes(20);
  private static final Duration DAY_DEADLINE = Duration.ofHours(27);

  @TempDir Path root;

  private final ManualTime time = new ManualTime();
  private Path archive;
  private Ledger ledger;
  private final KokyuMetrics metrics = new KokyuMetrics("test");

  /** One of the two feeds, on the calling thread. */
  private final class Flow {
    private final WorkQueue queue = new WorkQueue(100, time::nanoTime);
    private final FeedPoller poller;
    private final UnitRunner runner;
    private final Housekeeping housekeeping;

    Flow(
        FeedSettings.Kind feedKind,
        List<String> folders,
        FileKind kind,
        ProductStage stage,
        Duration wait) {
      FeedSettings settings =
          new FeedSettings(
              feedKind.label(),
              feedKind,
              archive,
              Duration.ofMillis(100),
              Duration.ofDays(3),
              Duration.ofHours(6),
              Duration.ofHours(1),
              FeedSettings.Completeness.RENAMED,
              Optional.of(new SlotSettings(List.of(), List.of(), wait)));
      FlowContext context =
          new FlowContext(
              ledger,
              queue,
              new Quarantine(archive.resolve("quarantine")),
              metrics,
              time,
              time::nanoTime,
              new StopSignal());
      ArchiveFeed feed = new ArchiveFeed(archive, folders);
      poller = new FeedPoller(settings, feed, kind, context, 3, Arrivals.NONE);
      runner =
          new UnitRunner(
              context,
              stage,
              new ArchivePublisher(archive),
              new UnitRunner.Terms(archive, 3, Duration.ofSeconds(5), Runnable::run, 0));
      housekeeping =
          new Housekeeping(
              context, Map.of(feedKind.label(), new UnitQueueing(context, settings.fresh())));
    }

    void pollAndWork() throws InterruptedException {
      poller.poll();
      housekeeping.refill();
      while (queue.depths().stream().anyMatch(d -> d.depth() > 0)) {
        if (queue.take() instanceof WorkQueue.UnitTask task) {
          runner.run(task.item());
          queue.finished(task.item());
        }
        housekeeping.refill();
      }
    }
  }

  private Flow hours() {
    FluxHourFileKind kind = new FluxHourFileKind(true);
    return new Flow(
        FeedSettings.Kind.FLUX_HOURLY,
        FluxHourStage.KINDS,
        kind,
        new FluxHourStage(archive, kind),
        HOUR_DEADLINE);
  }

  private Flow days() {
    return new Flow(
        FeedSettings.Kind.FLUX_DAILY,
        List.of(FluxHour.PRODUCT),
        new FluxDayFileKind(),
        new FluxDayStage(archive),
        DAY_DEADLINE);
  }

  private void open() throws IOException {
    archive = Files.createDirectories(root.resolve("archive"));
    Files.createDirectories(root.resolve("made"));
    ledger = Ledger.open("jdbc:h2:file:" + root.resolve("ledger"), time);
  }

  /** The products of a slot, as the daemon publishes them. */
  private void publish(Instant slot) throws IOException {
    FluxFiles files = new FluxFiles(SceneGrids.asia(2), root.resolve("made"));
    move("gpp", slot, files.production(slot));
    move("lst", slot, files.surface(slot));
    move("fire", slot, files.fires(slot));
  }

  private void move(String kind, Instant slot, Path file) throws IOException {
    Path target =
        archive.resolve(ProductNames.archivePath(kind, slot, file.getFileName().toString()));
    Files.createDirectories(target.getParent());
    Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
  }

  private List<String> published() {
    return ledger.reports().allRevisions().stream().map(ProductRow::fileName).sorted().toList();
  }

  private MapReader product(String name) {
    return FluxProduct.open(
        archive.resolve(ledger.reports().byFileName(name).orElseThrow().relativePath()));
  }

  @Test
  void aLateSlotMakesTheHourAnew() throws Exception {
    open();
    Flow hours = hours();
    for (int s = 0; s < 5; s++) {
      publish(DAY.plus(FluxInputs.SLOT.multipliedBy(s)));
    }
    hours.pollAndWork();
    assertEquals(List.of(), published(), "the sixth slot may come");
    time.advance(HOUR_DEADLINE.plusSeconds(1));
    hours.pollAndWork();
    String first = "KOKYU_L3_FLUX_HOURLY_20260821_0000_asia-2_r0.nc";
    assertEquals(List.of(first), published());
    try (MapReader map = product(first)) {
      assertEquals("nrt", map.text("maturity"));
      assertEquals(5.0 / 6, map.coverage(), 1e-12);
    }
    publish(DAY.plus(FluxInputs.SLOT.multipliedBy(5)));
    hours.pollAndWork();
    String second = "KOKYU_L3_FLUX_HOURLY_20260821_0000_asia-2_r1.nc";
    assertEquals(List.of(first, second), published());
    try (MapReader map = product(second)) {
      assertEquals("interim", map.text("maturity"));
    }
    ledger.close();
  }

  @Test
  void aBrokenMapIsPutAsideAndTheHourGoesOn() throws Exception {
    open();
    Flow hours = hours();
    for (int s = 0; s < 6; s++) {
      publish(DAY.plus(FluxInputs.SLOT.multipliedBy(s)));
    }
    Path gpp;
    try (var files = Files.walk(archive.resolve("gpp"))) {
      gpp = files.filter(Files::isRegularFile).sorted().skip(2).findFirst().orElseThrow();
    }
    byte[] all = Files.readAllBytes(gpp);
    Files.write(gpp, java.util.Arrays.copyOf(all, all.length / 2));
    hours.pollAndWork();
    time.advance(HOUR_DEADLINE.plusSeconds(1));
    hours.pollAndWork();
    assertEquals(List.of("KOKYU_L3_FLUX_HOURLY_20260821_0000_asia-2_r0.nc"), published());
    try (var files = Files.walk(archive.resolve("quarantine"))) {
      assertTrue(files.anyMatch(f -> f.toString().contains("GPP")), "kept with its reason");
    }
    ledger.close();
  }

  @Test
  void hoursBecomeADayAndTheNextDayKnowsIt() throws Exception {
    open();
    Flow hours = hours();
    Flow days = days();
    for (int h = 0; h < 24; h++) {
      for (int s = 0; s < 6; s++) {
        publish(DAY.plus(Duration.ofHours(h)).plus(FluxInputs.SLOT.multipliedBy(s)));
      }
      time.advance(Duration.ofHours(1));
      hours.pollAndWork();
      days.pollAndWork();
    }
    List<String> names = published();
    assertEquals(24 + 3, names.size(), names.toString());
    assertTrue(names.contains("KOKYU_L3_FLUX_DAILY_20260821_asia-2_r0.nc"), names.toString());
    assertTrue(
        names.contains("KOKYU_L3_FLUX_DAILY_20260821_regions-asia-2_r0.csv"), names.toString());
    try (MapReader map = product("KOKYU_L3_FLUX_DAILY_20260821_asia-2_r0.nc")) {
      assertEquals("interim", map.text("maturity"));
    }
    Instant next = DAY.plus(Duration.ofDays(1));
    for (int s = 0; s < 6; s++) {
      publish(next.plus(FluxInputs.SLOT.multipliedBy(s)));
    }
    hours.pollAndWork();
    try (MapReader map = product("KOKYU_L3_FLUX_HOURLY_20260822_0000_asia-2_r0.nc")) {
      assertTrue(
          map.text("input_files").contains("KOKYU_L3_FLUX_DAILY_20260821_asia-2_r0.nc "),
          "the day before is an input with its hash");
    }
    ledger.close();
  }
}
