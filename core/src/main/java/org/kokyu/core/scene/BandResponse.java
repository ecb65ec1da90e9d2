package org.kokyu.core.scene;

import java.util.Objects;

/**
 * Spectral response of one infrared band: straight lines between points over wavelength, zero
 * outside them. Arrays are shared; treat as constant.
 *
 * @param band band number
 * @param wavelengthMicrometre ascending [µm]; two equal neighbours make a step
 * @param response relative, not negative
 */
public record BandResponse(int band, double[] wavelengthMicrometre, double[] response) {
  public BandResponse {
    Objects.requireNonNull(wavelengthMicrometre, "wavelengthMicrometre");
    Objects.requireNonNull(response, "response");
    int n = wavelengthMicrometre.length;
    if (n < 2 || response.length != n) {
      throw new IllegalArgumentException(
          "band %d: as many responses as wavelengths, at least 2, expected; found %d and %d"
              .formatted(band, response.length, n));
    }
    double area = 0;
    for (int i = 0; i < n; i++) {
      boolean ascending = i == 0 || wavelengthMicrometre[i] >= wavelengthMicrometre[i - 1];
      if (!(wavelengthMicrometre[i] > 0) || !ascending || !(response[i] >= 0)) {
        throw new IllegalArgumentException(
            "band %d, point %d: wavelength %s must be positive and ascending, response %s >= 0"
                .formatted(band, i, wavelengthMicrometre[i], response[i]));
      }
      if (i > 0) {
        area +=
            0.5
                * (response[i] + response[i - 1])
                * (wavelengthMicrometre[i] - wavelengthMicrometre[i - 1]);
      }
    }
    if (!(area > 0)) {
      throw new IllegalArgumentException("band %d: the response is zero".formatted(band));
    }
  }

  /** Constant response over a full width around a centre. */
  public static BandResponse boxcar(int band, double centreMicrometre, double widthMicrometre) {
    double half = 0.5 * widthMicrometre;
    return new BandResponse(
        band, new double[] {centreMicrometre - half, centreMicrometre + half}, new double[] {1, 1});
  }

  public double beginMicrometre() {
    return wavelengthMicrometre[0];
  }

  public double endMicrometre() {
    return wavelengthMicrometre[wavelengthMicrometre.length - 1];
  }

  /** Response at a wavelength [µm]. */
  public double at(double micrometre) {
    int n = wavelengthMicrometre.length;
    if (micrometre < wavelengthMicrometre[0] || micrometre > wavelengthMicrometre[n - 1]) {
      return 0;
    }
    int hi = 1;
    while (hi < n - 1 && wavelengthMicrometre[hi] < micrometre) {
      hi++;
    }
    double step = wavelengthMicrometre[hi] - wavelengthMicrometre[hi - 1];
    double w = step > 0 ? (micrometre - wavelengthMicrometre[hi - 1]) / step : 1;
    return response[hi - 1] + w * (response[hi] - response[hi - 1]);
  }
}
