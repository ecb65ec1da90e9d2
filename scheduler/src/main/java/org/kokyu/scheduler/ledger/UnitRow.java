package org.kokyu.scheduler.ledger;

import java.time.Instant;
import java.util.Set;

/**
 * A unit of work.
 *
 * @param since when the first file of this round arrived
 * @param attempts failed tries of this round
 * @param crashes how often the process died while working on it
 * @param revised whether a product of it is published already
 * @param parts parts that are there and usable
 */
public record UnitRow(
    long id,
    String feed,
    String key,
    Instant observed,
    UnitState state,
    Instant since,
    int attempts,
    int crashes,
    boolean revised,
    Set<String> parts) {
  public UnitRow {
    parts = Set.copyOf(parts);
  }
}
