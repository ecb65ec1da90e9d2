package org.kokyu.himawari;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;

/**
 * Writes Himawari Standard Data segments of format 1.3, all eleven blocks, little-endian, raw or
 * bzip2. The same header and counts give the same bytes. Immutable, thread-safe.
 */
public final class HsdWriter {
  private static final int CHUNK_BYTES = 1 << 16;

  private final int bzip2BlockSize;

  /** Compresses in blocks of 900 kB, as the provider does. */
  public HsdWriter() {
    this(BZip2CompressorOutputStream.MAX_BLOCKSIZE);
  }

  /**
   * @param bzip2BlockSize 1 … 9, in 100 kB; small blocks are quicker
   */
  public HsdWriter(int bzip2BlockSize) {
    this.bzip2BlockSize = bzip2BlockSize;
  }

  /**
   * Writes one segment under the given path; the name of the path does not matter, so that a
   * temporary name can be used.
   *
   * @param counts row-major, as many as the header says
   */
  public void write(Path file, HsdHeader header, short[] counts, boolean compressed)
      throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), CHUNK_BYTES)) {
      if (compressed) {
        try (OutputStream bz2 = new BZip2CompressorOutputStream(out, bzip2BlockSize)) {
          write(bz2, header, counts);
        }
      } else {
        write(out, header, counts);
      }
    }
  }

  /** Writes the uncompressed bytes of a segment. */
  public void write(OutputStream out, HsdHeader header, short[] counts) throws IOException {
    long pixels = header.dataBytes() / 2;
    if (counts.length != pixels) {
      throw new IllegalArgumentException(
          "%d counts expected by the header, %d given".formatted(pixels, counts.length));
    }
    out.write(headerBytes(header));
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = 0; at < counts.length; ) {
      int n = Math.min(CHUNK_BYTES / 2, counts.length - at);
      chunk.asShortBuffer().put(counts, at, n);
      out.write(chunk.array(), 0, 2 * n);
      at += n;
    }
  }

  /** The header blocks 1 to 11. */
  public byte[] headerBytes(HsdHeader header) {
    ByteBuffer b = ByteBuffer.allocate(header.headerBytes()).order(ByteOrder.LITTLE_ENDIAN);
    basic(b, header);
    data(b, header.data());
    projection(b, header.projection());
    navigation(b, header.navigation());
    calibration(b, header.calibration());
    interCalibration(b, header);
    HsdHeader.SegmentPosition s = header.segment();
    start(b, 7, 47).put((byte) s.total()).put((byte) s.number()).putShort((short) s.firstLine());
    pad(b, 40);
    navigationCorrection(b, header.navigationCorrection());
    lineTimes(b, header.observationTimes());
    lineErrors(b, header.errorLines());
    start(b, 11, 259);
    pad(b, 256);
    return b.array();
  }

  private static ByteBuffer start(ByteBuffer b, int block, int length) {
    return b.put((byte) block).putShort((short) length);
  }

  private static void pad(ByteBuffer b, int bytes) {
    b.position(b.position() + bytes);
  }

  private static void text(ByteBuffer b, String s, int length) {
    byte[] bytes = s.getBytes(StandardCharsets.ISO_8859_1);
    if (bytes.length > length) {
      throw new IllegalArgumentException(
          "at most %d characters fit, found \"%s\"".formatted(length, s));
    }
    b.put(bytes);
    pad(b, length - bytes.length);
  }

  private static void basic(ByteBuffer b, HsdHeader header) {
    HsdHeader.Basic h = header.basic();
    start(b, 1, 282).putShort((short) 11).put((byte) 0);
    text(b, h.satellite(), 16);
    text(b, h.centre(), 16);
    text(b, h.area(), 4);
    text(b, h.otherInfo(), 2);
    b.putShort((short) h.timelineHhmm());
    b.putDouble(h.observationStartMjd()).putDouble(h.observationEndMjd());
    b.putDouble(h.creationMjd());
    b.putInt(header.headerBytes()).putInt(Math.toIntExact(header.dataBytes()));
    h.qualityFlags().forEach(f -> b.put(f.byteValue()));
    text(b, h.formatVersion(), 32);
    text(b, h.fileName(), 128);
    pad(b, 40);
  }

  private static void data(ByteBuffer b, HsdHeader.DataLayout d) {
    start(b, 2, 50).putShort((short) d.bitsPerPixel()).putShort((short) d.columns());
    b.putShort((short) d.lines()).put((byte) d.compression());
    pad(b, 40);
  }

  private static void projection(ByteBuffer b, HsdHeader.Projection p) {
    GeosProjection g = p.geos();
    start(b, 3, 127).putDouble(g.subLongitudeDeg());
    b.putInt((int) g.columnFactor()).putInt((int) g.lineFactor());
    b.putFloat((float) g.columnOffset()).putFloat((float) g.lineOffset());
    b.putDouble(g.satelliteDistanceKm()).putDouble(g.equatorialRadiusKm());
    b.putDouble(g.polarRadiusKm()).putDouble(p.eccentricitySquared());
    b.putDouble(p.polarRatioSquared()).putDouble(p.equatorialRatioSquared());
    b.putDouble(p.distanceTermKm2());
    b.putShort((short) p.resamplingKind()).putShort((short) p.resamplingSize());
    pad(b, 40);
  }

  private static void navigation(ByteBuffer b, HsdHeader.Navigation n) {
    start(b, 4, 139).putDouble(n.timeMjd());
    b.putDouble(n.subSatelliteLongitudeDeg()).putDouble(n.subSatelliteLatitudeDeg());
    b.putDouble(n.satelliteDistanceKm());
    b.putDouble(n.nadirLongitudeDeg()).putDouble(n.nadirLatitudeDeg());
    n.sunPositionKm().forEach(b::putDouble);
    n.moonPositionKm().forEach(b::putDouble);
    pad(b, 40);
  }

  private static void calibration(ByteBuffer b, HsdHeader.Calibration c) {
    start(b, 5, 147).putShort((short) c.band()).putDouble(c.wavelengthMicrometre());
    b.putShort((short) c.validBits()).putShort((short) c.errorCount());
    b.putShort((short) c.outsideCount()).putDouble(c.gain()).putDouble(c.offset());
    c.infrared()
        .ifPresent(
            i -> {
              b.putDouble(i.c0()).putDouble(i.c1()).putDouble(i.c2());
              b.putDouble(i.inverseC0()).putDouble(i.inverseC1()).putDouble(i.inverseC2());
              b.putDouble(i.lightSpeed()).putDouble(i.planck()).putDouble(i.boltzmann());
              pad(b, 40);
            });
    c.visible()
        .ifPresent(
            v -> {
              b.putDouble(v.coefficient()).putDouble(v.updateMjd());
              b.putDouble(v.updatedGain()).putDouble(v.updatedOffset());
              pad(b, 80);
            });
  }

  private static void interCalibration(ByteBuffer b, HsdHeader header) {
    HsdHeader.InterCalibration i =
        header
            .interCalibration()
            .orElseThrow(() -> new IllegalArgumentException("format 1.3 needs block 6"));
    start(b, 6, 259);
    b.putDouble(i.intercept()).putDouble(i.slope()).putDouble(i.quadratic());
    b.putDouble(i.bias()).putDouble(i.biasUncertainty()).putDouble(i.standardRadiance());
    b.putDouble(i.startMjd()).putDouble(i.endMjd());
    b.putFloat(i.upperLimit()).putFloat(i.lowerLimit());
    text(b, i.fileName(), 128);
    pad(b, 56);
  }

  private static void navigationCorrection(ByteBuffer b, HsdHeader.NavigationCorrection n) {
    start(b, 8, 61 + 10 * n.shifts().size()).putFloat(n.centreColumn()).putFloat(n.centreLine());
    b.putDouble(n.rotationMicroradian()).putShort((short) n.shifts().size());
    for (HsdHeader.LineShift s : n.shifts()) {
      b.putShort((short) s.line()).putFloat(s.columnShift()).putFloat(s.lineShift());
    }
    pad(b, 40);
  }

  private static void lineTimes(ByteBuffer b, List<HsdHeader.LineTime> times) {
    start(b, 9, 45 + 10 * times.size()).putShort((short) times.size());
    for (HsdHeader.LineTime t : times) {
      b.putShort((short) t.line()).putDouble(t.mjd());
    }
    pad(b, 40);
  }

  /** The one block with a four-byte length. */
  private static void lineErrors(ByteBuffer b, List<HsdHeader.LineErrors> lines) {
    b.put((byte) 10).putInt(47 + 4 * lines.size()).putShort((short) lines.size());
    for (HsdHeader.LineErrors e : lines) {
      b.putShort((short) e.line()).putShort((short) e.pixels());
    }
    pad(b, 40);
  }
}
