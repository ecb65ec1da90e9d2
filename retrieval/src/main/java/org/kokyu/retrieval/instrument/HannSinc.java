package org.kokyu.retrieval.instrument;

/**
 * Line shape of a Fourier transform spectrometer with Hann apodisation: 2L [½ sinc(2Lx) + ¼
 * sinc(2Lx − 1) + ¼ sinc(2Lx + 1)] w(x), w the cos² taper of {@link TaperedSinc}.
 *
 * <p>It is the transform of an interferogram weighted with cos²(πδ/2L) up to L. It falls with the
 * third power of the distance, so the taper hardly matters; the noise of neighbouring channels is
 * correlated.
 *
 * @param name name of the definition
 * @param maximumPathDifferenceCm L
 * @param taperStartPerCm where the taper begins [cm-1]
 * @param taperEndPerCm where the line shape ends [cm-1]
 */
public record HannSinc(
    String name, double maximumPathDifferenceCm, double taperStartPerCm, double taperEndPerCm)
    implements LineShape {

  /** L = 2.5 cm, taper 8 to 12 cm-1. */
  public static final HannSinc HANN12 = new HannSinc("HANN12", 2.5, 8, 12);

  public HannSinc {
    new Sinc(maximumPathDifferenceCm, taperStartPerCm, taperEndPerCm);
  }

  private Sinc sinc() {
    return new Sinc(maximumPathDifferenceCm, taperStartPerCm, taperEndPerCm);
  }

  private double step() {
    return 0.5 / maximumPathDifferenceCm;
  }

  @Override
  public double reachPerCm() {
    return taperEndPerCm;
  }

  @Override
  public double value(double x) {
    Sinc s = sinc();
    return apodised(s, x) * s.taper(x);
  }

  private double apodised(Sinc s, double x) {
    return 0.5 * s.value(x) + 0.25 * s.value(x - step()) + 0.25 * s.value(x + step());
  }

  @Override
  public double derivative(double x) {
    Sinc s = sinc();
    double slope = 0.5 * s.slope(x) + 0.25 * s.slope(x - step()) + 0.25 * s.slope(x + step());
    return slope * s.taper(x) + apodised(s, x) * s.taperSlope(x);
  }
}
