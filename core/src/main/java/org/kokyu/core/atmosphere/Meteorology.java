package org.kokyu.core.atmosphere;

import java.util.Objects;
import java.util.Optional;

/**
 * Weather at one place and time.
 *
 * @param temperatureK air temperature [K]
 * @param waterVapour mole fraction of water in wet air [mol mol-1]
 * @param ozone mole fraction of ozone in dry air [mol mol-1], where given
 * @param surfacePressurePa [Pa]
 * @param surfaceTemperatureK skin temperature [K]
 * @param emissivity surface emissivity where given: values over wavenumber
 * @param reflection how the surface reflects, where given
 * @param source what it comes from; products repeat it
 * @param climatology true when it is a standard atmosphere instead of an analysis or forecast
 */
public record Meteorology(
    Profile temperatureK,
    Profile waterVapour,
    Optional<Profile> ozone,
    double surfacePressurePa,
    double surfaceTemperatureK,
    Optional<SurfaceEmissivity> emissivity,
    Optional<SurfaceReflection> reflection,
    String source,
    boolean climatology) {
  public Meteorology {
    Objects.requireNonNull(temperatureK, "temperatureK");
    Objects.requireNonNull(waterVapour, "waterVapour");
    Objects.requireNonNull(ozone, "ozone");
    Objects.requireNonNull(emissivity, "emissivity");
    Objects.requireNonNull(reflection, "reflection");
    Objects.requireNonNull(source, "source");
  }
}
