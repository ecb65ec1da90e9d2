package org.kokyu.scheduler.flow;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kokyu.core.port.StageObserver.GranuleOutcome;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.result.UnavailableInputException;
import org.kokyu.scheduler.config.FeedSettings;
import org.kokyu.scheduler.feed.Feed;
import org.kokyu.scheduler.feed.FeedFile;
import org.kokyu.scheduler.feed.FileIdentity;
import org.kokyu.scheduler.feed.FileKind;
import org.kokyu.scheduler.ledger.ArrivedFile;
import org.kokyu.scheduler.ledger.GranuleState;
import org.kokyu.scheduler.ledger.KnownFile;
import org.kokyu.scheduler.ledger.Registration;
import org.kokyu.scheduler.ledger.UnitRow;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches one feed: lists it, takes what the ledger does not know, and decides which units may be
 * worked on.
 *
 * <p>There is no high-water mark: every listing is compared with the ledger over the whole
 * look-back window, so a file is never missed for arriving out of order. When the queue is full the
 * files wait where they are. A unit whose deadline has passed goes ahead incomplete only when no
 * file of it is still on its way in the folder. One poll at a time.
 */
public final class FeedPoller {
  private static final Logger log = LoggerFactory.getLogger(FeedPoller.class);
  private static final int MAX_FOREIGN = 1000;
  private static final int SETTLING_POLLS = 3;

  /** A file that is not taken yet. */
  private record Candidate(FeedFile file, FileIdentity.Wanted identity) {}

  /** How a file looked at the last listing, and how often it was seen. */
  private record Sighting(FeedFile file, int times, Instant first) {}

  private record Round(long unitId, Instant since) {}

  private final FeedSettings settings;
  private final Feed feed;
  private final FileKind kind;
  private final FlowContext context;
  private final UnitQueueing queueing;
  private final int tries;
  private final Arrivals arrivals;
  private final Map<String, KnownFile> known;
  private final Set<String> foreign = new HashSet<>();
  private final Set<String> unwanted = new HashSet<>();
  private final Set<String> reportedLinks = new HashSet<>();
  private final Map<Round, Long> dueNanos = new HashMap<>();
  private final Map<FeedFile, Integer> failedReads = new HashMap<>();
  private Map<String, Sighting> sightings = Map.of();

  /** Parts of units that the listing shows and that are not taken yet, by unit. */
  private final Map<String, Set<String>> coming = new HashMap<>();

  private String lastError = "";
  private volatile long quietPolls;

  /**
   * @param tries how often an unreadable file is tried
   * @param arrivals is told of sound files
   */
  public FeedPoller(
      FeedSettings settings,
      Feed feed,
      FileKind kind,
      FlowContext context,
      int tries,
      Arrivals arrivals) {
    this.arrivals = arrivals;
    this.settings = settings;
    this.feed = feed;
    this.kind = kind;
    this.context = context;
    this.queueing = new UnitQueueing(context, settings.fresh());
    this.tries = tries;
    context.ledger().files().registerFeed(settings.name(), settings.kind().label());
    this.known = context.ledger().files().knownFiles(settings.name());
  }

  /** Listings in a row that succeeded and brought nothing to take or to wait for. */
  public long quietPolls() {
    return quietPolls;
  }

  /** Counts anew: more files were put into the feed. */
  public void expectMore() {
    quietPolls = 0;
  }

  /** One listing and everything that follows from it. */
  public synchronized void poll() {
    List<FeedFile> files;
    long start = context.nanoTime().getAsLong();
    try {
      files = feed.list();
    } catch (UnavailableInputException e) {
      quietPolls = 0;
      if (!e.getMessage().equals(lastError)) {
        lastError = e.getMessage();
        log.warn("feed {}: {}", settings.name(), lastError);
        context.ledger().files().feedFailed(settings.name(), lastError);
      }
      return;
    }
    if (!lastError.isEmpty()) {
      log.info("feed {}: can be listed again", settings.name());
      lastError = "";
    }
    reportLeftAlone();
    Set<String> onTheirWay = takeNew(candidates(files));
    boolean openLeft = decideOpenUnits(onTheirWay);
    context.ledger().files().feedListed(settings.name());
    context.observer().feedSucceeded(settings.name(), context.clock().instant());
    took("discover", start);
    quietPolls = onTheirWay.isEmpty() && !openLeft ? quietPolls + 1 : 0;
  }

