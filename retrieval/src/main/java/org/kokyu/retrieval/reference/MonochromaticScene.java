package org.kokyu.retrieval.reference;

import java.util.Objects;
import org.kokyu.core.atmosphere.SurfaceEmissivity;
import org.kokyu.core.atmosphere.SurfaceReflection;

/**
 * What the reference model looks at.
 *
 * @param atmosphere levels
 * @param view zenith angle and shape of the path
 * @param surface below the lowest level
 */
public record MonochromaticScene(LevelAtmosphere atmosphere, View view, Surface surface) {

  /**
   * Line of sight.
   *
   * @param zenithDeg zenith angle of the satellite at the surface, 0 … {@value #MAX_ZENITH_DEG}
   *     [degrees]
   * @param spherical spherical shells, or plane layers
   * @param latitudeDeg for gravity, where the atmosphere has no altitudes
   */
  public record View(double zenithDeg, boolean spherical, double latitudeDeg) {
    /** Beyond it refraction can no longer be left out. */
    public static final double MAX_ZENITH_DEG = 85;

    public View {
      if (!(zenithDeg >= 0 && zenithDeg <= MAX_ZENITH_DEG)) {
        throw new IllegalArgumentException(
            "zenith angle 0 … %s degrees expected, %s found".formatted(MAX_ZENITH_DEG, zenithDeg));
      }
      if (!(Math.abs(latitudeDeg) <= 90)) {
        throw new IllegalArgumentException(
            "latitude -90 … 90 degrees expected, %s found".formatted(latitudeDeg));
      }
    }
  }

  /**
   * Surface.
   *
   * @param temperatureK skin temperature
   * @param emissivity over wavenumber
   * @param reflection how it reflects the sky
   */
  public record Surface(
      double temperatureK, SurfaceEmissivity emissivity, SurfaceReflection reflection) {
    public Surface {
      if (!(temperatureK >= 100 && temperatureK <= 1000)) {
        throw new IllegalArgumentException(
            "surface temperature 100 … 1000 K expected, %s found".formatted(temperatureK));
      }
      Objects.requireNonNull(emissivity, "emissivity");
      Objects.requireNonNull(reflection, "reflection");
    }
  }

  public MonochromaticScene {
    Objects.requireNonNull(atmosphere, "atmosphere");
    Objects.requireNonNull(view, "view");
    Objects.requireNonNull(surface, "surface");
  }
}
