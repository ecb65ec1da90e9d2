package org.kokyu.core.result;

/** What is wrong with a malformed input file; the quarantine reason. */
public enum InputFault {
  /** The file has no bytes. */
  EMPTY,
  /** The file ends before its own header says it should. */
  TRUNCATED,
  /** Checksums, compressed streams or values contradict themselves. */
  CORRUPT,
  /** Header fields contradict each other, the file name or the format. */
  HEADER_MISMATCH,
  /** Big-endian (or little-endian) data that this reader does not take. */
  UNSUPPORTED_ENDIAN,
  /** A legal file of a kind, version or shape that is not supported. */
  UNSUPPORTED,
  /** Not a file of the expected format at all, or a name outside the feed's grammar. */
  WRONG_FORMAT
}
