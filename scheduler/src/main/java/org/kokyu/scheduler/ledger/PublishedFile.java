package org.kokyu.scheduler.ledger;

import java.time.Instant;

/**
 * A product file that is in its final place.
 *
 * @param relativePath below the archive root, with forward slashes
 * @param observed observation time of the product
 * @param summary one line for a person
 */
public record PublishedFile(
    String relativePath,
    String maturity,
    long bytes,
    String sha256,
    Instant observed,
    Instant published,
    String summary) {

  public String fileName() {
    return relativePath.substring(relativePath.lastIndexOf('/') + 1);
  }
}
