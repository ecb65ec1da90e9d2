package org.kokyu.himawari;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import org.kokyu.core.provenance.InputRef;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.himawari.bzip2.Bzip2Decoder;
import org.kokyu.himawari.bzip2.Bzip2Exception;

/**
 * The uncompressed bytes of bzip2 segments. A file may have as many bytes as an incompressible
 * segment of its name would, and is unpacked into as much as the longest header and the counts of
 * its name take; buffers of the 2 km bands are used again. Thread-safe.
 */
final class PackedBytes {
  /** bzip2 adds less than this share to what it cannot compress. */
  private static final double LARGEST_GROWTH = 1.02;

  private static final int STREAM_BYTES = 1000;
  private static final int KEPT_BYTES = 8 << 20;

  private final Bzip2Decoder decoder = new Bzip2Decoder();
  private final ConcurrentLinkedQueue<byte[]> idle = new ConcurrentLinkedQueue<>();

  /**
   * Unpacked bytes.
   *
   * @param length how many of them count
   * @param complete false if there would be more
   */
  record Plain(byte[] bytes, int length, boolean complete) {}

  /** What is made of the bytes before they are taken back. */
  interface Use<T> {
    T of(Plain plain, InputRef ref);
  }

  <T> T read(
      HsdFileName name,
      ReadableByteChannel in,
      long fileBytes,
      Executor executor,
      int helpers,
      Optional<InputRef> known,
      Use<T> use)
      throws IOException {
    byte[] packed = all(name, in, fileBytes);
    byte[] target = borrow(bound(name));
    try {
      Bzip2Decoder.Extent extent =
          decoder.decode(packed, (int) fileBytes, target, executor, helpers);
      InputRef ref =
          known.orElseGet(() -> new InputRef(name.fileName(), Sha256.hex(packed, (int) fileBytes)));
      return use.of(new Plain(target, extent.bytes(), extent.complete()), ref);
    } catch (Bzip2Exception e) {
      throw fault(name, e);
    } finally {
      if (target.length <= KEPT_BYTES) {
        idle.add(target);
      }
    }
  }

  /** At least the header, from as few blocks as hold it. */
  Plain readHeader(HsdFileName name, ReadableByteChannel in, long fileBytes) throws IOException {
    byte[] packed = all(name, in, fileBytes);
    byte[] target = new byte[HsdHeaderParser.MAX_HEADER_BYTES];
    try {
      Bzip2Decoder.Extent extent = decoder.decodeFirstBlock(packed, (int) fileBytes, target);
      if (headerIsLonger(name, target, extent)) {
        extent = decoder.decode(packed, (int) fileBytes, target);
      }
      return new Plain(target, extent.bytes(), extent.complete());
    } catch (Bzip2Exception e) {
      throw fault(name, e);
    }
  }

  private static boolean headerIsLonger(
      HsdFileName name, byte[] target, Bzip2Decoder.Extent extent) {
    return !extent.complete()
        && (extent.bytes() < HsdHeaderParser.BLOCK_1_BYTES
            || extent.bytes() < HsdHeaderParser.headerLength(name.fileName(), target));
  }

  private static int bound(HsdFileName name) {
    ObservationArea area = name.observationArea();
    return HsdHeaderParser.MAX_HEADER_BYTES
        + 2 * area.columns(name.resolutionCode()) * area.lines(name.resolutionCode());
  }

  private byte[] borrow(int bytes) {
    for (byte[] kept = idle.poll(); kept != null; kept = idle.poll()) {
      if (kept.length == bytes) {
        return kept;
      }
    }
    return new byte[bytes];
  }

  private static byte[] all(HsdFileName name, ReadableByteChannel in, long fileBytes)
      throws IOException {
    long most = (long) (LARGEST_GROWTH * bound(name)) + STREAM_BYTES;
    if (fileBytes > most) {
      throw HeaderFault.of(
          InputFault.HEADER_MISMATCH,
          name.fileName(),
          "file size",
          "at most " + most + " bytes",
          fileBytes);
    }
    byte[] packed = new byte[(int) fileBytes + Bzip2Decoder.PADDING];
    ByteBuffer buffer = ByteBuffer.wrap(packed, 0, (int) fileBytes);
    while (buffer.hasRemaining()) {
      if (in.read(buffer) < 0) {
        throw HsdReader.truncated(name, "file", buffer.position(), buffer.remaining());
      }
    }
    return packed;
  }

  private static MalformedInputException fault(HsdFileName name, Bzip2Exception e) {
    InputFault fault =
        switch (e.kind()) {
          case TRUNCATED -> InputFault.TRUNCATED;
          case CORRUPT -> InputFault.CORRUPT;
          case UNSUPPORTED -> InputFault.UNSUPPORTED;
        };
    return new MalformedInputException(
        fault,
        "%s: bzip2 stream: sound data expected, found that %s"
            .formatted(name.fileName(), e.getMessage()),
        e);
  }
}
