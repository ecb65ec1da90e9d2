package org.kokyu.ops.http;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Whether the daemon lives, and whether it can do its work. */
public final class HealthRoutes {
  private HealthRoutes() {}

  /**
   * @param notReady why work cannot be done now, empty when it can
   */
  public static Map<String, Route> of(Supplier<Optional<String>> notReady) {
    return Map.of(
        "/-/healthy", r -> Response.text("text/plain", "healthy\n"),
        "/-/ready", r -> ready(notReady.get()));
  }

  private static Response ready(Optional<String> reason) {
    return reason
        .map(why -> Response.problem(503, "Service Unavailable", why))
        .orElseGet(() -> Response.text("text/plain", "ready\n"));
  }
}
