package org.kokyu.scheduler.feed;

import java.nio.file.Path;

/**
 * A listed file.
 *
 * @param bytes size
 * @param modifiedNs modification time, nanoseconds since 1970
 */
public record FeedFile(Path path, long bytes, long modifiedNs) {

  public String name() {
    return path.getFileName().toString();
  }
}
