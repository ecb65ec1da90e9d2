package org.kokyu.gosat.l1b;

import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Link;
import io.jhdf.api.Node;
import io.jhdf.api.dataset.ChunkedDataset;
import io.jhdf.object.datatype.CompoundDataType;
import io.jhdf.object.datatype.CompoundDataType.CompoundDataMember;
import io.jhdf.object.datatype.DataType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Supplier;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.result.UnavailableInputException;

/**
 * A read-only HDF5 file in memory that turns every defect into a {@link MalformedInputException}.
 *
 * <p>The file is read once into memory (granules have a few megabytes), so no channel or mapping
 * stays open and a file that changes while it is read cannot crash the virtual machine. Links are
 * never followed. Declared sizes are checked against the file's length before anything is
 * allocated: deflate expands at most 1032 times. Not thread-safe.
 */
public final class Hdf5File {
  private static final long MAX_FILE_BYTES = 1L << 30;
  private static final long MAX_DATASET_BYTES = 1L << 29;
  private static final long MAX_EXPANSION = 1040;
  private static final long MIN_LIMIT = 1L << 16;

  private final String name;
  private final HdfFile hdf;
  private final long fileBytes;
  private final long chunkedLimit;

  private Hdf5File(String name, HdfFile hdf, long fileBytes) {
    this.name = name;
    this.hdf = hdf;
    this.fileBytes = fileBytes;
    this.chunkedLimit = Math.min(MAX_DATASET_BYTES, Math.max(MIN_LIMIT, fileBytes * MAX_EXPANSION));
  }

  /**
   * Reads and opens a file.
   *
   * @throws MalformedInputException if it is no complete HDF5 file
   * @throws UnavailableInputException if it cannot be read now
   */
  public static Hdf5File open(Path path) {
    Path fileName = path.getFileName();
    String name = fileName == null ? path.toString() : fileName.toString();
    byte[] bytes = readAll(path, name);
    Hdf5Preamble.check(name, bytes);
    HdfFile hdf = guarded(name, () -> HdfFile.fromByteBuffer(ByteBuffer.wrap(bytes)));
    return new Hdf5File(name, hdf, bytes.length);
  }

  private static byte[] readAll(Path path, String name) {
    try {
      long size = Files.size(path);
      if (size > MAX_FILE_BYTES) {
        throw new MalformedInputException(
            InputFault.UNSUPPORTED,
            "%s: at most %d bytes expected, found %d".formatted(name, MAX_FILE_BYTES, size));
      }
      return Files.readAllBytes(path);
    } catch (IOException e) {
      throw new UnavailableInputException(path + ": cannot be read: " + e.getMessage(), e);
    }
  }

  public String name() {
    return name;
  }

  /** Names of the objects in the root group. */
  public Set<String> rootNames() {
    return guarded(name, () -> Set.copyOf(hdf.getChildren().keySet()));
  }

  /** Whether a path leads to a dataset, without following links. */
  public boolean has(String path) {
    return find(path).isPresent();
  }

  /** Dimensions of a dataset, none for a scalar. */
  public int[] shape(String path) {
    Dataset dataset = require(path);
    return guarded(place(path), dataset::getDimensions);
  }

  /** All values of a numeric dataset, last dimension fastest. */
  public double[] doubles(String path) {
    return toDoubles(path, data(path, require(path)));
  }

  /** The single value of a numeric dataset (a scalar or one element). */
  public double scalar(String path) {
    double[] values = doubles(path);
    if (values.length != 1) {
      throw shape(path, "one value", values.length + " values");
    }
    return values[0];
  }

  /**
   * Text that may be stored as character codes (NUL padded), as an array of single characters or as
   * a string.
   */
  public String text(String path) {
    Object data = data(path, require(path));
    if (data instanceof String[] strings) {
      boolean characters = Arrays.stream(strings).allMatch(s -> s.length() <= 1);
      return clean(characters ? String.join("", strings) : strings[0]);
    }
    return text(toDoubles(path, data));
  }

