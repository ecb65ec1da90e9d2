package org.kokyu.scheduler.ledger;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * The right to work on a unit, with the recorded intent of one product.
 *
 * @param unit the unit
 * @param productId row of the intended product
 * @param revision of the intended product
 * @param inputs sorted by name
 * @param inputSet hash over names and contents of the inputs
 * @param resumed whether the intent was found from before a crash
 * @param leftAside rows of waiting files that are not among the inputs by choice; they end with
 *     this work
 * @param whyAside what is said of them
 */
public record Claim(
    UnitRow unit,
    long productId,
    int revision,
    List<InputFile> inputs,
    String inputSet,
    boolean resumed,
    Set<Long> leftAside,
    String whyAside) {
  public Claim {
    leftAside = Set.copyOf(leftAside);
    inputs = List.copyOf(inputs);
  }

  /** When the last input arrived. */
  public Instant newestArrival() {
    return inputs.stream().map(InputFile::arrived).max(Comparator.naturalOrder()).orElseThrow();
  }
}
