package org.kokyu.core.result;

import java.util.List;
import java.util.Objects;

/**
 * What could be read, and what of it could not: a broken record does not lose the granule.
 *
 * @param <T> type of the value
 * @param value the usable part
 * @param failures one entry per unusable part
 */
public record Partial<T>(T value, List<Failure> failures) {
  public Partial {
    Objects.requireNonNull(value, "value");
    failures = List.copyOf(failures);
  }
}
