package org.kokyu.himawari.bzip2;

import java.util.Arrays;

/**
 * Canonical prefix code with codes of 1 to 20 bits. Codes of up to {@link #LOOKUP_BITS} bits are
 * found by one look-up, longer ones by comparison with the first code beyond each length. Not
 * thread-safe.
 */
final class CodeTable {
  static final int LOOKUP_BITS = 10;
  static final int MAX_BITS = 20;
  private static final int MAX_SYMBOLS = 258;

  /** Symbol · 32 + length, 0 where the code is longer. */
  final int[] lookup = new int[1 << LOOKUP_BITS];

  private final int[] beyond = new int[MAX_BITS + 1];
  private final int[] shift = new int[MAX_BITS + 1];
  private final int[] sorted = new int[MAX_SYMBOLS];
  private final int[] count = new int[MAX_BITS + 2];

  /** Takes over the code lengths; false if no prefix code can have them. */
  boolean set(byte[] lengths, int symbols) {
    Arrays.fill(lookup, 0);
    Arrays.fill(count, 0);
    for (int s = 0; s < symbols; s++) {
      count[lengths[s]]++;
    }
    int code = 0;
    int index = 0;
    for (int length = 1; length <= MAX_BITS; length++) {
      code <<= 1;
      shift[length] = index - code;
      for (int s = 0; s < symbols && count[length] > 0; s++) {
        if (lengths[s] == length) {
          sorted[index++] = s;
          fill(code++, length, s);
          count[length]--;
        }
      }
      if (code > 1 << length) {
        return false;
      }
      beyond[length] = code;
    }
    return true;
  }

  private void fill(int code, int length, int symbol) {
    if (length <= LOOKUP_BITS && code < 1 << length) {
      int from = code << (LOOKUP_BITS - length);
      Arrays.fill(lookup, from, from + (1 << (LOOKUP_BITS - length)), symbol << 5 | length);
    }
  }

  /**
   * Entry as in {@link #lookup} of a longer code at the top of {@code bits}; 0 if there is none.
   */
  int search(long bits) {
    for (int length = LOOKUP_BITS + 1; length <= MAX_BITS; length++) {
      int code = (int) (bits >>> (64 - length));
      if (code < beyond[length]) {
        return sorted[code + shift[length]] << 5 | length;
      }
    }
    return 0;
  }
}
