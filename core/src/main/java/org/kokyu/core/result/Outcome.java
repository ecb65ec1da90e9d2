package org.kokyu.core.result;

import java.util.Objects;
import java.util.Optional;

/**
 * The result of a stage that may fail for scientific reasons: a value or a {@link Failure}.
 *
 * @param <T> type of the value
 */
public sealed interface Outcome<T> {

  /** A value. */
  record Success<T>(T value) implements Outcome<T> {
    public Success {
      Objects.requireNonNull(value, "value");
    }
  }

  /** No value, and why. */
  record Failed<T>(Failure failure) implements Outcome<T> {
    public Failed {
      Objects.requireNonNull(failure, "failure");
    }
  }

  static <T> Outcome<T> success(T value) {
    return new Success<>(value);
  }

  static <T> Outcome<T> failure(FailureReason reason, String detail) {
    return new Failed<>(new Failure(reason, detail));
  }

  /** The value, if there is one. */
  default Optional<T> toOptional() {
    return this instanceof Success<T> s ? Optional.of(s.value()) : Optional.empty();
  }
}
