package org.kokyu.core.port;

import java.time.Duration;
import java.util.List;

/** What the metrics, the status page and the API may read of the daemon's work. Thread-safe. */
public interface QueueView {

  /**
   * The waiting work of one priority.
   *
   * @param priority fresh, late or backfill
   * @param depth units of work that wait
   * @param capacity most that may wait in memory
   * @param oldestAge how long the oldest of them has waited; zero when none waits
   */
  record QueueDepth(String priority, int depth, int capacity, Duration oldestAge) {}

  /** One entry per priority, most urgent first. */
  List<QueueDepth> queues();

  /** Units of work that a worker is busy with. */
  int running();

  /** Worker threads. */
  int workers();
}
