package org.kokyu.core.parallel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BlockLoopTest {

  @Test
  void everyBlockRunsOnce() throws InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(3);
    try {
      AtomicIntegerArray runs = new AtomicIntegerArray(1000);
      BlockLoop.run(pool, 3, 1000, runs::incrementAndGet);
      for (int i = 0; i < runs.length(); i++) {
        assertEquals(1, runs.get(i));
      }
    } finally {
      pool.shutdown();
      pool.awaitTermination(10, TimeUnit.SECONDS);
    }
  }

  /** The only thread of the pool is the caller: nested loops still end. */
  @Test
  void endsOnASaturatedPool() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(1);
    try {
      AtomicIntegerArray runs = new AtomicIntegerArray(16);
      pool.submit(
              () ->
                  BlockLoop.run(
                      pool,
                      4,
                      4,
                      i -> BlockLoop.run(pool, 4, 4, j -> runs.incrementAndGet(4 * i + j))))
          .get();
      for (int i = 0; i < runs.length(); i++) {
        assertEquals(1, runs.get(i));
      }
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void callerWorksAloneWhenThePoolRefuses() {
    AtomicIntegerArray runs = new AtomicIntegerArray(5);
    BlockLoop.run(
        task -> {
          throw new RejectedExecutionException("full");
        },
        4,
        5,
        runs::incrementAndGet);
    assertEquals(1, runs.get(4));
  }

  @Test
  void lowestFailureIsThrownAfterAllBlocksRan() {
    AtomicIntegerArray runs = new AtomicIntegerArray(8);
    IllegalStateException e =
        assertThrows(
            IllegalStateException.class,
            () ->
                BlockLoop.run(
                    Runnable::run,
                    0,
                    8,
                    i -> {
                      runs.incrementAndGet(i);
                      if (i % 3 == 2) {
                        throw new IllegalStateException("block " + i);
                      }
                    }));
    assertEquals("block 2", e.getMessage());
    assertEquals(1, runs.get(7));
  }
}
