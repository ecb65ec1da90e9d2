package org.kokyu.met;

import java.util.Arrays;
import java.util.Optional;
import org.kokyu.core.atmosphere.Profile;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;

/** Levels of all rows of a collocated file: pressure and quantities on it, row-major. */
final class LevelTable {
  private final String fileName;
  private final int levels;
  private final double[] pressurePa;

  private LevelTable(String fileName, int levels, double[] pressurePa) {
    this.fileName = fileName;
    this.levels = levels;
    this.pressurePa = pressurePa;
  }

  static LevelTable read(CollocatedFile file) {
    double[] pressure = file.perLevel("pressure", UnitScale.PRESSURE_PA, 0.001, 120_000);
    return new LevelTable(file.name(), file.levels(), pressure);
  }

  /** The profile of a row without its fill levels; empty with fewer than two levels. */
  Optional<Profile> profile(int row, String variable, double[] values) {
    double[] p = new double[levels];
    double[] v = new double[levels];
    int n = 0;
    for (int level = 0; level < levels; level++) {
      int at = row * levels + level;
      if (Double.isFinite(pressurePa[at]) && Double.isFinite(values[at])) {
        p[n] = pressurePa[at];
        v[n++] = values[at];
      }
    }
    if (n < 2) {
      return Optional.empty();
    }
    try {
      return Optional.of(Profile.of(Arrays.copyOf(p, n), Arrays.copyOf(v, n)));
    } catch (IllegalArgumentException e) {
      throw new MalformedInputException(
          InputFault.CORRUPT,
          "%s: %s, sounding %d: %s".formatted(fileName, variable, row, e.getMessage()),
          e);
    }
  }
}
