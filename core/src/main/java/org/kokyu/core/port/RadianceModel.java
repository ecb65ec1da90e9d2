package org.kokyu.core.port;

import java.util.List;
import org.kokyu.core.atmosphere.Meteorology;
import org.kokyu.core.atmosphere.PriorProfiles;
import org.kokyu.core.scene.BandResponse;
import org.kokyu.core.scene.BandTerms;

/**
 * Radiative transfer for the bands of an imager; what the training of surface temperature
 * coefficients needs. Thread-safe.
 */
public interface RadianceModel {

  /** The bands, in the order of {@link #terms}. */
  List<BandResponse> responses();

  /** What the model is made of, for provenance. */
  List<String> description();

  /**
   * Terms of one clear atmosphere: [view][band].
   *
   * @param met temperature, water vapour, surface pressure; ozone where given
   * @param gases CO2, CH4 and N2O
   * @param surfaceK three surface temperatures for which the transmittance is weighted [K]
   * @param viewZenithDeg view zenith angles at the surface [degrees], below 80
   */
  List<List<BandTerms>> terms(
      Meteorology met, PriorProfiles gases, double[] surfaceK, double[] viewZenithDeg);

  /** Water vapour column of an atmosphere as the model integrates it [kg m-2]. */
  double waterColumn(Meteorology met);

  /** Planck radiance of a band, averaged over its response [W m-2 sr-1 µm-1]. */
  double planck(int band, double kelvin);

  /** Inverse of {@link #planck} [K]; not a number for a radiance that is not positive. */
  double brightnessTemperature(int band, double radiance);
}
