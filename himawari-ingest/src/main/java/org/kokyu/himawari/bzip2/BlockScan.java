package org.kokyu.himawari.bzip2;

import java.util.Arrays;

/**
 * Finds where blocks may begin: every bit position with the magic number of a block. A position may
 * be one by chance; only a walk through the stream can tell. Stateless.
 */
final class BlockScan {
  static final long BLOCK = 0x314159265359L;
  static final long END = 0x177245385090L;
  private static final byte[] SHIFTS = new byte[256];

  static {
    for (int shift = 0; shift < 8; shift++) {
      SHIFTS[(int) (BLOCK >>> (32 + shift)) & 0xff] |= (byte) (1 << shift);
    }
  }

  private BlockScan() {}

  /** Bit positions, ascending; more than {@code most} are not looked for. */
  static long[] find(BitInput in, int most) {
    long[] found = new long[most];
    int n = 0;
    for (int p = 0; p + 6 <= in.length && n < most; p++) {
      int shifts = SHIFTS[in.bytes[p + 1] & 0xff] & 0xff;
      for (int s = 0; shifts != 0 && n < most; s++, shifts >>>= 1) {
        if ((shifts & 1) != 0 && (long) BitInput.LONG.get(in.bytes, p) << s >>> 16 == BLOCK) {
          found[n++] = 8L * p + s;
        }
      }
    }
    return Arrays.copyOf(found, n);
  }
}
