package org.kokyu.core.parallel;

import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntConsumer;

/**
 * Runs the numbered, independent blocks of a computation on the calling thread and on whatever
 * threads an executor lends.
 *
 * <p>The caller works too and never waits for a task that has not started, so the loop ends even
 * when the executor is saturated, refuses work, or is the very pool that the caller runs on. Every
 * block runs exactly once; a block must write only what no other block touches, then the result
 * does not depend on the executor. If blocks fail, all blocks still run and the failure of the
 * lowest block number is thrown. Thread-safe.
 */
public final class BlockLoop {
  private BlockLoop() {}

  /**
   * Runs {@code body} for 0 … blocks − 1.
   *
   * @param executor lends threads; {@code Runnable::run} means the calling thread alone
   * @param helpers most tasks to hand to the executor, 0 or more
   */
  public static void run(Executor executor, int helpers, int blocks, IntConsumer body) {
    Objects.requireNonNull(executor, "executor");
    if (blocks <= 0) {
      return;
    }
    AtomicInteger next = new AtomicInteger();
    CountDownLatch finished = new CountDownLatch(blocks);
    AtomicReferenceArray<Throwable> failures = new AtomicReferenceArray<>(blocks);
    Runnable worker =
        () -> {
          for (int b = next.getAndIncrement(); b < blocks; b = next.getAndIncrement()) {
            try {
              body.accept(b);
            } catch (RuntimeException | Error e) {
              failures.set(b, e);
            } finally {
              finished.countDown();
            }
          }
        };
    for (int i = 0; i < Math.min(helpers, blocks - 1); i++) {
      try {
        executor.execute(worker);
      } catch (RejectedExecutionException e) {
        break; // the calling thread does the rest
      }
    }
    worker.run();
    awaitUninterruptibly(finished);
    throwFirst(failures);
  }

  /** Blocks already started end by themselves; the interrupt is kept for the caller. */
  private static void awaitUninterruptibly(CountDownLatch latch) {
    boolean interrupted = false;
    while (true) {
      try {
        latch.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void throwFirst(AtomicReferenceArray<Throwable> failures) {
    for (int i = 0; i < failures.length(); i++) {
      Throwable t = failures.get(i);
      if (t instanceof RuntimeException e) {
        throw e;
      } else if (t instanceof Error e) {
        throw e;
      }
    }
  }
}
