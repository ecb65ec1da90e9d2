package org.kokyu.scheduler.daemon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.kokyu.core.port.LedgerView.FeedAccount;
import org.kokyu.core.port.Timetable;
import org.kokyu.core.result.ConfigurationException;
import org.kokyu.himawari.HimawariTimeline;
import org.kokyu.ops.alert.AlertBoard;
import org.kokyu.ops.http.AlertRoutes;
import org.kokyu.ops.http.DataFiles;
import org.kokyu.ops.http.HealthRoutes;
import org.kokyu.ops.http.HttpService;
import org.kokyu.ops.http.JsonApi;
import org.kokyu.ops.http.Response;
import org.kokyu.ops.http.Route;
import org.kokyu.ops.metrics.KokyuMetrics;
import org.kokyu.ops.publish.AtomicPublisher;
import org.kokyu.ops.status.Pictures;
import org.kokyu.ops.status.StatusPage;
import org.kokyu.ops.status.StatusSources;
import org.kokyu.scheduler.config.Configuration;
import org.kokyu.scheduler.config.FeedSettings;
import org.kokyu.scheduler.ledger.Ledger;
import org.kokyu.scheduler.ledger.LedgerException;
import org.kokyu.scheduler.stage.ArchivePublisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The whole service of one configuration: ledger, daemon, metrics and web pages. */
public final class KokyuService {
  private static final Logger log = LoggerFactory.getLogger(KokyuService.class);

  private final Configuration configuration;
  private final Ledger ledger;
  private final Daemon daemon;
  private final HttpService http;
  private final AtomicReference<Optional<String>> stopping =
      new AtomicReference<>(Optional.empty());

  private KokyuService(
      Configuration configuration, Presentation presentation, Ledger ledger, Clock clock) {
    this.configuration = configuration;
    this.ledger = ledger;
    KokyuMetrics metrics = new KokyuMetrics(ProgramVersion.number());
    AlertBoard board = AlertBoard.of(configuration.archive());
    List<FeedPart> parts = new Stages(configuration, metrics, board).parts();
    daemon =
        new Daemon(
            new Daemon.Parts(
                ledger,
                parts,
                new ArchivePublisher(configuration.archive()),
                metrics,
                configuration.archive().resolve("quarantine"),
                configuration.work()),
            clock,
            System::nanoTime);
    parts.forEach(p -> metrics.addFeed(p.settings().name()));
    parts.stream().map(p -> p.stage().product()).distinct().forEach(metrics::addProduct);
    parts.stream()
        .flatMap(p -> p.stage().companions().stream())
        .distinct()
        .forEach(metrics::addProduct);
    metrics.watch(daemon.queueView());
    metrics.watch(ledger.reports(), ledger.reports());
    if (configuration.alerts().on()) {
      configuration.alerts().kinds().keySet().forEach(metrics::addAlerts);
    }
    http = http(metrics, presentation, clock, new AlertRoutes(board, clock));
  }

  /**
   * Builds the service; nothing runs before {@link #start}.
   *
   * @throws ConfigurationException if port, ledger, archive or tables cannot be had
   */
  public static KokyuService open(Configuration configuration) {
    return open(configuration, Presentation.REAL);
  }

  /** As {@link #open(Configuration)}, with another presentation. */
  public static KokyuService open(Configuration configuration, Presentation presentation) {
    Clock clock = Clock.systemUTC();
    prepareArchive(configuration.archive());
    Ledger ledger = Ledger.open(configuration.databaseUrl(), clock);
    try {
      removeStaleFiles(configuration.archive());
      return new KokyuService(configuration, presentation, ledger, clock);
    } catch (RuntimeException e) {
      ledger.close();
      throw e;
    }
  }

  private static void prepareArchive(Path archive) {
    try {
      Files.createDirectories(archive);
      if (!Files.isWritable(archive)) {
        throw new ConfigurationException("archive " + archive + ": cannot be written");
      }
    } catch (IOException e) {
      throw new ConfigurationException("archive " + archive + ": cannot be created: " + e, e);
    }
  }

  /** Only once the ledger is ours: no other daemon is writing then. */
  private static void removeStaleFiles(Path archive) {
    try {
      int stale = AtomicPublisher.removeStale(archive).size();
      if (stale > 0) {
        log.info("{} unfinished files of the last run removed from the archive", stale);
      }
    } catch (IOException e) {
      throw new ConfigurationException("archive " + archive + ": cannot be read: " + e, e);
    }
  }

