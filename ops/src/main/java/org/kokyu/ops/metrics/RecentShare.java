package org.kokyu.ops.metrics;

import java.util.ArrayDeque;
import java.util.Deque;

/** Share of the latest events that were of a kind; 1 before the first. Thread-safe. */
final class RecentShare {
  private final int capacity;
  private final Deque<Boolean> latest = new ArrayDeque<>();
  private int count;

  RecentShare(int capacity) {
    this.capacity = capacity;
  }

  synchronized void add(boolean ofThatKind) {
    latest.addLast(ofThatKind);
    count += ofThatKind ? 1 : 0;
    if (latest.size() > capacity) {
      count -= latest.removeFirst() ? 1 : 0;
    }
  }

  synchronized double value() {
    return latest.isEmpty() ? 1 : (double) count / latest.size();
  }
}
