package org.kokyu.core.sounding;

import java.util.Arrays;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * Calibrated radiance of one band, W m-2 sr-1 (cm-1)-1, immutable.
 *
 * <p>Values may be negative or not a number where the provider's are; the retrieval decides what it
 * can use.
 */
public final class Spectrum {
  private final String band;
  private final SpectralAxis axis;
  private final double[] radiance;
  private final OptionalDouble noise;

  private Spectrum(String band, SpectralAxis axis, double[] radiance, OptionalDouble noise) {
    this.band = Objects.requireNonNull(band, "band");
    this.axis = Objects.requireNonNull(axis, "axis");
    this.radiance = radiance;
    this.noise = Objects.requireNonNull(noise, "noise");
    if (radiance.length != axis.count()) {
      throw new IllegalArgumentException(
          "band %s: %d channels on the axis, %d radiances"
              .formatted(band, axis.count(), radiance.length));
    }
  }

  /**
   * Copies the radiances.
   *
   * @param noise noise-equivalent spectral radiance of the band (1 sigma, same unit) where the file
   *     gives one
   */
  public static Spectrum of(
      String band, SpectralAxis axis, double[] radiance, OptionalDouble noise) {
    return new Spectrum(band, axis, radiance.clone(), noise);
  }

  /** As {@link #of} without a copy; the caller must not touch the array again. */
  public static Spectrum ofUnsafe(
      String band, SpectralAxis axis, double[] radiance, OptionalDouble noise) {
    return new Spectrum(band, axis, radiance, noise);
  }

  public String band() {
    return band;
  }

  public SpectralAxis axis() {
    return axis;
  }

  public OptionalDouble noise() {
    return noise;
  }

  /** Radiance of channel i. */
  public double radiance(int i) {
    return radiance[i];
  }

  /** A copy of all radiances. */
  public double[] radiances() {
    return radiance.clone();
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Spectrum s
        && band.equals(s.band)
        && axis.equals(s.axis)
        && noise.equals(s.noise)
        && Arrays.equals(radiance, s.radiance);
  }

  @Override
  public int hashCode() {
    return 31 * axis.hashCode() + Arrays.hashCode(radiance);
  }
}