  /**
   * A one-dimensional array of strings, or a two-dimensional one of character codes or single
   * characters with a string per row.
   */
  public String[] texts(String path) {
    Object data = data(path, require(path));
    int[] shape = shape(path);
    if (shape.length == 2 && shape[0] > 0) {
      return rows(path, data, shape);
    }
    if (!(data instanceof String[] strings)) {
      throw shape(path, "strings", data.getClass().getSimpleName());
    }
    return Arrays.stream(strings).map(Hdf5File::clean).toArray(String[]::new);
  }

  private String[] rows(String path, Object data, int[] shape) {
    String[] rows = new String[shape[0]];
    if (data instanceof String[] characters) {
      Arrays.setAll(
          rows,
          i ->
              clean(
                  String.join(
                      "", Arrays.asList(characters).subList(i * shape[1], (i + 1) * shape[1]))));
      return rows;
    }
    double[] codes = toDoubles(path, data);
    for (int i = 0; i < rows.length; i++) {
      rows[i] = text(Arrays.copyOfRange(codes, i * shape[1], (i + 1) * shape[1]));
    }
    return rows;
  }

  private static String text(double[] codes) {
    StringBuilder text = new StringBuilder(codes.length);
    for (double code : codes) {
      text.append((char) code);
    }
    return clean(text.toString());
  }

  private static String clean(String text) {
    int end = text.indexOf('\0');
    return (end < 0 ? text : text.substring(0, end)).strip();
  }

  /** Whether the elements of a dataset are structures. */
  public boolean isCompound(String path) {
    Dataset dataset = require(path);
    return guarded(place(path), dataset::isCompound);
  }

  /** The numeric members of a structure array, member name to one value per element. */
  public Map<String, double[]> members(String path) {
    Dataset dataset = require(path);
    checkSize(path, dataset);
    checkMembers(path, guarded(place(path), dataset::getDataType));
    Object data = guarded(place(path), dataset::getData);
    if (!(data instanceof Map<?, ?> map)) {
      throw shape(path, "a structure", String.valueOf(data));
    }
    Map<String, double[]> members = new LinkedHashMap<>();
    map.forEach((key, value) -> members.put(key.toString(), toDoubles(path, value)));
    return members;
  }

  /** A member larger than its structure would be allocated before it is found to be corrupt. */
  private void checkMembers(String path, DataType type) {
    if (type instanceof CompoundDataType compound) {
      for (CompoundDataMember member : compound.getMembers()) {
        int size = member.getDataType().getSize();
        if (size < 0 || size > compound.getSize()) {
          throw new MalformedInputException(
              InputFault.CORRUPT,
              "%s: members of at most %d bytes expected, found %d bytes for %s"
                  .formatted(place(path), compound.getSize(), size, member.getName()));
        }
      }
    }
  }

  /** A numeric attribute of a dataset, stored as a number or as its text. */
  public OptionalDouble attribute(String path, String attributeName) {
    Dataset dataset = require(path);
    Attribute attribute = guarded(place(path), () -> dataset.getAttribute(attributeName));
    if (attribute == null) {
      return OptionalDouble.empty();
    }
    long elements = guarded(place(path), attribute::getSize);
    if (elements != 1) {
      return OptionalDouble.empty();
    }
    Object data = guarded(place(path), attribute::getData);
    if (data instanceof Number number) {
      return OptionalDouble.of(number.doubleValue());
    }
    if (data instanceof String text) {
      return number(text);
    }
    if (data instanceof String[] texts) {
      return number(texts[0]);
    }
    boolean numeric = data != null && data.getClass().isArray() && !(data instanceof Object[]);
    return numeric ? OptionalDouble.of(toDoubles(path, data)[0]) : OptionalDouble.empty();
  }

  private static OptionalDouble number(String text) {
    try {
      return OptionalDouble.of(Double.parseDouble(clean(text)));
    } catch (NumberFormatException notANumber) {
      return OptionalDouble.empty();
    }
  }

  private Dataset require(String path) {
    return find(path)
        .orElseThrow(
            () ->
                new MalformedInputException(
                    InputFault.UNSUPPORTED, place(path) + ": dataset expected, not found"));
  }

