package org.kokyu.himawari;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kokyu.core.scene.ImagerSatellite;

/**
 * The header of an undisturbed full-disk segment: nominal grid and orbit, no navigation
 * corrections, no bad lines, six line times. Himawari Standard Data 1.3. Stateless.
 */
public final class NominalHeader {
  /** Value of a field of block 6 that is absent. */
  private static final double ABSENT = -1e10;

  private static final int LINE_TIMES = 6;
  private static final Duration PROCESSING = Duration.ofMinutes(3);

  private NominalHeader() {}

  /**
   * A header.
   *
   * @param name file that it belongs to; a full-disk one
   * @param observationStart time of the first line
   * @param observationEnd time of the last line
   */
  public static HsdHeader of(
      HsdFileName name,
      HsdHeader.Calibration calibration,
      Instant observationStart,
      Instant observationEnd) {
    if (name.observationArea() != ObservationArea.FULL_DISK) {
      throw new IllegalArgumentException("full-disk segment expected, found " + name.fileName());
    }
    int lines = name.observationArea().lines(name.resolutionCode());
    int columns = name.observationArea().columns(name.resolutionCode());
    int first = (name.segment() - 1) * lines + 1;
    return new HsdHeader(
        basic(name, observationStart, observationEnd),
        new HsdHeader.DataLayout(16, columns, lines, 0),
        projection(name.resolutionCode()),
        navigation(observationStart),
        calibration,
        Optional.of(noInterCalibration()),
        new HsdHeader.SegmentPosition(name.totalSegments(), name.segment(), first),
        new HsdHeader.NavigationCorrection(0, 0, 0, List.of()),
        lineTimes(first, lines, observationStart, observationEnd),
        List.of());
  }

  private static HsdHeader.Basic basic(HsdFileName name, Instant start, Instant end) {
    var nominal = name.nominalTime().atOffset(ZoneOffset.UTC);
    return new HsdHeader.Basic(
        name.satellite() == ImagerSatellite.H08 ? "Himawari-8" : "Himawari-9",
        "MSC",
        name.area(),
        "RT",
        100 * nominal.getHour() + nominal.getMinute(),
        ModifiedJulianDate.of(start),
        ModifiedJulianDate.of(end),
        ModifiedJulianDate.of(end.plus(PROCESSING)),
        List.of(0, 0, 77, 1),
        "1.3",
        name.withCompressed(false).fileName());
  }

  private static HsdHeader.Projection projection(int resolutionCode) {
    // rounded as the format document rounds them
    return new HsdHeader.Projection(
        GeosProjection.fullDisk(resolutionCode),
        0.0066943844,
        0.993305616,
        1.006739501,
        1737122264.0,
        0,
        4);
  }

  private static HsdHeader.Navigation navigation(Instant time) {
    return new HsdHeader.Navigation(
        ModifiedJulianDate.of(time),
        140.7,
        0.0,
        42164.0,
        140.7,
        0.0,
        List.of(0.0, 0.0, 0.0),
        List.of(0.0, 0.0, 0.0));
  }

  private static HsdHeader.InterCalibration noInterCalibration() {
    return new HsdHeader.InterCalibration(
        ABSENT,
        ABSENT,
        ABSENT,
        ABSENT,
        ABSENT,
        ABSENT,
        ABSENT,
        ABSENT,
        (float) ABSENT,
        (float) ABSENT,
        "");
  }

  private static List<HsdHeader.LineTime> lineTimes(
      int first, int lines, Instant start, Instant end) {
    double from = ModifiedJulianDate.of(start);
    double to = ModifiedJulianDate.of(end);
    List<HsdHeader.LineTime> times = new ArrayList<>();
    for (int i = 0; i < LINE_TIMES; i++) {
      int line = i * (lines - 1) / (LINE_TIMES - 1);
      times.add(new HsdHeader.LineTime(first + line, from + (to - from) * line / (lines - 1)));
    }
    return times;
  }
}
