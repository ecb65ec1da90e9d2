package org.kokyu.scheduler.flow;

import java.io.IOException;

/** Puts finished files into the archive: whole or not at all. Thread-safe. */
public interface FilePublisher {

  /**
   * A file in its final place.
   *
   * @param sha256 of what the writer wrote
   * @param existed whether a file of that name was there already; it was left as it is
   * @param existingSha256 of the file that is there now
   */
  record Stored(long bytes, String sha256, boolean existed, String existingSha256) {}

  /**
   * Writes under a temporary name, forces to disk, renames, forces the folder to disk. A file that
   * is there already is never replaced.
   *
   * @throws IOException if the archive cannot take it; nothing of it is visible then
   */
  Stored publish(String relativePath, FileWriter writer) throws IOException;
}
