package org.kokyu.himawari;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.kokyu.core.scene.SceneGrid;

/** The grids on which scenes are assembled. */
public final class SceneGrids {
  private static final String ASIA = "asia-";
  private static final double NORTH = 60;
  private static final double SOUTH = -10;
  private static final double WEST = 70;
  private static final double EAST = 150;
  private static final String ASIA_WIDE = "asia-wide-";
  private static final double WIDE_WEST = 60;
  private static final double WIDE_EAST = 180;

  private SceneGrids() {}

  /**
   * Equal-angle grid of 70–150° E, 10° S–60° N, named {@code asia-<step>}.
   *
   * @param stepDeg cell size [degrees]; 10 degrees must be a whole number of cells
   */
  public static SceneGrid.LatLon asia(double stepDeg) {
    return regular(ASIA, WEST, EAST, stepDeg);
  }

  /** Equal-angle grid of 60–180° E, 10° S–60° N, named {@code asia-wide-<step>}. */
  public static SceneGrid.LatLon asiaWide(double stepDeg) {
    return regular(ASIA_WIDE, WIDE_WEST, WIDE_EAST, stepDeg);
  }

  private static SceneGrid.LatLon regular(String prefix, double west, double east, double stepDeg) {
    double perTenDegrees = 10 / stepDeg;
    if (!(stepDeg >= 0.01 && stepDeg <= 10)
        || Math.abs(perTenDegrees - Math.rint(perTenDegrees)) > 1e-9) {
      throw new IllegalArgumentException(
          "a step from 0.01 to 10 that divides 10 degrees expected, found " + stepDeg);
    }
    int cells = (int) Math.rint(perTenDegrees);
    String name = prefix + BigDecimal.valueOf(stepDeg).stripTrailingZeros().toPlainString();
    return new SceneGrid.LatLon(
        name,
        NORTH,
        west,
        stepDeg,
        cells * (int) ((NORTH - SOUTH) / 10),
        cells * (int) ((east - west) / 10));
  }

  /** The grid of a name such as {@code asia-0.02} or {@code asia-wide-0.02}. */
  public static Optional<SceneGrid.LatLon> parse(String name) {
    if (!name.matches("asia-(wide-)?[0-9]{1,2}(\\.[0-9]{1,4})?")) {
      return Optional.empty();
    }
    try {
      boolean wide = name.startsWith(ASIA_WIDE);
      double step = Double.parseDouble(name.substring((wide ? ASIA_WIDE : ASIA).length()));
      return Optional.of(wide ? asiaWide(step) : asia(step));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Full-width native rows of a range of the ten full-disk segments. */
  public static SceneGrid.Native nativeSegments(int firstSegment, int lastSegment) {
    int lines = ObservationArea.FULL_DISK.lines(20);
    return new SceneGrid.Native(
        (firstSegment - 1) * lines + 1,
        1,
        (lastSegment - firstSegment + 1) * lines,
        ObservationArea.FULL_DISK.columns(20));
  }

  /**
   * The smallest native window that holds every scanned pixel of the segments; the rows of all
   * segments, full width, if there is none.
   */
  public static SceneGrid.Native nativeWindow(List<HsdSegment> segments) {
    int[] box = {Integer.MAX_VALUE, Integer.MAX_VALUE, 0, 0};
    for (HsdSegment s : segments) {
      extend(box, s);
    }
    if (box[2] == 0) {
      int first = segments.stream().mapToInt(HsdSegment::firstLine).min().orElse(1);
      int last = segments.stream().mapToInt(HsdSegment::lastLine).max().orElse(1);
      return new SceneGrid.Native(
          first, 1, last - first + 1, ObservationArea.FULL_DISK.columns(20));
    }
    return new SceneGrid.Native(box[0], box[1], box[2] - box[0] + 1, box[3] - box[1] + 1);
  }

  private static void extend(int[] box, HsdSegment s) {
    int outside = s.header().calibration().outsideCount();
    short[] counts = s.counts();
    int columns = s.columns();
    // areas count their own pixels, the grid those of the full disk
    GeosProjection own = s.projection2km();
    GeosProjection disk = GeosProjection.FULL_DISK_2KM;
    int linesBefore = (int) Math.rint(disk.lineOffset() - own.lineOffset());
    int columnsBefore = (int) Math.rint(disk.columnOffset() - own.columnOffset());
    for (int row = 0; row < s.lines(); row++) {
      int from = row * columns;
      int left = 0;
      while (left < columns && (counts[from + left] & 0xffff) == outside) {
        left++;
      }
      if (left == columns) {
        continue;
      }
      int right = columns - 1;
      while ((counts[from + right] & 0xffff) == outside) {
        right--;
      }
      int line = linesBefore + s.firstLine() + row;
      box[0] = Math.min(box[0], line);
      box[1] = Math.min(box[1], columnsBefore + left + 1);
      box[2] = Math.max(box[2], line);
      box[3] = Math.max(box[3], columnsBefore + right + 1);
    }
  }
}
