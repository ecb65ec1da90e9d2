package org.kokyu.ops.publish;

import java.nio.file.Path;
import java.time.Instant;
import java.util.function.IntUnaryOperator;

/**
 * A thinned land surface temperature map. Arrays are row-major, north to south; shared, treat as
 * constant.
 *
 * @param id product name
 * @param platform H08 or H09
 * @param grid name of the grid
 * @param time nominal time of the slot
 * @param coverage share of the expected segments that was present
 * @param stride every how many rows and columns one was kept
 * @param rows rows kept
 * @param columns columns kept
 * @param latitudeDeg of each kept cell, NaN off the earth
 * @param longitudeDeg of each kept cell, NaN off the earth
 * @param lstK temperature, NaN where not produced
 * @param cloudMask 0 clear … 3 cloudy, −1 unknown
 * @param qualityFlag 0 good, 1 use with care, 2 not produced
 */
public record LstOverview(
    String id,
    String platform,
    String grid,
    Instant time,
    double coverage,
    int stride,
    int rows,
    int columns,
    float[] latitudeDeg,
    float[] longitudeDeg,
    float[] lstK,
    byte[] cloudMask,
    byte[] qualityFlag) {

  static LstOverview read(Path file, int maxCells) {
    if (maxCells < 1) {
      throw new IllegalArgumentException("at least one cell must be asked for: " + maxCells);
    }
    try (NetcdfInput in = NetcdfInput.open(file)) {
      boolean regular = !in.has("line");
      int allRows = in.length(regular ? "latitude" : "y");
      int allColumns = in.length(regular ? "longitude" : "x");
      int stride = stride(allRows, allColumns, maxCells);
      int rows = (allRows - 1) / stride + 1;
      int columns = (allColumns - 1) / stride + 1;
      return new LstOverview(
          in.text("id"),
          in.text("platform"),
          in.text("grid"),
          Instant.ofEpochSecond(Math.round(in.doubles("time")[0])),
          in.number("coverage"),
          stride,
          rows,
          columns,
          places(in.thinned("latitude", stride), rows, columns, i -> i / columns),
          places(in.thinned("longitude", stride), rows, columns, i -> i % columns),
          floats(in.thinned("lst", stride)),
          bytes(in.thinned("cloud_mask", stride)),
          bytes(in.thinned("quality_flag", stride)));
    }
  }

  /** Coordinates per cell, from coordinates per cell or along one axis. */
  private static float[] places(double[] values, int rows, int columns, IntUnaryOperator axis) {
    if (values.length == rows * columns && rows > 1 && columns > 1) {
      return floats(values);
    }
    float[] spread = new float[rows * columns];
    for (int i = 0; i < spread.length; i++) {
      spread[i] = (float) values[Math.min(values.length - 1, axis.applyAsInt(i))];
    }
    return spread;
  }

  private static float[] floats(double[] values) {
    float[] f = new float[values.length];
    for (int i = 0; i < f.length; i++) {
      f[i] = (float) values[i];
    }
    return f;
  }

  /** Bytes, fill as −1. */
  private static byte[] bytes(double[] values) {
    byte[] b = new byte[values.length];
    for (int i = 0; i < b.length; i++) {
      b[i] = Double.isNaN(values[i]) ? -1 : (byte) values[i];
    }
    return b;
  }

  private static int stride(int rows, int columns, int maxCells) {
    int stride = 1;
    while (((rows - 1L) / stride + 1) * ((columns - 1L) / stride + 1) > maxCells) {
      stride++;
    }
    return stride;
  }
}
