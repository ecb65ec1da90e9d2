package org.kokyu.ops.http;

/** The request cannot be understood; answered with 400. */
public final class BadRequestException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BadRequestException(String message) {
    super(message);
  }
}
