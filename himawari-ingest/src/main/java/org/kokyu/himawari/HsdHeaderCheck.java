package org.kokyu.himawari;

import java.time.Instant;
import java.time.ZoneOffset;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.scene.ImagerSatellite;

/**
 * Checks that a header makes sense and belongs to the file's name. Every value that the later
 * computation divides by, allocates with or indexes with is bounded here.
 */
final class HsdHeaderCheck {
  /** A slot may start somewhat before its nominal time and end somewhat after the next begins. */
  private static final double SLOT_EARLY_SECONDS = 120;

  private static final double SLOT_LATE_SECONDS = 900;
  private static final double LINE_TIME_SLACK_SECONDS = 60;

  private final String file;
  private final HsdFileName name;
  private final HsdHeader header;

  private HsdHeaderCheck(String file, HsdFileName name, HsdHeader header) {
    this.file = file;
    this.name = name;
    this.header = header;
  }

  static void check(String file, HsdFileName name, HsdHeader header) {
    HsdHeaderCheck c = new HsdHeaderCheck(file, name, header);
    c.basic();
    c.times();
    c.data();
    c.projection();
    c.calibration();
    c.segment();
    c.lineTimes();
  }

  private void basic() {
    HsdHeader.Basic b = header.basic();
    if (!b.formatVersion().matches("1\\.[0-3]")) {
      throw HeaderFault.of(
          InputFault.UNSUPPORTED, file, "block 1 format version", "1.0 to 1.3", b.formatVersion());
    }
    String satellite = name.satellite() == ImagerSatellite.H08 ? "Himawari-8" : "Himawari-9";
    require(b.satellite().equals(satellite), "block 1 satellite", satellite, b.satellite());
    require(b.area().equals(name.area()), "block 1 area", name.area(), b.area());
    var time = name.nominalTime().atOffset(ZoneOffset.UTC);
    int hhmm = 100 * time.getHour() + time.getMinute();
    // 2400 and above is a fill value; the observation times decide then
    require(
        b.timelineHhmm() == hhmm || b.timelineHhmm() >= 2400,
        "block 1 timeline",
        hhmm,
        b.timelineHhmm());
  }

  private void times() {
    HsdHeader.Basic b = header.basic();
    double start = secondsAfterSlot(b.observationStartMjd());
    double end = secondsAfterSlot(b.observationEndMjd());
    require(
        start >= -SLOT_EARLY_SECONDS && end <= SLOT_LATE_SECONDS && start <= end,
        "block 1 observation times",
        "times of the slot " + name.nominalTime(),
        describe(b.observationStartMjd()) + " to " + describe(b.observationEndMjd()));
  }

  private static String describe(double mjd) {
    return Math.abs(mjd) < 1e6 ? ModifiedJulianDate.toInstant(mjd).toString() : "day " + mjd;
  }

  private double secondsAfterSlot(double mjd) {
    Instant nominal = name.nominalTime();
    return (mjd - ModifiedJulianDate.of(nominal)) * 86400.0;
  }

  private void data() {
    HsdHeader.DataLayout d = header.data();
    require(d.bitsPerPixel() == 16, "block 2 bits per pixel", 16, d.bitsPerPixel());
    ObservationArea area = name.observationArea();
    int columns = area.columns(name.resolutionCode());
    int lines = area.lines(name.resolutionCode());
    require(d.columns() == columns, "block 2 columns", columns, d.columns());
    require(d.lines() == lines, "block 2 lines", lines, d.lines());
    if (d.compression() == 1 || d.compression() == 2) {
      throw HeaderFault.of(
          InputFault.UNSUPPORTED, file, "block 2 compression", "0 (none)", d.compression());
    }
    require(d.compression() == 0, "block 2 compression", 0, d.compression());
  }

  private void projection() {
    HsdHeader.Projection p = header.projection();
    GeosProjection g = p.geos();
    GeosProjection nominal = GeosProjection.fullDisk(name.resolutionCode());
    within("block 3 sub-satellite longitude", g.subLongitudeDeg(), -180, 180);
    within(
        "block 3 CFAC", g.columnFactor(), nominal.columnFactor() - 2, nominal.columnFactor() + 2);
    within("block 3 LFAC", g.lineFactor(), nominal.lineFactor() - 2, nominal.lineFactor() + 2);
    boolean fullDisk = name.observationArea() == ObservationArea.FULL_DISK;
    double centre = nominal.columnOffset();
    within(
        "block 3 COFF",
        g.columnOffset(),
        fullDisk ? centre - 1 : -1e5,
        fullDisk ? centre + 1 : 1e5);
    within(
        "block 3 LOFF", g.lineOffset(), fullDisk ? centre - 1 : -1e5, fullDisk ? centre + 1 : 1e5);
    within("block 3 satellite distance [km]", g.satelliteDistanceKm(), 42100, 42230);
    within("block 3 equatorial radius [km]", g.equatorialRadiusKm(), 6377, 6379);
    within("block 3 polar radius [km]", g.polarRadiusKm(), 6356, 6357.5);
    double req2 = g.equatorialRadiusKm() * g.equatorialRadiusKm();
    double rpol2 = g.polarRadiusKm() * g.polarRadiusKm();
    double distance2 = g.satelliteDistanceKm() * g.satelliteDistanceKm() - req2;
    near("block 3 (req²-rpol²)/req²", p.eccentricitySquared(), (req2 - rpol2) / req2, 1e-6);
    near("block 3 rpol²/req²", p.polarRatioSquared(), rpol2 / req2, 1e-6);
    near("block 3 req²/rpol²", p.equatorialRatioSquared(), req2 / rpol2, 1e-6);
    near("block 3 Rs²-req²", p.distanceTermKm2(), distance2, 1e3);
  }

