package org.kokyu.scheduler.stage;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.kokyu.ops.publish.AtomicPublisher;
import org.kokyu.scheduler.flow.FileHash;
import org.kokyu.scheduler.flow.FilePublisher;
import org.kokyu.scheduler.flow.FileWriter;

/** Publishes into the archive. Thread-safe. */
public final class ArchivePublisher implements FilePublisher {
  private final Path archive;

  /**
   * @param archive root of the published files
   */
  public ArchivePublisher(Path archive) {
    this.archive = archive;
  }

  @Override
  public Stored publish(String relativePath, FileWriter writer) throws IOException {
    try {
      AtomicPublisher.Published p = AtomicPublisher.publish(archive, relativePath, writer::write);
      return new Stored(p.bytes(), p.sha256(), p.existed(), p.sha256());
    } catch (FileAlreadyExistsException e) {
      Path target = archive.resolve(relativePath);
      return new Stored(Files.size(target), "other", true, FileHash.sha256(target));
    }
  }
}
