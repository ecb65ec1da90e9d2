package org.kokyu.himawari.bzip2;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import org.kokyu.core.parallel.BlockLoop;

/**
 * Decodes whole bzip2 files (one stream or several, as pbzip2 writes them) from memory to memory.
 * All checksums are verified.
 *
 * <p>With an executor, the blocks of one file are found by their magic number and decoded side by
 * side; the stream is then walked from block to block, so a magic number that is there by chance
 * does no harm. No length of the file is trusted: nothing is written beyond the given target.
 *
 * <p>Format: J. Seward, bzip2 1.0.8 (2019), as decompress.c reads it. Thread-safe; keeps the work
 * space of as many threads as decoded at the same time, 6 MB each.
 */
public final class Bzip2Decoder {
  /** Bytes that the packed array must have beyond its content. */
  public static final int PADDING = BitInput.PADDING;

  private static final int MOST_CANDIDATES = 1024;
  private static final int LEVEL_BYTES = 100_000;

  private final ConcurrentLinkedQueue<Block> idle = new ConcurrentLinkedQueue<>();

  /**
   * How far decoding came.
   *
   * @param bytes written
   * @param complete false if the target was full, or enough blocks were read, before the end
   */
  public record Extent(int bytes, boolean complete) {}

  /**
   * Decodes on the calling thread.
   *
   * @param packed the file, followed by {@link #PADDING} bytes
   * @param length of the file
   * @param target takes the result
   * @throws Bzip2Exception if the stream is damaged or ends early
   */
  public Extent decode(byte[] packed, int length, byte[] target) throws Bzip2Exception {
    return decode(new BitInput(packed, length), target, Integer.MAX_VALUE);
  }

  /** Decodes the first block only. */
  public Extent decodeFirstBlock(byte[] packed, int length, byte[] target) throws Bzip2Exception {
    return decode(new BitInput(packed, length), target, 1);
  }

  /**
   * Decodes on the calling thread and on those that an executor lends; the result is the same.
   *
   * @param helpers most tasks to hand to the executor
   */
  public Extent decode(byte[] packed, int length, byte[] target, Executor executor, int helpers)
      throws Bzip2Exception {
    BitInput in = new BitInput(packed, length);
    long[] starts = helpers < 1 ? new long[0] : BlockScan.find(in, MOST_CANDIDATES);
    // more candidates than the target has room for: somebody made them up
    if (starts.length < 2
        || starts.length == MOST_CANDIDATES
        || starts.length > 8 + target.length / (LEVEL_BYTES / 2)) {
      return decode(in, target, Integer.MAX_VALUE);
    }
    SideBySide work = new SideBySide(packed, length, starts, target.length);
    BlockLoop.run(
        executor,
        helpers,
        starts.length,
        i -> {
          Block block = borrow();
          try {
            work.decode(block, i);
          } finally {
            idle.add(block);
          }
        });
    return work.join(in, target);
  }

  private Block borrow() {
    Block block = idle.poll();
    return block == null ? new Block() : block;
  }

  private Extent decode(BitInput in, byte[] target, int mostBlocks) throws Bzip2Exception {
    Block block = borrow();
    try {
      int at = 0;
      do {
        int blockSize = streamHeader(in);
        int combined = 0;
        long magic = in.read48();
        for (int n = 0; magic == BlockScan.BLOCK; magic = in.read48()) {
          block.decode(in, blockSize);
          at = write(block, target, at);
          if (at < 0) {
            return new Extent(target.length, false);
          }
          if (++n == mostBlocks) {
            return new Extent(at, false);
          }
          combined = rotate(combined) ^ block.checksum;
        }
        requireEnd(in, magic, combined);
      } while (!atEnd(in));
      return new Extent(at, true);
    } finally {
      idle.add(block);
    }
  }

  /** Returns where the block ends, negative if it does not fit. */
  private static int write(Block block, byte[] target, int at) throws Bzip2Exception {
    int end = Runs.expand(block.text, block.size, target, at);
    if (end == Runs.BROKEN || end >= 0 && Checksum.of(target, at, end) != block.checksum) {
      throw BitInput.corrupt(block.endBit, "the checksum of the block does not agree");
    }
    return end;
  }

  static int rotate(int checksum) {
    return checksum << 1 | checksum >>> 31;
  }

  /** What stands where no block begins must be the end of the stream with the right checksum. */
  static void requireEnd(BitInput in, long magic, int combined) throws Bzip2Exception {
    if (magic != BlockScan.END) {
      throw BitInput.corrupt(in.bit() - 48, "neither block nor end of stream begins");
    }
    if (in.read(32) != combined) {
      throw BitInput.corrupt(in.bit() - 32, "the checksum of the stream does not agree");
    }
  }

  /** Reads the four bytes at the start of a stream; returns the largest size of its blocks. */
  static int streamHeader(BitInput in) throws Bzip2Exception {
    int magic = in.read(24);
    int level = in.read(8) - '0';
    if (magic != ('B' << 16 | 'Z' << 8 | 'h') || level < 1 || level > 9) {
      throw BitInput.corrupt(in.bit() - 32, "no bzip2 stream begins");
    }
    return level * LEVEL_BYTES;
  }

  /** Goes to the next whole byte; true if that is the end of the file. */
  static boolean atEnd(BitInput in) {
    in.seek((in.bit() + 7) / 8 * 8);
    return in.bit() == in.lengthBits();
  }
}
