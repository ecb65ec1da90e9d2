package org.kokyu.ops.publish;

import java.util.Locale;
import java.util.Objects;

/**
 * Which issue of a product a file is.
 *
 * @param number 0 for the first issue, higher for updates
 * @param maturity how final the inputs are
 */
public record Revision(int number, Maturity maturity) {

  /** How final the inputs of a product are. */
  public enum Maturity {
    NRT,
    INTERIM,
    FINAL;

    /** Spelling in files and addresses. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Revision {
    Objects.requireNonNull(maturity, "maturity");
    if (number < 0) {
      throw new IllegalArgumentException("revision must not be negative: " + number);
    }
  }

  /** First near-real-time issue. */
  public static Revision first() {
    return new Revision(0, Maturity.NRT);
  }
}
