package org.kokyu.scheduler.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.kokyu.core.result.ConfigurationException;

/** Lets one daemon at a time use a ledger. The operating system frees it when the process ends. */
final class LedgerLock implements AutoCloseable {
  private final FileChannel channel;
  private final FileLock lock;

  private LedgerLock(FileChannel channel, FileLock lock) {
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * @param database path of the database without suffix
   * @throws ConfigurationException if another daemon holds it, or the folder cannot be written
   */
  static LedgerLock take(Path database) {
    Path file = Path.of(database + ".lock");
    FileChannel channel = null;
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      FileLock lock = tryLock(channel);
      if (lock == null) {
        String holder = Files.readString(file).strip();
        channel.close();
        throw new ConfigurationException(
            "ledger %s is in use by another daemon (process %s): stop it first, or configure another database file"
                .formatted(database, holder.isEmpty() ? "unknown" : holder));
      }
      channel.truncate(0);
      channel.write(
          ByteBuffer.wrap(
              String.valueOf(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)));
      return new LedgerLock(channel, lock);
    } catch (IOException e) {
      closeQuietly(channel);
      throw new ConfigurationException(
          "ledger %s: its folder cannot be written: %s".formatted(database, e), e);
    }
  }

  private static void closeQuietly(FileChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // held within this process
    }
  }

  @Override
  public void close() {
    try {
      lock.release();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } finally {
      closeQuietly(channel);
    }
  }
}
