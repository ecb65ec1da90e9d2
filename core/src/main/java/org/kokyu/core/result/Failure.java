package org.kokyu.core.result;

import java.util.Objects;

/**
 * An expected failure.
 *
 * @param reason the class of failure, used as metric label
 * @param detail value, limit, unit and place for a person
 */
public record Failure(FailureReason reason, String detail) {
  public Failure {
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(detail, "detail");
  }
}
