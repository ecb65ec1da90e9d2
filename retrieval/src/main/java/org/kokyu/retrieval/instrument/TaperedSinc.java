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

  @Override
  public double reachPerCm() {
    return taperEndPerCm;
  }

  @Override
  public double value(double x) {
    return sinc(x) * taper(x);
  }

  @Override
  public double derivative(double x) {
    return sincSlope(x) * taper(x) + sinc(x) * taperSlope(x);
  }

  private double sinc(double x) {
    double u = 2 * Math.PI * maximumPathDifferenceCm * x;
    double s = Math.abs(u) < 1e-4 ? 1 - u * u / 6 : Math.sin(u) / u;
    return 2 * maximumPathDifferenceCm * s;
  }

  private double sincSlope(double x) {
    double k = 2 * Math.PI * maximumPathDifferenceCm;
    double u = k * x;
    double d = Math.abs(u) < 1e-3 ? -u / 3 : (u * Math.cos(u) - Math.sin(u)) / (u * u);
    return 2 * maximumPathDifferenceCm * k * d;
  }

  private double taper(double x) {
    double a = Math.abs(x);
    if (a <= taperStartPerCm) {
      return 1;
    }
    if (a >= taperEndPerCm) {
      return 0;
    }
    double c = Math.cos(0.5 * Math.PI * (a - taperStartPerCm) / (taperEndPerCm - taperStartPerCm));
    return c * c;
  }

  private double taperSlope(double x) {
    double a = Math.abs(x);
    if (a <= taperStartPerCm || a >= taperEndPerCm) {
      return 0;
    }
    double width = taperEndPerCm - taperStartPerCm;
    return -Math.signum(x)
        * 0.5
        * Math.PI
        / width
        * Math.sin(Math.PI * (a - taperStartPerCm) / width);
  }
}
