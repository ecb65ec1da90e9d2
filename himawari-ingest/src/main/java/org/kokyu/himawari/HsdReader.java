package org.kokyu.himawari;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
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
 * Thread-safe, no state.
 */
public final class HsdReader {
  private static final int CHUNK_BYTES = 1 << 16;

  /**
   * Reads one segment.
   *
   * @throws MalformedInputException if the file is not a sound segment
   * @throws UnavailableInputException if it cannot be read now
   */
  public HsdSegment read(Path file) {
    HsdFileName name = nameOf(file);
    try (InputStream in = open(file)) {
      return read(name, in, Files.size(file));
    } catch (NoSuchFileException e) {
      throw new UnavailableInputException(file + ": file not found", e);
    } catch (IOException e) {
      throw new UnavailableInputException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /** Reads and checks the header alone. */
  public HsdHeader readHeader(Path file) {
    HsdFileName name = nameOf(file);
    try (InputStream in = open(file)) {
      requireNotEmpty(name, Files.size(file));
      return readHeader(name, in);
    } catch (NoSuchFileException e) {
      throw new UnavailableInputException(file + ": file not found", e);
    } catch (IOException e) {
      throw new UnavailableInputException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  HsdHeader readHeader(HsdFileName name, InputStream in) {
    return header(name, new Decoder(name, new HashingInput(in)));
  }

  /** Reads from a stream of the given length, as if from a file of that name. */
  HsdSegment read(HsdFileName name, InputStream in, long fileBytes) {
    requireNotEmpty(name, fileBytes);
    HashingInput hashing = new HashingInput(in);
    Decoder decoder = new Decoder(name, hashing);
    HsdHeader header;
    try {
      header = header(name, decoder);
    } catch (MalformedInputException e) {
      // a damaged bzip2 block decodes to nonsense before its checksum tells: name the cause
      decoder.requireSoundStream(name);
      throw e;
    }
    if (!name.compressed()) {
      requireSize(name, fileBytes, header);
    }
    short[] counts = counts(decoder, header);
    decoder.requireEnd(header);
    return new HsdSegment(name, header, counts, new InputRef(name.fileName(), hashing.sha256()));
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

  private static InputStream open(Path file) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw HeaderFault.of(
          InputFault.WRONG_FORMAT, file.toString(), "kind of file", "a regular file", "another");
    }
    return Files.newInputStream(file);
  }

  private static void requireNotEmpty(HsdFileName name, long fileBytes) {
    if (fileBytes == 0) {
      throw HeaderFault.of(InputFault.EMPTY, name.fileName(), "file size", "a segment", "0 bytes");
    }
  }

  private static void requireSize(HsdFileName name, long fileBytes, HsdHeader header) {
    long expected = header.headerBytes() + header.dataBytes();
    if (fileBytes != expected) {
      InputFault fault = fileBytes < expected ? InputFault.TRUNCATED : InputFault.HEADER_MISMATCH;
      throw HeaderFault.of(fault, name.fileName(), "file size", expected + " bytes", fileBytes);
    }
  }

  private static HsdHeader header(HsdFileName name, Decoder in) {
    String file = name.fileName();
    byte[] block1 = new byte[HsdHeaderParser.BLOCK_1_BYTES];
    // the first bytes decide on the fault even when the rest of the block is missing
    in.readFully(block1, 0, block1.length, "header block 1");
    int length = HsdHeaderParser.headerLength(file, block1);
    byte[] all = Arrays.copyOf(block1, length);
    in.readFully(all, block1.length, length - block1.length, "header");
    HsdHeader header = HsdHeaderParser.parse(file, all);
    HsdHeaderCheck.check(file, name, header);
    return header;
  }

  private static short[] counts(Decoder in, HsdHeader header) {
    short[] counts = new short[header.data().columns() * header.data().lines()];
    byte[] chunk = new byte[CHUNK_BYTES];
    ShortBuffer view = ByteBuffer.wrap(chunk).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
    for (int at = 0; at < counts.length; ) {
      int n = Math.min(CHUNK_BYTES / 2, counts.length - at);
      in.readFully(chunk, 0, 2 * n, "data block");
      view.position(0);
      view.get(counts, at, n);
      at += n;
    }
    return counts;
  }

  /** The uncompressed bytes, with the failures of the compressed ones put into words. */
  private static final class Decoder {
    private final String file;
    private final HashingInput hashing;
    private final boolean compressed;
    private InputStream plain;
    private long read;

    Decoder(HsdFileName name, HashingInput hashing) {
      this.file = name.fileName();
      this.hashing = hashing;
      this.compressed = name.compressed();
      this.plain = compressed ? null : hashing;
    }

    void readFully(byte[] target, int offset, int length, String place) {
      int got = 0;
      while (got < length) {
        int n = readSome(target, offset + got, length - got);
        if (n < 0) {
          throw HeaderFault.of(
              InputFault.TRUNCATED,
              file,
              place + " at byte " + read,
              (length - got) + " more bytes",
              "end of file");
        }
        got += n;
      }
    }

    void requireEnd(HsdHeader header) {
      if (readSome(new byte[1], 0, 1) >= 0) {
        throw HeaderFault.of(
            InputFault.HEADER_MISMATCH,
            file,
            "uncompressed size",
            header.headerBytes() + header.dataBytes() + " bytes",
            "more");
      }
    }

    /** Decodes on, as far as a segment of this name can reach, to meet the checksums. */
    void requireSoundStream(HsdFileName name) {
      if (!compressed) {
        return;
      }
      ObservationArea area = name.observationArea();
      long bound =
          HsdHeaderParser.MAX_HEADER_BYTES
              + 2L * area.columns(name.resolutionCode()) * area.lines(name.resolutionCode());
      byte[] chunk = new byte[CHUNK_BYTES];
      while (read <= bound && readSome(chunk, 0, chunk.length) >= 0) {
        // the bytes themselves are of no use
      }
    }

    private int readSome(byte[] target, int offset, int length) {
      try {
        if (plain == null) {
          plain = new BZip2CompressorInputStream(hashing, true);
        }
        int n = plain.read(target, offset, length);
        read += Math.max(0, n);
        return n;
      } catch (IOException | IndexOutOfBoundsException | IllegalStateException e) {
        if (!compressed) {
          throw new UnavailableInputException(file + ": cannot be read: " + e.getMessage(), e);
        }
        boolean cut = hashing.ended();
        throw new MalformedInputException(
            cut ? InputFault.TRUNCATED : InputFault.CORRUPT,
            "%s: bzip2 stream after %d uncompressed bytes: sound data expected, %s found"
                .formatted(file, read, cut ? "end of file" : "damage (" + e.getMessage() + ")"),
            e);
      }
    }
  }
}
