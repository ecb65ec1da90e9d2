package org.kokyu.ops.publish;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.kokyu.core.parallel.BlockLoop;
import ucar.ma2.DataType;
import ucar.nc2.Attribute;

/**
 * A gridded file in the NetCDF classic format with 64-bit offsets (NetCDF Classic Format
 * Specification, Unidata; "CDF-2"), written in blocks of rows by several threads.
 *
 * <p>Define everything, then {@link #write}. Same content, same bytes, for any executor. The format
 * is written here and not by netCDF-Java because its writer takes the numbers one by one: eight
 * times as long for a map of 14 million cells, on one thread. Tests read the files with netCDF-Java
 * and with the C library. Not thread-safe.
 */
final class PackedGridFile {
  /** Value of packed shorts that means no data. */
  static final short FILL = Short.MIN_VALUE;

  /** What rounds to a short other than the fill value is below it. */
  private static final double MOST_STORED = Short.MAX_VALUE + 0.5;

  /** Double-precision numbers of this size have a step of 1. */
  private static final double WHOLE_NUMBERS = 0x1.8p52;

  private static final int BLOCK_CELLS = 1 << 18;
  private static final int TAG_DIMENSION = 10;
  private static final int TAG_VARIABLE = 11;
  private static final int TAG_ATTRIBUTE = 12;
  private static final long LARGEST_SIZE = 0xffffffffL;

  private final String rowName;
  private final int rows;
  private final String columnName;
  private final int columns;
  private final List<Attribute> global = new ArrayList<>();
  private final List<Variable> variables = new ArrayList<>();

  /** Makes the values of some rows; called by several threads, each block once. */
  @FunctionalInterface
  interface RowSource {
    void make(int firstRow, int rowCount, Rows out);
  }

  /** Takes the values of the rows of one block. */
  interface Rows {
    /** Of a packed variable or one of single-precision numbers. */
    void put(int variable, float[] values);

    void put(int variable, byte[] values);

    void put(int variable, short[] words);
  }

  /** Puts some cells of a variable into a buffer of the file's byte order. */
  @FunctionalInterface
  private interface Filling {
    void put(int fromCell, int toCell, ByteBuffer target);
  }

  private record Variable(
      String name, DataType type, int[] dimensions, List<Attribute> attributes, Filling filling) {
    double number(String attribute) {
      return attributes.stream()
          .filter(a -> a.getShortName().equals(attribute))
          .findFirst()
          .orElseThrow()
          .getNumericValue()
          .doubleValue();
    }
  }

  PackedGridFile(String rowName, int rows, String columnName, int columns) {
    this.rowName = rowName;
    this.rows = rows;
    this.columnName = columnName;
    this.columns = columns;
  }

  void attribute(String name, String value) {
    global.add(new Attribute(name, value));
  }

  void attribute(String name, Number value) {
    global.add(new Attribute(name, value));
  }

  /**
   * A scalar or one-dimensional variable of INT or DOUBLE.
   *
   * @param dimension name of the row or column dimension, empty for a scalar
   */
  void coordinate(
      String name, DataType type, String dimension, double[] values, Attribute... attributes) {
    int[] dimensions =
        dimension.isEmpty() ? new int[0] : new int[] {dimension.equals(rowName) ? 0 : 1};
    add(
        name,
        type,
        dimensions,
        List.of(attributes),
        (from, to, target) -> {
          for (int i = from; i < to; i++) {
            if (type == DataType.INT) {
              target.putInt((int) values[i]);
            } else {
              target.putDouble(values[i]);
            }
          }
        });
  }

  /** A grid packed into shorts: value = offset + scale · stored; unstorable values become fill. */
  void packed(String name, double scale, double offset, float[] values, Attribute... attributes) {
    List<Attribute> all = new ArrayList<>(List.of(attributes));
    all.add(new Attribute("_FillValue", FILL));
    all.add(new Attribute("scale_factor", scale));
    all.add(new Attribute("add_offset", offset));
    grid(
        name,
        DataType.SHORT,
        all,
        (from, to, target) -> {
          short[] stored = new short[to - from];
          for (int i = 0; i < stored.length; i++) {
            stored[i] = pack(values[from + i], 1 / scale, offset);
          }
          target.asShortBuffer().put(stored);
          target.position(target.position() + 2 * stored.length);
        });
  }

  private static short pack(double value, double perUnit, double offset) {
    double stored = (value - offset) * perUnit;
    // the sum rounds half to even; its lowest bits are the whole number
    return Math.abs(stored) < MOST_STORED
        ? (short) Double.doubleToRawLongBits(stored + WHOLE_NUMBERS)
        : FILL;
  }

  /**
   * A packed grid whose values are made row by row while the file is written.
   *
   * @return its number, for {@link Rows}
   */
  int packedRows(String name, double scale, double offset, Attribute... attributes) {
    packed(name, scale, offset, null, attributes);
    return streamed();
  }

