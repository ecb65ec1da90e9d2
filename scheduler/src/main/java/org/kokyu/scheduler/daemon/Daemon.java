package org.kokyu.scheduler.daemon;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.kokyu.core.port.QueueView;
import org.kokyu.core.port.StageObserver;
import org.kokyu.scheduler.config.WorkSettings;
import org.kokyu.scheduler.flow.FeedPoller;
import org.kokyu.scheduler.flow.FilePublisher;
import org.kokyu.scheduler.flow.FlowContext;
import org.kokyu.scheduler.flow.Housekeeping;
import org.kokyu.scheduler.flow.Quarantine;
import org.kokyu.scheduler.flow.StopSignal;
import org.kokyu.scheduler.flow.UnitQueueing;
import org.kokyu.scheduler.flow.UnitRunner;
import org.kokyu.scheduler.flow.WorkQueue;
import org.kokyu.scheduler.flow.WorkerPool;
import org.kokyu.scheduler.jobs.ClockWatch;
import org.kokyu.scheduler.jobs.PeriodicJobs;
import org.kokyu.scheduler.ledger.DaemonRuns;
import org.kokyu.scheduler.ledger.Ledger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Polls the feeds, works on what they bring, and keeps the account. Started once, stopped once. */
public final class Daemon {
  private static final Logger log = LoggerFactory.getLogger(Daemon.class);
  private static final Duration HOUSEKEEPING = Duration.ofSeconds(1);
  private static final int QUIET_POLLS = 3;

  /**
   * What a daemon is made of.
   *
   * @param quarantine root of the quarantine
   */
  public record Parts(
      Ledger ledger,
      List<FeedPart> feeds,
      FilePublisher publisher,
      StageObserver observer,
      Path quarantine,
      WorkSettings work) {
    public Parts {
      feeds = List.copyOf(feeds);
    }
  }

  private final Ledger ledger;
  private final WorkQueue queue;
  private final StopSignal stop = new StopSignal();
  private final List<FeedPoller> pollers = new ArrayList<>();
  private final WorkerPool workers;
  private final Housekeeping housekeeping;
  private final PeriodicJobs jobs;
  private final ClockWatch clockWatch;
  private long run;

  public Daemon(Parts parts, Clock clock, LongSupplier nanoTime) {
    ledger = parts.ledger();
    queue = new WorkQueue(parts.work().queueCapacity(), nanoTime);
    FlowContext context =
        new FlowContext(
            ledger,
            queue,
            new Quarantine(parts.quarantine()),
            parts.observer(),
            clock,
            nanoTime,
            stop);
    // one thread for housekeeping, and enough that a slow feed does not hold up the others
    jobs = new PeriodicJobs(1 + Math.min(4, parts.feeds().size()));
    Map<String, UnitRunner> runners = new HashMap<>();
    Map<String, UnitQueueing> queueing = new HashMap<>();
    for (FeedPart part : parts.feeds()) {
      String name = part.settings().name();
      FeedPoller poller =
          new FeedPoller(
              part.settings(),
              part.feed(),
              part.kind(),
              context,
              parts.work().tries(),
              file -> part.stage().arrived(file, queue::share));
      pollers.add(poller);
      jobs.every("poll " + name, part.settings().poll(), poller::poll);
      runners.put(
          name, new UnitRunner(context, part.stage(), parts.publisher(), terms(parts, part)));
      queueing.put(name, new UnitQueueing(context, part.settings().fresh()));
    }
    workers = new WorkerPool(queue, parts.work().workers(), runners);
    housekeeping = new Housekeeping(context, queueing);
    jobs.every("housekeeping", HOUSEKEEPING, housekeeping::refill);
    clockWatch = new ClockWatch(clock, nanoTime, step -> jobs.rescheduleAll());
    ledger.reports().accountFor(queue::inHand);
  }

  private UnitRunner.Terms terms(Parts parts, FeedPart part) {
    return new UnitRunner.Terms(
        part.settings().folder(),
        parts.work().tries(),
        parts.work().backOff(),
        queue::share,
        parts.work().workers() - 1);
  }

  /** Takes up what the last run left, then starts polling and working. */
  public void start() {
    Optional<DaemonRuns.Run> last = ledger.runs().latest();
    int crashLimit = last.map(CrashEvidence::limitAfter).orElse(CrashEvidence.LIMIT_UNKNOWN);
    last.filter(r -> !r.stopped())
        .ifPresent(r -> log.warn("the last run (process {}) ended without stopping", r.pid()));
    run =
        ledger
            .runs()
            .begin(
                ProcessHandle.current().pid(), CrashEvidence.crashFile(), CrashEvidence.oomKills());
    housekeeping.recover(crashLimit);
    workers.start();
    jobs.start();
    clockWatch.start();
  }

  /** Nothing is left to do, and the feeds have brought nothing new for a while. */
  public boolean isDrained() {
    return pollers.stream().allMatch(p -> p.quietPolls() >= QUIET_POLLS)
        && queue.isIdle()
        && ledger.work().unfinished() == 0;
  }

  /** More files were put into the feeds: {@link #isDrained} waits for new listings. */
  public void expectMore() {
    pollers.forEach(FeedPoller::expectMore);
  }

  /** The queue as ports see it. */
  public QueueView queueView() {
    return workers;
  }

  /**
   * Stops: no further polls, no further units; units in hand are given up at their next check and
   * stay ready in the ledger.
   *
   * @return whether all workers ended in time
   */
  public boolean stop(Duration timeout) throws InterruptedException {
    stop.request();
    clockWatch.close();
    queue.close();
    long end = System.nanoTime() + timeout.toNanos();
    // a poll that still runs would find the ledger closed
    boolean polled = jobs.close(timeout);
    boolean inTime =
        workers.awaitEnd(Duration.ofNanos(Math.max(0, end - System.nanoTime()))) && polled;
    if (!inTime) {
      log.warn("{} units did not stop in time and start over next time", queue.running());
      ledger.work().reclaimLost(java.util.Set::of);
    }
    ledger.runs().end(run);
    return inTime;
  }
}
