package org.kokyu.scheduler.imager;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import org.kokyu.core.scene.ImagerSatellite;
import org.kokyu.core.scene.SlotKey;
import org.kokyu.himawari.AhiBand;
import org.kokyu.himawari.GeosProjection;
import org.kokyu.himawari.HsdFileName;
import org.kokyu.himawari.HsdHeader;
import org.kokyu.himawari.HsdWriter;
import org.kokyu.himawari.NominalHeader;

/** Segments of one brightness temperature; packed ones with a little noise. */
final class SegmentFiles {
  private static final double LIGHT_SPEED = 299792458.0;
  private static final double PLANCK = 6.62606957e-34;
  private static final double BOLTZMANN = 1.3806488e-23;
  private static final double GAIN = -0.0041;
  private static final double OFFSET = 17.0;

  private SegmentFiles() {}

  static String name(ImagerSatellite satellite, String area, Instant slot, int band, int segment) {
    return HsdFileName.of(new SlotKey(satellite, area, slot), band, segment, false).fileName();
  }

  /**
   * Writes a segment.
   *
   * @param kelvin of every pixel
   * @param modified time of the file
   */
  static Path write(Path folder, String fileName, double kelvin, Instant modified)
      throws IOException {
    HsdFileName name = HsdFileName.parse(fileName).orElseThrow();
    AhiBand band = AhiBand.of(name.band());
    Instant start = name.nominalTime().plusSeconds(20 + 57L * (name.segment() - 1));
    SlotKey disk = new SlotKey(name.satellite(), "FLDK", name.nominalTime());
    HsdHeader header =
        NominalHeader.of(
            HsdFileName.of(disk, name.band(), name.segment(), name.compressed()),
            calibration(band),
            start,
            start.plusSeconds(57));
    if (!name.area().equals("FLDK")) {
      header = over(header, name);
    }
    short[] counts = new short[header.data().columns() * header.data().lines()];
    Arrays.fill(counts, (short) Math.round((radiance(band, kelvin) - OFFSET) / GAIN));
    if (name.compressed()) {
      SplittableRandom random = new SplittableRandom(1); // bzip2 takes very long over equal values
      for (int i = 0; i < counts.length; i++) {
        counts[i] += (short) random.nextInt(3);
      }
    }
    Files.createDirectories(folder);
    Path part = folder.resolve("." + fileName);
    new HsdWriter().write(part, header, counts, name.compressed());
    Files.setLastModifiedTime(part, FileTime.from(modified));
    return Files.move(
        part, folder.resolve(fileName), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }

  /** Japan and target areas are cut from the full disk: only their offsets tell where. */
  private static HsdHeader over(HsdHeader h, HsdFileName name) {
    int number = name.area().charAt(3) - '0';
    GeosProjection g = GeosProjection.FULL_DISK_2KM;
    HsdHeader.Projection p = h.projection();
    GeosProjection shifted =
        new GeosProjection(
            g.subLongitudeDeg(),
            g.columnFactor(),
            g.lineFactor(),
            g.columnOffset() - 2000 - number,
            g.lineOffset() - 700,
            g.satelliteDistanceKm(),
            g.equatorialRadiusKm(),
            g.polarRadiusKm());
    HsdHeader.Basic b = h.basic();
    int lines = name.observationArea().lines(20);
    return new HsdHeader(
        new HsdHeader.Basic(
            b.satellite(),
            b.centre(),
            name.area(),
            b.otherInfo(),
            b.timelineHhmm(),
            b.observationStartMjd(),
            b.observationEndMjd(),
            b.creationMjd(),
            b.qualityFlags(),
            b.formatVersion(),
            name.fileName()),
        new HsdHeader.DataLayout(16, name.observationArea().columns(20), lines, 0),
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
        h.observationTimes().stream().filter(t -> t.line() <= lines).toList(),
        h.errorLines());
  }

  private static double radiance(AhiBand band, double kelvin) {
    double metre = band.wavelengthMicrometre() * 1e-6;
    double exponent = PLANCK * LIGHT_SPEED / (metre * BOLTZMANN * kelvin);
    return 2 * PLANCK * LIGHT_SPEED * LIGHT_SPEED / Math.pow(metre, 5) / Math.expm1(exponent) / 1e6;
  }

  private static HsdHeader.Calibration calibration(AhiBand band) {
    return new HsdHeader.Calibration(
        band.number(),
        band.wavelengthMicrometre(),
        band.validBits(),
        65535,
        65534,
        GAIN,
        OFFSET,
        Optional.of(new HsdHeader.Infrared(0, 1, 0, 0, 1, 0, LIGHT_SPEED, PLANCK, BOLTZMANN)),
        Optional.empty());
  }
}