  /** As {@link #packedRows}, of bytes. */
  int byteRows(String name, Attribute... attributes) {
    bytes(name, null, attributes);
    return streamed();
  }

  /** As {@link #packedRows}, of 16-bit words. */
  int wordRows(String name, Attribute... attributes) {
    shorts(name, null, attributes);
    return streamed();
  }

  /** As {@link #packedRows}, of single-precision numbers. */
  int floatRows(String name, Attribute... attributes) {
    floats(name, null, attributes);
    return streamed();
  }

  private int streamed() {
    int last = variables.size() - 1;
    Variable v = variables.get(last);
    variables.set(last, new Variable(v.name(), v.type(), v.dimensions(), v.attributes(), null));
    return last;
  }

  /** A grid of double-precision numbers. */
  void doubles(String name, double[] values, Attribute... attributes) {
    grid(
        name,
        DataType.DOUBLE,
        List.of(attributes),
        (from, to, target) -> {
          target.asDoubleBuffer().put(values, from, to - from);
          target.position(target.position() + 8 * (to - from));
        });
  }

  /** A grid of bytes. */
  void bytes(String name, byte[] values, Attribute... attributes) {
    grid(
        name,
        DataType.BYTE,
        List.of(attributes),
        (from, to, target) -> target.put(values, from, to - from));
  }

  /** A grid of 16-bit words. */
  void shorts(String name, short[] values, Attribute... attributes) {
    grid(
        name,
        DataType.SHORT,
        List.of(attributes),
        (from, to, target) -> {
          target.asShortBuffer().put(values, from, to - from);
          target.position(target.position() + 2 * (to - from));
        });
  }

  /** A grid of single-precision numbers. */
  void floats(String name, float[] values, Attribute... attributes) {
    List<Attribute> all = new ArrayList<>(List.of(attributes));
    all.add(new Attribute("_FillValue", Float.NaN));
    grid(
        name,
        DataType.FLOAT,
        all,
        (from, to, target) -> {
          target.asFloatBuffer().put(values, from, to - from);
          target.position(target.position() + 4 * (to - from));
        });
  }

  private void grid(String name, DataType type, List<Attribute> attributes, Filling filling) {
    add(name, type, new int[] {0, 1}, attributes, filling);
  }

  private void add(
      String name, DataType type, int[] dimensions, List<Attribute> attributes, Filling filling) {
    variables.add(new Variable(name, type, dimensions, attributes, filling));
  }

  private int cells(Variable v) {
    int n = 1;
    for (int d : v.dimensions()) {
      n *= d == 0 ? rows : columns;
    }
    return n;
  }

  /** Bytes in the file, rounded up to whole words. */
  private long size(Variable v) {
    return ((long) cells(v) * v.type().getSize() + 3) / 4 * 4;
  }

  /** Some cells of a variable and where they go. */
  private record Part(Variable variable, long position, int fromCell, int toCell) {}

  /**
   * Writes the file.
   *
   * @param executor lends threads; may be the pool that the caller runs on
   * @param helpers most tasks to hand to it at a time
   */
  void write(Path file, Executor executor, int helpers) throws IOException {
    write(file, executor, helpers, rows, null);
  }

