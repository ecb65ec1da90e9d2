package org.kokyu.scheduler.ledger;

/** The database of the ledger failed; not the fault of any input file. */
public final class LedgerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public LedgerException(String message, Throwable cause) {
    super(message, cause);
  }
}
