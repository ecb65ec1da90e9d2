package org.kokyu.simulation.sounding.truth;

import java.time.Instant;
import java.util.Map;
import org.kokyu.core.atmosphere.Gas;
import org.kokyu.core.atmosphere.Profile;
import org.kokyu.core.atmosphere.SurfaceEmissivity;

/**
 * The truth under one sounding, and what a forecast would say of it.
 *
 * @param time start of exposure
 * @param latitudeDeg footprint centre
 * @param longitudeDeg footprint centre
 * @param sensorZenithDeg at the surface
 * @param land whether the footprint is land
 * @param cloudTopPa pressure of an opaque cloud top over the footprint, 0 when clear
 * @param surfacePressurePa of the ground
 * @param temperatureK air temperature
 * @param water mole fraction of wet air
 * @param gases dry mole fractions of the other gases
 * @param skinK temperature of the ground
 * @param emissivity of the ground
 * @param forecastTemperatureK with forecast error
 * @param forecastWater with forecast error
 * @param forecastSkinK with forecast error
 */
public record SoundingScene(
    Instant time,
    double latitudeDeg,
    double longitudeDeg,
    double sensorZenithDeg,
    boolean land,
    double cloudTopPa,
    double surfacePressurePa,
    Profile temperatureK,
    Profile water,
    Map<Gas, Profile> gases,
    double skinK,
    SurfaceEmissivity emissivity,
    Profile forecastTemperatureK,
    Profile forecastWater,
    double forecastSkinK) {
  public SoundingScene {
    gases = Map.copyOf(gases);
  }
}
