package org.kokyu.scheduler.stage;

import java.util.Optional;
import java.util.function.Supplier;
import org.kokyu.core.scene.ImagerSatellite;
import org.kokyu.core.scene.SlotKey;

/**
 * The slot whose segments are arriving: the newest one, because a slot takes some hundred
 * megabytes; of two satellites the preferred one. Others are read when their product is made.
 * Thread-safe.
 */
final class SlotsInHand {
  private final ImagerSatellite preferred;
  private SlotKey key;
  private SlotReading reading;

  SlotsInHand(ImagerSatellite preferred) {
    this.preferred = preferred;
  }

  /** The slot of this key, begun if none comes before it; empty for others. */
  synchronized Optional<SlotReading> slot(SlotKey slot, Supplier<SlotReading> begin) {
    if (reading != null && slot.equals(key)) {
      return Optional.of(reading);
    }
    if (key != null && !comesBefore(slot, key)) {
      return Optional.empty();
    }
    key = slot;
    reading = begin.get();
    return Optional.of(reading);
  }

  private boolean comesBefore(SlotKey a, SlotKey b) {
    int newer = a.nominalTime().compareTo(b.nominalTime());
    return newer > 0 || newer == 0 && a.satellite() == preferred && b.satellite() != preferred;
  }

  /** Hands over the slot of this key; a later file of it begins no new one. */
  synchronized Optional<SlotReading> take(SlotKey slot) {
    if (reading == null || !slot.equals(key)) {
      return Optional.empty();
    }
    SlotReading taken = reading;
    reading = null;
    return Optional.of(taken);
  }
}
