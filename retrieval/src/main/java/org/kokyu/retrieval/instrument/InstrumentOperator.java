package org.kokyu.retrieval.instrument;

/** What a spectrometer makes of a monochromatic spectrum. Implementations are immutable. */
public interface InstrumentOperator {

  /** How far beyond a channel the monochromatic spectrum must reach [cm-1]. */
  double reachPerCm();

  /**
   * Channel radiances, in the unit of the spectrum.
   *
   * @param beginPerCm wavenumber of the first point
   * @param stepPerCm distance of the points
   * @param spectrum monochromatic radiance
   * @param channelsPerCm wavenumbers of the channels, at least {@link #reachPerCm} inside the
   *     spectrum
   */
  double[] channels(double beginPerCm, double stepPerCm, double[] spectrum, double[] channelsPerCm);
}
