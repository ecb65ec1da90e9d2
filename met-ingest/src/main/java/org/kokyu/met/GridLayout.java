package org.kokyu.met;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;
import ucar.nc2.Attribute;
import ucar.nc2.Dimension;
import ucar.nc2.NetcdfFile;
import ucar.nc2.Variable;

/** Axes and variables of a gridded file. Immutable. */
final class GridLayout {
  private final String file;
  private final String latitudeName;
  private final String longitudeName;
  private final Optional<String> timeName;
  private final GridAxis latitude;
  private final GridAxis longitude;
  private final long[] timesMicros;
  private final OptionalLong referenceMicros;
  private final Map<String, GridLevels> levels = new HashMap<>();

  private GridLayout(String file, NetcdfFile nc) {
    this.file = file;
    Variable north = axis(nc, UnitScale.LATITUDE_DEG).orElseThrow(() -> missing("latitude axis"));
    Variable east = axis(nc, UnitScale.LONGITUDE_DEG).orElseThrow(() -> missing("longitude axis"));
    latitudeName = north.getShortName();
    longitudeName = east.getShortName();
    latitude = grid(north, false);
    longitude = grid(east, true);
    Variable time = time(nc);
    timeName =
        time.getRank() == 1 ? Optional.of(time.getDimension(0).getShortName()) : Optional.empty();
    timesMicros = times(time);
    Variable reference = nc.findVariable("forecast_reference_time");
    referenceMicros =
        reference != null && reference.getSize() == 1
            ? OptionalLong.of(times(reference)[0])
            : OptionalLong.empty();
    for (Variable v : nc.getVariables()) {
      GridLevels.read(this, nc, v).ifPresent(l -> levels.put(v.getDimension(0).getShortName(), l));
    }
  }

  static GridLayout read(String file, NetcdfFile nc) {
    return new GridLayout(file, nc);
  }

  static boolean hasGrid(NetcdfFile nc) {
    return axis(nc, UnitScale.LATITUDE_DEG).isPresent()
        && axis(nc, UnitScale.LONGITUDE_DEG).isPresent();
  }

  /** A one-dimensional coordinate variable of its own dimension with such a unit. */
  private static Optional<Variable> axis(NetcdfFile nc, UnitScale unit) {
    return nc.getVariables().stream()
        .filter(v -> v.isCoordinateVariable() && v.getRank() == 1)
        .filter(v -> unit.factors().containsKey(unit(v)))
        .findFirst();
  }

  private GridAxis grid(Variable v, boolean isLongitude) {
    return GridAxis.of(values(v), isLongitude)
        .orElseThrow(() -> fault(v.getShortName(), "a monotonic axis", "another order"));
  }

  private Variable time(NetcdfFile nc) {
    return nc.getVariables().stream()
        .filter(v -> v.isCoordinateVariable() || v.getSize() == 1)
        .filter(v -> !v.getShortName().equals("forecast_reference_time"))
        .filter(v -> CfTime.parse(unit(v)).isPresent())
        .findFirst()
        .orElseThrow(() -> missing("time with a unit like \"hours since <date>\""));
  }

  private long[] times(Variable v) {
    String calendar = text(v, "calendar").orElse("standard").toLowerCase(Locale.ROOT);
    if (!List.of("standard", "gregorian", "proleptic_gregorian").contains(calendar)) {
      throw fault(v.getShortName(), "calendar standard", calendar);
    }
    CfTime since =
        CfTime.parse(unit(v)).orElseThrow(() -> fault(v.getShortName(), "a time", unit(v)));
    double[] values = values(v);
    long[] micros = new long[values.length];
    for (int i = 0; i < micros.length; i++) {
      micros[i] = since.micros(values[i]);
      if (!Double.isFinite(values[i]) || (i > 0 && micros[i] <= micros[i - 1])) {
        throw fault(
            v.getShortName() + "[" + i + "]", "ascending times", Double.toString(values[i]));
      }
    }
    return micros;
  }

  /** The variable of a role, if the file has one on the grid. */
  Optional<Variable> find(NetcdfFile nc, GridRole role) {
    List<Variable> onGrid = nc.getVariables().stream().filter(v -> isOnGrid(v, role)).toList();
    Optional<Variable> standard =
        onGrid.stream()
            .filter(v -> !role.standardName().isEmpty())
            .filter(v -> text(v, "standard_name").filter(role.standardName()::equals).isPresent())
            .findFirst();
    return standard.or(
        () -> onGrid.stream().filter(v -> role.isNamed(v.getShortName())).findFirst());
  }

  private boolean isOnGrid(Variable v, GridRole role) {
    boolean north = false;
    boolean east = false;
    boolean level = false;
    for (Dimension d : v.getDimensions()) {
      String dimension = String.valueOf(d.getShortName());
      if (dimension.equals(latitudeName)) {
        north = true;
      } else if (dimension.equals(longitudeName)) {
        east = true;
      } else if (!isTime(dimension)) {
        level |= d.getLength() > 1 || levels.containsKey(dimension);
      }
    }
    boolean ofModelLevel = role == GridRole.LN_SURFACE_PRESSURE;
    return north && east && (level == role.hasLevels() || ofModelLevel);
  }

  boolean isTime(String dimension) {
    return timeName.filter(dimension::equals).isPresent();
  }

  boolean isLatitude(String dimension) {
    return dimension.equals(latitudeName);
  }

  boolean isLongitude(String dimension) {
    return dimension.equals(longitudeName);
  }

  /** The levels along a dimension, where it has a coordinate. */
  Optional<GridLevels> levels(String dimension) {
    return Optional.ofNullable(levels.get(dimension));
  }

  GridAxis latitude() {
    return latitude;
  }

  GridAxis longitude() {
    return longitude;
  }

  long[] timesMicros() {
    return timesMicros.clone();
  }

  OptionalLong referenceMicros() {
    return referenceMicros;
  }

  static String unit(Variable v) {
    return v.getUnitsString() == null ? "" : v.getUnitsString().strip();
  }

  static Optional<String> text(Variable v, String attributeName) {
    Attribute a = v.findAttribute(attributeName);
    return a != null && a.isString() ? Optional.of(a.getStringValue().strip()) : Optional.empty();
  }

  /** All values of a small variable. */
  double[] values(Variable v) {
    try {
      double[] values = (double[]) v.read().get1DJavaArray(double.class);
      return values;
    } catch (IOException | RuntimeException e) {
      throw new MalformedInputException(
          InputFault.CORRUPT,
          "%s: %s: readable numbers expected, found %s"
              .formatted(file, v.getFullName(), e.getMessage()),
          e);
    }
  }

  MalformedInputException missing(String what) {
    return new MalformedInputException(
        InputFault.HEADER_MISMATCH, "%s: %s expected, not found".formatted(file, what));
  }

  MalformedInputException fault(String place, String expected, String found) {
    return new MalformedInputException(
        InputFault.HEADER_MISMATCH,
        "%s: %s: %s expected, found %s".formatted(file, place, expected, found));
  }
}
