package org.kokyu.retrieval.instrument;

/**
 * Unapodised line shape of a Fourier transform spectrometer, cut off smoothly: 2L sinc(2Lx) w(x)
 * with sinc(u) = sin(πu)/(πu), w = 1 up to {@code taperStart}, cos² down to zero at {@code
 * taperEnd}.
 *
 * <p>L is the maximum optical path difference [cm]. The taper is part of the definition: a
 * truncated sinc converges so slowly that model and data must share it. No self-apodisation by the
 * field of view.
 *
 * @param name name of the definition
 * @param maximumPathDifferenceCm L
 * @param taperStartPerCm where the taper begins [cm-1]
 * @param taperEndPerCm where the line shape ends [cm-1]
 */
public record TaperedSinc(
    String name, double maximumPathDifferenceCm, double taperStartPerCm, double taperEndPerCm)
    implements LineShape {

  /**
   * The definition of the default tables: L = 2.5 cm (GOSAT TANSO-FTS band 4), taper 14 to 20 cm-1.
   */
  public static final TaperedSinc ILS20 = new TaperedSinc("ILS20", 2.5, 14, 20);

  /** The same with a shorter taper, 8 to 12 cm-1. */
  public static final TaperedSinc ILS12 = new TaperedSinc("ILS12", 2.5, 8, 12);

  public TaperedSinc {
    new Sinc(maximumPathDifferenceCm, taperStartPerCm, taperEndPerCm);
  }

  private Sinc sinc() {
    return new Sinc(maximumPathDifferenceCm, taperStartPerCm, taperEndPerCm);
  }

  @Override
  public double reachPerCm() {
    return taperEndPerCm;
  }

  @Override
  public double value(double x) {
    Sinc s = sinc();
    return s.value(x) * s.taper(x);
  }

  @Override
  public double derivative(double x) {
    Sinc s = sinc();
    return s.slope(x) * s.taper(x) + s.value(x) * s.taperSlope(x);
  }
}
