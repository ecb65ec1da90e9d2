package org.kokyu.himawari.bzip2;

import java.util.Arrays;

/**
 * Follows the chain of the inverse Burrows–Wheeler transform in many places at the same time.
 *
 * <p>The chain is a permutation of the block's rows; each step waits for memory. So it is cut at
 * evenly spread rows into arcs of unknown length: each arc is followed from its cut to the next
 * one, a dozen of them in turn, so that their waits overlap. Afterwards the arcs are put together
 * in the order in which they meet, from the block's origin on. A block whose text repeats itself
 * has several cycles: then the arcs of the origin's cycle are gone round as often as the block is
 * long, and the others are left out, which is what following the single chain gives. Not
 * thread-safe.
 */
final class Arcs {
  private static final int LANES = 12;
  private static final int CUTS = 60;
  private static final int BATCH = 256;
  private static final int MARK = 0x80000000;

  private final byte[][] scratch = new byte[LANES][1 << 14];
  private final int[] cuts = new int[CUTS + 1];
  private final int[] arcLane = new int[CUTS + 1];
  private final int[] arcFrom = new int[CUTS + 1];
  private final int[] arcTo = new int[CUTS + 1];
  private final int[] arcNext = new int[CUTS + 1];
  private final int[] rows = new int[LANES];
  private final int[] positions = new int[LANES];
  private final int[] laneArc = new int[LANES];
  private int cutCount;
  private int begun;

  /**
   * @param next per row: row of the next step · 256 + character; marked in passing
   * @param text takes the characters
   */
  void follow(int[] next, int size, int origin, byte[] text) {
    cut(next, size, origin);
    Arrays.fill(positions, 0);
    begun = 0;
    int lanes = 0;
    while (lanes < LANES && begun < cutCount) {
      begin(lanes++, next);
    }
    while (lanes > 0) {
      makeRoom(lanes);
      lanes = run(next, lanes);
    }
    join(size, Arrays.binarySearch(cuts, 0, cutCount, origin), text);
  }

  private void cut(int[] next, int size, int origin) {
    int n = 0;
    cuts[n++] = origin;
    for (int k = 0; k < CUTS; k++) {
      int row = (int) ((long) k * size / CUTS);
      if (row != cuts[n - 1] && row != origin) {
        cuts[n++] = row;
      }
    }
    Arrays.sort(cuts, 0, n);
    cutCount = n;
    for (int k = 0; k < n; k++) {
      next[cuts[k]] |= MARK;
    }
  }

  /** Starts the next arc in a lane with its first character. */
  private void begin(int lane, int[] next) {
    int arc = begun++;
    int entry = next[cuts[arc]];
    laneArc[lane] = arc;
    arcLane[arc] = lane;
    arcFrom[arc] = positions[lane];
    if (positions[lane] == scratch[lane].length) {
      scratch[lane] = Arrays.copyOf(scratch[lane], 2 * scratch[lane].length);
    }
    scratch[lane][positions[lane]++] = (byte) entry;
    rows[lane] = (entry & ~MARK) >>> 8;
  }

  private void makeRoom(int lanes) {
    for (int w = 0; w < lanes; w++) {
      if (positions[w] + BATCH > scratch[w].length) {
        scratch[w] = Arrays.copyOf(scratch[w], 2 * scratch[w].length);
      }
    }
  }

  /** Some steps of every lane, until an arc ends; returns the number of lanes still busy. */
  private int run(int[] next, int lanes) {
    final int[] at = rows;
    final int[] to = positions;
    final byte[][] out = scratch;
    for (int step = 0; step < BATCH; step++) {
      for (int w = 0; w < lanes; w++) {
        int entry = next[at[w]];
        if (entry < 0) {
          return end(next, w, lanes);
        }
        out[w][to[w]++] = (byte) entry;
        at[w] = entry >>> 8;
      }
    }
    return lanes;
  }

  /** The lane has come to a cut: its arc is done, and the next one begins, if there is one. */
  private int end(int[] next, int lane, int lanes) {
    int arc = laneArc[lane];
    arcTo[arc] = positions[lane];
    arcNext[arc] = Arrays.binarySearch(cuts, 0, cutCount, rows[lane]);
    if (begun < cutCount) {
      begin(lane, next);
      return lanes;
    }
    swap(lane, lanes - 1);
    return lanes - 1;
  }

  /** Idle lanes stand last; what they wrote goes with them. */
  private void swap(int a, int b) {
    if (a == b) {
      return;
    }
    byte[] bytes = scratch[a];
    scratch[a] = scratch[b];
    scratch[b] = bytes;
    int row = rows[a];
    rows[a] = rows[b];
    rows[b] = row;
    int position = positions[a];
    positions[a] = positions[b];
    positions[b] = position;
    int arc = laneArc[a];
    laneArc[a] = laneArc[b];
    laneArc[b] = arc;
    for (int k = 0; k < begun; k++) {
      arcLane[k] = arcLane[k] == a ? b : arcLane[k] == b ? a : arcLane[k];
    }
  }

  private void join(int size, int first, byte[] text) {
    int arc = first;
    for (int at = 0; at < size; arc = arcNext[arc]) {
      int length = Math.min(size - at, arcTo[arc] - arcFrom[arc]);
      System.arraycopy(scratch[arcLane[arc]], arcFrom[arc], text, at, length);
      at += length;
    }
  }
}
