package org.kokyu.scheduler.flow;

import java.util.concurrent.CancellationException;

/** Tells long work that the daemon is stopping. Thread-safe. */
public final class StopSignal {
  private volatile boolean requested;

  public void request() {
    requested = true;
  }

  public boolean isRequested() {
    return requested;
  }

  /**
   * @throws CancellationException if the daemon is stopping
   */
  public void check() {
    if (requested) {
      throw new CancellationException("the daemon is stopping");
    }
  }
}
