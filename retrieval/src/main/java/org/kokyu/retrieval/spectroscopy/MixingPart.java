package org.kokyu.retrieval.spectroscopy;

import org.kokyu.retrieval.spectroscopy.LineByLine.Evaluated;
import org.kokyu.retrieval.spectroscopy.LineByLine.Workspace;

/**
 * The dispersive part of a line that mixes, on the nested grids of {@link LineByLine}.
 *
 * <p>As there, a coarse grid holds the wing with the core replaced by a polynomial, here an odd one
 * of fifth degree with the value, slope and curvature of the wing at the core radius; the next
 * finer grid carries the difference. Stateless.
 */
final class MixingPart {
  private MixingPart() {}

  /** c₁ u + c₃ u³ + c₅ u⁵ with u = x over the radius. */
  private record Odd(double radius, double c1, double c3, double c5) {
    static final Odd ZERO = new Odd(1, 0, 0, 0);

    static Odd joining(Evaluated e, double radius) {
      double d = 0.05 * radius;
      double f = e.dispersionAt(radius);
      double fp = e.dispersionAt(radius + d);
      double fm = e.dispersionAt(radius - d);
      double slope = (fp - fm) / (2 * d) * radius;
      double curvature = (fp - 2 * f + fm) / (d * d) * radius * radius;
      double c5 = (curvature - 3 * (slope - f)) / 8;
      double c3 = (slope - f) / 2 - 2 * c5;
      return new Odd(radius, f - c3 - c5, c3, c5);
    }

    double at(double x) {
      double u = x / radius;
      double v = u * u;
      return u * (c1 + v * (c3 + v * c5));
    }
  }

  /**
   * Adds the dispersive part of a line.
   *
   * @param finest the coarsest grid that resolves the line
   */
  static void add(Evaluated e, int finest, Workspace ws) {
    Odd outside = Odd.ZERO;
    double outer = LineByLine.WING_CUT_PER_CM;
    for (int level = LineByLine.LEVELS - 1; level >= finest; level--) {
      double h = ws.step[level];
      if (e.centre + outer < ws.grid.beginPerCm() - 3 * h
          || e.centre - outer > ws.grid.endPerCm() + 4 * h) {
        return;
      }
      double core = level == finest ? 0 : LineByLine.CORE_STEPS * h;
      Odd inside = core > 0 ? Odd.joining(e, core) : Odd.ZERO;
      double[] sum = ws.sum[level];
      int from = Math.max(0, (int) Math.ceil((e.centre - outer - ws.origin[level]) / h));
      int to =
          Math.min(sum.length - 1, (int) Math.floor((e.centre + outer - ws.origin[level]) / h));
      for (int j = from; j <= to; j++) {
        double x = ws.origin[level] + j * h - e.centre;
        sum[j] += (Math.abs(x) < core ? inside.at(x) : e.dispersionAt(x)) - outside.at(x);
      }
      outside = inside;
      outer = core;
    }
  }
}
