package org.kokyu.gosat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.kokyu.core.sounding.Instrument;
import org.kokyu.core.sounding.SoundingGeometry;

/** When and where each exposure of a granule was taken. */
final class ExposureTable {
  /** A granule spans minutes; an exposure further than this from its name has a broken clock. */
  private static final Duration MAX_AFTER_START = Duration.ofHours(2);

  private static final Duration MAX_BEFORE_START = Duration.ofMinutes(10);
  private static final double ANGLE_TOLERANCE_DEG = 0.01;
  private static final DateTimeFormatter ID_TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS").withZone(ZoneOffset.UTC);

  private final GosatFileName name;
  private final ExposureTimes times;
  private final String[] providerIds;
  private final double[] latitude;
  private final double[] longitude;
  private final double[] sensorZenith;
  private final double[] sensorAzimuth;
  private final double[] solarZenith;
  private final double[] solarAzimuth;
  private final double[] landFraction;
  private final double[] alongTrack;

  private ExposureTable(GranuleSource source, GosatFileName name, int points) {
    this.name = name;
    times = ExposureTimes.read(source, points);
    providerIds = readIds(source, points);
    latitude = source.perExposure(LayoutRole.LATITUDE, points);
    longitude = source.perExposure(LayoutRole.LONGITUDE, points);
    sensorZenith = source.perExposure(LayoutRole.SENSOR_ZENITH, points);
    sensorAzimuth = source.perExposure(LayoutRole.SENSOR_AZIMUTH, points);
    solarZenith = source.perExposure(LayoutRole.SOLAR_ZENITH, points);
    solarAzimuth = source.perExposure(LayoutRole.SOLAR_AZIMUTH, points);
    landFraction = source.perExposure(LayoutRole.LAND_FRACTION, points);
    alongTrack = source.perExposure(LayoutRole.ALONG_TRACK_ANGLE, points);
  }

  static ExposureTable read(GranuleSource source, GosatFileName name, int points) {
    return new ExposureTable(source, name, points);
  }

  private static String[] readIds(GranuleSource source, int points) {
    Optional<DatasetRule> rule = source.rule(LayoutRole.SOUNDING_ID);
    if (rule.isEmpty()) {
      return new String[points];
    }
    String[] ids = source.hdf().texts(rule.get().path());
    if (ids.length != points) {
      throw source.mismatch(rule.get().path(), "[" + points + "] ids", ids.length + " ids");
    }
    return ids;
  }

  /** Why an exposure cannot be used, if so. */
  Optional<String> defect(int i) {
    Optional<Instant> time = times.at(i);
    if (time.isEmpty()) {
      return Optional.of("no valid time: " + times.raw(i));
    }
    boolean early = time.get().isBefore(name.start().minus(MAX_BEFORE_START));
    if (early || time.get().isAfter(name.start().plus(MAX_AFTER_START))) {
      return Optional.of(
          "time near %s of the file name expected, found %s".formatted(name.start(), time.get()));
    }
    if (!(Math.abs(latitude[i]) <= 90)) {
      return Optional.of("latitude within 90 degrees expected, found " + latitude[i]);
    }
    if (!(longitude[i] >= -180 && longitude[i] <= 360)) {
      return Optional.of("longitude within -180 and 360 degrees expected, found " + longitude[i]);
    }
    if (!(sensorZenith[i] >= -ANGLE_TOLERANCE_DEG && sensorZenith[i] < 90)) {
      return Optional.of("view zenith angle below 90 degrees expected, found " + sensorZenith[i]);
    }
    return Optional.empty();
  }

  Instant time(int i) {
    return times.at(i).orElseThrow();
  }

  /** The provider's id, or the start of exposure: an interferometer has one exposure at a time. */
  String id(int i) {
    Instrument instrument = name.instrument();
    String provided = providerIds[i] == null ? "" : providerIds[i].replaceAll("[^A-Za-z0-9]", "");
    return instrument.name() + "-" + (provided.isEmpty() ? ID_TIME.format(time(i)) : provided);
  }

  SoundingGeometry geometry(int i) {
    double east = longitude[i] > 180 ? longitude[i] - 360 : longitude[i];
    return new SoundingGeometry(
        latitude[i],
        east,
        Math.max(0, sensorZenith[i]),
        azimuth(sensorAzimuth[i]),
        within(solarZenith[i], 0, 180),
        azimuth(solarAzimuth[i]),
        within(landFraction[i], 0, 1),
        within(alongTrack[i], -90, 90));
  }

  private static double azimuth(double degrees) {
    if (!(Math.abs(degrees) <= 720)) {
      return Double.NaN;
    }
    double turned = degrees % 360;
    return turned < 0 ? turned + 360 : turned;
  }

  private static double within(double value, double low, double high) {
    return value >= low && value <= high ? value : Double.NaN;
  }
}
