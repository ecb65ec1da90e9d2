package org.kokyu.met;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;
import ucar.ma2.Array;
import ucar.ma2.InvalidRangeException;
import ucar.nc2.Attribute;
import ucar.nc2.Dimension;
import ucar.nc2.NetcdfFile;
import ucar.nc2.Variable;

/**
 * One variable on a grid, read in tiles of all levels by 32 by 32 columns; the latest tiles stay in
 * memory. Thread-safe.
 */
final class GridField {
  private static final int TILE = 32;
  private static final int MAX_TILES = 64;
  private static final long MAX_TILE_VALUES = 1L << 24;

  private final GriddedFile file;
  private final GridLayout layout;
  private final GridRole role;
  private final String variable;
  private final int[] shape;
  private final int timeAt;
  private final int levelAt;
  private final int latitudeAt;
  private final int longitudeAt;
  private final double factor;
  private final double scale;
  private final double offset;
  private final double[] fills;
  private final Optional<GridLevels> levels;
  private final Map<Long, float[]> tiles =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, float[]> eldest) {
          return size() > MAX_TILES;
        }
      };

  GridField(GriddedFile file, GridLayout layout, GridRole role, Variable v) {
    this.file = file;
    this.layout = layout;
    this.role = role;
    this.variable = v.getFullName();
    this.shape = v.getShape();
    int[] at = new int[] {-1, -1, -1, -1};
    for (int d = 0; d < shape.length; d++) {
      int which = kind(v.getDimension(d));
      if (which >= 0 && at[which] >= 0) {
        throw layout.fault(
            variable, "one dimension besides time and place", v.getDimensionsString());
      }
      if (which >= 0) {
        at[which] = d;
      }
    }
    timeAt = at[0];
    levelAt = at[1];
    latitudeAt = at[2];
    longitudeAt = at[3];
    levels = levelAt < 0 ? Optional.empty() : layout.levels(v.getDimension(levelAt).getShortName());
    factor = factor(v);
    scale = number(v, "scale_factor", 1);
    offset = number(v, "add_offset", 0);
    fills =
        new double[] {number(v, "_FillValue", Double.NaN), number(v, "missing_value", Double.NaN)};
    if ((long) levelCount() * TILE * TILE > MAX_TILE_VALUES) {
      throw layout.fault(variable, "at most 16384 levels", Integer.toString(levelCount()));
    }
  }

  private int kind(Dimension d) {
    String name = String.valueOf(d.getShortName());
    if (layout.isTime(name)) {
      return 0;
    }
    if (layout.isLatitude(name)) {
      return 2;
    }
    if (layout.isLongitude(name)) {
      return 3;
    }
    return role.hasLevels() && (d.getLength() > 1 || layout.levels(name).isPresent()) ? 1 : -1;
  }

  private double factor(Variable v) {
    String unit = GridLayout.unit(v);
    if (role.unit() == UnitScale.ANY) {
      return 1;
    }
    Double found = role.unit().factors().get(unit);
    if (found == null) {
      throw layout.fault(
          variable, "unit " + role.unit().expected(), unit.isEmpty() ? "none" : unit);
    }
    return found;
  }

  private static double number(Variable v, String attributeName, double otherwise) {
    Attribute a = v.findAttribute(attributeName);
    return a == null || a.getNumericValue() == null ? otherwise : a.getNumericValue().doubleValue();
  }

  GriddedFile file() {
    return file;
  }

  int levelCount() {
    return levelAt < 0 ? 1 : shape[levelAt];
  }

  /** Pressures of the levels; empty where a field of pressures has to be looked at. */
  Optional<GridLevels> levels() {
    return levels;
  }

  /**
   * Values of all levels at a place, bilinear; a level of which more than half the weight is fill
   * is not a number. Empty outside the grid.
   */
  Optional<double[]> column(int time, double latitudeDeg, double longitudeDeg) {
    Optional<GridAxis.Between> north = layout.latitude().find(latitudeDeg);
    Optional<GridAxis.Between> east = layout.longitude().find(longitudeDeg);
    if (north.isEmpty() || east.isEmpty()) {
      return Optional.empty();
    }
    double[] sum = new double[levelCount()];
    double[] weight = new double[levelCount()];
    GridAxis.Between y = north.get();
    GridAxis.Between x = east.get();
    add(time, y.first(), x.first(), (1 - y.weight()) * (1 - x.weight()), sum, weight);
    add(time, y.first(), x.second(), (1 - y.weight()) * x.weight(), sum, weight);
    add(time, y.second(), x.first(), y.weight() * (1 - x.weight()), sum, weight);
    add(time, y.second(), x.second(), y.weight() * x.weight(), sum, weight);
    for (int k = 0; k < sum.length; k++) {
      sum[k] = weight[k] >= 0.5 ? sum[k] / weight[k] : Double.NaN;
    }
    return Optional.of(sum);
  }

  private void add(int time, int row, int column, double w, double[] sum, double[] weight) {
    if (w == 0) {
      return;
    }
    float[] tile = tile(timeAt < 0 ? 0 : time, row / TILE, column / TILE);
    int columns = Math.min(TILE, shape[longitudeAt] - column / TILE * TILE);
    int rows = Math.min(TILE, shape[latitudeAt] - row / TILE * TILE);
    for (int k = 0; k < sum.length; k++) {
      float v = tile[(k * rows + row % TILE) * columns + column % TILE];
      if (Float.isFinite(v)) {
        sum[k] += w * v;
        weight[k] += w;
      }
    }
  }

  private float[] tile(int time, int tileRow, int tileColumn) {
    long key = ((long) time << 40) | ((long) tileRow << 20) | tileColumn;
    synchronized (file) {
      float[] known = tiles.get(key);
      if (known == null) {
        known = read(time, tileRow, tileColumn);
        tiles.put(key, known);
      }
      return known;
    }
  }

  /** Levels by rows by columns, in our unit. */
  private float[] read(int time, int tileRow, int tileColumn) {
    int[] origin = new int[shape.length];
    int[] size = new int[shape.length];
    Arrays.fill(size, 1);
    if (timeAt >= 0) {
      origin[timeAt] = time;
    }
    if (levelAt >= 0) {
      size[levelAt] = shape[levelAt];
    }
    origin[latitudeAt] = tileRow * TILE;
    size[latitudeAt] = Math.min(TILE, shape[latitudeAt] - origin[latitudeAt]);
    origin[longitudeAt] = tileColumn * TILE;
    size[longitudeAt] = Math.min(TILE, shape[longitudeAt] - origin[longitudeAt]);
    NetcdfFile nc = file.library();
    Array array;
    try {
      array = ordered(nc.findVariable(variable).read(origin, size));
    } catch (IOException | InvalidRangeException | RuntimeException e) {
      throw new MalformedInputException(
          InputFault.CORRUPT,
          "%s: %s: readable numbers expected, found %s"
              .formatted(file.name(), variable, e.getMessage()),
          e);
    }
    double[] values = (double[]) array.get1DJavaArray(double.class);
    float[] tile = new float[values.length];
    for (int i = 0; i < tile.length; i++) {
      tile[i] = (float) converted(values[i]);
    }
    return tile;
  }

  private double converted(double stored) {
    if (!Double.isFinite(stored) || stored == fills[0] || stored == fills[1]) {
      return Double.NaN;
    }
    double value = factor * (offset + scale * stored);
    if (!role.allows(value)) {
      throw layout.fault(variable, role.range(), Double.toString(value));
    }
    return value;
  }

  /** With level, latitude and longitude as the last three dimensions in this order. */
  private Array ordered(Array array) {
    int[] order = new int[shape.length];
    int n = 0;
    for (int d = 0; d < shape.length; d++) {
      if (d != levelAt && d != latitudeAt && d != longitudeAt) {
        order[n++] = d;
      }
    }
    if (levelAt >= 0) {
      order[n++] = levelAt;
    }
    order[n++] = latitudeAt;
    order[n] = longitudeAt;
    return array.permute(order).copy();
  }
}
