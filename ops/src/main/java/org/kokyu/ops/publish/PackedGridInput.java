package org.kokyu.ops.publish;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.result.UnavailableInputException;
import org.kokyu.core.scene.SceneGrid;

/**
 * Rows of a map of ours, as {@link PackedGridFile} writes it, read straight into numbers: for steps
 * that go through many maps row by row. Rows may be read by several threads at a time. Thread-safe.
 */
public final class PackedGridInput implements AutoCloseable {
  private static final int MOST_HEADER_BYTES = 1 << 22;
  private static final double DEGREE_TOLERANCE = 1e-6;

  private final String name;
  private final FileChannel channel;
  private final ClassicHeader header;

  private PackedGridInput(String name, FileChannel channel, ClassicHeader header) {
    this.name = name;
    this.channel = channel;
    this.header = header;
  }

  /**
   * Opens a file.
   *
   * @throws MalformedInputException if it is no complete map of ours
   * @throws UnavailableInputException if it cannot be read
   */
  public static PackedGridInput open(Path file) {
    String name = String.valueOf(file.getFileName());
    try {
      FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
      try {
        long size = channel.size();
        if (size == 0) {
          throw new MalformedInputException(InputFault.EMPTY, name + ": no bytes, a map expected");
        }
        ByteBuffer start = ByteBuffer.allocate((int) Math.min(size, MOST_HEADER_BYTES));
        read(channel, start, 0);
        return new PackedGridInput(name, channel, ClassicHeader.parse(name, start.flip(), size));
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
    } catch (NoSuchFileException e) {
      throw new UnavailableInputException(file + ": no such file", e);
    } catch (IOException e) {
      throw new UnavailableInputException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private static void read(FileChannel channel, ByteBuffer into, long position) throws IOException {
    long at = position;
    while (into.hasRemaining()) {
      int n = channel.read(into, at);
      if (n < 0) {
        throw new IOException("the file ends at byte " + at);
      }
      at += n;
    }
  }

  /** File name. */
  public String name() {
    return name;
  }

  public boolean has(String variable) {
    return header.variables().containsKey(variable);
  }

  /** A text among the file's attributes. */
  public Optional<String> text(String attribute) {
    return header.attributes().get(attribute) instanceof String s
        ? Optional.of(s)
        : Optional.empty();
  }

  /** A text that every map of ours has. */
  public String requiredText(String attribute) {
    return text(attribute).orElseThrow(() -> missing("attribute " + attribute));
  }

  /** A number among the file's attributes. */
  public Optional<Double> number(String attribute) {
    return header.attributes().get(attribute) instanceof double[] n && n.length == 1
        ? Optional.of(n[0])
        : Optional.empty();
  }

  /**
   * The equal-angle grid of the map.
   *
   * @throws MalformedInputException if it is on another kind of grid
   */
  public SceneGrid.LatLon grid() {
    double[] latitude = axis("latitude");
    double[] longitude = axis("longitude");
    double step = (longitude[longitude.length - 1] - longitude[0]) / (longitude.length - 1);
    double down = (latitude[0] - latitude[latitude.length - 1]) / (latitude.length - 1);
    if (!(step > 0) || Math.abs(down - step) > DEGREE_TOLERANCE) {
      throw new MalformedInputException(
          InputFault.UNSUPPORTED,
          "%s: cells of one size, rows from north to south expected, found steps of %s and %s degrees"
              .formatted(name, down, step));
    }
    double exact = Math.rint(step * 1e6) / 1e6;
    return new SceneGrid.LatLon(
        requiredText("grid"),
        Math.rint((latitude[0] + step / 2) * 1e6) / 1e6,
        Math.rint((longitude[0] - step / 2) * 1e6) / 1e6,
        exact,
        latitude.length,
        longitude.length);
  }

  /**
   * The window of the full-disk grid of a map on imager pixels.
   *
   * @throws MalformedInputException if it is on another kind of grid
   */
  public SceneGrid.Native window() {
    int[] line = numbers("line");
    int[] column = numbers("column");
    return new SceneGrid.Native(line[0], column[0], line.length, column.length);
  }

  private int[] numbers(String axis) {
    ClassicHeader.Variable v = find(axis);
    if (v.shape().size() != 1 || v.values() < 1 || v.type() != 4) {
      throw new MalformedInputException(
          InputFault.UNSUPPORTED,
          "%s: %s: numbers of lines or columns expected".formatted(name, axis));
    }
    int[] values = new int[(int) v.values()];
    bytes(v, 0, v.values()).asIntBuffer().get(values);
    return values;
  }

  /** The value of a variable without dimensions. */
  public double scalar(String variable) {
    ClassicHeader.Variable v = find(variable);
    if (!v.shape().isEmpty() || v.type() != 6) {
      throw new MalformedInputException(
          InputFault.UNSUPPORTED, "%s: %s: one number expected".formatted(name, variable));
    }
    return bytes(v, 0, 1).getDouble();
  }

  /** Names of the variables. */
  public Set<String> variables() {
    return Set.copyOf(header.variables().keySet());
  }

  /** A number that every map of ours has. */
  public double requiredNumber(String attribute) {
    return number(attribute).orElseThrow(() -> missing("attribute " + attribute));
  }

  private double[] axis(String axis) {
    ClassicHeader.Variable v = find(axis);
    if (v.shape().size() != 1 || v.values() < 2 || v.type() != 6) {
      throw new MalformedInputException(
          InputFault.UNSUPPORTED, name + ": an equal-angle grid expected, found another");
    }
    ByteBuffer bytes = bytes(v, 0, v.values());
    double[] values = new double[(int) v.values()];
    bytes.asDoubleBuffer().get(values);
    return values;
  }

  /**
   * Values of some rows, unpacked, fill as NaN.
   *
   * @param out filled from its start; rows times columns
   */
  public void floats(String variable, int firstRow, int rows, float[] out) {
    ClassicHeader.Variable v = grid(variable);
    int columns = v.shape().get(1);
    int n = rows * columns;
    ByteBuffer bytes = bytes(v, (long) firstRow * columns, n);
    float scale = (float) v.number("scale_factor", 1);
    float offset = (float) v.number("add_offset", 0);
    switch (v.type()) {
      case 1 -> {
        for (int i = 0; i < n; i++) {
          out[i] = bytes.get(i) * scale + offset;
        }
      }
      case 3 -> {
        short[] packed = new short[n];
        bytes.asShortBuffer().get(packed);
        short fill = (short) v.number("_FillValue", PackedGridFile.FILL);
        for (int i = 0; i < n; i++) {
          out[i] = packed[i] == fill ? Float.NaN : packed[i] * scale + offset;
        }
      }
      case 5 -> bytes.asFloatBuffer().get(out, 0, n);
      default ->
          throw new MalformedInputException(
              InputFault.UNSUPPORTED,
              "%s: %s: bytes, shorts or floats expected".formatted(name, variable));
    }
  }

  /** Bytes of some rows, as they are stored. */
  public void bytes(String variable, int firstRow, int rows, byte[] out) {
    ClassicHeader.Variable v = grid(variable);
    if (v.type() != 1) {
      throw new MalformedInputException(
          InputFault.UNSUPPORTED, "%s: %s: bytes expected".formatted(name, variable));
    }
    int columns = v.shape().get(1);
    bytes(v, (long) firstRow * columns, (long) rows * columns).get(out, 0, rows * columns);
  }

  /** 16-bit words of some rows, as they are stored. */
  public void shorts(String variable, int firstRow, int rows, short[] out) {
    ClassicHeader.Variable v = grid(variable);
    if (v.type() != 3) {
      throw new MalformedInputException(
          InputFault.UNSUPPORTED, "%s: %s: 16-bit words expected".formatted(name, variable));
    }
    int columns = v.shape().get(1);
    int n = rows * columns;
    bytes(v, (long) firstRow * columns, n).asShortBuffer().get(out, 0, n);
  }

  private ClassicHeader.Variable grid(String variable) {
    ClassicHeader.Variable v = find(variable);
    if (v.shape().size() != 2) {
      throw new MalformedInputException(
          InputFault.UNSUPPORTED, "%s: %s: a map expected".formatted(name, variable));
    }
    return v;
  }

  private ByteBuffer bytes(ClassicHeader.Variable v, long first, long count) {
    ByteBuffer buffer = ByteBuffer.allocate(Math.toIntExact(count * v.bytesPerValue()));
    try {
      read(channel, buffer, v.begin() + first * v.bytesPerValue());
      return buffer.flip();
    } catch (IOException e) {
      throw new UnavailableInputException(name + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private ClassicHeader.Variable find(String variable) {
    ClassicHeader.Variable v = header.variables().get(variable);
    if (v == null) {
      throw missing("variable " + variable);
    }
    return v;
  }

  private MalformedInputException missing(String what) {
    return new MalformedInputException(
        InputFault.WRONG_FORMAT, "%s: %s expected, not found".formatted(name, what));
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UnavailableInputException(name + ": cannot be closed: " + e.getMessage(), e);
    }
  }
}
