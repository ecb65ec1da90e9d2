package org.kokyu.scheduler.flow;

import org.kokyu.scheduler.ledger.ArrivedFile;

/** Is told of each sound file of a feed whose unit still waits for others. */
@FunctionalInterface
public interface Arrivals {
  /** Nobody wants to know. */
  Arrivals NONE = file -> {};

  void arrived(ArrivedFile file);
}
