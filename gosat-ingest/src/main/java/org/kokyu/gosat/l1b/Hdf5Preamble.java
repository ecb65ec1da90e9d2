package org.kokyu.gosat.l1b;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;

/**
 * The first bytes of an HDF5 file: signature and the end-of-file address that the superblock
 * declares.
 *
 * <p>A file shorter than that address was cut while it was copied; checking it first keeps a broken
 * transfer apart from a corrupt file. Layout of superblock versions 0 to 3: HDF5 File Format
 * Specification version 3.0, section II.A (The HDF Group).
 */
final class Hdf5Preamble {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', 0x0d, 0x0a, 0x1a, 0x0a};
  private static final int FIRST_USER_BLOCK = 512;

  private Hdf5Preamble() {}

  /**
   * Checks signature and declared end of file.
   *
   * @throws MalformedInputException EMPTY, WRONG_FORMAT, TRUNCATED or UNSUPPORTED
   */
  static void check(String file, byte[] bytes) {
    if (bytes.length == 0) {
      throw new MalformedInputException(InputFault.EMPTY, file + ": no bytes, HDF5 file expected");
    }
    int base = signatureOffset(bytes);
    if (base < 0) {
      throw noSignature(file, bytes);
    }
    long end = declaredEnd(file, bytes, base);
    if (end < 0 || end > bytes.length) {
      throw truncated(file, end < 0 ? "an impossible number of" : Long.toString(end), bytes.length);
    }
  }

  private static int signatureOffset(byte[] bytes) {
    for (long at = 0; at + SIGNATURE.length <= bytes.length; at = nextOffset(at)) {
      if (matches(bytes, (int) at, SIGNATURE.length)) {
        return (int) at;
      }
    }
    return -1;
  }

  /** The signature may stand at 0, 512, 1024, 2048, … */
  private static long nextOffset(long at) {
    return at == 0 ? FIRST_USER_BLOCK : 2 * at;
  }

  private static boolean matches(byte[] bytes, int at, int length) {
    for (int i = 0; i < length; i++) {
      if (bytes[at + i] != SIGNATURE[i]) {
        return false;
      }
    }
    return true;
  }

  private static MalformedInputException noSignature(String file, byte[] bytes) {
    if (bytes.length < SIGNATURE.length && matches(bytes, 0, bytes.length)) {
      return truncated(file, "at least 8", bytes.length);
    }
    return new MalformedInputException(
        InputFault.WRONG_FORMAT, file + ": HDF5 signature expected, not found");
  }

  private static MalformedInputException truncated(String file, String expected, long found) {
    return new MalformedInputException(
        InputFault.TRUNCATED,
        "%s: %s bytes expected by the superblock, %d found".formatted(file, expected, found));
  }

  private static long declaredEnd(String file, byte[] bytes, int base) {
    if (bytes.length < base + 16) {
      throw truncated(file, "at least " + (base + 16), bytes.length);
    }
    int version = bytes[base + 8];
    if (version < 0 || version > 3) {
      throw new MalformedInputException(
          InputFault.UNSUPPORTED,
          "%s: superblock version 0 to 3 expected, found %d".formatted(file, version));
    }
    boolean old = version < 2;
    int offsetSize = bytes[base + (old ? 13 : 9)];
    if (offsetSize != 4 && offsetSize != 8) {
      throw new MalformedInputException(
          InputFault.CORRUPT,
          "%s: superblock offsets of 4 or 8 bytes expected, found %d".formatted(file, offsetSize));
    }
    int firstAddress = base + (version == 0 ? 24 : version == 1 ? 28 : 12);
    int endAt = firstAddress + 2 * offsetSize;
    if (bytes.length < endAt + offsetSize) {
      throw truncated(file, "at least " + (endAt + offsetSize), bytes.length);
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    return offsetSize == 8 ? buffer.getLong(endAt) : Integer.toUnsignedLong(buffer.getInt(endAt));
  }
}
