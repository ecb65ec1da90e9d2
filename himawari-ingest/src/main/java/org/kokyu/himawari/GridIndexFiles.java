package org.kokyu.himawari;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.zip.CRC32C;
import org.kokyu.core.scene.SceneGrid;

/**
 * Grid indices of the full disk in files, mapped into memory: computed once per machine.
 *
 * <p>A file's name and header carry a hash of everything that the content depends on (version of
 * the computation, projection, grid, byte order), so an index is never used for another grid, and
 * its checksum is verified when it is opened. A file that is missing, damaged or of another version
 * is made anew beside it and put in its place by renaming. Where the folder cannot be written, the
 * index is computed in memory, with the same content. Thread-safe.
 */
final class GridIndexFiles {
  /** Raised whenever the computation of an index changes. */
  private static final int VERSION = 1;

  private static final long MAGIC = 0x4b4f4b5955475249L;
  private static final int HEADER_BYTES = 64;
  private static final int KEY_CHARACTERS = 16;
  private static final int CHUNK_BYTES = 1 << 20;

  private final Optional<Path> folder;

  /**
   * @param folder for the files, empty to keep indices in memory only
   */
  GridIndexFiles(Optional<Path> folder) {
    this.folder = folder;
  }

  /** The index, from its file if there is one. */
  GridIndex get(SceneGrid grid, PixelSpace space, Executor executor, int helpers) {
    if (grid instanceof SceneGrid.Native window) {
      return GridIndexBuilder.ofNative(window, space);
    }
    SceneGrid.LatLon regular = (SceneGrid.LatLon) grid;
    // areas other than the full disk move; their indices are of no use to a later slot
    if (folder.isEmpty() || space.segments() == 1) {
      return GridIndexBuilder.view(
          regular, space, GridIndexBuilder.build(regular, space, executor, helpers));
    }
    String key = key(grid, space);
    Path file = folder.get().resolve("grid-" + grid.name() + "-" + key + ".index");
    Optional<GridIndex> kept = read(file, key, regular, space);
    if (kept.isPresent()) {
      return kept.get();
    }
    ByteBuffer built = GridIndexBuilder.build(regular, space, executor, helpers);
    return (write(file, key, built) ? read(file, key, regular, space) : Optional.<GridIndex>empty())
        .orElseGet(() -> GridIndexBuilder.view(regular, space, built));
  }

  static String key(SceneGrid grid, PixelSpace space) {
    String text = VERSION + "|" + ByteOrder.nativeOrder() + "|" + grid + "|" + space;
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return Sha256.hex(bytes, bytes.length).substring(0, KEY_CHARACTERS);
  }

  /**
   * The index in a file, if it is sound. What is needed as an array is read, not mapped: touched
   * pages of a mapping would count as memory a second time.
   */
  private static Optional<GridIndex> read(
      Path file, String key, SceneGrid.LatLon grid, PixelSpace space) {
    long bytes = GridIndexBuilder.bytes(grid, space);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      if (channel.size() != HEADER_BYTES + bytes) {
        return Optional.empty();
      }
      MappedByteBuffer all = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
      float[] viewZenithDeg = new float[grid.size()];
      boolean sound =
          all.getLong(0) == MAGIC
              && all.getInt(8) == VERSION
              && all.getInt(12) == checksum(channel, viewZenithDeg)
              && StandardCharsets.US_ASCII
                  .decode(all.slice(16, KEY_CHARACTERS))
                  .toString()
                  .equals(key);
      ByteBuffer content = all.slice(HEADER_BYTES, (int) bytes);
      return sound
          ? Optional.of(GridIndexBuilder.view(grid, space, content, viewZenithDeg))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // it is computed instead
    }
  }

  /** Checksum of all content; fills the array with the second of its parts in passing. */
  private static int checksum(FileChannel channel, float[] viewZenithDeg) throws IOException {
    CRC32C crc = new CRC32C();
    ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK_BYTES).order(ByteOrder.nativeOrder());
    long start = HEADER_BYTES + 4L * viewZenithDeg.length;
    long at = HEADER_BYTES;
    channel.position(at);
    while (fill(channel, chunk)) {
      int bytes = chunk.limit();
      long from = Math.max(at, start);
      long to = Math.min(at + bytes, start + 4L * viewZenithDeg.length);
      if (from < to) {
        chunk
            .slice((int) (from - at), (int) (to - from))
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer()
            .get(viewZenithDeg, (int) ((from - start) / 4), (int) ((to - from) / 4));
      }
      crc.update(chunk);
      at += bytes;
    }
    return (int) crc.getValue();
  }

  /** The next bytes, as many as there are and fit; false at the end. Parts are whole words. */
  private static boolean fill(FileChannel channel, ByteBuffer chunk) throws IOException {
    chunk.clear();
    while (chunk.hasRemaining() && channel.read(chunk) >= 0) {
      // until the chunk is full or the file ends
    }
    chunk.flip();
    return chunk.hasRemaining();
  }

  private static int checksum(ByteBuffer content) {
    CRC32C crc = new CRC32C();
    crc.update(content.duplicate());
    return (int) crc.getValue();
  }

  /** False if the file could not be written. */
  private static boolean write(Path file, String key, ByteBuffer content) {
    Path part = null;
    try {
      Files.createDirectories(file.getParent());
      part = Files.createTempFile(file.getParent(), "grid-", ".part");
      try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
        header.putLong(MAGIC).putInt(VERSION).putInt(checksum(content));
        header.put(key.getBytes(StandardCharsets.US_ASCII)).rewind();
        writeAll(channel, header);
        writeAll(channel, content.duplicate());
        channel.force(true);
      }
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return true;
    } catch (IOException e) {
      delete(part);
      return false;
    }
  }

  private static void writeAll(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private static void delete(Path part) {
    if (part != null) {
      try {
        Files.deleteIfExists(part);
      } catch (IOException e) {
        part.toFile().deleteOnExit();
      }
    }
  }
}
