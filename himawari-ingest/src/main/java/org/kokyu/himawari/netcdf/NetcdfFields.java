package org.kokyu.himawari.netcdf;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.kokyu.core.provenance.InputRef;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.result.UnavailableInputException;
import ucar.ma2.Array;
import ucar.ma2.InvalidRangeException;
import ucar.nc2.Attribute;
import ucar.nc2.NetcdfFile;
import ucar.nc2.Variable;
import ucar.nc2.iosp.netcdf3.N3header;

/**
 * A NetCDF file, classic or NetCDF-4, with every defect named; fields are read window by window and
 * unpacked by {@code scale_factor} and {@code add_offset}, with missing values and those outside
 * the valid range as not a number. The library's own assertions about a file count as damage. Not
 * thread-safe.
 */
final class NetcdfFields implements AutoCloseable {
  static {
    // the library would read zeros behind the end of a file that was cut short
    N3header.disallowFileTruncation = true;
  }

  /** Nothing is allocated from a length that a damaged header states. */
  static final int LONGEST_AXIS = 24_000;

  private final String name;
  private final InputRef ref;
  private final NetcdfFile nc;

  /**
   * Part of a two-dimensional variable.
   *
   * @param row first row, 0-based
   * @param column first column, 0-based
   */
  record Window(int row, int column, int rows, int columns) {
    int size() {
      return Math.multiplyExact(rows, columns);
    }
  }

  private NetcdfFields(String name, InputRef ref, NetcdfFile nc) {
    this.name = name;
    this.ref = ref;
    this.nc = nc;
  }

  static NetcdfFields open(Path path) {
    String name = String.valueOf(path.getFileName());
    if (!Files.isReadable(path)) {
      throw new UnavailableInputException(path + ": cannot be read");
    }
    if (!Files.isRegularFile(path)) {
      throw new MalformedInputException(
          InputFault.WRONG_FORMAT, name + ": regular file expected, found something else");
    }
    try {
      if (Files.size(path) == 0) {
        throw new MalformedInputException(InputFault.EMPTY, name + ": no bytes, NetCDF expected");
      }
      InputRef ref = new InputRef(name, sha256(path));
      return new NetcdfFields(name, ref, open(path, name));
    } catch (IOException e) {
      throw new UnavailableInputException(path + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private static NetcdfFile open(Path path, String name) throws IOException {
    byte[] magic;
    try (InputStream in = Files.newInputStream(path)) {
      magic = in.readNBytes(4);
    }
    boolean known =
        startsWith(magic, new byte[] {'C', 'D', 'F'})
            || startsWith(magic, new byte[] {(byte) 0x89, 'H', 'D', 'F'});
    if (!known) {
      throw new MalformedInputException(
          InputFault.WRONG_FORMAT,
          "%s: NetCDF expected, found a file that starts with %s"
              .formatted(name, HexFormat.of().formatHex(magic)));
    }
    try {
      return NetcdfFile.open(path.toString());
    } catch (IOException | RuntimeException | AssertionError e) {
      // the magic is there, so the header is cut or damaged
      boolean cut = String.valueOf(e.getMessage()).contains("truncated");
      throw new MalformedInputException(
          cut ? InputFault.TRUNCATED : InputFault.CORRUPT,
          "%s: complete NetCDF header expected, found %s".formatted(name, e.getMessage()),
          e);
    }
  }

  private static boolean startsWith(byte[] bytes, byte[] start) {
    return bytes.length >= start.length && Arrays.equals(Arrays.copyOf(bytes, start.length), start);
  }

  private static String sha256(Path path) throws IOException {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
    try (InputStream in = new DigestInputStream(Files.newInputStream(path), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  String name() {
    return name;
  }

  InputRef ref() {
    return ref;
  }

  boolean has(String variable) {
    return nc.findVariable(variable) != null;
  }

  /** A global text attribute, if it is there. */
  Optional<String> text(String attribute) {
    Attribute a = nc.findGlobalAttribute(attribute);
    return a == null || !a.isString() ? Optional.empty() : Optional.of(a.getStringValue().strip());
  }

  /** Unit of a variable, empty if it states none. */
  String unit(String variable) {
    String unit = find(variable).getUnitsString();
    return unit == null ? "" : unit.strip();
  }

  /** All values of a one-dimensional variable or scalar, as stored. */
  double[] axis(String variable) {
    Variable v = find(variable);
    if (v.getRank() > 1 || v.getSize() < 1 || v.getSize() > LONGEST_AXIS) {
      throw fault(
          variable, "one dimension of at most " + LONGEST_AXIS, Arrays.toString(v.getShape()));
    }
    try {
      return (double[]) v.read().get1DJavaArray(double.class);
    } catch (IOException | RuntimeException | AssertionError e) {
      throw unreadable(variable, e);
    }
  }

  /**
   * A window of a variable that must have these two dimensions, row-major, unpacked.
   *
   * @param shape rows and columns of the whole variable
   */
  float[] values(String variable, int[] shape, Window w) {
    Variable v = find(variable);
    if (!Arrays.equals(v.getShape(), shape)) {
      throw fault(variable, "shape " + Arrays.toString(shape), Arrays.toString(v.getShape()));
    }
    if (!v.getDataType().isNumeric()) {
      throw fault(variable, "numbers", v.getDataType().toString());
    }
    Packing packing = Packing.of(this, v);
    float[] values = new float[w.size()];
    try {
      Array a = v.read(new int[] {w.row(), w.column()}, new int[] {w.rows(), w.columns()});
      for (int i = 0; i < values.length; i++) {
        values[i] = packing.unpack(a.getDouble(i));
      }
    } catch (IOException | InvalidRangeException | RuntimeException | AssertionError e) {
      throw unreadable(variable, e);
    }
    return values;
  }

  private Variable find(String variable) {
    Variable v = nc.findVariable(variable);
    if (v == null) {
      throw fault(variable, "the variable", "none");
    }
    return v;
  }

  private MalformedInputException unreadable(String variable, Throwable e) {
    boolean cut = e instanceof EOFException || String.valueOf(e).contains("truncated");
    return new MalformedInputException(
        cut ? InputFault.TRUNCATED : InputFault.CORRUPT,
        "%s: %s: readable numbers expected, found %s".formatted(name, variable, e),
        e);
  }

  MalformedInputException fault(String place, Object expected, Object found) {
    return fault(InputFault.HEADER_MISMATCH, place, expected, found);
  }

  MalformedInputException fault(InputFault fault, String place, Object expected, Object found) {
    return new MalformedInputException(
        fault, "%s: %s: %s expected, %s found".formatted(name, place, expected, found));
  }

  @Override
  public void close() {
    try {
      nc.close();
    } catch (IOException e) {
      throw new UnavailableInputException(name + ": cannot be closed: " + e.getMessage(), e);
    }
  }
}
