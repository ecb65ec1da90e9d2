package org.kokyu.scheduler.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * @param grid which grid the maps are on
 * @param stepDeg cell size of the regular grid [degrees]
 * @param ancillary fields on imager pixels
 * @param landCover IGBP classes
 * @param emissivity CAMEL or ASTER GED file
 * @param coefficients tables made by {@code lst train}, one per satellite; empty for the one that
 *     comes with the program
 * @param builtInLandMask whether the land mask that comes with the program is used where no file
 *     has one
 */
public record LstSettings(
    Grid grid,
    double stepDeg,
    Optional<Path> ancillary,
    Optional<Path> landCover,
    Optional<Path> emissivity,
    List<Path> coefficients,
    boolean builtInLandMask) {
  public static final LstSettings DEFAULT = new LstSettings(Grid.NATIVE, 0.02);

  /** Without files, with the built-in land mask. */
  public LstSettings(Grid grid, double stepDeg) {
    this(grid, stepDeg, Optional.empty(), Optional.empty(), Optional.empty(), List.of(), true);
  }

  /** For an earth whose coasts are not the real ones. */
  public LstSettings withoutLandMask() {
    return new LstSettings(grid, stepDeg, ancillary, landCover, emissivity, coefficients, false);
  }

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

  /** Land mask where no file has one. */
  public enum LandMask {
    /** The one that comes with the program. */
    BUILT_IN("built-in"),
    /** None: every pixel counts as land. */
    NONE("none");

    private final String label;

    LandMask(String label) {
      this.label = label;
    }

    /** The word in the configuration file. */
    public String label() {
      return label;
    }
  }

  public LstSettings {
    Objects.requireNonNull(grid, "grid");
    Objects.requireNonNull(ancillary, "ancillary");
    Objects.requireNonNull(landCover, "landCover");
    Objects.requireNonNull(emissivity, "emissivity");
    coefficients = List.copyOf(coefficients);
  }
}
