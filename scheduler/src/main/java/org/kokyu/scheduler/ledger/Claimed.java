package org.kokyu.scheduler.ledger;

import java.util.Optional;

/**
 * What came of asking for a unit.
 *
 * @param claim empty if there is nothing to do
 * @param ended files that came to their end because they add nothing
 * @param leftAside how many of those the choice of inputs left aside
 */
public record Claimed(Optional<Claim> claim, int ended, int leftAside) {
  static Claimed nothing() {
    return new Claimed(Optional.empty(), 0, 0);
  }
}
