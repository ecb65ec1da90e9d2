package org.kokyu.ops.publish;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

/**
 * Puts files into the archive so that nobody ever sees one half-written, not even after a power
 * failure.
 *
 * <p>Order: temporary name in the target folder, write, check, flush the file to disk, SHA-256,
 * rename in one step, flush the folder. A file that exists already is left alone if its content is
 * the same and is never replaced by another. Thread-safe for different target paths.
 */
public final class AtomicPublisher {
  private static final String MARK = ".tmp-";
  private static final int CHUNK_BYTES = 1 << 18;

  /** Writes a file. */
  @FunctionalInterface
  public interface FileWriter {
    void write(Path file) throws IOException;
  }

  /**
   * A published file.
   *
   * @param path where it is
   * @param bytes size
   * @param sha256 lower-case hexadecimal
   * @param existed whether the same content was there before
   */
  public record Published(Path path, long bytes, String sha256, boolean existed) {}

  private AtomicPublisher() {}

  /** Publishes without a further check. */
  public static Published publish(Path archiveRoot, String relativePath, FileWriter action)
      throws IOException {
    return publish(archiveRoot, relativePath, action, file -> {});
  }

  /**
   * Publishes a file.
   *
   * @param archiveRoot root of the archive
   * @param relativePath below it, with forward slashes
   * @param action writes the file under the name it is given
   * @param check opens the written file again and throws if it is not readable
   * @throws FileAlreadyExistsException if another content is published under the name
   */
  public static Published publish(
      Path archiveRoot, String relativePath, FileWriter action, FileWriter check)
      throws IOException {
    Path root = archiveRoot.toAbsolutePath().normalize();
    Path target = root.resolve(relativePath).normalize();
    if (!target.startsWith(root) || target.equals(root)) {
      throw new IllegalArgumentException("path leaves the archive: " + relativePath);
    }
    Path folder = target.getParent();
    createFolders(root, folder);
    Path temporary =
        folder.resolve("." + target.getFileName() + MARK + ProcessHandle.current().pid());
    try {
      action.write(temporary);
      check.write(temporary);
      String sha256 = forcedAndHashed(temporary);
      long bytes = Files.size(temporary);
      boolean existed = Files.exists(target);
      if (existed) {
        requireSame(target, sha256);
      } else {
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        force(folder, StandardOpenOption.READ);
      }
      return new Published(target, bytes, sha256, existed);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static void requireSame(Path target, String sha256) throws IOException {
    String there = sha256(target);
    if (!there.equals(sha256)) {
      throw new FileAlreadyExistsException(
          target.toString(),
          null,
          "published with sha256 %s, refused to replace it by %s".formatted(there, sha256));
    }
  }

  /** Creates the missing folders and flushes each parent, so that they survive a power failure. */
  private static void createFolders(Path root, Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    if (folder.equals(root)) {
      Files.createDirectories(folder);
      return;
    }
    createFolders(root, folder.getParent());
    Files.createDirectories(folder);
    force(folder.getParent(), StandardOpenOption.READ);
  }

  private static void force(Path path, StandardOpenOption option) throws IOException {
    try (FileChannel channel = FileChannel.open(path, option)) {
      channel.force(true);
    }
  }

  /** Flushes a file to disk; its content is hashed meanwhile. */
  private static String forcedAndHashed(Path file) throws IOException {
    CompletableFuture<Void> flushed =
        CompletableFuture.runAsync(
            () -> {
              try {
                force(file, StandardOpenOption.WRITE);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    try {
      return sha256(file);
    } finally {
      join(flushed);
    }
  }

  private static void join(CompletableFuture<Void> flushed) throws IOException {
    try {
      flushed.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof UncheckedIOException cause) {
        throw cause.getCause();
      }
      throw e;
    }
  }

  /** SHA-256 of a file, lower-case hexadecimal. */
  public static String sha256(Path file) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] chunk = new byte[CHUNK_BYTES];
      try (InputStream in = Files.newInputStream(file)) {
        for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
          digest.update(chunk, 0, n);
        }
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Removes what an interrupted process left; call at start, before anything is published.
   *
   * @return the removed files
   */
  public static List<Path> removeStale(Path archiveRoot) throws IOException {
    if (!Files.isDirectory(archiveRoot)) {
      return List.of();
    }
    List<Path> stale;
    try (Stream<Path> files = Files.walk(archiveRoot)) {
      stale = files.filter(AtomicPublisher::isTemporary).sorted().toList();
    }
    for (Path file : stale) {
      Files.deleteIfExists(file);
    }
    return stale;
  }

  private static boolean isTemporary(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.startsWith(".") && name.contains(MARK) && Files.isRegularFile(file);
  }
}
