package org.kokyu.core.port;

import java.time.Duration;
import java.time.Instant;
import org.kokyu.core.event.EventKind;
import org.kokyu.core.profile.GasProfile;
import org.kokyu.core.scene.SlotKey;
import org.kokyu.core.sounding.Instrument;

/** Told by the daemon what happens; one implementation turns it into metrics. Thread-safe. */
public interface StageObserver {

  /** Does nothing. */
  StageObserver NOOP = new StageObserver() {};

  /** A file of a feed reached an end: published, quarantined, duplicate, expired, failed. */
  default void granuleFinished(String feed, GranuleOutcome outcome) {}

  /** A product was published, revised or failed. */
  default void productFinished(String product, ProductOutcome outcome) {}

  /**
   * A granule was read.
   *
   * @param l1bVersion the provider's version label
   * @param exposures thermal-infrared ones, 0 where the detectors were off
   */
  default void granuleRead(Instrument instrument, String l1bVersion, int exposures) {}

  /** A sounding was retrieved, or could not be. */
  default void soundingRetrieved(
      Instrument instrument, String l1bVersion, RetrievalOutcome outcome) {}

  /** How a sounding was fitted; not told for bad profiles. */
  default void profileFitted(GasProfile profile) {}

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

  /**
   * A map of land surface temperature was made.
   *
   * @param clearFraction share of the known pixels that are clear or probably clear, 0 … 1
   */
  default void landMapped(double clearFraction) {}

  /** A map was made from this satellite's bands. */
  default void imagerUsed(SlotKey slot) {}

  /** Sound files of a feed that no product needs, because those of another satellite are used. */
  default void leftAside(String feed, int files) {}

  /** How many fires a slot shows, standing heat sources not counted. */
  default void firesSeen(int fires) {}

  /**
   * A message about an event was published.
   *
   * @param messageType alert, update or cancel
   */
  default void alertPublished(EventKind kind, String messageType) {}

  /** How a file ended. */
  enum GranuleOutcome {
    PROCESSED,
    DUPLICATE,
    QUARANTINED,
    FAILED,
    EXPIRED
  }

  /** How good a retrieved profile is. */
  enum RetrievalOutcome {
    GOOD,
    USE_WITH_CARE,
    BAD,
    /** No profile. */
    REJECTED
  }

  /** How a product ended. */
  enum ProductOutcome {
    PUBLISHED,
    REVISED,
    UNCHANGED,
    FAILED
  }
}