  private void took(String stage, long startNanos) {
    context
        .observer()
        .stageTook(stage, Duration.ofNanos(context.nanoTime().getAsLong() - startNanos));
  }

  private void reportLeftAlone() {
    for (String note : feed.leftAlone()) {
      if (reportedLinks.size() < MAX_FOREIGN && reportedLinks.add(note)) {
        log.warn("feed {}: {}", settings.name(), note);
      }
    }
  }

  private List<Candidate> candidates(List<FeedFile> files) {
    Instant oldest = context.clock().instant().minus(settings.lookBack());
    List<Candidate> candidates = new ArrayList<>();
    for (FeedFile file : files) {
      FileIdentity identity = kind.identify(file.name());
      if (identity instanceof FileIdentity.Foreign) {
        reportForeign(file.name());
      } else if (identity instanceof FileIdentity.Unwanted unwanted) {
        reportUnwanted(unwanted.reason());
      } else if (identity instanceof FileIdentity.Wanted wanted
          && !wanted.observed().isBefore(oldest)
          && isUnknown(file)) {
        candidates.add(new Candidate(file, wanted));
      }
    }
    candidates.sort(
        Comparator.comparing((Candidate c) -> c.identity().observed())
            .reversed()
            .thenComparing(c -> c.file().name())
            .thenComparing(c -> c.file().path()));
    return candidates;
  }

  private void reportUnwanted(String reason) {
    if (!reason.isEmpty() && unwanted.add(reason)) {
      log.info("feed {}: {}", settings.name(), reason);
    }
  }

  /** Why files of this feed are left alone, each reason once. */
  public synchronized Set<String> unwantedReasons() {
    return Set.copyOf(unwanted);
  }

  private void reportForeign(String name) {
    if (foreign.size() < MAX_FOREIGN && foreign.add(name)) {
      log.warn(
          "feed {}: {} is no file name of {} and is left alone",
          settings.name(),
          name,
          settings.kind().label());
    }
  }

  private boolean isUnknown(FeedFile file) {
    KnownFile k = known.get(file.name());
    return k == null || k.bytes() != file.bytes() || k.modifiedNs() != file.modifiedNs();
  }

  /** Takes what can be taken; returns the units of which files are still on their way. */
  private Set<String> takeNew(List<Candidate> candidates) {
    Map<String, Sighting> seenNow = new HashMap<>();
    Set<String> onTheirWay = new HashSet<>();
    coming.clear();
    for (Candidate c : candidates) {
      coming.computeIfAbsent(c.identity().unitKey(), k -> new HashSet<>()).add(c.identity().part());
    }
    for (Candidate c : candidates) {
      String path = c.file().path().toString();
      Sighting before = sightings.get(path);
      Sighting now =
          new Sighting(
              c.file(),
              before == null ? 1 : before.times() + 1,
              before == null ? context.clock().instant() : before.first());
      seenNow.put(path, now);
      boolean unchanged = before != null && before.file().equals(c.file());
      boolean whole = unchanged || settings.completeness() == FeedSettings.Completeness.RENAMED;
      if (context.stop().isRequested()) {
        onTheirWay.add(c.identity().unitKey());
      } else if (!whole) {
        // a file that grows for ever does not hold its slot for ever
        if (now.times() <= SETTLING_POLLS) {
          onTheirWay.add(c.identity().unitKey());
        }
      } else if (!queueing.hasRoom(c.identity()) || !take(c, now.first())) {
        onTheirWay.add(c.identity().unitKey());
      }
    }
    sightings = seenNow;
    return onTheirWay;
  }

