package org.kokyu.himawari.bzip2;

import java.util.Arrays;

/**
 * The outermost code of bzip2: four equal bytes are followed by a count of how many more there are.
 * Stateless.
 */
final class Runs {
  static final int TOO_LONG = -1;
  static final int BROKEN = -2;

  private Runs() {}

  /** How many bytes a text stands for, or {@link #BROKEN}. */
  static long length(byte[] text, int size) {
    long length = size;
    int equal = 0;
    for (int i = 1; i < size; i++) {
      equal = text[i] == text[i - 1] ? equal + 1 : 0;
      if (equal == 3) {
        if (++i == size) {
          return BROKEN;
        }
        length += (text[i] & 0xff) - 1;
        equal = 0;
        i++; // the count is no neighbour of what follows
      }
    }
    return length;
  }

  /**
   * Writes the bytes that a text stands for.
   *
   * @return where they end, {@link #TOO_LONG} if they do not fit, or {@link #BROKEN}
   */
  static int expand(byte[] text, int size, byte[] target, int from) {
    int at = from;
    int equal = 0;
    byte before = (byte) ~text[0];
    for (int i = 0; i < size; i++) {
      if (at == target.length) {
        return TOO_LONG;
      }
      byte b = text[i];
      target[at++] = b;
      equal = b == before ? equal + 1 : 0;
      before = b;
      if (equal == 3) {
        if (++i == size) {
          return BROKEN;
        }
        int more = text[i] & 0xff;
        if (more > target.length - at) {
          Arrays.fill(target, at, target.length, b);
          return TOO_LONG;
        }
        Arrays.fill(target, at, at + more, b);
        at += more;
        equal = 0;
        if (i + 1 < size) {
          before = (byte) ~text[i + 1];
        }
      }
    }
    return at;
  }
}
