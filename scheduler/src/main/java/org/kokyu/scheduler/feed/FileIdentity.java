package org.kokyu.scheduler.feed;

import java.time.Instant;

/** What a file name says about a file. */
public sealed interface FileIdentity {

  /**
   * A file that a product needs.
   *
   * @param unitKey the granule or slot it belongs to
   * @param part which part of it; empty where a unit has one file
   * @param observed observation time
   */
  record Wanted(String unitKey, String part, Instant observed) implements FileIdentity {}

  /**
   * A file of this feed that no product needs, for example another band.
   *
   * @param reason said once to a person; empty where it goes without saying
   */
  record Unwanted(String reason) implements FileIdentity {
    public Unwanted() {
      this("");
    }
  }

  /** Not a name of this feed. */
  record Foreign() implements FileIdentity {}
}
