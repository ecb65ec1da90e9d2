package org.kokyu.scheduler.toy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import org.kokyu.scheduler.flow.FileHash;
import org.kokyu.scheduler.flow.FilePublisher;
import org.kokyu.scheduler.flow.FileWriter;

/** Temporary name, pause, rename. */
public final class ToyPublisher implements FilePublisher {
  private final Path archive;
  private final long pauseMillis;

  /**
   * @param pauseMillis how long the temporary file is there
   */
  public ToyPublisher(Path archive, long pauseMillis) {
    this.archive = archive;
    this.pauseMillis = pauseMillis;
  }

  @Override
  public Stored publish(String relativePath, FileWriter writer) throws IOException {
    Path target = archive.resolve(relativePath);
    Files.createDirectories(target.getParent());
    Path part = target.resolveSibling("." + target.getFileName() + ".tmp-" + UUID.randomUUID());
    writer.write(part);
    try {
      Thread.sleep(pauseMillis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    String sha256 = FileHash.sha256(part);
    boolean existed = Files.exists(target);
    if (existed) {
      Files.delete(part);
    } else {
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    }
    return new Stored(Files.size(target), sha256, existed, FileHash.sha256(target));
  }
}
