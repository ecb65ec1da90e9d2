package org.kokyu.himawari;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.result.UnavailableInputException;

/** Hostile and unusual files. */
class HsdRobustnessTest {
  private static final HsdFileName NAME = TestSegments.targetName(false);
  private final HsdHeader header = TestSegments.target();
  private final short[] counts = TestSegments.counts(250_000, 5);
  private byte[] bytes;

  @BeforeEach
  void write() throws IOException {
    bytes = TestSegments.raw(header, counts);
  }

  private static InputFault fault(HsdFileName name, byte[] bytes) {
    MalformedInputException e =
        assertThrows(MalformedInputException.class, () -> TestSegments.read(name, bytes));
    assertTrue(e.getMessage().startsWith(name.fileName() + ": "), e.getMessage());
    return e.fault();
  }

  private byte[] with(Consumer<ByteBuffer> change) {
    byte[] copy = bytes.clone();
    change.accept(ByteBuffer.wrap(copy).order(ByteOrder.LITTLE_ENDIAN));
    return copy;
  }

  @Test
  void whatIsWrittenIsReadBack() throws IOException {
    HsdSegment s = TestSegments.read(NAME, bytes);
    assertEquals(header, s.header());
    assertArrayEquals(counts, s.counts());
    HsdSegment z = TestSegments.read(TestSegments.targetName(true), TestSegments.bzip2(bytes));
    assertEquals(header, z.header());
    assertArrayEquals(counts, z.counts());
    assertArrayEquals(bytes, TestSegments.raw(header, counts));
  }

  @Test
  void filesGoThroughTheFileSystem(@TempDir Path dir) throws IOException {
    HsdReader reader = new HsdReader();
    Path file = dir.resolve(TestSegments.targetName(true).fileName());
    assertThrows(UnavailableInputException.class, () -> reader.read(file));
    new HsdWriter().write(file, header, counts, true);
    assertArrayEquals(counts, reader.read(file).counts());
    assertEquals(header, reader.readHeader(file));
    Path renamed = Files.move(file, dir.resolve("segment.bz2"));
    assertEquals(
        InputFault.WRONG_FORMAT,
        assertThrows(MalformedInputException.class, () -> reader.read(renamed)).fault());
    Path folder = Files.createDirectory(dir.resolve(NAME.fileName()));
    assertEquals(
        InputFault.WRONG_FORMAT,
        assertThrows(MalformedInputException.class, () -> reader.read(folder)).fault());
    Files.createFile(file);
    assertEquals(
        InputFault.EMPTY,
        assertThrows(MalformedInputException.class, () -> reader.read(file)).fault());
  }

  /** Every byte of the header, several values each: a segment or a typed refusal. */
  @Test
  void noHeaderByteBreaksTheReader() throws IOException {
    Map<InputFault, Integer> faults = new EnumMap<>(InputFault.class);
    HsdReader reader = new HsdReader();
    int accepted = 0;
    for (int i = 0; i < header.headerBytes(); i++) {
      byte original = bytes[i];
      for (int value : new int[] {0, 0xff, 0x80, original ^ 1, original + 1, original ^ 0x55}) {
        bytes[i] = (byte) value;
        try {
          HsdHeader h =
              reader.readHeader(
                  NAME, Channels.newChannel(new ByteArrayInputStream(bytes)), bytes.length);
          CalibrationTable.brightnessTemperature(
              h.calibration(), CalibrationTable.radiance(h.calibration(), 1500));
          assertTrue(Double.isFinite(LineTimes.of(h).mjd(250)));
          if (value == 0xff && i % 8 == 0) {
            TestSegments.read(NAME, bytes);
          }
          accepted++;
        } catch (MalformedInputException e) {
          faults.merge(e.fault(), 1, Integer::sum);
        }
      }
      bytes[i] = original;
    }
    System.out.println("header bytes changed: " + accepted + " accepted, refused " + faults);
    assertTrue(faults.get(InputFault.HEADER_MISMATCH) > 100);
    assertTrue(accepted > 1000);
  }

