package org.kokyu.core.event;

import java.util.Locale;

/** What happens. */
public enum EventKind {
  FIRE,
  HEAT_WAVE,
  DROUGHT,
  COLD_SURGE,
  /** Carbon dioxide, methane or nitrous oxide away from its local background. */
  GAS_ANOMALY;

  /** Spelling in files, metrics and configuration. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
