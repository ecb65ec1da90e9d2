package org.kokyu.scheduler.flow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import org.kokyu.core.port.StageObserver.GranuleOutcome;
import org.kokyu.core.port.StageObserver.ProductOutcome;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.result.UnavailableInputException;
import org.kokyu.scheduler.ledger.Claim;
import org.kokyu.scheduler.ledger.Claimed;
import org.kokyu.scheduler.ledger.GranuleState;
import org.kokyu.scheduler.ledger.InputFile;
import org.kokyu.scheduler.ledger.LedgerException;
import org.kokyu.scheduler.ledger.PublishedFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works on the units of one feed: claims, computes, publishes, accounts. Nothing that a file or a
 * stage does ends the daemon. Thread-safe.
 *
 * <p>A broken input goes to quarantine at once; an input that cannot be read, or a stage that fails
 * unexpectedly, is tried again with growing waits and then goes to quarantine; a database or an
 * archive that fails is nobody's fault and is waited for without end.
 */
public final class UnitRunner {
  private static final Logger log = LoggerFactory.getLogger(UnitRunner.class);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  /**
   * Where and how a feed's units are worked on.
   *
   * @param folder root of the feed; while it is gone, its files are waited for without end
   * @param tries how often before quarantine
   * @param backOff wait before the second try, doubled each time
   * @param helpers lends idle workers
   * @param helperCount most shares that are worth handing out
   */
  public record Terms(
      Path folder, int tries, Duration backOff, Executor helpers, int helperCount) {}

  private final FlowContext context;
  private final ProductStage stage;
  private final FilePublisher publisher;
  private final Terms terms;

  public UnitRunner(FlowContext context, ProductStage stage, FilePublisher publisher, Terms terms) {
    this.context = context;
    this.stage = stage;
    this.publisher = publisher;
    this.terms = terms;
  }

  /** Works on a unit to some end; never throws for what a file, a stage or the archive does. */
  public void run(WorkItem item) {
    Optional<Claim> claim;
    try {
      Claimed claimed =
          context.ledger().work().claim(item.unitId(), stage.product(), stage::choose);
      tellEnded(item.feed(), claimed.ended(), claimed.leftAside());
      claim = claimed.claim();
    } catch (LedgerException e) {
      waitForInfrastructure(item, e);
      return;
    }
    if (claim.isEmpty()) {
      return;
    }
    long start = context.nanoTime().getAsLong();
    try {
      work(item, claim.get());
    } catch (CancellationException e) {
      context.ledger().work().release(claim.get());
    } catch (MalformedInputException e) {
      giveUp(claim.get(), e.getMessage(), e);
    } catch (UnavailableInputException e) {
      unavailable(item, claim.get(), e);
    } catch (IOException | LedgerException e) {
      releaseQuietly(claim.get());
      waitForInfrastructure(item, e);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError | LinkageError e) {
      unexpected(item, claim.get(), e);
    }
    took("process", start);
  }

  private void took(String name, long startNanos) {
    context
        .observer()
        .stageTook(name, Duration.ofNanos(context.nanoTime().getAsLong() - startNanos));
  }

  private void work(WorkItem item, Claim claim) throws IOException {
    StageResult result =
        stage.compute(
            new UnitWork(
                claim.unit().key(),
                claim.unit().observed(),
                claim.revision(),
                claim.inputs(),
                terms.helpers(),
                terms.helperCount(),
                context.stop()));
    if (result instanceof StageResult.Product product) {
      publish(item, claim, product);
    } else if (result instanceof StageResult.NoProduct none) {
      int ended = context.ledger().work().finishedWithoutProduct(claim, none.reason());
      log.info("{}: no product: {}", claim.unit().key(), none.reason());
      context.observer().productFinished(stage.product(), ProductOutcome.UNCHANGED);
      processed(claim, ended);
    } else if (result instanceof StageResult.BadInputs bad) {
      dropBroken(claim, bad.faults());
    }
  }

  private void publish(WorkItem item, Claim claim, StageResult.Product product) throws IOException {
    Map<String, String> paths = new TreeMap<>();
    product.companions().forEach(c -> paths.put(c.kind(), c.file().relativePath()));
    context.ledger().work().willPublish(claim, product.relativePath(), paths);
    long start = context.nanoTime().getAsLong();
    // every file is in place before the ledger calls any of them published
    Placed main = place(product);
    Map<String, PublishedFile> companions = new TreeMap<>();
    boolean otherwise = main.otherwise();
    for (StageResult.Companion companion : product.companions()) {
      Placed placed = place(companion.file());
      companions.put(companion.kind(), placed.file());
      otherwise |= placed.otherwise();
    }
    took("publish", start);
    PublishedFile file = main.file();
    FilePublisher.Stored stored = main.stored();
    Instant now = file.published();
    if (otherwise) {
      context.ledger().work().publishedOtherwise(claim, file, companions);
      again(item, Duration.ZERO);
      return;
    }
    int ended = context.ledger().work().published(claim, file, companions);
    Duration latency = Duration.between(claim.newestArrival(), now);
    log.info(
        "{} {} ({}, {} kB, {} s after arrival)",
        stored.existed() ? "adopted" : claim.revision() > 0 ? "published update" : "published",
        file.fileName(),
        product.summary(),
        (stored.bytes() + 512) / 1024,
        "%.1f".formatted(latency.toMillis() / 1000.0));
    tell(stage.product(), claim, file, latency);
    companions.forEach((kind, companion) -> tell(kind, claim, companion, latency));
    processed(claim, ended);
  }

