package org.kokyu.scheduler.ledger;

import java.nio.file.Path;
import java.time.Instant;
import org.kokyu.core.provenance.InputRef;

/**
 * One input of a unit of work.
 *
 * @param granuleId its row
 * @param part which part of the unit
 * @param observed observation time
 * @param arrived when it was first seen
 */
public record InputFile(
    long granuleId, Path path, String sha256, String part, Instant observed, Instant arrived) {

  public String name() {
    return path.getFileName().toString();
  }

  public InputRef ref() {
    return new InputRef(name(), sha256);
  }
}
