package org.kokyu.himawari.bzip2;

import java.util.Arrays;

/**
 * One block on its way: the entropy-coded symbols first, then the inverse of the Burrows–Wheeler
 * transform. Holds the arrays of the largest block, about 6 MB, for use again and again. Not
 * thread-safe.
 */
final class Block {
  static final int MAX_SIZE = 900_000;
  private static final int GROUP = 50;
  private static final int MAX_TABLES = 6;
  private static final int MAX_SELECTORS = 32767;
  private static final int LOOKUP_SHIFT = 64 - CodeTable.LOOKUP_BITS;

  private final CodeTable[] tables = new CodeTable[MAX_TABLES];
  private final byte[] selectors = new byte[MAX_SELECTORS];
  private final byte[] lengths = new byte[258];
  private final byte[] order = new byte[256];
  private final RankList ranks = new RankList();
  private final int[] places = new int[256];
  private final Arcs arcs = new Arcs();

  /** Last column of the sorted rotations, then the text itself; its runs are still coded. */
  final byte[] text = new byte[MAX_SIZE];

  /** Per row of the first column: row of the last column · 256 + character. */
  private final int[] next = new int[MAX_SIZE];

  int size;
  int checksum;
  long endBit;
  private int origin;
  private int symbols;
  private int tableCount;
  private int selectorCount;

  Block() {
    for (int t = 0; t < MAX_TABLES; t++) {
      tables[t] = new CodeTable();
    }
  }

  /** Reads a block whose 48-bit magic number has just been read. */
  void decode(BitInput in, int maxSize) throws Bzip2Exception {
    checksum = in.read(32);
    if (in.read(1) != 0) {
      throw new Bzip2Exception(
          Bzip2Exception.Kind.UNSUPPORTED, in.bit(), "a block is randomised (bzip2 before 0.9.5)");
    }
    origin = in.read(24);
    readMap(in);
    readTables(in);
    readSymbols(in, maxSize);
    if (origin >= size) {
      throw BitInput.corrupt(in.bit(), "the block's origin lies outside it");
    }
    link();
    arcs.follow(next, size, origin, text);
  }

  private void readMap(BitInput in) throws Bzip2Exception {
    int used = in.read(16);
    symbols = 0;
    for (int high = 0; high < 16; high++) {
      int row = (used >>> (15 - high) & 1) == 0 ? 0 : in.read(16);
      for (int low = 0; low < 16; low++) {
        if ((row >>> (15 - low) & 1) != 0) {
          order[symbols++] = (byte) (16 * high + low);
        }
      }
    }
    if (symbols == 0) {
      throw BitInput.corrupt(in.bit(), "a block uses no symbol");
    }
    ranks.reset(order, symbols);
  }

  private void readTables(BitInput in) throws Bzip2Exception {
    tableCount = in.read(3);
    selectorCount = in.read(15);
    if (tableCount < 2 || tableCount > MAX_TABLES || selectorCount < 1) {
      throw BitInput.corrupt(in.bit(), "a block has no tables");
    }
    byte[] recent = {0, 1, 2, 3, 4, 5};
    for (int i = 0; i < selectorCount; i++) {
      int rank = 0;
      while (in.read(1) != 0) {
        if (++rank >= tableCount) {
          throw BitInput.corrupt(in.bit(), "a selector lies outside the tables");
        }
      }
      byte table = recent[rank];
      System.arraycopy(recent, 0, recent, 1, rank);
      recent[0] = table;
      selectors[i] = table;
    }
    for (int t = 0; t < tableCount; t++) {
      readLengths(in);
      if (!tables[t].set(lengths, symbols + 2)) {
        throw BitInput.corrupt(in.bit(), "code lengths make no prefix code");
      }
    }
  }

  private void readLengths(BitInput in) throws Bzip2Exception {
    int length = in.read(5);
    for (int s = 0; s < symbols + 2; s++) {
      while (true) {
        if (length < 1 || length > CodeTable.MAX_BITS) {
          throw BitInput.corrupt(in.bit(), "a code length lies outside 1 to 20");
        }
        if (in.read(1) == 0) {
          break;
        }
        length += in.read(1) == 0 ? 1 : -1;
      }
      lengths[s] = (byte) length;
    }
  }

  /**
   * Prefix codes, move-to-front ranks and runs in one pass. The bits live in a local word that is
   * filled up by four bytes; reading beyond the content meets padding and is noticed at the next
   * filling or at the end.
   */
  private void readSymbols(BitInput in, int maxSize) throws Bzip2Exception {
    final byte[] bytes = in.bytes;
    final byte[] out = text;
    final int end = symbols + 1;
    int position = (int) (in.bit() >>> 3);
    int skip = (int) (in.bit() & 7);
    long word = (long) BitInput.LONG.get(bytes, position) << skip;
    int available = 64 - skip;
    position += 8;
    int n = 0;
    int run = 0;
    int runBit = 0;
    for (int group = 0; group < selectorCount; group++) {
      CodeTable table = tables[selectors[group]];
      int[] lookup = table.lookup;
      for (int k = 0; k < GROUP; k++) {
        if (available < 32) {
          if (position >= in.length + BitInput.PADDING - 4) {
            throw BitInput.truncated(in.lengthBits());
          }
          word |= ((int) BitInput.INT.get(bytes, position) & 0xffffffffL) << (32 - available);
          position += 4;
          available += 32;
        }
        int entry = lookup[(int) (word >>> LOOKUP_SHIFT)];
        if (entry == 0) {
          entry = table.search(word);
          if (entry == 0) {
            throw codeFault(in, 8L * position - available);
          }
        }
        int bits = entry & 31;
        word <<= bits;
        available -= bits;
        int symbol = entry >>> 5;
        if (symbol <= 1) {
          run += (symbol + 1) << runBit++;
          if (run > maxSize - n || runBit > 20) {
            throw codeFault(in, 8L * position - available);
          }
          continue;
        }
        if (run > 0) {
          Arrays.fill(out, n, n + run, ranks.first());
          n += run;
          run = 0;
          runBit = 0;
        }
        if (symbol == end) {
          finish(in, 8L * position - available, n);
          return;
        }
        if (n == maxSize) {
          throw codeFault(in, 8L * position - available);
        }
        out[n++] = ranks.moveToFront(symbol - 1);
      }
    }
    throw codeFault(in, 8L * position - available);
  }

  private void finish(BitInput in, long bit, int n) throws Bzip2Exception {
    if (bit > in.lengthBits()) {
      throw BitInput.truncated(in.lengthBits());
    }
    size = n;
    endBit = bit;
    in.seek(bit);
  }

  private static Bzip2Exception codeFault(BitInput in, long bit) {
    return bit > in.lengthBits()
        ? BitInput.truncated(in.lengthBits())
        : BitInput.corrupt(bit, "the codes of a block make no sense");
  }

  /** Where each row of the first column stands in the last one. */
  private void link() {
    Arrays.fill(places, 0);
    for (int i = 0; i < size; i++) {
      places[text[i] & 0xff]++;
    }
    int sum = 0;
    for (int c = 0; c < 256; c++) {
      int count = places[c];
      places[c] = sum;
      sum += count;
    }
    for (int i = 0; i < size; i++) {
      int c = text[i] & 0xff;
      next[places[c]++] = i << 8 | c;
    }
  }
}
