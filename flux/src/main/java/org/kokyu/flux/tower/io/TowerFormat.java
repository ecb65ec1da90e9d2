package org.kokyu.flux.tower.io;

/** What a record's layout must be. */
public enum TowerFormat {
  /** {@code TIMESTAMP_START}, comma separated. */
  FLUXNET,
  /** {@code Year DoY Hour}, a line of units. */
  REDDYPROC,
  /** Whatever is found. */
  AUTO
}
