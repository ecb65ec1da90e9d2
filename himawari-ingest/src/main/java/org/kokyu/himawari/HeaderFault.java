package org.kokyu.himawari;

import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;

/** Says what is wrong with a segment: file, place, what was expected, what was found. */
final class HeaderFault {
  private HeaderFault() {}

  static MalformedInputException mismatch(
      String file, String place, Object expected, Object found) {
    return of(InputFault.HEADER_MISMATCH, file, place, expected, found);
  }

  static MalformedInputException of(
      InputFault fault, String file, String place, Object expected, Object found) {
    return new MalformedInputException(
        fault, "%s: %s: %s expected, %s found".formatted(file, place, expected, found));
  }

  static void require(boolean ok, String file, String place, Object expected, Object found) {
    if (!ok) {
      throw mismatch(file, place, expected, found);
    }
  }
}
