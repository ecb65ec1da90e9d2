package org.kokyu.himawari.bzip2;

/**
 * The cyclic redundancy check of bzip2: polynomial 0x04C11DB7, most significant bit first, eight
 * bytes at a time. Stateless.
 */
final class Checksum {
  private static final int POLYNOMIAL = 0x04C11DB7;
  private static final int[][] TABLES = new int[8][256];

  static {
    for (int i = 0; i < 256; i++) {
      int c = i << 24;
      for (int k = 0; k < 8; k++) {
        c = c < 0 ? c << 1 ^ POLYNOMIAL : c << 1;
      }
      TABLES[0][i] = c;
    }
    for (int t = 1; t < 8; t++) {
      for (int i = 0; i < 256; i++) {
        int before = TABLES[t - 1][i];
        TABLES[t][i] = before << 8 ^ TABLES[0][before >>> 24];
      }
    }
  }

  private Checksum() {}

  static int of(byte[] bytes, int from, int to) {
    int[] t0 = TABLES[0];
    int[] t1 = TABLES[1];
    int[] t2 = TABLES[2];
    int[] t3 = TABLES[3];
    int[] t4 = TABLES[4];
    int[] t5 = TABLES[5];
    int[] t6 = TABLES[6];
    int[] t7 = TABLES[7];
    int c = -1;
    int i = from;
    for (; i + 8 <= to; i += 8) {
      long word = (long) BitInput.LONG.get(bytes, i);
      int high = c ^ (int) (word >>> 32);
      int low = (int) word;
      c =
          t7[high >>> 24]
              ^ t6[high >>> 16 & 0xff]
              ^ t5[high >>> 8 & 0xff]
              ^ t4[high & 0xff]
              ^ t3[low >>> 24]
              ^ t2[low >>> 16 & 0xff]
              ^ t1[low >>> 8 & 0xff]
              ^ t0[low & 0xff];
    }
    for (; i < to; i++) {
      c = c << 8 ^ t0[c >>> 24 ^ bytes[i] & 0xff];
    }
    return ~c;
  }
}