  private HttpService http(
      KokyuMetrics metrics, Presentation presentation, Clock clock, AlertRoutes alerts) {
    // simulated observations have dates of their own
    Map<String, Timetable> timetables =
        presentation.simulated() ? Map.of() : timetables(configuration.feeds());
    timetables.forEach(
        (feed, timetable) -> {
          if (!timetable.leftOut().isEmpty()) {
            metrics.watch(ledger.reports(), feed, timetable, clock);
          }
        });
    Pictures pictures =
        new Pictures(
            configuration.archive(),
            ledger.reports(),
            file -> NewestProfile.read(file, presentation.truth()));
    StatusPage page =
        new StatusPage(
            new StatusSources(
                ledger.reports(),
                ledger.reports(),
                daemon.queueView(),
                clock,
                timetables,
                clock.instant(),
                ProgramVersion.number(),
                presentation.refresh(),
                presentation.simulated()),
            pictures);
    JsonApi api =
        new JsonApi(
            ledger.reports(), ledger.reports(), daemon.queueView(), clock, ProgramVersion.number());
    Map<String, Route> exact = new HashMap<>(api.routes());
    exact.putAll(pictures.routes());
    exact.putAll(alerts.exact());
    exact.putAll(HealthRoutes.of(() -> notReady(clock)));
    exact.put("/", r -> Response.text("text/html", page.render()));
    exact.put("/metrics", r -> Response.text("text/plain; version=0.0.4", metrics.scrape()));
    return new HttpService(
        configuration.http().address(),
        configuration.http().port(),
        exact,
        Map.of(
            DataFiles.PREFIX,
            new DataFiles(configuration.archive(), ledger.reports()),
            AlertRoutes.PREFIX,
            alerts::message));
  }

  private static Map<String, Timetable> timetables(List<FeedSettings> feeds) {
    Map<String, Timetable> timetables = new HashMap<>();
    for (FeedSettings feed : feeds) {
      timetables.put(
          feed.name(),
          feed.slot().isPresent()
              ? new Timetable(
                  feed.cadence(), HimawariTimeline::hasFullDisk, HimawariTimeline.WITHOUT_FULL_DISK)
              : Timetable.every(feed.cadence()));
    }
    return timetables;
  }

  private Optional<String> notReady(Clock clock) {
    if (stopping.get().isPresent()) {
      return stopping.get();
    }
    try {
      Instant now = clock.instant();
      Map<String, FeedAccount> accounts = new HashMap<>();
      ledger.reports().feeds().forEach(a -> accounts.put(a.feed(), a));
      for (FeedSettings feed : configuration.feeds()) {
        FeedAccount account = accounts.get(feed.name());
        Duration limit = feed.poll().multipliedBy(3).plusSeconds(60);
        if (account.lastSuccess().isEmpty()) {
          return Optional.of("feed %s has not been listed yet".formatted(feed.name()));
        }
        if (account.lastSuccess().get().plus(limit).isBefore(now)) {
          return Optional.of(
              "feed %s was last listed at %s".formatted(feed.name(), account.lastSuccess().get()));
        }
      }
      return Optional.empty();
    } catch (LedgerException e) {
      return Optional.of(e.getMessage());
    }
  }

  /** Starts polling, working and answering. */
  public void start() {
    http.start();
    daemon.start();
  }

  /** Where the status page is. */
  public String url() {
    return http.url();
  }

  /** Nothing is left to do, and the feeds have brought nothing new for a while. */
  public boolean isDrained() {
    return daemon.isDrained();
  }

  /** More files were put into the feeds: {@link #isDrained} waits for new listings. */
  public void expectMore() {
    daemon.expectMore();
  }

  /** The account, for summaries. */
  public Ledger ledger() {
    return ledger;
  }

  /**
   * Stops in order.
   *
   * @return whether all work ended in time
   */
  public boolean stop(Duration timeout) throws InterruptedException {
    stopping.set(Optional.of("the daemon is stopping"));
    boolean inTime = daemon.stop(timeout);
    http.close();
    ledger.close();
    return inTime;
  }
}
