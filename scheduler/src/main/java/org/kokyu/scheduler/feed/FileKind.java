package org.kokyu.scheduler.feed;

import java.nio.file.Path;
import java.util.Set;

/** The names and the format of a feed's files. Thread-safe. */
public interface FileKind {

  /** Strict: a name that does not follow the grammar in every part is foreign. */
  FileIdentity identify(String fileName);

  /**
   * A cheap look at the file: header, lengths, agreement with the name.
   *
   * @throws org.kokyu.core.result.MalformedInputException if it is broken for good
   * @throws org.kokyu.core.result.UnavailableInputException if it cannot be read now
   */
  void check(Path file);

  /**
   * Whether a unit need not wait for more files.
   *
   * @param parts usable ones that are there
   * @param coming parts that the feed shows and that are not taken yet
   */
  default boolean isComplete(Set<String> parts, Set<String> coming) {
    return parts.contains("");
  }
}
