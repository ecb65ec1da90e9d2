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

  /** The parts that make a unit complete. */
  default Set<String> expectedParts() {
    return Set.of("");
  }
}
