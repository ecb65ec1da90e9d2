package org.kokyu.retrieval.table.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.kokyu.retrieval.table.TableBuilder;

/**
 * Finished parts of a table build in a folder: a build that was killed takes them up again. A part
 * appears under its name only when it is complete, and a damaged one counts as absent. Some 10 MB
 * each; {@link #delete} when the table is written.
 */
public final class ChunkFolder implements TableBuilder.ChunkStore {
  private static final int CHECKSUM_BYTES = 8;

  private final Path folder;

  public ChunkFolder(Path folder) {
    this.folder = folder;
  }

  @Override
  public Optional<byte[]> load(String name) {
    try {
      byte[] file = Files.readAllBytes(folder.resolve(name));
      int length = file.length - CHECKSUM_BYTES;
      if (length < 0
          || ByteBuffer.wrap(file, length, CHECKSUM_BYTES).getLong() != checksum(file, length)) {
        return Optional.empty();
      }
      return Optional.of(Arrays.copyOf(file, length));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + folder.resolve(name), e);
    }
  }

  @Override
  public void save(String name, byte[] content) {
    byte[] file = Arrays.copyOf(content, content.length + CHECKSUM_BYTES);
    ByteBuffer.wrap(file, content.length, CHECKSUM_BYTES)
        .putLong(checksum(content, content.length));
    Path temporary = folder.resolve("." + name + ".tmp");
    try {
      Files.createDirectories(folder);
      Files.write(temporary, file);
      Files.move(
          temporary,
          folder.resolve(name),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + folder.resolve(name), e);
    }
  }

  private static long checksum(byte[] bytes, int length) {
    CRC32 crc = new CRC32();
    crc.update(bytes, 0, length);
    return crc.getValue();
  }

  /** Removes the folder with all parts. */
  public void delete() {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> all = files.toList();
      for (Path p : all) {
        Files.delete(p);
      }
      Files.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + folder, e);
    }
  }
}
