package org.kokyu.scheduler.flow;

import java.time.Duration;
import org.kokyu.scheduler.feed.FileIdentity;
import org.kokyu.scheduler.ledger.UnitRow;

/** Puts units into the queue with the right priority. Thread-safe. */
public final class UnitQueueing {
  private final FlowContext context;
  private final Duration fresh;

  /**
   * @param fresh observations younger than this are fresh
   */
  public UnitQueueing(FlowContext context, Duration fresh) {
    this.context = context;
    this.fresh = fresh;
  }

  /** True if a unit that this file may start would find room. */
  boolean hasRoom(FileIdentity.Wanted identity) {
    return context.queue().hasRoom(byAge(identity.observed()));
  }

  private Priority byAge(java.time.Instant observed) {
    return observed.isBefore(context.clock().instant().minus(fresh))
        ? Priority.BACKFILL
        : Priority.FRESH;
  }

  /** The queue entry of a unit. */
  public WorkItem item(UnitRow unit) {
    return new WorkItem(
        unit.id(),
        unit.feed(),
        unit.key(),
        unit.observed(),
        unit.revised() ? Priority.LATE : byAge(unit.observed()),
        unit.crashes() > 0);
  }

  /** Queues a unit; what finds no room stays ready in the ledger. */
  boolean offer(UnitRow unit) {
    return context.queue().offer(item(unit));
  }
}
