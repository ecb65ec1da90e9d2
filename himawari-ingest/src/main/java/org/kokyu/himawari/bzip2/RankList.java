package org.kokyu.himawari.bzip2;

/**
 * The move-to-front list of 256 byte values, in sixteen runs of sixteen that slide downwards in a
 * larger array, so that a move touches one run and one value of each run before it. Not
 * thread-safe.
 */
final class RankList {
  private static final int RUN = 16;
  private static final int SIZE = 4096;

  private final byte[] values = new byte[SIZE];
  private final int[] starts = new int[RUN];

  /** Starts anew with these values, in this order. */
  void reset(byte[] order, int n) {
    int at = SIZE - 1;
    for (int run = RUN - 1; run >= 0; run--) {
      for (int i = RUN - 1; i >= 0; i--) {
        int rank = RUN * run + i;
        values[at--] = rank < n ? order[rank] : 0;
      }
      starts[run] = at + 1;
    }
  }

  byte first() {
    return values[starts[0]];
  }

  /** The value of a rank, which becomes the first. */
  byte moveToFront(int rank) {
    byte[] v = values;
    int first = starts[0];
    if (rank < RUN) {
      int at = first + rank;
      byte value = v[at];
      while (at > first) {
        v[at] = v[at - 1];
        at--;
      }
      v[first] = value;
      return value;
    }
    return moveFar(rank);
  }

  private byte moveFar(int rank) {
    byte[] v = values;
    int run = rank / RUN;
    int at = starts[run] + rank % RUN;
    byte value = v[at];
    while (at > starts[run]) {
      v[at] = v[at - 1];
      at--;
    }
    starts[run]++;
    for (; run > 0; run--) {
      starts[run]--;
      v[starts[run]] = v[starts[run - 1] + RUN - 1];
    }
    starts[0]--;
    v[starts[0]] = value;
    if (starts[0] == 0) {
      gather();
    }
    return value;
  }

  /** The runs have slid to the bottom: back to the top. */
  private void gather() {
    int at = SIZE - 1;
    for (int run = RUN - 1; run >= 0; run--) {
      for (int i = RUN - 1; i >= 0; i--) {
        values[at--] = values[starts[run] + i];
      }
      starts[run] = at + 1;
    }
  }
}