  private void calibration() {
    HsdHeader.Calibration c = header.calibration();
    AhiBand band = AhiBand.of(name.band());
    require(c.band() == band.number(), "block 5 band", band.number(), c.band());
    near(
        "block 5 central wavelength [µm]",
        c.wavelengthMicrometre(),
        band.wavelengthMicrometre(),
        0.1 * band.wavelengthMicrometre());
    int bits = c.validBits();
    require(bits == 11 || bits == 12 || bits == 14, "block 5 valid bits", "11, 12 or 14", bits);
    require(
        c.errorCount() >= 1 << bits,
        "block 5 error count",
        "a count beyond the valid bits",
        c.errorCount());
    require(
        c.outsideCount() >= 1 << bits,
        "block 5 outside-scan count",
        "a count beyond the valid bits",
        c.outsideCount());
    require(
        c.errorCount() != c.outsideCount(),
        "block 5 outside-scan count",
        "another than the error count",
        c.outsideCount());
    slope("block 5 gain", c.gain());
    within("block 5 offset", c.offset(), -1e4, 1e4);
    c.infrared().ifPresent(this::infrared);
    c.visible().ifPresent(this::visible);
  }

  private void infrared(HsdHeader.Infrared i) {
    within("block 5 c0", i.c0(), -10, 10);
    within("block 5 c1", i.c1(), 0.9, 1.1);
    within("block 5 c2", i.c2(), -1e-3, 1e-3);
    within("block 5 inverse C0", i.inverseC0(), -10, 10);
    within("block 5 inverse C1", i.inverseC1(), 0.9, 1.1);
    within("block 5 inverse C2", i.inverseC2(), -1e-3, 1e-3);
    near("block 5 speed of light [m/s]", i.lightSpeed(), 299792458.0, 1e4);
    near("block 5 Planck constant [J s]", i.planck(), 6.62607e-34, 1e-37);
    near("block 5 Boltzmann constant [J/K]", i.boltzmann(), 1.38065e-23, 1e-26);
  }

  private void visible(HsdHeader.Visible v) {
    within("block 5 albedo coefficient", v.coefficient(), 0, 1);
    if (v.isUpdated()) {
      slope("block 5 updated gain", v.updatedGain());
      within("block 5 updated offset", v.updatedOffset(), -1e4, 1e4);
    }
  }

  private void slope(String place, double gain) {
    require(gain != 0 && Math.abs(gain) < 1e3, place, "a finite slope other than 0", gain);
  }

  private void segment() {
    HsdHeader.SegmentPosition s = header.segment();
    require(
        s.total() == name.totalSegments(),
        "block 7 total segments",
        name.totalSegments(),
        s.total());
    require(s.number() == name.segment(), "block 7 segment number", name.segment(), s.number());
    int first = (name.segment() - 1) * header.data().lines() + 1;
    require(s.firstLine() == first, "block 7 first line", first, s.firstLine());
  }

  private void lineTimes() {
    double start = secondsAfterSlot(header.basic().observationStartMjd()) - LINE_TIME_SLACK_SECONDS;
    double end = secondsAfterSlot(header.basic().observationEndMjd()) + LINE_TIME_SLACK_SECONDS;
    int previousLine = 0;
    double previousTime = Double.NEGATIVE_INFINITY;
    int lastLine = header.data().lines() * name.totalSegments();
    for (HsdHeader.LineTime t : header.observationTimes()) {
      double seconds = secondsAfterSlot(t.mjd());
      require(
          t.line() > previousLine && t.line() <= lastLine,
          "block 9 line",
          "a line from " + (previousLine + 1) + " to " + lastLine,
          t.line());
      require(
          seconds >= start && seconds <= end && t.mjd() >= previousTime,
          "block 9 time of line " + t.line(),
          "a time within the observation",
          describe(t.mjd()));
      previousLine = t.line();
      previousTime = t.mjd();
    }
  }

  private void within(String place, double value, double low, double high) {
    require(value >= low && value <= high, place, low + " to " + high, value);
  }

  private void near(String place, double value, double expected, double tolerance) {
    require(Math.abs(value - expected) <= tolerance, place, expected + " ± " + tolerance, value);
  }

  private void require(boolean ok, String place, Object expected, Object found) {
    HeaderFault.require(ok, file, place, expected, found);
  }
}
