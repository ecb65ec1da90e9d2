package org.kokyu.himawari;

/**
 * The 2 km pixels that the segments of one area hold together.
 *
 * @param projection of the area's 2 km grid; its offsets count from the area's own first pixel
 * @param segments numbered from north to south
 * @param segmentLines 2 km lines of each segment
 * @param columns 2 km columns of each line
 */
record PixelSpace(GeosProjection projection, int segments, int segmentLines, int columns) {
  static PixelSpace of(ObservationArea area, GeosProjection projection) {
    return new PixelSpace(projection, area.totalSegments(), area.lines(20), area.columns(20));
  }

  static PixelSpace fullDisk() {
    return of(ObservationArea.FULL_DISK, GeosProjection.FULL_DISK_2KM);
  }

  int lines() {
    return segments * segmentLines;
  }

  int segmentPixels() {
    return segmentLines * columns;
  }

  /**
   * Line of the area of a full-disk line: areas are cut from the full disk's grid, only the offsets
   * tell where.
   */
  int lineOf(int fullDiskLine) {
    return fullDiskLine
        - (int) Math.rint(GeosProjection.FULL_DISK_2KM.lineOffset() - projection.lineOffset());
  }

  /** Column of the area of a full-disk column. */
  int columnOf(int fullDiskColumn) {
    return fullDiskColumn
        - (int) Math.rint(GeosProjection.FULL_DISK_2KM.columnOffset() - projection.columnOffset());
  }

  /** True if the area's pixels are full-disk pixels to a hundredth. */
  boolean isOnFullDiskGrid() {
    double lines = GeosProjection.FULL_DISK_2KM.lineOffset() - projection.lineOffset();
    double columns = GeosProjection.FULL_DISK_2KM.columnOffset() - projection.columnOffset();
    return Math.abs(lines - Math.rint(lines)) < 0.01
        && Math.abs(columns - Math.rint(columns)) < 0.01;
  }
}
