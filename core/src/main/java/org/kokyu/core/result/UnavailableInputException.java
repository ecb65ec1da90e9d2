package org.kokyu.core.result;

/**
 * An input cannot be reached now (missing file, folder gone, provider down): retry with back-off.
 */
public final class UnavailableInputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnavailableInputException(String message) {
    super(message);
  }

  public UnavailableInputException(String message, Throwable cause) {
    super(message, cause);
  }
}
