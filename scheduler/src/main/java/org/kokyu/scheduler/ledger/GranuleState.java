package org.kokyu.scheduler.ledger;

/** What became of a file. */
public enum GranuleState {
  /** Taken from its feed, waiting. */
  SEEN,
  /** A worker is busy with it. */
  RUNNING,
  /** It is in a product, or was found to add nothing. */
  PROCESSED,
  /** It is broken; the reason says how. */
  QUARANTINED,
  /** Its content, or its place in the slot, is there already. */
  DUPLICATE,
  /** It was gone, or replaced by a newer delivery, before its turn. */
  EXPIRED
}