  private void tell(String kind, Claim claim, PublishedFile file, Duration latency) {
    context
        .observer()
        .productFinished(
            kind, claim.revision() > 0 ? ProductOutcome.REVISED : ProductOutcome.PUBLISHED);
    context.observer().productLatest(kind, file.observed());
    context.observer().processed(kind, latency);
  }

  /** A file in its place. */
  private record Placed(PublishedFile file, FilePublisher.Stored stored) {
    boolean otherwise() {
      return !stored.sha256().equals(stored.existingSha256());
    }
  }

  private Placed place(StageResult.Product product) throws IOException {
    FilePublisher.Stored stored = publisher.publish(product.relativePath(), product.writer());
    Placed placed =
        new Placed(
            new PublishedFile(
                product.relativePath(),
                product.maturity(),
                stored.bytes(),
                stored.existingSha256(),
                product.observed(),
                context.clock().instant(),
                product.summary()),
            stored);
    if (placed.otherwise()) {
      log.warn(
          "{} was there already with other content; it is kept, and a new revision follows",
          placed.file().fileName());
    }
    return placed;
  }

  private void processed(Claim claim, int files) {
    tellEnded(
        claim.unit().feed(), files, claim.whyAside().isEmpty() ? 0 : claim.leftAside().size());
  }

  private void tellEnded(String feed, int files, int leftAside) {
    for (int i = 0; i < files; i++) {
      context.observer().granuleFinished(feed, GranuleOutcome.PROCESSED);
    }
    if (leftAside > 0) {
      context.observer().leftAside(feed, leftAside);
    }
  }

  private void dropBroken(Claim claim, Map<Long, MalformedInputException> faults) {
    Map<Long, String> reasons = new HashMap<>();
    faults.forEach((id, fault) -> reasons.put(id, fault.getMessage()));
    context.ledger().work().dropInputs(claim, reasons, GranuleState.QUARANTINED);
    for (InputFile input : claim.inputs()) {
      MalformedInputException fault = faults.get(input.granuleId());
      if (fault != null) {
        keep(claim, input, fault.getMessage(), fault);
      }
    }
  }

  private void keep(Claim claim, InputFile input, String reason, Throwable cause) {
    context
        .quarantine()
        .keep(claim.unit().feed(), input.granuleId(), input.path(), reason, Optional.of(cause));
    context.observer().granuleFinished(claim.unit().feed(), GranuleOutcome.QUARANTINED);
  }

  private void giveUp(Claim claim, String reason, Throwable cause) {
    // files of another choice are not to blame; the unit goes on with them
    List<InputFile> waiting =
        context.ledger().work().waitingFiles(claim.unit().id()).stream()
            .filter(f -> !claim.leftAside().contains(f.granuleId()))
            .toList();
    context
        .ledger()
        .work()
        .quarantine(claim.unit().id(), waiting.stream().map(InputFile::granuleId).toList(), reason);
    waiting.forEach(input -> keep(claim, input, reason, cause));
    context.observer().productFinished(stage.product(), ProductOutcome.FAILED);
  }

  private void unavailable(WorkItem item, Claim claim, UnavailableInputException e) {
    if (!Files.isDirectory(terms.folder())) {
      context.ledger().work().release(claim);
      waitForInfrastructure(item, e);
      return;
    }
    Map<Long, String> gone = new HashMap<>();
    for (InputFile input : claim.inputs()) {
      if (Files.notExists(input.path())) {
        gone.put(input.granuleId(), "gone from its folder before it was read");
      }
    }
    if (gone.isEmpty()) {
      tryAgain(item, claim, e.getMessage(), e);
      return;
    }
    context.ledger().work().dropInputs(claim, gone, GranuleState.EXPIRED);
    log.warn("{}: {} of {} files are gone", claim.unit().key(), gone.size(), claim.inputs().size());
    gone.keySet()
        .forEach(
            id -> context.observer().granuleFinished(claim.unit().feed(), GranuleOutcome.EXPIRED));
  }

  private void unexpected(WorkItem item, Claim claim, Throwable e) {
    String reason = "%s: unexpected failure: %s".formatted(claim.unit().key(), e);
    context.observer().productFinished(stage.product(), ProductOutcome.FAILED);
    tryAgain(item, claim, reason, e);
  }

  private void tryAgain(WorkItem item, Claim claim, String reason, Throwable cause) {
    int failed = context.ledger().work().attemptFailed(claim, reason);
    if (failed >= terms.tries()) {
      giveUp(claim, "%s (after %d tries)".formatted(reason, failed), cause);
      return;
    }
    Duration wait = backOff(failed);
    log.warn(
        "try {} of {} failed: {}; again in {} s", failed, terms.tries(), reason, seconds(wait));
    again(item, wait);
  }

  private Duration backOff(int failed) {
    Duration wait = terms.backOff().multipliedBy(1L << Math.min(20, failed - 1));
    return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
  }

  private static String seconds(Duration d) {
    return "%.1f".formatted(d.toMillis() / 1000.0);
  }

  private void waitForInfrastructure(WorkItem item, Exception e) {
    log.error("{}: waiting for archive, ledger or feed: {}", item.key(), e.toString());
    again(item, terms.backOff());
  }

  /** Back into the queue, as a new entry: this worker lets go of its own one when it returns. */
  private void again(WorkItem item, Duration wait) {
    context.queue().finished(item);
    context.queue().offerLater(item.copy(), wait);
  }

  private void releaseQuietly(Claim claim) {
    try {
      context.ledger().work().release(claim);
    } catch (LedgerException e) {
      // the unit stays RUNNING in the ledger; housekeeping takes it back when the ledger answers
      log.error("{}: {}", claim.unit().key(), e.getMessage());
    }
  }
}
