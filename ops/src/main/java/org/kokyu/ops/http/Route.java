package org.kokyu.ops.http;

/** Answers the requests of one address. Thread-safe. */
@FunctionalInterface
public interface Route {

  /**
   * @throws BadRequestException if the request cannot be understood
   */
  Response answer(Request request);
}