  @Test
  void everyTruncationIsNoticed() throws IOException {
    for (int length : new int[] {1, 5, 6, 281, 282, 283, 900, 1516, 1517, 1540, bytes.length - 1}) {
      assertEquals(InputFault.TRUNCATED, fault(NAME, Arrays.copyOf(bytes, length)));
    }
    byte[] packed = TestSegments.bzip2(bytes);
    HsdFileName name = TestSegments.targetName(true);
    for (int length : new int[] {1, 3, 4, 10, 100, packed.length / 2, packed.length - 1}) {
      assertEquals(InputFault.TRUNCATED, fault(name, Arrays.copyOf(packed, length)));
    }
    assertEquals(InputFault.EMPTY, fault(NAME, new byte[0]));
  }

  @Test
  void damagedCompressionIsNoticed() throws IOException {
    HsdFileName name = TestSegments.targetName(true);
    byte[] packed = TestSegments.bzip2(bytes);
    for (int at = 0; at < packed.length; at += 1 + packed.length / 12) {
      byte[] copy = packed.clone();
      copy[at] ^= 0x10;
      InputFault fault = fault(name, copy);
      assertTrue(fault == InputFault.CORRUPT || fault == InputFault.TRUNCATED, "byte " + at);
    }
    byte[] garbage = Arrays.copyOf(packed, packed.length + 100);
    assertEquals(InputFault.CORRUPT, fault(name, garbage));
  }

  /** 30 MB of zeros behind a sound segment pack into little. */
  @Test
  void aCompressedFileCannotGrowWithoutBound() throws IOException {
    byte[] bomb = TestSegments.bzip2(Arrays.copyOf(bytes, 30_000_000));
    assertEquals(InputFault.HEADER_MISMATCH, fault(TestSegments.targetName(true), bomb));
    assertEquals(InputFault.HEADER_MISMATCH, fault(NAME, Arrays.copyOf(bytes, bytes.length + 1)));
  }

