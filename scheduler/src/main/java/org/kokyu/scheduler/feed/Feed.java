package org.kokyu.scheduler.feed;

import java.util.List;

/** A place where files appear. */
public interface Feed {

  /**
   * All files that are there now, in any order.
   *
   * @throws org.kokyu.core.result.UnavailableInputException if the place cannot be listed now
   */
  List<FeedFile> list();

  /** Entries of the last listing that are left alone, with the reason; for a person. */
  List<String> leftAlone();
}
