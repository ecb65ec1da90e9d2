package org.kokyu.scheduler.jobs;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compares the wall clock with the monotonic clock once a second and tells when it was set. */
public final class ClockWatch implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ClockWatch.class);

  /** A clock that is merely steered never drifts this far within a second. */
  private static final long LEAST_STEP_MILLIS = 1500;

  private final Clock clock;
  private final LongSupplier nanoTime;
  private final Consumer<Duration> onStep;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          r -> {
            Thread t = new Thread(r, "clock-watch");
            t.setDaemon(true);
            return t;
          });
  private long lastWallMillis;
  private long lastNanos;

  /**
   * @param onStep called with the size of the step, negative when the clock was set back
   */
  public ClockWatch(Clock clock, LongSupplier nanoTime, Consumer<Duration> onStep) {
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.onStep = onStep;
    this.lastWallMillis = clock.millis();
    this.lastNanos = nanoTime.getAsLong();
  }

  public void start() {
    timer.scheduleAtFixedRate(this::look, 1, 1, TimeUnit.SECONDS);
  }

  /** One comparison. */
  synchronized void look() {
    long wall = clock.millis();
    long nanos = nanoTime.getAsLong();
    long step = wall - lastWallMillis - TimeUnit.NANOSECONDS.toMillis(nanos - lastNanos);
    lastWallMillis = wall;
    lastNanos = nanos;
    if (Math.abs(step) >= LEAST_STEP_MILLIS) {
      log.warn("the clock was set by {} s; all triggers start anew", step / 1000.0);
      try {
        onStep.accept(Duration.ofMillis(step));
      } catch (RuntimeException e) {
        log.error("triggers could not be started anew", e);
      }
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
