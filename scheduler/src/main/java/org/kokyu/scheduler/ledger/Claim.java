package org.kokyu.scheduler.ledger;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * The right to work on a unit, with the recorded intent of one product.
 *
 * @param unit the unit
 * @param productId row of the intended product
 * @param revision of the intended product
 * @param inputs sorted by name
 * @param inputSet hash over names and contents of the inputs
 * @param resumed whether the intent was found from before a crash
 */
public record Claim(
    UnitRow unit,
    long productId,
    int revision,
    List<InputFile> inputs,
    String inputSet,
    boolean resumed) {
  public Claim {
    inputs = List.copyOf(inputs);
  }

  /** When the last input arrived. */
  public Instant newestArrival() {
    return inputs.stream().map(InputFile::arrived).max(Comparator.naturalOrder()).orElseThrow();
  }
}
