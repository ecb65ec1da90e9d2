package org.kokyu.gosat.l1b;

import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.api.dataset.ChunkedDataset;
import io.jhdf.api.dataset.ContiguousDataset;
import io.jhdf.object.datatype.FloatingPoint;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Where the values of an HDF5 file's datasets lie, for tests that damage them in place. Datasets
 * without stored values (never written chunks) are left out.
 */
public final class StoredValues {
  /**
   * A run of values in the file.
   *
   * @param path of the dataset
   * @param address of the first byte
   * @param bytes stored length
   * @param elementBytes length of one value
   * @param floating whether values are IEEE numbers
   * @param packed whether the bytes are shuffled and deflated
   */
  public record Run(
      String path, int address, int bytes, int elementBytes, boolean floating, boolean packed) {}

  private StoredValues() {}

  /** All runs of a file, in the order of their datasets. */
  public static List<Run> of(byte[] file) {
    List<Run> runs = new ArrayList<>();
    try (HdfFile hdf = HdfFile.fromByteBuffer(ByteBuffer.wrap(file))) {
      collect(hdf, file, runs);
    }
    return runs;
  }

  private static void collect(Group group, byte[] file, List<Run> runs) {
    for (Node node : group.getChildren().values()) {
      if (node instanceof Group inner) {
        collect(inner, file, runs);
      } else if (node instanceof Dataset dataset) {
        add(dataset, file, runs);
      }
    }
  }

  private static void add(Dataset dataset, byte[] file, List<Run> runs) {
    boolean floating = dataset.getDataType() instanceof FloatingPoint;
    int element = dataset.getDataType().getSize();
    if (dataset instanceof ContiguousDataset contiguous) {
      int bytes = (int) dataset.getStorageInBytes();
      int address = (int) contiguous.getDataAddress();
      if (bytes > 0 && address > 0) {
        runs.add(new Run(dataset.getPath(), address, bytes, element, floating, false));
      }
    } else if (dataset instanceof ChunkedDataset chunked && !dataset.getPath().contains("SWIR")) {
      int[] dimensions = dataset.getDimensions();
      for (int i = 0; i < dimensions[0]; i++) {
        int[] corner = new int[dimensions.length];
        corner[0] = i;
        ByteBuffer raw = chunked.getRawChunkBuffer(corner);
        runs.add(
            new Run(dataset.getPath(), find(file, raw), raw.remaining(), element, floating, true));
      }
    }
  }

  /** The library hands out chunks without their address: they are found by their content. */
  private static int find(byte[] file, ByteBuffer raw) {
    byte[] chunk = new byte[raw.remaining()];
    raw.duplicate().get(chunk);
    for (int at = 0; at + chunk.length <= file.length; at++) {
      if (Arrays.equals(file, at, at + chunk.length, chunk, 0, chunk.length)) {
        return at;
      }
    }
    throw new IllegalStateException("chunk not found in its file");
  }

  /** The values of a run, little-endian. */
  public static Optional<byte[]> read(byte[] file, Run run) {
    if (!run.packed()) {
      byte[] values = new byte[run.bytes()];
      System.arraycopy(file, run.address(), values, 0, values.length);
      return Optional.of(values);
    }
    Inflater inflater = new Inflater();
    inflater.setInput(file, run.address(), run.bytes());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[65536];
    try {
      while (!inflater.finished()) {
        int n = inflater.inflate(buffer);
        if (n == 0) {
          return Optional.empty();
        }
        out.write(buffer, 0, n);
      }
    } catch (DataFormatException e) {
      return Optional.empty();
    } finally {
      inflater.end();
    }
    return Optional.of(shuffled(out.toByteArray(), run.elementBytes(), false));
  }

  /** Stores values where they were; false if they no longer fit when deflated. */
  public static boolean write(byte[] file, Run run, byte[] values) {
    if (!run.packed()) {
      System.arraycopy(values, 0, file, run.address(), run.bytes());
      return true;
    }
    Deflater deflater = new Deflater(6);
    deflater.setInput(shuffled(values, run.elementBytes(), true));
    deflater.finish();
    byte[] packed = new byte[run.bytes()];
    int n = deflater.deflate(packed);
    boolean fits = deflater.finished();
    deflater.end();
    if (fits) {
      System.arraycopy(packed, 0, file, run.address(), n);
    }
    return fits;
  }

  private static byte[] shuffled(byte[] values, int element, boolean forward) {
    int count = values.length / element;
    byte[] out = values.clone();
    for (int i = 0; i < count; i++) {
      for (int b = 0; b < element; b++) {
        int plain = i * element + b;
        int apart = b * count + i;
        if (forward) {
          out[apart] = values[plain];
        } else {
          out[plain] = values[apart];
        }
      }
    }
    return out;
  }

  /** Numbers of a run of IEEE values as they may be changed in place. */
  public static ByteBuffer numbers(byte[] values) {
    return ByteBuffer.wrap(values).order(ByteOrder.LITTLE_ENDIAN);
  }
}
