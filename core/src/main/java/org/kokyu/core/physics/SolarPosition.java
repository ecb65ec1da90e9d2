package org.kokyu.core.physics;

import java.time.Instant;

/**
 * Where the sun stands, from time and place.
 *
 * <p>With the days n since 2000-01-01 12:00 UT: mean longitude L = 280.460° + 0.9856474° n, mean
 * anomaly g = 357.528° + 0.9856003° n, ecliptic longitude λ = L + 1.915° sin g + 0.020° sin 2g,
 * obliquity ε = 23.439° − 4·10⁻⁷° n; declination and right ascension from λ and ε; Greenwich mean
 * sidereal time 6.697375 h + 0.0657098242 h n + UT. The zenith angle is geometric, without
 * refraction. Accuracy 0.01 degree from 1950 to 2050. Source: Michalsky 1988, Solar Energy 40,
 * 227–235 (the Astronomical Almanac's formula). Immutable, thread-safe.
 */
public final class SolarPosition {
  private static final double J2000_EPOCH_SECONDS = 946_728_000.0;

  /** Turn of the earth against the sun within a scene [radian per second]. */
  private static final double HOUR_ANGLE_RATE = 2 * Math.PI / 86400.0;

  private final double declinationRad;
  private final double sinDeclination;
  private final double cosDeclination;
  private final double greenwichHourAngle;

  private SolarPosition(double declination, double greenwichHourAngle) {
    this.declinationRad = declination;
    this.sinDeclination = Math.sin(declination);
    this.cosDeclination = Math.cos(declination);
    this.greenwichHourAngle = greenwichHourAngle;
  }

  public static SolarPosition at(Instant time) {
    double n = (time.getEpochSecond() + time.getNano() * 1e-9 - J2000_EPOCH_SECONDS) / 86400.0;
    double meanLongitude = 280.460 + 0.9856474 * n;
    double anomaly = Math.toRadians(357.528 + 0.9856003 * n);
    double ecliptic =
        Math.toRadians(meanLongitude + 1.915 * Math.sin(anomaly) + 0.020 * Math.sin(2 * anomaly));
    double obliquity = Math.toRadians(23.439 - 4e-7 * n);
    double rightAscension =
        Math.atan2(Math.cos(obliquity) * Math.sin(ecliptic), Math.cos(ecliptic));
    double declination = Math.asin(Math.sin(obliquity) * Math.sin(ecliptic));
    double universalTimeHours =
        Math.floorMod(time.getEpochSecond(), 86400) / 3600.0 + time.getNano() / 3.6e12;
    double siderealHours = 6.697375 + 0.0657098242 * n + universalTimeHours;
    double hourAngle = Math.toRadians(siderealHours * 15.0) - rightAscension;
    return new SolarPosition(declination, Math.IEEEremainder(hourAngle, 2 * Math.PI));
  }

  /** Cosine of the solar zenith angle at a place. */
  public double cosZenith(double latitudeDeg, double longitudeDeg) {
    return cosZenith(latitudeDeg, longitudeDeg, 0);
  }

  /**
   * Cosine of the solar zenith angle some time later; for the minutes of a scan (the declination is
   * held).
   */
  public double cosZenith(double latitudeDeg, double longitudeDeg, double secondsLater) {
    double latitude = Math.toRadians(latitudeDeg);
    double hourAngle =
        greenwichHourAngle + Math.toRadians(longitudeDeg) + HOUR_ANGLE_RATE * secondsLater;
    return Math.sin(latitude) * sinDeclination
        + Math.cos(latitude) * cosDeclination * Math.cos(hourAngle);
  }

  /**
   * Cosines of the solar zenith angle of many places, as {@link #cosZenith(double, double, double)}
   * gives them; quick where neighbours share a latitude.
   *
   * @param latitudeDeg of each place
   * @param longitudeDeg of each place
   * @param secondsLater of the places, from {@code first} on; not a number counts as 0
   * @param out the cosines, from {@code first} on
   */
  public void cosZenith(
      float[] latitudeDeg, float[] longitudeDeg, float[] secondsLater, float[] out, int first) {
    float latitude = Float.NaN;
    double polar = 0;
    double equatorial = 0;
    for (int i = 0; i < latitudeDeg.length; i++) {
      if (latitudeDeg[i] != latitude) {
        latitude = latitudeDeg[i];
        polar = Math.sin(Math.toRadians(latitude)) * sinDeclination;
        equatorial = Math.cos(Math.toRadians(latitude)) * cosDeclination;
      }
      double seconds = Float.isNaN(secondsLater[first + i]) ? 0 : secondsLater[first + i];
      double hourAngle =
          greenwichHourAngle + Math.toRadians(longitudeDeg[i]) + HOUR_ANGLE_RATE * seconds;
      out[first + i] = (float) (polar + equatorial * Math.cos(hourAngle));
    }
  }

  /** Solar zenith angle at a place [degrees]. */
  public double zenithDeg(double latitudeDeg, double longitudeDeg) {
    double cos = cosZenith(latitudeDeg, longitudeDeg);
    return Math.toDegrees(Math.acos(Math.max(-1, Math.min(1, cos))));
  }

  /** Declination [degrees]. */
  public double declinationDeg() {
    return Math.toDegrees(declinationRad);
  }
}
