package org.kokyu.scheduler.ledger;

/** Where a unit of work stands. */
public enum UnitState {
  /** Waits for more files. */
  OPEN,
  /** May be worked on. */
  READY,
  /** A worker is busy with it. */
  RUNNING,
  /** Nothing left to do until another file of it arrives. */
  DONE
}
