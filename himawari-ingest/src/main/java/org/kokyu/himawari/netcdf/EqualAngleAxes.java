package org.kokyu.himawari.netcdf;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.kokyu.core.scene.SceneGeometry;
import org.kokyu.core.scene.SceneGrid;

/**
 * Axes of an equal-angle grid as a file states them: latitudes falling, longitudes rising by one
 * common step [degrees]. A grid that was widened is read as it is.
 */
record EqualAngleAxes(
    double firstLatitude, double firstLongitude, double step, int rows, int columns) {
  /** Axes are single precision: half a unit in the last place of 200 is 1e-5 degree. */
  private static final double TOLERANCE_DEG = 1e-4;

  private static final double NODE_TOLERANCE = 1e-6;

  static EqualAngleAxes of(NetcdfFields file, PtreeFileName name) {
    double[] latitude = file.axis("latitude");
    double[] longitude = file.axis("longitude");
    length(file, "latitude", name.rows(), latitude);
    length(file, "longitude", name.columns(), longitude);
    double span = longitude[longitude.length - 1] - longitude[0];
    double step =
        BigDecimal.valueOf(finite(file, "longitude", span) / (longitude.length - 1))
            .setScale(4, RoundingMode.HALF_EVEN)
            .doubleValue();
    regular(file, "longitude", longitude, step);
    regular(file, "latitude", latitude, -step);
    return new EqualAngleAxes(
        round(latitude[0]), round(longitude[0]), step, latitude.length, longitude.length);
  }

  private static void length(NetcdfFields file, String axis, int expected, double[] values) {
    if (values.length != expected || expected < 2) {
      throw file.fault(axis, expected + " values", values.length);
    }
  }

  private static double finite(NetcdfFields file, String axis, double span) {
    if (!Double.isFinite(span)) {
      throw file.fault(axis, "finite values", span);
    }
    return span;
  }

  private static void regular(NetcdfFields file, String axis, double[] values, double step) {
    double limit = axis.equals("latitude") ? 90 : 360;
    for (int i = 0; i < values.length; i++) {
      double expected = values[0] + i * step;
      if (!(Math.abs(values[i] - expected) <= TOLERANCE_DEG)
          || Math.abs(values[i]) > limit
          || step == 0) {
        throw file.fault(axis + "[" + i + "]", "steps of %s degrees".formatted(step), values[i]);
      }
    }
    if (axis.equals("longitude") && step < 0) {
      throw file.fault(axis, "values from west to east", "steps of " + step);
    }
  }

  private static double round(double degrees) {
    return BigDecimal.valueOf(degrees).setScale(4, RoundingMode.HALF_EVEN).doubleValue();
  }

  int[] shape() {
    return new int[] {rows, columns};
  }

  /** The nodes within bounds [degrees], longitudes as the file counts them. */
  NetcdfFields.Window window(NetcdfFields file, PtreeReader.Bounds b) {
    int north = first((firstLatitude - b.northDeg()) / step);
    int south = beyond((firstLatitude - b.southDeg()) / step, rows);
    int west = first((b.westDeg() - firstLongitude) / step);
    int east = beyond((b.eastDeg() - firstLongitude) / step, columns);
    if (south <= north || east <= west) {
      throw file.fault("grid", "nodes within " + b, this);
    }
    return new NetcdfFields.Window(north, west, south - north, east - west);
  }

  /** First node not before a position; nodes on a bound belong to it. */
  private static int first(double position) {
    return (int) Math.max(0, Math.ceil(position - NODE_TOLERANCE));
  }

  /** First node beyond a position. */
  private static int beyond(double position, int n) {
    return (int) Math.min(n, Math.floor(position + NODE_TOLERANCE) + 1);
  }

  /** Cells around the nodes of a window. */
  SceneGrid.LatLon grid(NetcdfFields.Window w) {
    String name = "ptree-" + BigDecimal.valueOf(step).stripTrailingZeros().toPlainString();
    return new SceneGrid.LatLon(
        name,
        firstLatitude - (w.row() - 0.5) * step,
        firstLongitude + (w.column() - 0.5) * step,
        step,
        w.rows(),
        w.columns());
  }

  static SceneGeometry geometry(SceneGrid.LatLon grid, float[] viewZenithDeg) {
    float[] latitude = new float[grid.rows()];
    for (int r = 0; r < latitude.length; r++) {
      latitude[r] = (float) grid.latitudeDeg(r);
    }
    float[] east = new float[grid.columns()];
    for (int c = 0; c < east.length; c++) {
      double longitude = grid.longitudeDeg(c);
      east[c] = (float) (longitude >= 180 ? longitude - 360 : longitude);
    }
    return SceneGeometry.regular(latitude, east, viewZenithDeg);
  }
}
