package org.kokyu.retrieval.instrument;

/**
 * 2L sinc(2Lx) with sinc(u) = sin(πu)/(πu), the transform of an interferogram cut at a path
 * difference L [cm], and the cos² taper that ends it. Immutable.
 *
 * @param maximumPathDifferenceCm L
 * @param taperStartPerCm where the taper begins [cm-1]
 * @param taperEndPerCm where it reaches zero [cm-1]
 */
record Sinc(double maximumPathDifferenceCm, double taperStartPerCm, double taperEndPerCm) {
  Sinc {
    if (!(maximumPathDifferenceCm > 0 && taperStartPerCm >= 0 && taperEndPerCm > taperStartPerCm)) {
      throw new IllegalArgumentException(
          "path difference above 0 and 0 <= taper start < taper end expected, found %s, %s, %s"
              .formatted(maximumPathDifferenceCm, taperStartPerCm, taperEndPerCm));
    }
  }

  double value(double x) {
    double u = 2 * Math.PI * maximumPathDifferenceCm * x;
    double s = Math.abs(u) < 1e-4 ? 1 - u * u / 6 : Math.sin(u) / u;
    return 2 * maximumPathDifferenceCm * s;
  }

  double slope(double x) {
    double k = 2 * Math.PI * maximumPathDifferenceCm;
    double u = k * x;
    double d = Math.abs(u) < 1e-3 ? -u / 3 : (u * Math.cos(u) - Math.sin(u)) / (u * u);
    return 2 * maximumPathDifferenceCm * k * d;
  }

  double taper(double x) {
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

  double taperSlope(double x) {
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
