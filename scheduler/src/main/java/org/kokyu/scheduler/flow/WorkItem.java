package org.kokyu.scheduler.flow;

import java.time.Instant;

/**
 * A unit of work in the queue.
 *
 * @param unitId its row in the ledger
 * @param alone whether nothing else may run beside it, because the process died with it before
 */
public record WorkItem(
    long unitId, String feed, String key, Instant observed, Priority priority, boolean alone) {

  /** Another entry for the same unit. */
  WorkItem copy() {
    return new WorkItem(unitId, feed, key, observed, priority, alone);
  }
}
