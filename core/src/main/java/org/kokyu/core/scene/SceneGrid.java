package org.kokyu.core.scene;

import java.util.Objects;

/** The grid of a scene or field. Rows run from north to south, columns from west to east. */
public sealed interface SceneGrid {

  int rows();

  int columns();

  /** Name used in product file names: letters, digits, dots and hyphens. */
  String name();

  default int size() {
    return Math.multiplyExact(rows(), columns());
  }

  /**
   * A window of the full-disk 2 km grid.
   *
   * @param firstLine 1-based full-disk line of row 0
   * @param firstColumn 1-based full-disk column of column 0
   */
  record Native(int firstLine, int firstColumn, int rows, int columns) implements SceneGrid {
    @Override
    public String name() {
      return "native";
    }
  }

  /**
   * Equal-angle grid, cell centres at north − (row + ½) step, west + (column + ½) step.
   *
   * @param name for example asia-0.02
   * @param northDeg northern edge [degrees north]
   * @param westDeg western edge [degrees east]
   * @param stepDeg cell size [degrees]
   */
  record LatLon(String name, double northDeg, double westDeg, double stepDeg, int rows, int columns)
      implements SceneGrid {
    public LatLon {
      Objects.requireNonNull(name, "name");
      if (!(stepDeg > 0) || rows < 1 || columns < 1) {
        throw new IllegalArgumentException(
            "grid %s: step %s degrees and %d x %d cells must be positive"
                .formatted(name, stepDeg, rows, columns));
      }
    }

    public double latitudeDeg(int row) {
      return northDeg - (row + 0.5) * stepDeg;
    }

    public double longitudeDeg(int column) {
      return westDeg + (column + 0.5) * stepDeg;
    }
  }
}
