package org.kokyu.himawari.bzip2;

/** A stream that cannot be decoded, and where. */
public final class Bzip2Exception extends Exception {
  private static final long serialVersionUID = 1L;

  /** What is wrong. */
  public enum Kind {
    /** The stream ends too early. */
    TRUNCATED,
    /** Checksums or codes contradict the stream. */
    CORRUPT,
    /** A randomised block, which no program has written since 1997. */
    UNSUPPORTED
  }

  private final Kind kind;

  Bzip2Exception(Kind kind, long bit, String message) {
    super(message + " at byte " + bit / 8 + " of the compressed file");
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
