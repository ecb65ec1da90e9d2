package org.kokyu.scheduler.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.kokyu.scheduler.toy.ManualTime;

class PeriodicJobsTest {

  @Test
  void runsAgainAfterAFailureAndNeverTwiceAtATime() throws InterruptedException {
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch runs = new CountDownLatch(5);
    try (PeriodicJobs jobs = new PeriodicJobs(3)) {
      jobs.every(
          "work",
          Duration.ofMillis(20),
          () -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            try {
              Thread.sleep(50);
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
            inside.decrementAndGet();
            runs.countDown();
            throw new IllegalStateException("fails every time");
          });
      jobs.start();
      assertTrue(runs.await(20, TimeUnit.SECONDS));
    }
    assertEquals(1, most.get());
  }

  @Test
  void goesOnAfterRescheduling() throws InterruptedException {
    AtomicInteger runs = new AtomicInteger();
    try (PeriodicJobs jobs = new PeriodicJobs(1)) {
      jobs.every("work", Duration.ofHours(1), runs::incrementAndGet);
      jobs.start();
      waitFor(runs, 1);
      jobs.rescheduleAll();
      waitFor(runs, 2);
    }
    assertEquals(2, runs.get());
  }

  /** What the work uses is closed next. */
  @Test
  void closingWaitsForWhatRuns() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    AtomicInteger ended = new AtomicInteger();
    PeriodicJobs jobs = new PeriodicJobs(2);
    jobs.every(
        "work",
        Duration.ofMillis(20),
        () -> {
          begun.countDown();
          try {
            Thread.sleep(300);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          ended.incrementAndGet();
        });
    jobs.start();
    assertTrue(begun.await(20, TimeUnit.SECONDS));
    assertTrue(jobs.close(Duration.ofSeconds(20)));
    int after = ended.get();
    assertTrue(after > 0);
    Thread.sleep(400);
    assertEquals(after, ended.get(), "nothing runs after closing");
  }

  @Test
  void closingDoesNotWaitForEver() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    PeriodicJobs jobs = new PeriodicJobs(1);
    jobs.every(
        "work",
        Duration.ofHours(1),
        () -> {
          begun.countDown();
          try {
            release.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    jobs.start();
    assertTrue(begun.await(20, TimeUnit.SECONDS));
    assertFalse(jobs.close(Duration.ofMillis(50)));
    release.countDown();
  }

  private static void waitFor(AtomicInteger value, int target) throws InterruptedException {
    for (int i = 0; i < 1000 && value.get() < target; i++) {
      Thread.sleep(10);
    }
    assertEquals(target, value.get());
  }

  @Test
  void clockStepsAreSeenAndSteeringIsNot() {
    ManualTime time = new ManualTime();
    List<Duration> steps = new ArrayList<>();
    try (ClockWatch watch = new ClockWatch(time, time::nanoTime, steps::add)) {
      time.advance(Duration.ofSeconds(1));
      watch.look();
      time.advance(Duration.ofSeconds(30)); // a pause of the whole process
      watch.look();
      time.stepWallClock(Duration.ofMillis(300));
      time.advance(Duration.ofSeconds(1));
      watch.look();
      time.stepWallClock(Duration.ofHours(-1));
      time.advance(Duration.ofSeconds(1));
      watch.look();
      time.stepWallClock(Duration.ofHours(1));
      watch.look();
    }
    assertEquals(List.of(Duration.ofHours(-1), Duration.ofHours(1)), steps);
  }
}
