package org.kokyu.scheduler.flow;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.kokyu.core.port.QueueView.QueueDepth;

/**
 * The bounded queue in front of the workers. Fresh goes before late before backfill, newest
 * observation first, but one hand-out in ten goes to the least urgent work that waits. A unit is in
 * it at most once. Units that wait for another try, and units that must run alone, wait here too.
 * The queue is a window on the ledger: what finds no room stays there. Thread-safe.
 */
public final class WorkQueue {
  private static final int FLOOR = 10;
  private static final int MAX_SHARES = 1024;

  /** What a worker gets: a unit, or a share of another worker's unit. */
  public sealed interface Task {}

  /** A unit of work. */
  public record UnitTask(WorkItem item) implements Task {}

  /** A piece of a unit that another worker has in hand. */
  public record ShareTask(Runnable share) implements Task {}

  private record Entry(WorkItem item, long sinceNanos) {}

  private record Delayed(WorkItem item, long dueNanos) {}

  private final int capacity;
  private final LongSupplier nanoTime;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<Priority, TreeSet<Entry>> waiting = new EnumMap<>(Priority.class);
  private final Deque<WorkItem> alone = new ArrayDeque<>();
  private final PriorityQueue<Delayed> delayed =
      new PriorityQueue<>((a, b) -> Long.signum(a.dueNanos() - b.dueNanos()));
  private final Deque<Runnable> shares = new ArrayDeque<>();
  private final Set<Long> queued = new HashSet<>();
  private final Map<Long, WorkItem> running = new HashMap<>();
  private long handedOut;
  private boolean closed;

  /**
   * @param capacity most units that may wait, per priority
   */
  public WorkQueue(int capacity, LongSupplier nanoTime) {
    this.capacity = capacity;
    this.nanoTime = nanoTime;
    Comparator<Entry> order =
        Comparator.comparing((Entry e) -> e.item().observed())
            .reversed()
            .thenComparing(e -> e.item().unitId());
    for (Priority p : Priority.values()) {
      waiting.put(p, new TreeSet<>(order));
    }
  }

  /** True if one more unit of this priority may wait. */
  public boolean hasRoom(Priority priority) {
    lock.lock();
    try {
      return waiting.get(priority).size() < capacity;
    } finally {
      lock.unlock();
    }
  }

  /** Adds a unit; false if there is no room. A unit that is in hand already is not added again. */
  public boolean offer(WorkItem item) {
    lock.lock();
    try {
      if (closed || queued.contains(item.unitId()) || running.containsKey(item.unitId())) {
        return true;
      }
      if (item.alone()) {
        alone.add(item);
      } else if (waiting.get(item.priority()).size() < capacity) {
        waiting.get(item.priority()).add(new Entry(item, nanoTime.getAsLong()));
      } else {
        return false;
      }
      queued.add(item.unitId());
      changed.signalAll();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Adds a unit that may be handed out after a delay; it takes no room until then. */
  public void offerLater(WorkItem item, Duration delay) {
    lock.lock();
    try {
      if (!closed && queued.add(item.unitId())) {
        delayed.add(new Delayed(item, nanoTime.getAsLong() + delay.toNanos()));
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Lends a worker for a share of a unit's work. */
  public void share(Runnable work) {
    lock.lock();
    try {
      if (closed || shares.size() >= MAX_SHARES) {
        throw new RejectedExecutionException("no worker to lend");
      }
      shares.add(work);
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for work. After a unit, {@link #finished} must be called.
   *
   * @throws InterruptedException also when the queue was closed
   */
  public Task take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!closed) {
        if (!shares.isEmpty()) {
          return new ShareTask(shares.poll());
        }
        releaseDelayed();
        WorkItem item = next();
        if (item != null) {
          queued.remove(item.unitId());
          running.put(item.unitId(), item);
          return new UnitTask(item);
        }
        if (delayed.isEmpty()) {
          changed.await();
        } else {
          changed.await(
              Math.max(1, delayed.peek().dueNanos() - nanoTime.getAsLong()), TimeUnit.NANOSECONDS);
        }
      }
      throw new InterruptedException("closed");
    } finally {
      lock.unlock();
    }
  }

  private void releaseDelayed() {
    long now = nanoTime.getAsLong();
    while (!delayed.isEmpty() && delayed.peek().dueNanos() - now <= 0) {
      WorkItem item = delayed.poll().item();
      if (item.alone()) {
        alone.add(item);
      } else {
        waiting.get(item.priority()).add(new Entry(item, now));
      }
    }
  }

  private WorkItem next() {
    if (running.values().stream().anyMatch(WorkItem::alone)) {
      return null;
    }
    if (!alone.isEmpty()) {
      return running.isEmpty() ? alone.poll() : null;
    }
    Priority chosen = null;
    boolean floor = (handedOut + 1) % FLOOR == 0;
    for (Priority p : Priority.values()) {
      if (!waiting.get(p).isEmpty() && (chosen == null || floor)) {
        chosen = p;
      }
    }
    if (chosen == null) {
      return null;
    }
    handedOut++;
    return waiting.get(chosen).pollFirst().item();
  }

  /** The worker is done with this entry; telling it twice does no harm. */
  @SuppressWarnings("ReferenceEquality") // an equal, newer entry may belong to another worker
  public void finished(WorkItem item) {
    lock.lock();
    try {
      if (running.get(item.unitId()) == item) {
        running.remove(item.unitId());
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Units that wait here or that a worker has. */
  public Set<Long> inHand() {
    lock.lock();
    try {
      Set<Long> all = new HashSet<>(queued);
      all.addAll(running.keySet());
      return all;
    } finally {
      lock.unlock();
    }
  }

  /** Number of units that workers have. */
  public int running() {
    lock.lock();
    try {
      return running.size();
    } finally {
      lock.unlock();
    }
  }

  /** Nothing waits and nothing runs. */
  public boolean isIdle() {
    lock.lock();
    try {
      return queued.isEmpty() && running.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** Depth and age per priority, most urgent first. */
  public List<QueueDepth> depths() {
    lock.lock();
    try {
      long now = nanoTime.getAsLong();
      return waiting.entrySet().stream()
          .map(
              e ->
                  new QueueDepth(
                      e.getKey().label(),
                      e.getValue().size(),
                      capacity,
                      Duration.ofNanos(
                          e.getValue().stream()
                              .mapToLong(w -> now - w.sinceNanos())
                              .max()
                              .orElse(0))))
          .toList();
    } finally {
      lock.unlock();
    }
  }

  /** Hands out nothing more. */
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
