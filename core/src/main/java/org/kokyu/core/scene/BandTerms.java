package org.kokyu.core.scene;

/**
 * What a clear atmosphere does to one band along one view: L = ε B(T) τ(T) + L↑ + (1 − ε) τL↓ for a
 * Lambertian surface of emissivity ε and temperature T; band means over wavelength.
 *
 * @param band band number
 * @param viewZenithDeg θ [degrees]
 * @param surfaceK three surface temperatures, ascending [K]
 * @param transmittance τ weighted with the Planck function of each of them
 * @param upwelling L↑ at the top of the atmosphere [W m-2 sr-1 µm-1]
 * @param reflectedSky τL↓, mean of transmittance times downward flux over π [W m-2 sr-1 µm-1]
 */
public record BandTerms(
    int band,
    double viewZenithDeg,
    double[] surfaceK,
    double[] transmittance,
    double upwelling,
    double reflectedSky) {

  /** τ for a surface temperature, by the parabola through the three values. */
  public double transmittanceAt(double kelvin) {
    double a = surfaceK[0];
    double b = surfaceK[1];
    double c = surfaceK[2];
    return transmittance[0] * (kelvin - b) * (kelvin - c) / ((a - b) * (a - c))
        + transmittance[1] * (kelvin - a) * (kelvin - c) / ((b - a) * (b - c))
        + transmittance[2] * (kelvin - a) * (kelvin - b) / ((c - a) * (c - b));
  }
}