  @Test
  void severalStreamsAreOneFile() throws IOException {
    byte[] a = TestSegments.bzip2(Arrays.copyOf(bytes, 200_001));
    byte[] b = TestSegments.bzip2(Arrays.copyOfRange(bytes, 200_001, bytes.length));
    byte[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    assertArrayEquals(counts, TestSegments.read(TestSegments.targetName(true), both).counts());
  }

  @ParameterizedTest
  @CsvSource({
    "5, 1, UNSUPPORTED_ENDIAN", // byte order
    "5, 2, HEADER_MISMATCH",
    "0, 9, WRONG_FORMAT", // first block number
    "3, 12, HEADER_MISMATCH", // number of blocks
    "15, 56, HEADER_MISMATCH", // Himawari-8 in a file of Himawari-9
    "41, 50, HEADER_MISMATCH", // area R302
    "291, 2, UNSUPPORTED", // compression of the data block
    "285, 8, HEADER_MISMATCH", // bits per pixel
    "601, 14, HEADER_MISMATCH", // band
    "1007, 2, HEADER_MISMATCH", // total segments
    "1008, 2, HEADER_MISMATCH", // segment number
    "1009, 2, HEADER_MISMATCH", // first line
    "84, 57, UNSUPPORTED" // format 1.9
  })
  void fieldsMustAgree(int at, int value, InputFault expected) {
    assertEquals(expected, fault(NAME, with(b -> b.put(at, (byte) value))));
  }

  @Test
  void valuesThatBreakTheComputationAreRefused() {
    for (double gain : new double[] {0, Double.NaN, Double.NEGATIVE_INFINITY}) {
      assertEquals(InputFault.HEADER_MISMATCH, fault(NAME, with(b -> b.putDouble(617, gain))));
    }
    for (int at : new int[] {603, 625, 633, 641, 649, 681, 689, 697, 335, 359, 367, 375}) {
      assertEquals(InputFault.HEADER_MISMATCH, fault(NAME, with(b -> b.putDouble(at, Double.NaN))));
    }
    assertEquals(InputFault.HEADER_MISMATCH, fault(NAME, with(b -> b.putInt(343, 0))));
    assertEquals(InputFault.HEADER_MISMATCH, fault(NAME, with(b -> b.putInt(70, -1))));
    assertEquals(InputFault.HEADER_MISMATCH, fault(NAME, with(b -> b.putInt(74, 6_050_000))));
    assertEquals(
        InputFault.HEADER_MISMATCH, fault(NAME, with(b -> b.putShort(287, (short) 24_000))));
  }

  /** 2400 and 9999 are fill values of the timeline; another time of day is another slot. */
  @Test
  void timelineIsCheckedUnlessFilled() throws IOException {
    assertEquals(InputFault.HEADER_MISMATCH, fault(NAME, with(b -> b.putShort(44, (short) 330))));
    TestSegments.read(NAME, with(b -> b.putShort(44, (short) 9999)));
    TestSegments.read(NAME, with(b -> b.putShort(44, (short) 2400)));
    double hourLater = header.basic().observationStartMjd() + 1 / 24.0;
    assertEquals(
        InputFault.HEADER_MISMATCH,
        fault(
            NAME,
            with(
                b ->
                    b.putShort(44, (short) 9999)
                        .putDouble(46, hourLater)
                        .putDouble(54, hourLater))));
  }

  /** The scan of the slot of 00:00 starts on the day before. */
  @Test
  void observationMayStartBeforeMidnight() throws IOException {
    Instant midnight = Instant.parse("2024-05-14T00:00:00Z");
    HsdFileName name =
        HsdFileName.of(
            new org.kokyu.core.scene.SlotKey(NAME.satellite(), "R301", midnight), 13, 1, false);
    double shift = ModifiedJulianDate.of(midnight) - header.basic().observationStartMjd() - 1e-4;
    byte[] early =
        with(
            b -> {
              b.putShort(44, (short) 0);
              for (int at : new int[] {46, 54, 1119, 1129, 1139, 1149, 1159}) {
                b.putDouble(at, b.getDouble(at) + shift);
              }
            });
    HsdSegment s = TestSegments.read(name, early);
    assertEquals(
        "2024-05-13",
        ModifiedJulianDate.toInstant(s.header().basic().observationStartMjd())
            .toString()
            .substring(0, 10));
  }

  /** Text fields end at the first NUL or are padded with spaces. */
  @Test
  void spacePaddingIsAccepted() throws IOException {
    byte[] padded = with(b -> b.put(6, "Himawari-9      ".getBytes(StandardCharsets.US_ASCII)));
    assertEquals("Himawari-9", TestSegments.read(NAME, padded).header().basic().satellite());
  }

  /** Block 6 changed its layout: it is not read before 1.2, and the updated gain not before 1.3. */
  @Test
  void olderFormatsAreReadWithCare() throws IOException {
    HsdHeader old = TestSegments.read(NAME, with(b -> b.put(84, (byte) '1'))).header();
    assertEquals("1.1", old.basic().formatVersion());
    assertTrue(old.interCalibration().isEmpty());
  }

  @Test
  void countsWithoutValueAreNotANumber() {
    HsdHeader.Calibration c = header.calibration();
    CalibrationTable t = CalibrationTable.of(c);
    assertTrue(Float.isNaN(t.value(65534)));
    assertTrue(Float.isNaN(t.value(65535)));
    assertTrue(Float.isNaN(t.value(4096)));
    assertTrue(t.value(0) > t.value(1000)); // negative gain: count 0 is the hottest
    int dark = (int) Math.ceil(c.offset() / -c.gain());
    for (int count = 0; count < 4096; count++) {
      assertEquals(count >= dark, Float.isNaN(t.value(count)), "count " + count);
    }
  }

  @Test
  void radianceAndCountInvertEachOther() {
    HsdHeader.Calibration c = header.calibration();
    for (int count = 0; count < 4096; count++) {
      assertEquals(count, CalibrationTable.countOf(c, CalibrationTable.radiance(c, count)));
    }
    assertEquals(0, CalibrationTable.countOf(c, 1e6));
    assertEquals(4095, CalibrationTable.countOf(c, -1e6));
  }
}
