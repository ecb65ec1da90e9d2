package org.kokyu.himawari;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.channels.ReadableByteChannel;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.IntFunction;
import org.kokyu.core.provenance.InputRef;
import org.kokyu.core.result.InputFault;

/**
 * One uncompressed segment, read once from front to back through a small buffer and hashed in
 * passing where that is asked for. Used by one thread.
 */
final class RawFile {
  /** Large enough for few calls, small enough for the processor's cache. */
  private static final int CHUNK_BYTES = 1 << 18;

  private final HsdFileName name;
  private final ReadableByteChannel in;
  private final Optional<MessageDigest> digest;
  private final IntFunction<short[]> arrays;
  private final ByteBuffer chunk =
      ByteBuffer.allocateDirect(CHUNK_BYTES).order(ByteOrder.LITTLE_ENDIAN).limit(0);
  private long read;

  /**
   * @param arrays gives an array of some size for the counts, whatever is in it
   */
  RawFile(HsdFileName name, ReadableByteChannel in, boolean hashed, IntFunction<short[]> arrays) {
    this.arrays = arrays;
    this.name = name;
    this.in = in;
    this.digest = hashed ? Optional.of(Sha256.newDigest()) : Optional.empty();
  }

  HsdHeader header() throws IOException {
    byte[] block1 = new byte[HsdHeaderParser.BLOCK_1_BYTES];
    readFully(block1, 0, "header block 1");
    int length = HsdHeaderParser.headerLength(name.fileName(), block1);
    byte[] all = Arrays.copyOf(block1, length);
    readFully(all, block1.length, "header");
    return HsdReader.checked(name, all);
  }

  HsdSegment segment(long fileBytes, Optional<InputRef> known) throws IOException {
    HsdHeader header = header();
    long expected = header.headerBytes() + header.dataBytes();
    if (fileBytes != expected) {
      throw HeaderFault.of(
          fileBytes < expected ? InputFault.TRUNCATED : InputFault.HEADER_MISMATCH,
          name.fileName(),
          "file size",
          expected + " bytes",
          fileBytes);
    }
    short[] counts = counts(header);
    InputRef ref =
        known.orElseGet(
            () ->
                new InputRef(
                    name.fileName(), HexFormat.of().formatHex(digest.orElseThrow().digest())));
    return new HsdSegment(name, header, counts, ref);
  }

  private short[] counts(HsdHeader header) throws IOException {
    short[] counts = arrays.apply(header.data().columns() * header.data().lines());
    int at = 0;
    while (at < counts.length) {
      if (chunk.remaining() < 2) {
        fill("data block", 2L * (counts.length - at));
      }
      ShortBuffer shorts = chunk.asShortBuffer();
      int n = Math.min(shorts.remaining(), counts.length - at);
      shorts.get(counts, at, n);
      chunk.position(chunk.position() + 2 * n);
      at += n;
    }
    return counts;
  }

  private void readFully(byte[] target, int from, String place) throws IOException {
    int at = from;
    while (at < target.length) {
      if (!chunk.hasRemaining()) {
        fill(place, target.length - at);
      }
      int n = Math.min(chunk.remaining(), target.length - at);
      chunk.get(target, at, n);
      at += n;
    }
  }

  /** Reads on until there are two bytes, a count, or the place turns out to be cut off. */
  private void fill(String place, long missing) throws IOException {
    chunk.compact();
    int kept = chunk.position();
    do {
      int n = in.read(chunk);
      if (n < 0) {
        throw HsdReader.truncated(name, place, read, missing - kept);
      }
      read += n;
    } while (chunk.position() < Math.min(2, missing));
    chunk.flip();
    digest.ifPresent(d -> d.update(chunk.slice(kept, chunk.limit() - kept)));
  }
}
