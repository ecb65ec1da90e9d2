package org.kokyu.scheduler.flow;

import java.util.Locale;

/** Which work goes first. */
public enum Priority {
  /** A recent observation that has no product yet. */
  FRESH,
  /** More files of an observation that has a product already. */
  LATE,
  /** Everything older. */
  BACKFILL;

  /** Metric label. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
