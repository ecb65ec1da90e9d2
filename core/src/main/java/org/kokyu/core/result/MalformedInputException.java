package org.kokyu.core.result;

import java.util.Objects;

/** An input file is broken for good: quarantine it, never retry. */
public final class MalformedInputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final InputFault fault;

  /**
   * @param fault class of the fault
   * @param message file, place, what was expected, what was found; lower case, no final period
   */
  public MalformedInputException(InputFault fault, String message) {
    super(message);
    this.fault = Objects.requireNonNull(fault, "fault");
  }

  public MalformedInputException(InputFault fault, String message, Throwable cause) {
    super(message, cause);
    this.fault = Objects.requireNonNull(fault, "fault");
  }

  public InputFault fault() {
    return fault;
  }
}
