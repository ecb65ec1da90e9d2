package org.kokyu.scheduler.toy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.kokyu.core.port.LedgerView.GranuleRow;
import org.kokyu.core.port.StageObserver;
import org.kokyu.scheduler.config.FeedSettings;
import org.kokyu.scheduler.config.SlotSettings;
import org.kokyu.scheduler.feed.FolderFeed;
import org.kokyu.scheduler.flow.Arrivals;
import org.kokyu.scheduler.flow.FeedPoller;
import org.kokyu.scheduler.flow.FlowContext;
import org.kokyu.scheduler.flow.Housekeeping;
import org.kokyu.scheduler.flow.Quarantine;
import org.kokyu.scheduler.flow.StopSignal;
import org.kokyu.scheduler.flow.UnitQueueing;
import org.kokyu.scheduler.flow.UnitRunner;
import org.kokyu.scheduler.flow.UnitWork;
import org.kokyu.scheduler.flow.WorkQueue;
import org.kokyu.scheduler.ledger.Ledger;

/** One toy feed with everything behind it, on manual time and on the calling thread. */
public final class ToyFlow implements AutoCloseable {
  public final ManualTime time;
  public final Path in;
  public final Path archive;
  public final Ledger ledger;
  public final WorkQueue queue;
  public final FeedPoller poller;
  public final UnitRunner runner;
  public final Housekeeping housekeeping;
  public final StopSignal stop = new StopSignal();
  public final Map<StageObserver.GranuleOutcome, Integer> outcomes =
      new EnumMap<>(StageObserver.GranuleOutcome.class);
  private Consumer<UnitWork> beforeStage = w -> {};
  private boolean withCompanion;

  public ToyFlow(Path root, ManualTime time, int capacity, String... parts) throws IOException {
    this.time = time;
    in = Files.createDirectories(root.resolve("in"));
    archive = root.resolve("archive");
    ledger = Ledger.open("jdbc:h2:file:" + root.resolve("ledger"), time);
    queue = new WorkQueue(capacity, time::nanoTime);
    StageObserver observer =
        new StageObserver() {
          @Override
          public void granuleFinished(String feed, GranuleOutcome outcome) {
            outcomes.merge(outcome, 1, Integer::sum);
          }
        };
    FlowContext context =
        new FlowContext(
            ledger,
            queue,
            new Quarantine(archive.resolve("quarantine")),
            observer,
            time,
            time::nanoTime,
            stop);
    FeedSettings settings = settings("toy", in);
    ToyKind kind = new ToyKind(parts);
    poller = new FeedPoller(settings, new FolderFeed(in), kind, context, 3, Arrivals.NONE);
    runner =
        new UnitRunner(
            context,
            new ToyStage(w -> beforeStage.accept(w), () -> withCompanion),
            new ToyPublisher(archive, 0),
            new UnitRunner.Terms(in, 3, Duration.ofSeconds(5), Runnable::run, 0));
    housekeeping =
        new Housekeeping(context, Map.of("toy", new UnitQueueing(context, settings.fresh())));
    ledger.reports().accountFor(queue::inHand);
  }

  public static FeedSettings settings(String name, Path folder) {
    return new FeedSettings(
        name,
        FeedSettings.Kind.HIMAWARI,
        folder,
        Duration.ofMillis(100),
        Duration.ofDays(3),
        Duration.ofHours(2),
        Duration.ofMinutes(10),
        FeedSettings.Completeness.STABLE,
        Optional.of(new SlotSettings(List.of(13), List.of(1), Duration.ofSeconds(60))));
  }

  public void beforeStage(Consumer<UnitWork> action) {
    beforeStage = action;
  }

  /** From now on a product has a second file. */
  public ToyFlow withCompanion() {
    withCompanion = true;
    return this;
  }

  /** Writes a file of the feed, with the manual time as its own. */
  public Path put(String name, String content) throws IOException {
    Path file = Files.writeString(in.resolve(name), content);
    Files.setLastModifiedTime(file, FileTime.from(time.instant()));
    return file;
  }

  /** Two polls ten seconds apart: a file that is there is taken. */
  public void pollTwice() {
    poller.poll();
    time.advance(Duration.ofSeconds(10));
    poller.poll();
  }

  /** Works on everything that may be worked on now; returns the number of units. */
  public int work() throws InterruptedException {
    int units = 0;
    housekeeping.refill();
    while (queue.depths().stream().anyMatch(d -> d.depth() > 0) || alone()) {
      if (queue.take() instanceof WorkQueue.UnitTask task) {
        runner.run(task.item());
        queue.finished(task.item());
        units++;
      }
      housekeeping.refill();
    }
    return units;
  }

  private boolean alone() {
    return !ledger.work().ready(1).isEmpty() && ledger.work().ready(1).get(0).crashes() > 0;
  }

  public String stateOf(String name) {
    return ledger.reports().granule(name).map(GranuleRow::state).orElse("unknown");
  }

  public String detailOf(String name) {
    return ledger.reports().granule(name).map(GranuleRow::detail).orElse("unknown");
  }

  /** Names of published files, sorted. */
  public List<String> published() throws IOException {
    Path folder = archive.resolve("toy");
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(p -> p.getFileName().toString()).sorted().toList();
    }
  }

  /** Names of files in quarantine, sorted. */
  public List<String> quarantined() throws IOException {
    Path folder = archive.resolve("quarantine/toy");
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(p -> p.getFileName().toString()).sorted().toList();
    }
  }

  @Override
  public void close() {
    ledger.close();
  }
}
