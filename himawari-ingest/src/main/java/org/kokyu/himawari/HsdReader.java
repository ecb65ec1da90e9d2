package org.kokyu.himawari;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import org.kokyu.core.provenance.InputRef;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.result.UnavailableInputException;

/**
 * Reads Himawari Standard Data segments, raw or bzip2 (one stream or several), whole.
 *
 * <p>Nothing in the file is trusted: the shape follows from the file name, the header must agree
 * with it, and no more is read or allocated than the header promises, so a compressed file cannot
 * grow without bound. A file that ends early is never returned in part. Not supported, and refused
 * by name: big-endian files, compressed data blocks, areas other than full disk, Japan and target.
 * Thread-safe.
 */
public final class HsdReader {
  /** Those of the 2 km bands. */
  private static final int KEPT_COUNTS = 5500 * 550;

  private static final int MOST_KEPT = 4;

  private final PackedBytes packed = new PackedBytes();
  private final ConcurrentLinkedQueue<short[]> idle = new ConcurrentLinkedQueue<>();
  private final Executor executor;
  private final int helpers;

  /** Reads each file on the calling thread alone. */
  public HsdReader() {
    this(Runnable::run, 0);
  }

  /**
   * Decodes the bzip2 blocks of one file side by side: quicker for a single file, not for many.
   *
   * @param executor lends threads; may be the pool that the caller runs on
   * @param helpers most tasks to hand to it at a time
   */
  public HsdReader(Executor executor, int helpers) {
    this.executor = executor;
    this.helpers = helpers;
  }

  /**
   * Reads one segment.
   *
   * @throws MalformedInputException if the file is not a sound segment
   * @throws UnavailableInputException if it cannot be read now
   */
  public HsdSegment read(Path file) {
    return read(file, Optional.empty());
  }

  /**
   * Reads one segment whose hash is known already; it is not hashed again.
   *
   * @param known name and hash of the file, empty to have it hashed
   */
  public HsdSegment read(Path file, Optional<InputRef> known) {
    HsdFileName name = nameOf(file);
    return withChannel(file, (channel, bytes) -> read(name, channel, bytes, known));
  }

  /** Reads and checks the header alone. */
  public HsdHeader readHeader(Path file) {
    HsdFileName name = nameOf(file);
    return withChannel(file, (channel, bytes) -> readHeader(name, channel, bytes));
  }

  private interface Reading<T> {
    T from(ReadableByteChannel channel, long fileBytes) throws IOException;
  }

  private static <T> T withChannel(Path file, Reading<T> reading) {
    try {
      if (Files.exists(file) && !Files.isRegularFile(file)) {
        throw HeaderFault.of(
            InputFault.WRONG_FORMAT, file.toString(), "kind of file", "a regular file", "another");
      }
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
        return reading.from(channel, channel.size());
      }
    } catch (NoSuchFileException e) {
      throw new UnavailableInputException(file + ": file not found", e);
    } catch (IOException e) {
      throw new UnavailableInputException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  HsdHeader readHeader(HsdFileName name, ReadableByteChannel in, long fileBytes)
      throws IOException {
    requireNotEmpty(name, fileBytes);
    if (name.compressed()) {
      PackedBytes.Plain plain = packed.readHeader(name, in, fileBytes);
      return header(name, ByteBuffer.wrap(plain.bytes(), 0, plain.length()));
    }
    return new RawFile(name, in, false, this::counts).header();
  }

  /** Reads from a channel of the given length, as if from a file of that name. */
  HsdSegment read(
      HsdFileName name, ReadableByteChannel in, long fileBytes, Optional<InputRef> known)
      throws IOException {
    requireNotEmpty(name, fileBytes);
    if (!name.compressed()) {
      return new RawFile(name, in, known.isEmpty(), this::counts).segment(fileBytes, known);
    }
    return packed.read(
        name,
        in,
        fileBytes,
        executor,
        helpers,
        known,
        (plain, ref) -> {
          ByteBuffer bytes = ByteBuffer.wrap(plain.bytes(), 0, plain.length());
          HsdHeader header = header(name, bytes);
          requireSize(name, plain, header);
          short[] counts = counts(header.data().columns() * header.data().lines());
          bytes
              .position(header.headerBytes())
              .order(ByteOrder.LITTLE_ENDIAN)
              .asShortBuffer()
              .get(counts);
          return new HsdSegment(name, header, counts, ref);
        });
  }

  private short[] counts(int size) {
    for (short[] kept = idle.poll(); kept != null; kept = idle.poll()) {
      if (kept.length == size) {
        return kept;
      }
    }
    return new short[size];
  }

  /**
   * Takes the counts of a segment back for files to come: fresh arrays of this size cost more time
   * than filling them. The segment must not be used any more.
   */
  public void giveBack(HsdSegment segment) {
    if (segment.counts().length <= KEPT_COUNTS && idle.size() < MOST_KEPT) {
      idle.add(segment.counts());
    }
  }

  private static void requireSize(HsdFileName name, PackedBytes.Plain plain, HsdHeader header) {
    long expected = header.headerBytes() + header.dataBytes();
    if (!plain.complete() || plain.length() > expected) {
      throw HeaderFault.of(
          InputFault.HEADER_MISMATCH,
          name.fileName(),
          "uncompressed size",
          expected + " bytes",
          "more");
    }
    if (plain.length() < expected) {
      throw truncated(name, "data block", plain.length(), expected - plain.length());
    }
  }

  static MalformedInputException truncated(HsdFileName name, String place, long at, long missing) {
    return HeaderFault.of(
        InputFault.TRUNCATED,
        name.fileName(),
        place + " at byte " + at,
        missing + " more bytes",
        "end of file");
  }

  private static HsdFileName nameOf(Path file) {
    String text = String.valueOf(file.getFileName());
    return HsdFileName.parse(text)
        .orElseThrow(
            () ->
                HeaderFault.of(
                    InputFault.WRONG_FORMAT,
                    text,
                    "file name",
                    "HS_H0n_yyyymmdd_hhmm_Bbb_aaaa_Rrr_Sssnn.DAT or .DAT.bz2",
                    "another name"));
  }

  private static void requireNotEmpty(HsdFileName name, long fileBytes) {
    if (fileBytes == 0) {
      throw HeaderFault.of(InputFault.EMPTY, name.fileName(), "file size", "a segment", "0 bytes");
    }
  }

  /** Parses and checks the header at the start of the bytes. */
  private static HsdHeader header(HsdFileName name, ByteBuffer bytes) {
    int there = bytes.remaining();
    if (there < HsdHeaderParser.BLOCK_1_BYTES) {
      throw truncated(name, "header block 1", there, HsdHeaderParser.BLOCK_1_BYTES - there);
    }
    byte[] block1 = Arrays.copyOf(bytes.array(), HsdHeaderParser.BLOCK_1_BYTES);
    int length = HsdHeaderParser.headerLength(name.fileName(), block1);
    if (there < length) {
      throw truncated(name, "header", there, length - there);
    }
    return checked(name, Arrays.copyOf(bytes.array(), length));
  }

  static HsdHeader checked(HsdFileName name, byte[] headerBytes) {
    HsdHeader header = HsdHeaderParser.parse(name.fileName(), headerBytes);
    HsdHeaderCheck.check(name.fileName(), name, header);
    return header;
  }
}
