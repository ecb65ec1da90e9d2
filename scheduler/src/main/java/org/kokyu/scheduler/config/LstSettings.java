package org.kokyu.scheduler.config;

import java.util.Objects;

/**
 * @param grid which grid the maps are on
 * @param stepDeg cell size of the regular grid [degrees]
 */
public record LstSettings(Grid grid, double stepDeg) {
  public static final LstSettings DEFAULT = new LstSettings(Grid.NATIVE, 0.02);

  /** Grid of the maps. */
  public enum Grid {
    /** The imager's own 2 km grid. */
    NATIVE("native"),
    /** Equal-angle grid over Asia. */
    ASIA("asia-0.02");

    private final String label;

    Grid(String label) {
      this.label = label;
    }

    /** The word in the configuration file. */
    public String label() {
      return label;
    }
  }

  public LstSettings {
    Objects.requireNonNull(grid, "grid");
  }
}
