package org.kokyu.scheduler.imager;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kokyu.core.port.ProductCatalogue.ProductRow;
import org.kokyu.core.scene.ImagerSatellite;
import org.kokyu.himawari.SceneGrids;
import org.kokyu.ops.metrics.KokyuMetrics;
import org.kokyu.scheduler.config.FeedSettings;
import org.kokyu.scheduler.config.SlotSettings;
import org.kokyu.scheduler.feed.FileKind;
import org.kokyu.scheduler.feed.FolderFeed;
import org.kokyu.scheduler.flow.FeedPoller;
import org.kokyu.scheduler.flow.FlowContext;
import org.kokyu.scheduler.flow.Housekeeping;
import org.kokyu.scheduler.flow.Quarantine;
import org.kokyu.scheduler.flow.StopSignal;
import org.kokyu.scheduler.flow.UnitQueueing;
import org.kokyu.scheduler.flow.UnitRunner;
import org.kokyu.scheduler.flow.WorkQueue;
import org.kokyu.scheduler.ledger.Ledger;
import org.kokyu.scheduler.stage.ArchivePublisher;
import org.kokyu.scheduler.stage.HimawariFileKind;
import org.kokyu.scheduler.stage.LandInputs;
import org.kokyu.scheduler.stage.LstStage;
import org.kokyu.scheduler.stage.SceneGridChoice;
import org.kokyu.scheduler.toy.ManualTime;

/** A Himawari feed with the real file kind and stage, on manual time and on the calling thread. */
final class ImagerFlow implements AutoCloseable {
  static final Duration DEADLINE = Duration.ofMinutes(15);

  final ManualTime time;
  final Path in;
  final Path archive;
  final Ledger ledger;
  final KokyuMetrics metrics = new KokyuMetrics("test");
  final LstStage stage;
  private final WorkQueue queue;
  private final FeedPoller poller;
  private final UnitRunner runner;
  private final Housekeeping housekeeping;

  ImagerFlow(Path root, ManualTime time, ImagerSatellite prefer) throws IOException {
    this(root, time, new SlotSettings(List.of(13, 14, 15), List.of(4, 5), DEADLINE, prefer));
  }

  ImagerFlow(Path root, ManualTime time, SlotSettings slot) throws IOException {
    this(root, time, slot, new HimawariFileKind(slot));
  }

  ImagerFlow(Path root, ManualTime time, SlotSettings slot, FileKind kind) throws IOException {
    this.time = time;
    in = Files.createDirectories(root.resolve("in"));
    archive = Files.createDirectories(root.resolve("archive"));
    ledger = Ledger.open("jdbc:h2:file:" + root.resolve("ledger"), time);
    queue = new WorkQueue(100, time::nanoTime);
    FeedSettings settings =
        new FeedSettings(
            "himawari",
            FeedSettings.Kind.HIMAWARI,
            in,
            Duration.ofMillis(100),
            Duration.ofDays(3),
            Duration.ofHours(2),
            Duration.ofMinutes(10),
            FeedSettings.Completeness.RENAMED,
            Optional.of(slot));
    stage = stage(slot, metrics);
    FlowContext context =
        new FlowContext(
            ledger,
            queue,
            new Quarantine(archive.resolve("quarantine")),
            metrics,
            time,
            time::nanoTime,
            new StopSignal());
    poller =
        new FeedPoller(
            settings,
            new FolderFeed(in),
            kind,
            context,
            3,
            file -> stage.arrived(file, Runnable::run));
    runner =
        new UnitRunner(
            context,
            stage,
            new ArchivePublisher(archive),
            new UnitRunner.Terms(in, 3, Duration.ofSeconds(5), Runnable::run, 0));
    housekeeping =
        new Housekeeping(context, Map.of("himawari", new UnitQueueing(context, settings.fresh())));
    ledger.reports().accountFor(queue::inHand);
  }

  static LstStage stage(SlotSettings slot, KokyuMetrics metrics) {
    return new LstStage(
        HimawariFileKind.bands(slot),
        SceneGridChoice.of(SceneGrids.asia(1), Optional.empty()),
        LandInputs.climatology(),
        org.kokyu.scheduler.daemon.Stages.coefficients(List.of()),
        LstStage.Layers.NONE,
        metrics,
        Optional.empty(),
        Optional.empty(),
        HimawariFileKind.satellites(slot));
  }

  /** Files of one satellite: H09 is 300 K warm, H08 290 K. */
  void put(ImagerSatellite satellite, Instant slot, int band, int... segments) throws IOException {
    for (int segment : segments) {
      put(SegmentFiles.name(satellite, "FLDK", slot, band, segment));
    }
  }

  Path put(String name) throws IOException {
    return SegmentFiles.write(in, name, name.startsWith("HS_H09") ? 300 : 290, time.instant());
  }

  /** Both segments of all three bands. */
  void putAll(ImagerSatellite satellite, Instant slot) throws IOException {
    for (int band = 13; band <= 15; band++) {
      put(satellite, slot, band, 4, 5);
    }
  }

  FeedPoller poller() {
    return poller;
  }

  void poll() {
    poller.poll();
  }

  /** Lists the folder and works on everything that may be worked on; number of units. */
  int pollAndWork() throws InterruptedException {
    poller.poll();
    int units = 0;
    housekeeping.refill();
    while (queue.depths().stream().anyMatch(d -> d.depth() > 0)) {
      if (queue.take() instanceof WorkQueue.UnitTask task) {
        runner.run(task.item());
        queue.finished(task.item());
        units++;
      }
      housekeeping.refill();
    }
    return units;
  }

  /** Names of all published files, sorted. */
  List<String> published() {
    return ledger.reports().allRevisions().stream().map(ProductRow::fileName).sorted().toList();
  }

  Path file(String productName) {
    return archive.resolve(ledger.reports().byFileName(productName).orElseThrow().relativePath());
  }

  /** Value of a metric with its labels, as scraped; not-a-number if it is not there. */
  double metric(String nameAndLabels) {
    return metrics
        .scrape()
        .lines()
        .filter(l -> l.startsWith(nameAndLabels + " "))
        .mapToDouble(l -> Double.parseDouble(l.substring(nameAndLabels.length() + 1)))
        .findFirst()
        .orElse(Double.NaN);
  }

  @Override
  public void close() {
    ledger.close();
  }
}
