package org.kokyu.himawari.bzip2;

import java.util.Arrays;

/**
 * Blocks of one file decoded independently, and the walk that joins those which the stream really
 * has. {@link #decode} may run on several threads for different blocks.
 */
final class SideBySide {
  private static final int MAGIC_BITS = 48;

  private final byte[] packed;
  private final int length;
  private final long[] starts;
  private final int limit;
  private final byte[][] plain;
  private final int[] sizes;
  private final int[] checksums;
  private final long[] ends;
  private final Bzip2Exception[] faults;

  SideBySide(byte[] packed, int length, long[] starts, int limit) {
    this.packed = packed;
    this.length = length;
    this.starts = starts;
    this.limit = limit;
    this.plain = new byte[starts.length][];
    this.sizes = new int[starts.length];
    this.checksums = new int[starts.length];
    this.ends = new long[starts.length];
    this.faults = new Bzip2Exception[starts.length];
  }

  /** Decodes a candidate. */
  void decode(Block block, int i) {
    BitInput in = new BitInput(packed, length);
    in.seek(starts[i] + MAGIC_BITS);
    try {
      block.decode(in, Block.MAX_SIZE);
    } catch (Bzip2Exception e) {
      faults[i] = e;
      return;
    }
    keep(i, block);
  }

  private void keep(int i, Block block) {
    sizes[i] = block.size;
    ends[i] = block.endBit;
    checksums[i] = block.checksum;
    long bytes = Runs.length(block.text, block.size);
    if (bytes > limit) {
      return; // the walk finds no bytes here and stops
    }
    byte[] own = bytes < 0 ? null : new byte[(int) bytes];
    if (own == null
        || Runs.expand(block.text, block.size, own, 0) != own.length
        || Checksum.of(own, 0, own.length) != block.checksum) {
      faults[i] = BitInput.corrupt(block.endBit, "the checksum of the block does not agree");
      return;
    }
    plain[i] = own;
  }

  /** Walks through the file and joins its blocks. */
  Bzip2Decoder.Extent join(BitInput in, byte[] target) throws Bzip2Exception {
    int at = 0;
    do {
      int blockSize = Bzip2Decoder.streamHeader(in);
      int combined = 0;
      long magic = in.read48();
      for (; magic == BlockScan.BLOCK; magic = in.read48()) {
        int i = Arrays.binarySearch(starts, in.bit() - MAGIC_BITS);
        if (i < 0) {
          throw new IllegalStateException("a block begins where none was found");
        }
        if (faults[i] != null) {
          throw faults[i];
        }
        if (sizes[i] > blockSize) {
          throw BitInput.corrupt(ends[i], "the block is larger than the stream allows");
        }
        if (plain[i] == null || plain[i].length > target.length - at) {
          return new Bzip2Decoder.Extent(target.length, false);
        }
        System.arraycopy(plain[i], 0, target, at, plain[i].length);
        at += plain[i].length;
        combined = Bzip2Decoder.rotate(combined) ^ checksums[i];
        in.seek(ends[i]);
      }
      Bzip2Decoder.requireEnd(in, magic, combined);
    } while (!Bzip2Decoder.atEnd(in));
    return new Bzip2Decoder.Extent(at, true);
  }
}
