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
 * @param ageHours time from the field, or from the start of the forecast, that it comes from [h];
 *     NaN where unknown
 * @param surfaceTemperatureSigmaK standard deviation of the skin temperature; NaN where the usual
 *     one holds
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
    boolean climatology,
    double ageHours,
    double surfaceTemperatureSigmaK) {
  public Meteorology {
    Objects.requireNonNull(temperatureK, "temperatureK");
    Objects.requireNonNull(waterVapour, "waterVapour");
    Objects.requireNonNull(ozone, "ozone");
    Objects.requireNonNull(emissivity, "emissivity");
    Objects.requireNonNull(reflection, "reflection");
    Objects.requireNonNull(source, "source");
  }

  /** Of unknown age, with the usual uncertainty of the skin temperature. */
  public Meteorology(
      Profile temperatureK,
      Profile waterVapour,
      Optional<Profile> ozone,
      double surfacePressurePa,
      double surfaceTemperatureK,
      Optional<SurfaceEmissivity> emissivity,
      Optional<SurfaceReflection> reflection,
      String source,
      boolean climatology) {
    this(
        temperatureK,
        waterVapour,
        ozone,
        surfacePressurePa,
        surfaceTemperatureK,
        emissivity,
        reflection,
        source,
        climatology,
        Double.NaN,
        Double.NaN);
  }

  /** With another skin temperature and its standard deviation [K]. */
  public Meteorology withSurfaceTemperature(double temperature, double sigmaK) {
    return new Meteorology(
        temperatureK,
        waterVapour,
        ozone,
        surfacePressurePa,
        temperature,
        emissivity,
        reflection,
        source,
        climatology,
        ageHours,
        sigmaK);
  }
}
