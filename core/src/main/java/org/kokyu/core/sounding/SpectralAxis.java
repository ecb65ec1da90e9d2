package org.kokyu.core.sounding;

/**
 * Equidistant wavenumber axis: ν(i) = begin + i · interval, i = 0 … count − 1.
 *
 * @param beginPerCm wavenumber of channel 0 [cm-1]
 * @param intervalPerCm sampling interval [cm-1], positive
 * @param count number of channels
 */
public record SpectralAxis(double beginPerCm, double intervalPerCm, int count) {
  public SpectralAxis {
    if (!(beginPerCm > 0) || !(intervalPerCm > 0) || count < 1) {
      throw new IllegalArgumentException(
          "spectral axis needs begin > 0, interval > 0 and a channel: begin %s cm-1, interval %s cm-1, %d channels"
              .formatted(beginPerCm, intervalPerCm, count));
    }
  }

  /** Wavenumber of channel i [cm-1]. */
  public double wavenumberPerCm(int i) {
    return beginPerCm + i * intervalPerCm;
  }

  /** Fractional channel number of a wavenumber. */
  public double channelOf(double wavenumberPerCm) {
    return (wavenumberPerCm - beginPerCm) / intervalPerCm;
  }
}
