package org.kokyu.himawari;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kokyu.core.result.InputFault;

/**
 * Walks the header blocks by number and length and turns them into a record. Only the structure is
 * checked here: order, lengths, sums. Block 10 has a four-byte length, all others two bytes.
 */
final class HsdHeaderParser {
  static final int BLOCK_1_BYTES = 282;

  /** Longest header that the format can express: 65535 entries in blocks 8, 9 and 10. */
  static final int MAX_HEADER_BYTES = 1463 + 65535 * 24;

  private static final int MIN_HEADER_BYTES = 1463;
  private static final int[] FIXED_LENGTHS = {
    0, BLOCK_1_BYTES, 50, 127, 139, 147, 259, 47, 61, 45, 47, 259
  };
  private static final int[] BYTES_PER_ENTRY = {0, 0, 0, 0, 0, 0, 0, 0, 10, 10, 4, 0};

  private final String file;
  private final ByteBuffer bytes;
  private final int[] starts = new int[12];

  private HsdHeaderParser(String file, byte[] header) {
    this.file = file;
    this.bytes = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Checks the first block and returns the header length that it promises. */
  static int headerLength(String file, byte[] block1) {
    if (block1[0] != 1) {
      throw HeaderFault.of(
          InputFault.WRONG_FORMAT, file, "first byte", "block number 1", block1[0] & 0xff);
    }
    int order = block1[5];
    if (order == 1) {
      throw HeaderFault.of(
          InputFault.UNSUPPORTED_ENDIAN, file, "block 1 byte order", "0 (little endian)", 1);
    }
    HeaderFault.require(order == 0, file, "block 1 byte order", 0, order & 0xff);
    ByteBuffer b = ByteBuffer.wrap(block1).order(ByteOrder.LITTLE_ENDIAN);
    int blocks = Short.toUnsignedInt(b.getShort(3));
    HeaderFault.require(blocks == 11, file, "block 1 number of blocks", 11, blocks);
    long length = Integer.toUnsignedLong(b.getInt(70));
    HeaderFault.require(
        length >= MIN_HEADER_BYTES && length <= MAX_HEADER_BYTES,
        file,
        "block 1 header length",
        MIN_HEADER_BYTES + " to " + MAX_HEADER_BYTES + " bytes",
        length);
    return (int) length;
  }

  /** Parses a whole header. */
  static HsdHeader parse(String file, byte[] header) {
    HsdHeaderParser parser = new HsdHeaderParser(file, header);
    parser.walk();
    return parser.read();
  }

  private void walk() {
    int at = 0;
    for (int block = 1; block <= 11; block++) {
      int fixed = FIXED_LENGTHS[block];
      HeaderFault.require(
          bytes.capacity() - at >= fixed,
          file,
          "block " + block + " at byte " + at,
          fixed + " bytes before the end of the header",
          bytes.capacity() - at);
      int number = Byte.toUnsignedInt(bytes.get(at));
      HeaderFault.require(
          number == block, file, "byte " + at, "block number " + block, "block number " + number);
      starts[block] = at;
      long length =
          block == 10
              ? Integer.toUnsignedLong(bytes.getInt(at + 1))
              : Short.toUnsignedInt(bytes.getShort(at + 1));
      long expected = fixed + (long) BYTES_PER_ENTRY[block] * entries(block);
      HeaderFault.require(
          length == expected, file, "block " + block + " length", expected + " bytes", length);
      HeaderFault.require(
          length <= bytes.capacity() - at,
          file,
          "block " + block + " length",
          "at most " + (bytes.capacity() - at) + " bytes",
          length);
      at += (int) length;
    }
    HeaderFault.require(
        at == bytes.capacity(), file, "block 1 header length", at + " bytes", bytes.capacity());
  }

  private int entries(int block) {
    return switch (block) {
      case 8 -> u2(8, 19);
      case 9 -> u2(9, 3);
      case 10 -> u2(10, 5);
      default -> 0;
    };
  }

  private HsdHeader read() {
    HsdHeader.Basic basic = basic();
    long dataLength = Integer.toUnsignedLong(bytes.getInt(starts[1] + 74));
    HsdHeader.DataLayout data = new HsdHeader.DataLayout(u2(2, 3), u2(2, 5), u2(2, 7), u1(2, 9));
    long expected = 2L * data.columns() * data.lines();
    HeaderFault.require(
        dataLength == expected, file, "block 1 data length", expected + " bytes", dataLength);
    return new HsdHeader(
        basic,
        data,
        projection(),
        navigation(),
        calibration(basic),
        interCalibration(basic),
        new HsdHeader.SegmentPosition(u1(7, 3), u1(7, 4), u2(7, 5)),
        navigationCorrection(),
        lineTimes(),
        lineErrors());
  }

  private HsdHeader.Basic basic() {
    return new HsdHeader.Basic(
        text(1, 6, 16),
        text(1, 22, 16),
        text(1, 38, 4),
        text(1, 42, 2),
        u2(1, 44),
        f8(1, 46),
        f8(1, 54),
        f8(1, 62),
        List.of(u1(1, 78), u1(1, 79), u1(1, 80), u1(1, 81)),
        text(1, 82, 32),
        text(1, 114, 128));
  }

  private HsdHeader.Projection projection() {
    GeosProjection geos =
        new GeosProjection(
            f8(3, 3), u4(3, 11), u4(3, 15), f4(3, 19), f4(3, 23), f8(3, 27), f8(3, 35), f8(3, 43));
    return new HsdHeader.Projection(
        geos,
        f8(3, 51),
        f8(3, 59),
        f8(3, 67),
        f8(3, 75),
        bytes.getShort(starts[3] + 83),
        bytes.getShort(starts[3] + 85));
  }

  private HsdHeader.Navigation navigation() {
    return new HsdHeader.Navigation(
        f8(4, 3),
        f8(4, 11),
        f8(4, 19),
        f8(4, 27),
        f8(4, 35),
        f8(4, 43),
        List.of(f8(4, 51), f8(4, 59), f8(4, 67)),
        List.of(f8(4, 75), f8(4, 83), f8(4, 91)));
  }

  private HsdHeader.Calibration calibration(HsdHeader.Basic basic) {
    int band = u2(5, 3);
    Optional<HsdHeader.Infrared> infrared = Optional.empty();
    Optional<HsdHeader.Visible> visible = Optional.empty();
    if (band >= 7) {
      infrared =
          Optional.of(
              new HsdHeader.Infrared(
                  f8(5, 35), f8(5, 43), f8(5, 51), f8(5, 59), f8(5, 67), f8(5, 75), f8(5, 83),
                  f8(5, 91), f8(5, 99)));
    } else {
      // before 1.3 the fields of the updated calibration are spare
      boolean updated = basic.hasUpdatedCalibration();
      visible =
          Optional.of(
              new HsdHeader.Visible(
                  f8(5, 35),
                  updated ? f8(5, 43) : 0.0,
                  updated ? f8(5, 51) : 0.0,
                  updated ? f8(5, 59) : 0.0));
    }
    return new HsdHeader.Calibration(
        band, f8(5, 5), u2(5, 13), u2(5, 15), u2(5, 17), f8(5, 19), f8(5, 27), infrared, visible);
  }

  private Optional<HsdHeader.InterCalibration> interCalibration(HsdHeader.Basic basic) {
    if (!basic.hasPresentInterCalibration()) {
      return Optional.empty();
    }
    return Optional.of(
        new HsdHeader.InterCalibration(
            f8(6, 3),
            f8(6, 11),
            f8(6, 19),
            f8(6, 27),
            f8(6, 35),
            f8(6, 43),
            f8(6, 51),
            f8(6, 59),
            f4(6, 67),
            f4(6, 71),
            text(6, 75, 128)));
  }

  private HsdHeader.NavigationCorrection navigationCorrection() {
    List<HsdHeader.LineShift> shifts = new ArrayList<>();
    for (int i = 0; i < u2(8, 19); i++) {
      int at = 21 + 10 * i;
      shifts.add(new HsdHeader.LineShift(u2(8, at), f4(8, at + 2), f4(8, at + 6)));
    }
    return new HsdHeader.NavigationCorrection(f4(8, 3), f4(8, 7), f8(8, 11), shifts);
  }

  private List<HsdHeader.LineTime> lineTimes() {
    List<HsdHeader.LineTime> times = new ArrayList<>();
    for (int i = 0; i < u2(9, 3); i++) {
      times.add(new HsdHeader.LineTime(u2(9, 5 + 10 * i), f8(9, 7 + 10 * i)));
    }
    return times;
  }

  private List<HsdHeader.LineErrors> lineErrors() {
    List<HsdHeader.LineErrors> lines = new ArrayList<>();
    for (int i = 0; i < u2(10, 5); i++) {
      lines.add(new HsdHeader.LineErrors(u2(10, 7 + 4 * i), u2(10, 9 + 4 * i)));
    }
    return lines;
  }

  private int u1(int block, int offset) {
    return Byte.toUnsignedInt(bytes.get(starts[block] + offset));
  }

  private int u2(int block, int offset) {
    // while a block is being walked its start is already set
    return Short.toUnsignedInt(bytes.getShort(starts[block] + offset));
  }

  private long u4(int block, int offset) {
    return Integer.toUnsignedLong(bytes.getInt(starts[block] + offset));
  }

  private float f4(int block, int offset) {
    return bytes.getFloat(starts[block] + offset);
  }

  private double f8(int block, int offset) {
    return bytes.getDouble(starts[block] + offset);
  }

  /** Text fields are padded with NUL or with spaces. */
  private String text(int block, int offset, int length) {
    int at = starts[block] + offset;
    String s = new String(bytes.array(), at, length, StandardCharsets.ISO_8859_1);
    int end = s.indexOf('\0');
    return (end < 0 ? s : s.substring(0, end)).stripTrailing();
  }
}
