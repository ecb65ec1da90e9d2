package org.kokyu.land.io;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;
import ucar.nc2.Attribute;
import ucar.nc2.NetcdfFile;
import ucar.nc2.Variable;

/**
 * Cell centres along latitude or longitude of a regular grid, rising or falling [degrees].
 *
 * @param name of the dimension or variable, for messages
 * @param first centre of the first cell
 * @param step between centres, negative if they fall
 * @param size number of cells
 */
record CellAxis(String name, double first, double step, int size) {
  private static final double TOLERANCE = 0.1;

  /**
   * From centres, which must be evenly spaced to a tenth of a cell and on the earth.
   *
   * @param place for messages
   */
  static CellAxis of(String name, double[] centre, double limit, String place) {
    int n = centre.length;
    if (n < 2) {
      throw new MalformedInputException(
          InputFault.WRONG_FORMAT,
          "%s: %s: at least 2 cells expected, found %d".formatted(place, name, n));
    }
    double step = (centre[n - 1] - centre[0]) / (n - 1);
    for (int i = 0; i < n; i++) {
      boolean even = Math.abs(centre[i] - centre[0] - i * step) <= TOLERANCE * Math.abs(step);
      if (!even || !(Math.abs(centre[i]) <= limit) || step == 0) {
        throw new MalformedInputException(
            InputFault.CORRUPT,
            String.format(
                Locale.ROOT,
                "%s: %s[%d]: evenly spaced degrees up to %.0f expected, found %s",
                place,
                name,
                i,
                limit,
                centre[i]));
      }
    }
    return new CellAxis(name, centre[0], step, n);
  }

  /** The axis of a one-dimensional variable with one of these names. */
  static CellAxis read(NetcdfFile nc, boolean latitude, String place) throws IOException {
    List<String> names =
        latitude
            ? List.of("latitude", "lat", "Latitude")
            : List.of("longitude", "lon", "Longitude");
    String unit = latitude ? "degrees_north" : "degrees_east";
    for (String name : names) {
      Variable v = nc.findVariable(name);
      if (v == null || v.getRank() != 1) {
        continue;
      }
      Attribute a = v.findAttribute("units");
      String found = a == null || !a.isString() ? "" : a.getStringValue().trim();
      String plain = found.replace("degree_", "degrees_");
      if (!plain.isEmpty() && !plain.equals(unit) && !plain.equals("degrees")) {
        throw new MalformedInputException(
            InputFault.HEADER_MISMATCH,
            "%s: %s: unit %s expected, found '%s'".formatted(place, name, unit, found));
      }
      double[] centre = (double[]) v.read().get1DJavaArray(double.class);
      return of(name, centre, latitude ? 90 : 360, place);
    }
    throw new MalformedInputException(
        InputFault.WRONG_FORMAT,
        "%s: one-dimensional variable %s expected, not found".formatted(place, names.get(0)));
  }

  /** Cell that a latitude is in, −1 outside. */
  int cell(double degrees) {
    double x = Math.rint((degrees - first) / step);
    return x >= 0 && x < size ? (int) x : -1;
  }

  /** Cell that a longitude is in, whichever way round it is counted, −1 outside. */
  int cellAround(double degrees) {
    int direct = cell(degrees);
    if (direct >= 0) {
      return direct;
    }
    int up = cell(degrees + 360);
    return up >= 0 ? up : cell(degrees - 360);
  }
}
