package org.kokyu.simulation.imager;

import java.time.Instant;
import org.kokyu.core.physics.SolarPosition;

/**
 * A made-up earth with weather, evaluated anywhere at any time.
 *
 * <p>Coasts, vegetation, humidity and clouds are smooth noise on the sphere: they resemble no real
 * place. No terrain. Air temperature falls with the square of the distance from a thermal equator
 * that follows half the sun's declination. Land follows the air with a diurnal wave of two
 * harmonics, A (cos η + 0.3 cos 2η), η = 2π (local mean time − 13 h)/24 h, A from 4 K over dense
 * vegetation to 13 K over bare soil, less towards the poles. Low and high clouds drift eastwards at
 * 8 and 20 m s-1 and change shape over hours. The same seed gives the same earth. Immutable,
 * thread-safe.
 */
public final class SyntheticEarth {
  private static final double EARTH_RADIUS_M = 6.371e6;
  private static final double LOW_DRIFT_M_S = 8;
  private static final double HIGH_DRIFT_M_S = 20;

  /** How fast clouds change shape: lattice units of the sphere's radius per second. */
  private static final double EVOLUTION = 1.0e-6;

  private static final double LAND_LEVEL = 0.5;

  private final NoiseField continents;
  private final NoiseField greenness;
  private final NoiseField humidity;
  private final NoiseField lowCloud;
  private final NoiseField highCloud;

  public SyntheticEarth(long seed) {
    continents = new NoiseField(NoiseField.mix(seed + 1), 3.1, 4);
    greenness = new NoiseField(NoiseField.mix(seed + 2), 7.3, 4);
    humidity = new NoiseField(NoiseField.mix(seed + 3), 4.7, 2);
    lowCloud = new NoiseField(NoiseField.mix(seed + 4), 17, 4);
    highCloud = new NoiseField(NoiseField.mix(seed + 5), 8.3, 4);
  }

  /** The state at one place and time that does not depend on the instrument. */
  public record Weather(
      double airTemperatureK,
      double waterKgM2,
      double landTemperatureK,
      double seaTemperatureK,
      double cosSolarZenith) {}

  /** True on land. */
  public boolean isLand(double latitudeDeg, double longitudeDeg) {
    return landPotential(latitudeDeg, longitudeDeg) > 0;
  }

  /** Positive on land, larger inland. */
  double landPotential(double latitudeDeg, double longitudeDeg) {
    return sphere(continents, latitudeDeg, longitudeDeg, 0) - LAND_LEVEL;
  }

  /** Vegetation cover, 0 … 1. */
  public double vegetation(double latitudeDeg, double longitudeDeg) {
    return clip(2.5 * (sphere(greenness, latitudeDeg, longitudeDeg, 0) - 0.5) + 0.5);
  }

  /** Weather and surface temperatures. */
  public Weather weather(double latitudeDeg, double longitudeDeg, Instant time) {
    return weather(latitudeDeg, longitudeDeg, time, SolarPosition.at(time));
  }

  /** The same with the sun already known. */
  Weather weather(double latitudeDeg, double longitudeDeg, Instant time, SolarPosition sun) {
    return weather(
        latitudeDeg,
        longitudeDeg,
        time,
        sun,
        sphere(humidity, latitudeDeg, longitudeDeg, 0),
        vegetation(latitudeDeg, longitudeDeg));
  }

  Weather weather(
      double latitudeDeg,
      double longitudeDeg,
      Instant time,
      SolarPosition sun,
      double wetness,
      double vegetation) {
    double fromThermalEquator = latitudeDeg - 0.5 * sun.declinationDeg();
    double distance2 = fromThermalEquator * fromThermalEquator;
    double air = Math.max(235, 300.5 - 0.013 * distance2);
    double water = (5 + 43 * Math.exp(-distance2 / 650)) * (0.6 + 0.8 * wetness);
    double localHours = Math.floorMod(time.getEpochSecond(), 86400) / 3600.0 + longitudeDeg / 15.0;
    double phase = 2 * Math.PI * (localHours - 13) / 24;
    double noonHeight = Math.max(0.1, Math.cos(Math.toRadians(latitudeDeg - sun.declinationDeg())));
    double amplitude = (4 + 9 * (1 - vegetation)) * noonHeight;
    double land = air + 2 + amplitude * (Math.cos(phase) + 0.3 * Math.cos(2 * phase));
    double sea = Math.max(271.4, air + 0.5);
    return new Weather(air, water, land, sea, sun.cosZenith(latitudeDeg, longitudeDeg));
  }

  double wetness(double latitudeDeg, double longitudeDeg) {
    return sphere(humidity, latitudeDeg, longitudeDeg, 0);
  }

  /** Cover of low cloud grows from 0 to 1 between 0 and 1 of this. */
  double lowCloudPotential(double latitudeDeg, double longitudeDeg, Instant time) {
    double n = moving(lowCloud, latitudeDeg, longitudeDeg, time, LOW_DRIFT_M_S);
    return (n - 0.56) / 0.10;
  }

  /** Cover of high cloud grows from 0 to 1 between 0 and 1 of this; tops grow colder beyond. */
  double highCloudPotential(double latitudeDeg, double longitudeDeg, Instant time) {
    double n = moving(highCloud, latitudeDeg, longitudeDeg, time, HIGH_DRIFT_M_S);
    return (n - 0.58) / 0.14;
  }

  /**
   * Pressure of the cloud top over a place [Pa], 0 where less than half is covered: 30 000 Pa for
   * high, 75 000 Pa for low cloud.
   */
  public double cloudTopPa(double latitudeDeg, double longitudeDeg, Instant time) {
    if (cover((float) highCloudPotential(latitudeDeg, longitudeDeg, time)) > 0.5) {
      return 30000;
    }
    return cover((float) lowCloudPotential(latitudeDeg, longitudeDeg, time)) > 0.5 ? 75000 : 0;
  }

  /** Cover of a cloud potential, 0 … 1, smooth. */
  static float cover(float potential) {
    if (!(potential > 0)) {
      return 0;
    }
    return potential >= 1 ? 1 : potential * potential * (3 - 2 * potential);
  }

  private static double moving(
      NoiseField field, double latitudeDeg, double longitudeDeg, Instant time, double speed) {
    double seconds = time.getEpochSecond();
    double turned = longitudeDeg - Math.toDegrees(speed / EARTH_RADIUS_M * (seconds % 3.2e7));
    return sphere(field, latitudeDeg, turned, EVOLUTION * (seconds % 3.2e7));
  }

  private static double sphere(
      NoiseField field, double latitudeDeg, double longitudeDeg, double shift) {
    double lat = Math.toRadians(latitudeDeg);
    double lon = Math.toRadians(longitudeDeg);
    double cos = Math.cos(lat);
    return field.at(cos * Math.cos(lon) + 11 + shift, cos * Math.sin(lon) + 13, Math.sin(lat) + 17);
  }

  private static double clip(double x) {
    return Math.max(0, Math.min(1, x));
  }
}
