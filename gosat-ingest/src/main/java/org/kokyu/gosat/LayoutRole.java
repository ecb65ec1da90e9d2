package org.kokyu.gosat;

import java.util.Optional;

/** What a dataset of an L1B granule means, whatever its path is called in a layout. */
public enum LayoutRole {
  /** Name of the satellite. */
  SATELLITE("satellite", false),
  /** Name of the sensor. */
  SENSOR("sensor", false),
  /** Observation mode, as in the file name. */
  MODE("mode", false),
  /** Number of thermal-infrared exposures. */
  NUM_POINTS("num-points", false),
  /** Start of the thermal-infrared data, "-" where there is none. */
  TIR_START("tir-start", false),
  /** Start of each exposure. */
  TIME("time", false),
  /** Identity of each exposure given by the provider. */
  SOUNDING_ID("sounding-id", false),
  LATITUDE("latitude", false),
  LONGITUDE("longitude", false),
  SENSOR_ZENITH("sensor-zenith", false),
  SENSOR_AZIMUTH("sensor-azimuth", false),
  SOLAR_ZENITH("solar-zenith", false),
  SOLAR_AZIMUTH("solar-azimuth", false),
  LAND_FRACTION("land-fraction", false),
  ALONG_TRACK_ANGLE("along-track-angle", false),
  /** Calibrated radiance, real or complex. */
  RADIANCE("radiance", true),
  /** Interval and begin of the wavenumber axis, a pair per exposure. */
  AXIS("axis", true),
  /** Wavenumber of channel 0. */
  BEGIN_WAVENUMBER("begin-wavenumber", true),
  /** Sampling interval. */
  INTERVAL("interval", true),
  /** Number of channels. */
  CHANNEL_COUNT("channel-count", true),
  /** Noise-equivalent spectral radiance, one per exposure. */
  NOISE("noise", true),
  /** Quality flag, one per exposure, 0 good. */
  QUALITY("quality", true);

  private final String key;
  private final boolean perBand;

  LayoutRole(String key, boolean perBand) {
    this.key = key;
    this.perBand = perBand;
  }

  /** Name in configuration files; band roles are written {@code band4.radiance}. */
  public String key() {
    return key;
  }

  /** Whether each band has its own dataset in this role. */
  public boolean isPerBand() {
    return perBand;
  }

  static Optional<LayoutRole> ofKey(String key, boolean perBand) {
    for (LayoutRole role : values()) {
      if (role.key.equals(key) && role.perBand == perBand) {
        return Optional.of(role);
      }
    }
    return Optional.empty();
  }
}
