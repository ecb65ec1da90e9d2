package org.kokyu.ops.http;

import java.util.Map;
import java.util.Optional;

/**
 * A request, GET or HEAD.
 *
 * @param path decoded, starts with a slash
 * @param query decoded parameters; of a repeated one the last
 * @param header looks up a header by name
 */
public record Request(String path, Map<String, String> query, HeaderLookup header) {

  /** Looks up a header by name. */
  public interface HeaderLookup {
    Optional<String> first(String name);
  }

  public Request {
    query = Map.copyOf(query);
  }

  public Optional<String> parameter(String name) {
    return Optional.ofNullable(query.get(name)).filter(v -> !v.isEmpty());
  }

  /**
   * A whole number.
   *
   * @throws BadRequestException if it is none, or out of range
   */
  public long number(String name, long least, long most, long otherwise) {
    Optional<String> text = parameter(name);
    if (text.isEmpty()) {
      return otherwise;
    }
    if (text.get().matches("\\d{1,18}")) {
      long n = Long.parseLong(text.get());
      if (n >= least && n <= most) {
        return n;
      }
    }
    throw new BadRequestException(
        "%s: whole number from %d to %d expected".formatted(name, least, most));
  }
}
