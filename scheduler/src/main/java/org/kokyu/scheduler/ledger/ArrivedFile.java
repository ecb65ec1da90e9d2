package org.kokyu.scheduler.ledger;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;

/**
 * A completely transferred file of a feed.
 *
 * @param feed name of the feed
 * @param path where it is
 * @param bytes size
 * @param modifiedNs modification time, nanoseconds since 1970
 * @param sha256 of its content; empty when it could not be read
 * @param unitKey what it belongs to: granule or slot
 * @param part which part of the unit it is; empty where a unit has one file
 * @param observed observation time from its name
 * @param arrived when it was first seen
 */
public record ArrivedFile(
    String feed,
    Path path,
    long bytes,
    long modifiedNs,
    String sha256,
    String unitKey,
    String part,
    Instant observed,
    Instant arrived) {
  public ArrivedFile {
    Objects.requireNonNull(feed, "feed");
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(sha256, "sha256");
    Objects.requireNonNull(unitKey, "unitKey");
    Objects.requireNonNull(part, "part");
    Objects.requireNonNull(observed, "observed");
    Objects.requireNonNull(arrived, "arrived");
  }

  public String name() {
    return path.getFileName().toString();
  }
}
