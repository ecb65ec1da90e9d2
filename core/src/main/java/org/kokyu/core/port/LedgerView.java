package org.kokyu.core.port;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the status page and the API may read of the ledger. Thread-safe; a consistent snapshot per
 * call.
 */
public interface LedgerView {

  /**
   * A feed and its account.
   *
   * @param lastSuccess last successful listing
   * @param lastError last listing error, if the feed is failing now
   * @param newestObservation newest observation time seen
   * @param seen files ever seen
   * @param processed files that ended in a product (or were found to add nothing)
   * @param quarantined files in quarantine
   * @param pending files seen but not finished
   */
  record FeedAccount(
      String feed,
      String kind,
      Optional<Instant> lastSuccess,
      Optional<String> lastError,
      Optional<Instant> newestObservation,
      long seen,
      long processed,
      long quarantined,
      long pending) {}

  /**
   * One file.
   *
   * @param state SEEN, RUNNING, PROCESSED, QUARANTINED, DUPLICATE, EXPIRED
   * @param detail reason or product, for a person
   */
  record GranuleRow(
      long id,
      String feed,
      String name,
      String sha256,
      String state,
      Instant arrived,
      Optional<Instant> observed,
      Optional<Instant> finished,
      String detail) {}

  List<FeedAccount> feeds();

  /** Newest first. */
  List<GranuleRow> granules(
      Optional<String> feed, Optional<String> state, int limit, long beforeId);

  /**
   * When a feed observed.
   *
   * @param first of all its observations
   * @param times in the interval asked for, each once
   */
  record Observations(Optional<Instant> first, List<Instant> times) {}

  /** Observations from one time to before another. */
  Observations observations(String feed, Instant from, Instant to);

  /** Files in quarantine, newest first. */
  default List<GranuleRow> quarantine(int limit) {
    return granules(Optional.empty(), Optional.of("QUARANTINED"), limit, Long.MAX_VALUE);
  }

  /** Files without an end state that no worker, queue or waiting slot accounts for; must be 0. */
  long unaccountedGranules();
}
