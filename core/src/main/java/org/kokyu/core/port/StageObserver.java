package org.kokyu.core.port;

import java.time.Duration;
import java.time.Instant;

/** Told by the daemon what happens; one implementation turns it into metrics. Thread-safe. */
public interface StageObserver {

  /** Does nothing. */
  StageObserver NOOP = new StageObserver() {};

  /** A file of a feed reached an end: published, quarantined, duplicate, expired, failed. */
  default void granuleFinished(String feed, GranuleOutcome outcome) {}

  /** A product was published, revised or failed. */
  default void productFinished(String product, ProductOutcome outcome) {}

  /** A stage of the work took this long. */
  default void stageTook(String stage, Duration duration) {}

  /** The newest observation time among the published products of a kind. */
  default void productLatest(String product, Instant observationTime) {}

  /** A feed was listed successfully. */
  default void feedSucceeded(String feed, Instant at) {}

  /** A file arrived this long after its observation. */
  default void arrived(String feed, Duration afterObservation) {}

  /** A product was published this long after its last input had arrived. */
  default void processed(String product, Duration afterArrival) {}

  /** How a file ended. */
  enum GranuleOutcome {
    PROCESSED,
    DUPLICATE,
    QUARANTINED,
    FAILED,
    EXPIRED
  }

  /** How a product ended. */
  enum ProductOutcome {
    PUBLISHED,
    REVISED,
    UNCHANGED,
    FAILED
  }
}