  /** False if the file could not be taken now and is to be tried at a later poll. */
  private boolean take(Candidate c, Instant arrived) {
    String sha256 = "";
    String reason = "";
    Throwable cause = null;
    long start = context.nanoTime().getAsLong();
    try {
      sha256 = FileHash.sha256(c.file().path());
      kind.check(c.file().path());
    } catch (MalformedInputException e) {
      reason = e.getMessage();
      cause = e;
    } catch (IOException | UnavailableInputException e) {
      int failed = failedReads.merge(c.file(), 1, Integer::sum);
      if (failed < tries) {
        return false;
      }
      sha256 = "";
      reason =
          "%s: cannot be read after %d tries: %s".formatted(c.file().name(), failed, reasonOf(e));
      cause = e;
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      reason = "%s: the check of its format failed: %s".formatted(c.file().name(), e);
      cause = e;
    }
    took("verify", start);
    ArrivedFile file = arrivedFile(c, sha256, arrived);
    coming.get(c.identity().unitKey()).remove(c.identity().part());
    if (cause == null) {
      accept(c, file);
    } else {
      reject(c, file, reason, cause);
    }
    failedReads.remove(c.file());
    known.put(c.file().name(), new KnownFile(c.file().bytes(), c.file().modifiedNs()));
    return true;
  }

  private static String reasonOf(Exception e) {
    return e instanceof java.nio.file.AccessDeniedException ? "permission denied" : e.getMessage();
  }

  private ArrivedFile arrivedFile(Candidate c, String sha256, Instant arrived) {
    return new ArrivedFile(
        settings.name(),
        c.file().path(),
        c.file().bytes(),
        c.file().modifiedNs(),
        sha256,
        c.identity().unitKey(),
        c.identity().part(),
        c.identity().observed(),
        arrived);
  }

  private void accept(Candidate c, ArrivedFile file) {
    Registration r = context.ledger().files().register(file);
    if (!r.isNew()) {
      return;
    }
    context
        .observer()
        .arrived(settings.name(), Duration.between(c.identity().observed(), file.arrived()));
    if (r.state() == GranuleState.DUPLICATE) {
      log.info("{}: nothing new, {}", file.name(), r.detail());
      context.observer().granuleFinished(settings.name(), GranuleOutcome.DUPLICATE);
    } else {
      arrivals.arrived(file);
      context.ledger().work().unit(r.unitId()).filter(this::isComplete).ifPresent(this::goAhead);
    }
  }

  private void reject(Candidate c, ArrivedFile file, String reason, Throwable cause) {
    Registration r = context.ledger().files().registerBroken(file, reason);
    if (r.isNew()) {
      context
          .quarantine()
          .keep(settings.name(), r.granuleId(), c.file().path(), reason, Optional.of(cause));
      context.observer().granuleFinished(settings.name(), GranuleOutcome.QUARANTINED);
    }
  }

  /** Complete units, and those past their deadline, may be worked on. True if some must wait on. */
  private boolean decideOpenUnits(Set<String> onTheirWay) {
    Set<Round> rounds = new HashSet<>();
    boolean waiting = false;
    for (UnitRow unit : context.ledger().work().open(settings.name())) {
      Round round = new Round(unit.id(), unit.since());
      rounds.add(round);
      boolean overdue = isOverdue(round) && !onTheirWay.contains(unit.key());
      if (isComplete(unit) || overdue) {
        goAhead(unit);
      } else {
        waiting = true;
      }
    }
    dueNanos.keySet().retainAll(rounds);
    return waiting;
  }

  private boolean isComplete(UnitRow unit) {
    return kind.isComplete(unit.parts(), coming.getOrDefault(unit.key(), Set.of()));
  }

  private void goAhead(UnitRow unit) {
    if (context.ledger().work().markReady(unit.id())) {
      queueing.offer(unit);
    }
  }

  private boolean isOverdue(Round round) {
    Duration deadline = settings.slot().map(s -> s.deadline()).orElse(Duration.ZERO);
    long now = context.nanoTime().getAsLong();
    long due =
        dueNanos.computeIfAbsent(
            round,
            r -> {
              // after a restart part of the waiting is done; a clock that was set back adds none
              Duration waited = Duration.between(r.since(), context.clock().instant());
              Duration left = waited.isNegative() ? deadline : deadline.minus(waited);
              return now + Math.max(0, left.toNanos());
            });
    return now - due >= 0;
  }

  /** Names in the folder that are no names of this feed. */
  public synchronized int foreignNames() {
    return foreign.size();
  }
}
