package org.kokyu.himawari.bzip2;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Bits of a byte array, most significant first. The array must have {@link #PADDING} bytes more
 * than its content; they are never part of it. Not thread-safe.
 */
final class BitInput {
  static final int PADDING = 16;
  static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  final byte[] bytes;
  final int length;
  private long bit;

  BitInput(byte[] padded, int length) {
    this.bytes = padded;
    this.length = length;
  }

  long bit() {
    return bit;
  }

  void seek(long newBit) {
    bit = newBit;
  }

  long lengthBits() {
    return 8L * length;
  }

  /** Up to 32 bits. */
  int read(int bits) throws Bzip2Exception {
    if (bit + bits > lengthBits()) {
      throw truncated(bit);
    }
    long word = (long) LONG.get(bytes, (int) (bit >>> 3)) << (bit & 7);
    bit += bits;
    return (int) (word >>> (64 - bits));
  }

  long read48() throws Bzip2Exception {
    long high = read(24);
    return high << 24 | read(24);
  }

  static Bzip2Exception truncated(long bit) {
    return new Bzip2Exception(Bzip2Exception.Kind.TRUNCATED, bit, "the stream ends early");
  }

  static Bzip2Exception corrupt(long bit, String what) {
    return new Bzip2Exception(Bzip2Exception.Kind.CORRUPT, bit, what);
  }
}
