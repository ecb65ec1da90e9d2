package org.kokyu.himawari;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.kokyu.core.scene.ImagerSatellite;
import org.kokyu.core.scene.SlotKey;

/** Segments made in memory. */
final class TestSegments {
  static final Instant SLOT = Instant.parse("2024-05-14T03:20:00Z");
  static final SlotKey KEY = new SlotKey(ImagerSatellite.H09, "FLDK", SLOT);

  private TestSegments() {}

  static HsdHeader.Calibration calibration(int band) {
    AhiBand ahi = AhiBand.of(band);
    double gain = band == 7 ? -0.00078 : -0.0041;
    return new HsdHeader.Calibration(
        band,
        ahi.wavelengthMicrometre(),
        ahi.validBits(),
        65535,
        65534,
        gain,
        band == 7 ? 12.8 : 17.0,
        Optional.of(
            new HsdHeader.Infrared(
                -0.1, 1.001, -1e-6, 0.1, 0.999, 1e-6, 299792458.0, 6.62606957e-34, 1.3806488e-23)),
        Optional.empty());
  }

  static HsdHeader header(int band, int segment) {
    HsdFileName name = HsdFileName.of(KEY, band, segment, false);
    Instant start = SLOT.plusSeconds(20 + 57L * (segment - 1));
    return NominalHeader.of(name, calibration(band), start, start.plusSeconds(57));
  }

  /** A small header: the target area, 500 x 500 pixels. */
  static HsdHeader target() {
    HsdHeader h = header(13, 1);
    GeosProjection g = GeosProjection.FULL_DISK_2KM;
    GeosProjection shifted =
        new GeosProjection(
            g.subLongitudeDeg(),
            g.columnFactor(),
            g.lineFactor(),
            1051.5,
            1251.5,
            g.satelliteDistanceKm(),
            g.equatorialRadiusKm(),
            g.polarRadiusKm());
    HsdHeader.Projection p = h.projection();
    HsdHeader.Basic b = h.basic();
    List<HsdHeader.LineTime> times = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      times.add(new HsdHeader.LineTime(1 + 100 * i, b.observationStartMjd() + i * 1e-5));
    }
    return new HsdHeader(
        new HsdHeader.Basic(
            b.satellite(),
            b.centre(),
            "R301",
            b.otherInfo(),
            b.timelineHhmm(),
            b.observationStartMjd(),
            b.observationEndMjd(),
            b.creationMjd(),
            b.qualityFlags(),
            b.formatVersion(),
            targetName(false).fileName()),
        new HsdHeader.DataLayout(16, 500, 500, 0),
        new HsdHeader.Projection(
            shifted,
            p.eccentricitySquared(),
            p.polarRatioSquared(),
            p.equatorialRatioSquared(),
            p.distanceTermKm2(),
            0,
            4),
        h.navigation(),
        h.calibration(),
        h.interCalibration(),
        new HsdHeader.SegmentPosition(1, 1, 1),
        h.navigationCorrection(),
        times,
        List.of(new HsdHeader.LineErrors(7, 3)));
  }

  static HsdFileName targetName(boolean compressed) {
    return HsdFileName.of(new SlotKey(ImagerSatellite.H09, "R301", SLOT), 13, 1, compressed);
  }

  static short[] counts(int n, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    short[] counts = new short[n];
    for (int i = 0; i < n; i++) {
      counts[i] = (short) (i % 97 == 0 ? 65534 : i % 89 == 0 ? 65535 : random.nextInt(4096));
    }
    return counts;
  }

  static byte[] raw(HsdHeader header, short[] counts) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new HsdWriter().write(out, header, counts);
    return out.toByteArray();
  }

  static byte[] bzip2(byte[] plain) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (BZip2CompressorOutputStream bz = new BZip2CompressorOutputStream(out)) {
      bz.write(plain);
    }
    return out.toByteArray();
  }

  static HsdSegment read(HsdFileName name, byte[] bytes) throws IOException {
    return new HsdReader()
        .read(
            name,
            Channels.newChannel(new ByteArrayInputStream(bytes)),
            bytes.length,
            Optional.empty());
  }

  /** A full-disk segment without going through bytes. */
  static HsdSegment segment(int band, int segment, short[] counts) {
    return new HsdSegment(
        HsdFileName.of(KEY, band, segment, false),
        header(band, segment),
        counts,
        new org.kokyu.core.provenance.InputRef(
            HsdFileName.of(KEY, band, segment, false).fileName(), "0".repeat(64)));
  }

  static HsdHeader.Calibration visible(int band) {
    AhiBand ahi = AhiBand.of(band);
    return new HsdHeader.Calibration(
        band,
        ahi.wavelengthMicrometre(),
        ahi.validBits(),
        65535,
        65534,
        0.4,
        -8.0,
        Optional.empty(),
        Optional.of(new HsdHeader.Visible(0.0019, 0, 0, 0)));
  }

  static HsdSegment visibleSegment(int band, int segment, short[] counts) {
    HsdFileName name = HsdFileName.of(KEY, band, segment, false);
    Instant start = SLOT.plusSeconds(20 + 57L * (segment - 1));
    return new HsdSegment(
        name,
        NominalHeader.of(name, visible(band), start, start.plusSeconds(57)),
        counts,
        new org.kokyu.core.provenance.InputRef(name.fileName(), "1".repeat(64)));
  }
}
