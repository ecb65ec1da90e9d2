package org.kokyu.ops.publish;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import ucar.ma2.Array;
import ucar.ma2.DataType;
import ucar.ma2.InvalidRangeException;
import ucar.nc2.Attribute;
import ucar.nc2.NetcdfFileWriter;
import ucar.nc2.Variable;

/**
 * A gridded NetCDF file written in blocks of rows, so that only one block is ever held packed.
 *
 * <p>Define everything, then {@link #create()}, then write the data. This is the one place that
 * chooses the file format of maps: NetCDF-3 with 64-bit offsets. Compressed NetCDF-4 would be
 * another {@link NetcdfFileWriter.Version} here and nothing else. Not thread-safe.
 */
final class PackedGridFile implements AutoCloseable {
  /** Value of packed shorts that means no data. */
  static final short FILL = Short.MIN_VALUE;

  private static final int BLOCK_CELLS = 1 << 20;

  /** Value of one cell, row-major index. */
  @FunctionalInterface
  interface Cell {
    double at(int index);
  }

  private final NetcdfFileWriter nc;
  private final int rows;
  private final int columns;
  private final String grid;
  private final List<Action> pending = new ArrayList<>();

  private interface Action {
    void run() throws IOException, InvalidRangeException;
  }

  PackedGridFile(Path file, String rowName, int rows, String columnName, int columns)
      throws IOException {
    this.nc = NetcdfFileWriter.createNew(NetcdfFileWriter.Version.netcdf3, file.toString());
    nc.setLargeFile(true);
    nc.setFill(false);
    this.rows = rows;
    this.columns = columns;
    this.grid = rowName + " " + columnName;
    nc.addDimension(null, rowName, rows);
    nc.addDimension(null, columnName, columns);
  }

  void attribute(String name, String value) {
    nc.addGroupAttribute(null, new Attribute(name, value));
  }

  void attribute(String name, Number value) {
    nc.addGroupAttribute(null, new Attribute(name, value));
  }

  /** A scalar or one-dimensional variable. */
  void coordinate(
      String name, DataType type, String dimensions, double[] values, Attribute... attributes) {
    Variable v = define(name, type, dimensions, attributes);
    pending.add(
        () -> {
          Array array = Array.factory(type, v.getShape());
          for (int i = 0; i < values.length; i++) {
            array.setDouble(i, values[i]);
          }
          nc.write(v, array);
        });
  }

  /** A grid packed into shorts: value = offset + scale · stored; unstorable values become fill. */
  void packed(String name, double scale, double offset, Cell cell, Attribute... attributes) {
    Variable v = define(name, DataType.SHORT, grid, attributes);
    v.addAttribute(new Attribute("_FillValue", FILL));
    v.addAttribute(new Attribute("scale_factor", scale));
    v.addAttribute(new Attribute("add_offset", offset));
    pending.add(
        () -> {
          for (Block block : blocks()) {
            short[] stored = new short[block.cells()];
            for (int i = 0; i < stored.length; i++) {
              stored[i] = pack(cell.at(block.first() + i), scale, offset);
            }
            write(v, block, DataType.SHORT, stored);
          }
        });
  }

  private static short pack(double value, double scale, double offset) {
    double stored = Math.rint((value - offset) / scale);
    return stored > FILL && stored <= Short.MAX_VALUE ? (short) stored : FILL;
  }

  /** A grid of bytes. */
  void bytes(String name, byte[] values, Attribute... attributes) {
    Variable v = define(name, DataType.BYTE, grid, attributes);
    pending.add(
        () -> {
          for (Block block : blocks()) {
            byte[] part = new byte[block.cells()];
            System.arraycopy(values, block.first(), part, 0, part.length);
            write(v, block, DataType.BYTE, part);
          }
        });
  }

  /** A grid of 16-bit words. */
  void shorts(String name, short[] values, Attribute... attributes) {
    Variable v = define(name, DataType.SHORT, grid, attributes);
    pending.add(
        () -> {
          for (Block block : blocks()) {
            short[] part = new short[block.cells()];
            System.arraycopy(values, block.first(), part, 0, part.length);
            write(v, block, DataType.SHORT, part);
          }
        });
  }

  /** A grid of single-precision numbers. */
  void floats(String name, float[] values, Attribute... attributes) {
    Variable v = define(name, DataType.FLOAT, grid, attributes);
    v.addAttribute(new Attribute("_FillValue", Float.NaN));
    pending.add(
        () -> {
          for (Block block : blocks()) {
            float[] part = new float[block.cells()];
            System.arraycopy(values, block.first(), part, 0, part.length);
            write(v, block, DataType.FLOAT, part);
          }
        });
  }

  private Variable define(String name, DataType type, String dimensions, Attribute... attributes) {
    Variable v = nc.addVariable(null, name, type, dimensions);
    for (Attribute attribute : attributes) {
      v.addAttribute(attribute);
    }
    return v;
  }

  /** Rows of the grid that are written together. */
  private record Block(int firstRow, int rows, int columns) {
    int first() {
      return firstRow * columns;
    }

    int cells() {
      return rows * columns;
    }
  }

  private List<Block> blocks() {
    int step = Math.max(1, BLOCK_CELLS / columns);
    List<Block> blocks = new ArrayList<>();
    for (int row = 0; row < rows; row += step) {
      blocks.add(new Block(row, Math.min(step, rows - row), columns));
    }
    return blocks;
  }

  private void write(Variable v, Block block, DataType type, Object storage)
      throws IOException, InvalidRangeException {
    Array array = Array.factory(type, new int[] {block.rows(), columns}, storage);
    nc.write(v, new int[] {block.firstRow(), 0}, array);
  }

  /** Writes the header and all data. */
  void create() throws IOException {
    nc.create();
    try {
      for (Action action : pending) {
        action.run();
      }
    } catch (InvalidRangeException e) {
      throw new IOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    nc.close();
  }
}
