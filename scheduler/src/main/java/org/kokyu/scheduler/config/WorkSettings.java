package org.kokyu.scheduler.config;

import java.time.Duration;
import java.util.Objects;

/**
 * @param workers threads for computing
 * @param queueCapacity units of work that may wait in memory, per priority
 * @param tries how often a unit of work is tried before it goes to quarantine
 * @param backOff wait before the second try, doubled each time
 */
public record WorkSettings(int workers, int queueCapacity, int tries, Duration backOff) {
  public WorkSettings {
    Objects.requireNonNull(backOff, "backOff");
  }

  /** One worker per processor. */
  public static WorkSettings defaults() {
    return new WorkSettings(
        Runtime.getRuntime().availableProcessors(), 256, 3, Duration.ofSeconds(5));
  }
}
