package org.kokyu.land.uptake;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.kokyu.core.provenance.InputRef;

/**
 * What is known of the air near the surface before a slot is looked at, on the scene's grid; arrays
 * row-major, shared, treat as constant; not a number where unknown.
 *
 * @param temperatureK of the slot; empty if it is to be estimated from the surface
 * @param minimumK lowest of the day; empty if not known
 * @param vapourPressurePa of water
 * @param pressurePa of the air at the surface
 * @param temperatureSigmaK one standard deviation of the temperatures
 * @param vapourSigma relative standard deviation of the vapour pressure
 * @param humidityIsClimatology whether the vapour pressure is that of season and latitude
 * @param source for the product's metadata
 * @param inputs the files behind them
 */
public record Air(
    Optional<float[]> temperatureK,
    Optional<float[]> minimumK,
    float[] vapourPressurePa,
    float[] pressurePa,
    double temperatureSigmaK,
    double vapourSigma,
    boolean humidityIsClimatology,
    String source,
    List<InputRef> inputs) {
  public Air {
    Objects.requireNonNull(temperatureK, "temperatureK");
    Objects.requireNonNull(minimumK, "minimumK");
    Objects.requireNonNull(vapourPressurePa, "vapourPressurePa");
    Objects.requireNonNull(pressurePa, "pressurePa");
    Objects.requireNonNull(source, "source");
    inputs = List.copyOf(inputs);
  }
}
