package org.kokyu.scheduler.stage;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The slot whose segments are arriving: the newest one, because a slot takes some hundred
 * megabytes. Older ones are read when their product is made. Thread-safe.
 */
final class SlotsInHand {
  private String key = "";
  private Instant observed = Instant.MIN;
  private SlotReading reading;

  /** The slot of this key, begun if it is the newest; empty for older ones. */
  synchronized Optional<SlotReading> slot(
      String unitKey, Instant time, Supplier<SlotReading> begin) {
    if (reading != null && unitKey.equals(key)) {
      return Optional.of(reading);
    }
    if (!time.isAfter(observed)) {
      return Optional.empty();
    }
    key = unitKey;
    observed = time;
    reading = begin.get();
    return Optional.of(reading);
  }

  /** Hands over the slot of this key; a later file of it begins no new one. */
  synchronized Optional<SlotReading> take(String unitKey) {
    if (reading == null || !unitKey.equals(key)) {
      return Optional.empty();
    }
    SlotReading taken = reading;
    reading = null;
    return Optional.of(taken);
  }
}
