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
    long bytes = GridIndexBuilder.bytes(regular, space);
    Optional<ByteBuffer> content = map(file, key, bytes);
    if (content.isEmpty()) {
      ByteBuffer built = GridIndexBuilder.build(regular, space, executor, helpers);
      boolean written = write(file, key, built);
      content = Optional.of(written ? map(file, key, bytes).orElse(built) : built);
    }
    return GridIndexBuilder.view(regular, space, content.get());
  }

  static String key(SceneGrid grid, PixelSpace space) {
    String text = VERSION + "|" + ByteOrder.nativeOrder() + "|" + grid + "|" + space;
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return Sha256.hex(bytes, bytes.length).substring(0, KEY_CHARACTERS);
  }

  private static Optional<ByteBuffer> map(Path file, String key, long bytes) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      if (channel.size() != HEADER_BYTES + bytes) {
        return Optional.empty();
      }
      MappedByteBuffer all = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
      ByteBuffer content = all.slice(HEADER_BYTES, (int) bytes);
      boolean sound =
          all.getLong(0) == MAGIC
              && all.getInt(8) == VERSION
              && all.getInt(12) == checksum(content)
              && StandardCharsets.US_ASCII
                  .decode(all.slice(16, KEY_CHARACTERS))
                  .toString()
                  .equals(key);
      return sound ? Optional.of(content) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // it is computed instead
    }
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
