package org.kokyu.scheduler.config;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * Which segments make a slot, and how long to wait for them.
 *
 * @param bands AHI band numbers, ascending
 * @param segments segment numbers 1 … 10, ascending
 * @param deadline after the first file of a slot, publish what is there
 */
public record SlotSettings(List<Integer> bands, List<Integer> segments, Duration deadline) {
  public SlotSettings {
    bands = List.copyOf(bands);
    segments = List.copyOf(segments);
    Objects.requireNonNull(deadline, "deadline");
  }
}
