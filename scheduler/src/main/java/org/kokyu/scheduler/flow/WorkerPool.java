package org.kokyu.scheduler.flow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.kokyu.core.port.QueueView;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that compute: as many as configured, each taking the next unit from the queue, or
 * lending itself to a unit that another one has in hand. Thread-safe.
 */
public final class WorkerPool implements QueueView {
  private static final Logger log = LoggerFactory.getLogger(WorkerPool.class);

  private final WorkQueue queue;
  private final Map<String, UnitRunner> runners;
  private final List<Thread> threads = new ArrayList<>();

  /**
   * @param runners by feed
   */
  public WorkerPool(WorkQueue queue, int workers, Map<String, UnitRunner> runners) {
    this.queue = queue;
    this.runners = Map.copyOf(runners);
    for (int i = 1; i <= workers; i++) {
      Thread thread = new Thread(this::loop, "worker-" + i);
      thread.setDaemon(true);
      threads.add(thread);
    }
  }

  public void start() {
    threads.forEach(Thread::start);
  }

  private void loop() {
    try {
      while (true) {
        WorkQueue.Task task = queue.take();
        if (task instanceof WorkQueue.ShareTask share) {
          runShare(share.share());
        } else if (task instanceof WorkQueue.UnitTask unit) {
          runUnit(unit.item());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the queue was closed: the daemon is stopping
    }
  }

  private static void runShare(Runnable share) {
    try {
      share.run();
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      log.error("a share of a unit's work failed", e);
    }
  }

  private void runUnit(WorkItem item) {
    try {
      UnitRunner runner = runners.get(item.feed());
      if (runner != null) {
        runner.run(item);
      }
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError | LinkageError e) {
      // the runner accounts for what stages do; this is a fault of our own, and the worker lives on
      log.error("{}: the work could not be accounted for", item.key(), e);
    } finally {
      queue.finished(item);
    }
  }

  /**
   * Waits for the units in hand; call after closing the queue.
   *
   * @return whether all workers ended in time
   */
  public boolean awaitEnd(Duration timeout) throws InterruptedException {
    long end = System.nanoTime() + timeout.toNanos();
    for (Thread thread : threads) {
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (thread.isAlive()) {
        thread.join(Math.max(1, left));
      }
    }
    return threads.stream().noneMatch(Thread::isAlive);
  }

  @Override
  public List<QueueDepth> queues() {
    return queue.depths();
  }

  @Override
  public int running() {
    return queue.running();
  }

  @Override
  public int workers() {
    return threads.size();
  }
}
