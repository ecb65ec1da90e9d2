package org.kokyu.scheduler.toy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A wall clock and a monotonic clock that stand still until they are moved. */
public final class ManualTime extends Clock {
  private Instant now = Instant.parse("2026-08-21T03:20:00Z");
  private long nanos = 5_000_000_000L;

  public void advance(Duration by) {
    now = now.plus(by);
    nanos += by.toNanos();
  }

  /** Moves the wall clock alone. */
  public void stepWallClock(Duration by) {
    now = now.plus(by);
  }

  public long nanoTime() {
    return nanos;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }

  @Override
  public Instant instant() {
    return now;
  }
}