  private Optional<Dataset> find(String path) {
    Node node = hdf;
    for (String step : steps(path)) {
      if (!(node instanceof Group group)) {
        return Optional.empty();
      }
      node = guarded(place(path), () -> group.getChildren().get(step));
      if (node instanceof Link) {
        throw new MalformedInputException(
            InputFault.UNSUPPORTED, place(path) + ": link found, links are not followed");
      }
    }
    return node instanceof Dataset dataset ? Optional.of(dataset) : Optional.empty();
  }

  private static List<String> steps(String path) {
    List<String> steps = new ArrayList<>();
    for (String step : path.split("/", -1)) {
      if (!step.isEmpty()) {
        steps.add(step);
      }
    }
    return steps;
  }

  private Object data(String path, Dataset dataset) {
    checkSize(path, dataset);
    Object data = guarded(place(path), dataset::getDataFlat);
    if (data instanceof String one) {
      return new String[] {one};
    }
    if (data == null || (data instanceof Object[] objects && objects.length == 0)) {
      throw shape(path, "values", "none");
    }
    return data;
  }

  private void checkSize(String path, Dataset dataset) {
    DataType type = guarded(place(path), dataset::getDataType);
    long[] dimensions = guarded(place(path), dataset::getDimensionsAsLong);
    if (dataset instanceof ChunkedDataset chunked) {
      checkBytes(path, dimensions, type.getSize(), chunkedLimit);
      int[] chunk = guarded(place(path), chunked::getChunkDimensions);
      checkBytes(path, Arrays.stream(chunk).asLongStream().toArray(), type.getSize(), chunkedLimit);
    } else {
      checkBytes(path, dimensions, type.getSize(), fileBytes);
    }
  }

  private void checkBytes(String path, long[] dimensions, long elementBytes, long limit) {
    double bytes = Math.max(1, elementBytes);
    boolean negative = elementBytes < 0;
    for (long dimension : dimensions) {
      negative |= dimension < 0;
      bytes *= dimension;
    }
    if (negative || bytes > limit) {
      throw new MalformedInputException(
          InputFault.CORRUPT,
          "%s: at most %d bytes possible in this file, %s elements of %d bytes declared"
              .formatted(place(path), limit, Arrays.toString(dimensions), elementBytes));
    }
  }

  private double[] toDoubles(String path, Object data) {
    if (data instanceof double[] d) {
      return d;
    }
    if (data instanceof float[] f) {
      double[] values = new double[f.length];
      for (int i = 0; i < f.length; i++) {
        values[i] = f[i];
      }
      return values;
    }
    if (data instanceof int[] n) {
      return Arrays.stream(n).asDoubleStream().toArray();
    }
    if (data instanceof long[] n) {
      return Arrays.stream(n).asDoubleStream().toArray();
    }
    if (data instanceof short[] s) {
      double[] values = new double[s.length];
      for (int i = 0; i < s.length; i++) {
        values[i] = s[i];
      }
      return values;
    }
    if (data instanceof byte[] b) {
      double[] values = new double[b.length];
      for (int i = 0; i < b.length; i++) {
        values[i] = b[i];
      }
      return values;
    }
    if (data instanceof Number n) {
      return new double[] {n.doubleValue()};
    }
    throw shape(path, "numbers", data == null ? "none" : data.getClass().getSimpleName());
  }

  private MalformedInputException shape(String path, String expected, String found) {
    return new MalformedInputException(
        InputFault.HEADER_MISMATCH,
        "%s: %s expected, found %s".formatted(place(path), expected, found));
  }

  private String place(String path) {
    return name + ": " + path;
  }

  /**
   * The library reports corrupt structures through unchecked exceptions of every kind, through
   * endless recursion where structures refer to each other, and through absurd allocations.
   */
  private static <T> T guarded(String place, Supplier<T> read) {
    try {
      return read.get();
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      throw new MalformedInputException(
          InputFault.CORRUPT,
          "%s: readable HDF5 expected, found %s: %s"
              .formatted(place, e.getClass().getSimpleName(), e.getMessage()),
          e);
    }
  }
}
