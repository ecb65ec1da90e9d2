package org.kokyu.himawari;

import java.util.Optional;

/**
 * What an area code of a file name stands for; sizes per file on the 2 km grid.
 *
 * <p>Source: JMA, Himawari Standard Data User's Guide 1.3 (2017), and the file listings of the
 * public archives.
 */
public enum ObservationArea {
  /** FLDK, ten segments. */
  FULL_DISK(10, 5500, 550),
  /** JP01 … JP04, one file each. */
  JAPAN(1, 1500, 1200),
  /** R301 … R304, one file each. */
  TARGET(1, 500, 500);

  private final int totalSegments;
  private final int columns2km;
  private final int lines2km;

  ObservationArea(int totalSegments, int columns2km, int lines2km) {
    this.totalSegments = totalSegments;
    this.columns2km = columns2km;
    this.lines2km = lines2km;
  }

  /** The area of a four-letter code, if it is one. */
  public static Optional<ObservationArea> ofCode(String code) {
    if (code.equals("FLDK")) {
      return Optional.of(FULL_DISK);
    }
    if (code.matches("JP0[1-4]")) {
      return Optional.of(JAPAN);
    }
    return code.matches("R30[1-4]") ? Optional.of(TARGET) : Optional.empty();
  }

  public int totalSegments() {
    return totalSegments;
  }

  /** Columns of one file at a resolution code (5, 10 or 20). */
  public int columns(int resolutionCode) {
    return columns2km * (20 / resolutionCode);
  }

  /** Lines of one file at a resolution code (5, 10 or 20). */
  public int lines(int resolutionCode) {
    return lines2km * (20 / resolutionCode);
  }
}
