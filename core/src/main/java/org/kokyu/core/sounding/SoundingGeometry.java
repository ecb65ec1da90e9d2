package org.kokyu.core.sounding;

/**
 * Where a sounding looks, at the surface.
 *
 * @param latitudeDeg degrees north, −90 … 90
 * @param longitudeDeg degrees east, −180 … 180
 * @param sensorZenithDeg zenith angle of the satellite seen from the footprint
 * @param sensorAzimuthDeg azimuth of the satellite, clockwise from north
 * @param solarZenithDeg zenith angle of the sun; NaN where the file has none
 * @param solarAzimuthDeg azimuth of the sun; NaN where the file has none
 * @param landFraction 0 sea … 1 land; NaN where the file has none
 * @param alongTrackAngleDeg pointing ahead (positive) or behind the track; NaN where the file has
 *     none
 */
public record SoundingGeometry(
    double latitudeDeg,
    double longitudeDeg,
    double sensorZenithDeg,
    double sensorAzimuthDeg,
    double solarZenithDeg,
    double solarAzimuthDeg,
    double landFraction,
    double alongTrackAngleDeg) {

  /** Without a known along-track angle. */
  public SoundingGeometry(
      double latitudeDeg,
      double longitudeDeg,
      double sensorZenithDeg,
      double sensorAzimuthDeg,
      double solarZenithDeg,
      double solarAzimuthDeg,
      double landFraction) {
    this(
        latitudeDeg,
        longitudeDeg,
        sensorZenithDeg,
        sensorAzimuthDeg,
        solarZenithDeg,
        solarAzimuthDeg,
        landFraction,
        Double.NaN);
  }
}