  /**
   * Writes the file; the variables of rows are made on the way.
   *
   * @param blockRows rows that are made at a time
   */
  void write(Path file, Executor executor, int helpers, int blockRows, RowSource source)
      throws IOException {
    // the offsets have a fixed length, so the header is as long with them as without
    byte[] header = header(0);
    header = header(header.length);
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      put(channel, 0, ByteBuffer.wrap(header));
      List<Part> parts = parts(header.length);
      BlockLoop.run(executor, helpers, parts.size(), i -> put(channel, parts.get(i)));
      if (source != null) {
        long[] begins = begins(header.length);
        BlockLoop.run(
            executor,
            helpers,
            (rows + blockRows - 1) / blockRows,
            block -> {
              int first = block * blockRows;
              int count = Math.min(blockRows, rows - first);
              source.make(first, count, new BlockRows(channel, begins, first, count));
            });
        long total = begins[variables.size()];
        if (channel.size() < total) {
          put(channel, total - 1, ByteBuffer.allocate(1)); // padding of the last variable
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Where each variable begins; the last number is the end of the file. */
  private long[] begins(long start) {
    long[] begins = new long[variables.size() + 1];
    begins[0] = start;
    for (int i = 0; i < variables.size(); i++) {
      begins[i + 1] = begins[i] + size(variables.get(i));
    }
    return begins;
  }

  /** Writes the rows of one block to their places. */
  private final class BlockRows implements Rows {
    private final FileChannel channel;
    private final long[] begins;
    private final int first;
    private final int count;

    BlockRows(FileChannel channel, long[] begins, int first, int count) {
      this.channel = channel;
      this.begins = begins;
      this.first = first;
      this.count = count;
    }

    @Override
    public void put(int variable, float[] values) {
      Variable v = variables.get(variable);
      int n = count * columns;
      ByteBuffer buffer = ByteBuffer.allocate(n * v.type().getSize());
      if (v.type() == DataType.FLOAT) {
        buffer.asFloatBuffer().put(values, 0, n);
      } else {
        buffer.asShortBuffer().put(packed(v, values, n), 0, n);
      }
      write(variable, v, buffer);
    }

    @Override
    public void put(int variable, byte[] values) {
      write(variable, variables.get(variable), ByteBuffer.wrap(values, 0, count * columns));
    }

    @Override
    public void put(int variable, short[] words) {
      ByteBuffer buffer = ByteBuffer.allocate(2 * count * columns);
      buffer.asShortBuffer().put(words, 0, count * columns);
      write(variable, variables.get(variable), buffer);
    }

    private void write(int variable, Variable v, ByteBuffer buffer) {
      try {
        PackedGridFile.put(
            channel, begins[variable] + (long) first * columns * v.type().getSize(), buffer);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static short[] packed(Variable v, float[] values, int n) {
    double perUnit = 1 / v.number("scale_factor");
    double offset = v.number("add_offset");
    short[] stored = new short[n];
    for (int i = 0; i < n; i++) {
      stored[i] = pack(values[i], perUnit, offset);
    }
    return stored;
  }

  private List<Part> parts(long start) {
    List<Part> parts = new ArrayList<>();
    long begin = start;
    for (Variable v : variables) {
      int n = v.filling() == null ? 0 : cells(v);
      for (int from = 0; from < n; from += BLOCK_CELLS) {
        int to = Math.min(n, from + BLOCK_CELLS);
        parts.add(new Part(v, begin + (long) from * v.type().getSize(), from, to));
      }
      begin += size(v);
    }
    return parts;
  }

  private static void put(FileChannel channel, Part part) {
    int bytes = (part.toCell() - part.fromCell()) * part.variable().type().getSize();
    int padded = (bytes + 3) / 4 * 4; // only the end of a variable can be odd
    ByteBuffer buffer = ByteBuffer.allocate(padded);
    part.variable().filling().put(part.fromCell(), part.toCell(), buffer);
    try {
      put(channel, part.position(), buffer.rewind());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void put(FileChannel channel, long position, ByteBuffer buffer)
      throws IOException {
    long at = position;
    while (buffer.hasRemaining()) {
      at += channel.write(buffer, at);
    }
  }

  private byte[] header(long firstOffset) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeBytes("CDF");
    out.writeByte(2);
    out.writeInt(0); // no records
    out.writeInt(TAG_DIMENSION);
    out.writeInt(2);
    text(out, rowName);
    out.writeInt(rows);
    text(out, columnName);
    out.writeInt(columns);
    attributes(out, global);
    out.writeInt(TAG_VARIABLE);
    out.writeInt(variables.size());
    long offset = firstOffset;
    for (Variable v : variables) {
      text(out, v.name());
      out.writeInt(v.dimensions().length);
      for (int d : v.dimensions()) {
        out.writeInt(d);
      }
      attributes(out, v.attributes());
      out.writeInt(typeCode(v.type()));
      out.writeInt((int) Math.min(LARGEST_SIZE, size(v)));
      out.writeLong(offset);
      offset += size(v);
    }
    return bytes.toByteArray();
  }

  private static void attributes(DataOutputStream out, List<Attribute> attributes)
      throws IOException {
    out.writeInt(attributes.isEmpty() ? 0 : TAG_ATTRIBUTE);
    out.writeInt(attributes.size());
    for (Attribute a : attributes) {
      text(out, a.getShortName());
      if (a.isString()) {
        out.writeInt(typeCode(DataType.CHAR));
        text(out, a.getStringValue());
        continue;
      }
      out.writeInt(typeCode(a.getDataType()));
      out.writeInt(a.getLength());
      for (int i = 0; i < a.getLength(); i++) {
        number(out, a.getDataType(), a.getNumericValue(i));
      }
      pad(out, a.getLength() * a.getDataType().getSize());
    }
  }

  private static void number(DataOutputStream out, DataType type, Number value) throws IOException {
    switch (type) {
      case BYTE -> out.writeByte(value.byteValue());
      case SHORT -> out.writeShort(value.shortValue());
      case INT -> out.writeInt(value.intValue());
      case FLOAT -> out.writeFloat(value.floatValue());
      case DOUBLE -> out.writeDouble(value.doubleValue());
      default -> throw new IllegalArgumentException("no type of the classic format: " + type);
    }
  }

  private static int typeCode(DataType type) {
    return switch (type) {
      case BYTE -> 1;
      case CHAR -> 2;
      case SHORT -> 3;
      case INT -> 4;
      case FLOAT -> 5;
      case DOUBLE -> 6;
      default -> throw new IllegalArgumentException("no type of the classic format: " + type);
    };
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
    pad(out, bytes.length);
  }

  private static void pad(DataOutputStream out, int written) throws IOException {
    out.write(new byte[(4 - written % 4) % 4]);
  }
}
