package org.kokyu.scheduler.explain;

import java.util.Locale;
import org.kokyu.core.physics.Planck;
import org.kokyu.retrieval.Explanation;

/** Draws one spectral window of an {@link Explanation} as SVG. */
final class SpectrumPlot {
  private static final int WIDTH = 1040;
  private static final int LEFT = 56;
  private static final int RIGHT = 12;
  private static final int SPECTRUM_H = 200;
  private static final int RESIDUAL_H = 90;
  private static final int TOP = 28;
  private static final int GAP = 14;
  private static final int BOTTOM = 34;
  private static final double RESIDUAL_SIGMA = 4;

  /** A step between channels beyond which a line is broken, in channels. */
  private static final double GAP_CHANNELS = 1.5;

  private final StringBuilder s = new StringBuilder(16_384);
  private final Explanation e;
  private final int from;
  private final int to;
  private final double first;
  private final double last;
  private double lowK = Double.POSITIVE_INFINITY;
  private double highK;

  private SpectrumPlot(Explanation e, int window) {
    this.e = e;
    from = e.firstChannel()[window];
    to = e.firstChannel()[window + 1];
    first = e.wavenumberPerCm()[from];
    last = e.wavenumberPerCm()[to - 1];
    for (int c = from; c < to; c++) {
      for (double[] y : new double[][] {e.measured(), e.fitted(), e.prior()}) {
        double k = brightness(c, y[c]);
        lowK = Math.min(lowK, k);
        highK = Math.max(highK, k);
      }
    }
    lowK = Math.floor(lowK - 1);
    highK = Math.ceil(highK + 1);
  }

  static String svg(Explanation e, int window) {
    return new SpectrumPlot(e, window).draw(e.profile().fit().windows().get(window));
  }

  /** Noise may leave a dark channel without radiance; it is drawn at a twentieth of its noise. */
  private double brightness(int c, double radiance) {
    return Planck.brightnessTemperature(
        e.wavenumberPerCm()[c], Math.max(radiance, 0.05 * e.sigma()[c]));
  }

  private void add(String format, Object... arguments) {
    s.append(String.format(Locale.ROOT, format, arguments));
  }

  private double x(double nu) {
    return LEFT + (nu - first) / (last - first) * (WIDTH - LEFT - RIGHT);
  }

  private double yK(double k) {
    return TOP + (highK - k) / (highK - lowK) * SPECTRUM_H;
  }

  private double ySigma(double sigmas) {
    double clipped = Math.max(-RESIDUAL_SIGMA, Math.min(RESIDUAL_SIGMA, sigmas));
    return TOP + SPECTRUM_H + GAP + (1 - clipped / RESIDUAL_SIGMA) * RESIDUAL_H / 2;
  }

  private String draw(String name) {
    int height = TOP + SPECTRUM_H + GAP + RESIDUAL_H + BOTTOM;
    add("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" ", WIDTH, height);
    add("font-family=\"system-ui,'DejaVu Sans',sans-serif\" font-size=\"12\" fill=\"#1c2733\">");
    add("<text x=\"%d\" y=\"18\" font-weight=\"600\">%s</text>", LEFT, name.replace('_', ' '));
    axes();
    line(c -> yK(brightness(c, e.prior()[c])), "#9aa5b1", 1);
    line(c -> yK(brightness(c, e.measured()[c])), "#1c2733", 1.2);
    line(c -> yK(brightness(c, e.fitted()[c])), "#c0392b", 0.9);
    line(c -> ySigma((e.measured()[c] - e.fitted()[c]) / e.sigma()[c]), "#2a6fb0", 0.9);
    return s.append("</svg>\n").toString();
  }

  private void axes() {
    double stepK = step(highK - lowK, 4);
    for (double k = Math.ceil(lowK / stepK) * stepK; k <= highK; k += stepK) {
      rule(yK(k), "#e4e8ec", "%.0f K".formatted(k));
    }
    for (int v : new int[] {-3, 0, 3}) {
      rule(ySigma(v), v == 0 ? "#9aa5b1" : "#e4e8ec", v + " σ");
    }
    double step = step(last - first, 8);
    double y = TOP + SPECTRUM_H + GAP + RESIDUAL_H;
    for (double nu = Math.ceil(first / step) * step; nu <= last; nu += step) {
      add(
          "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%.1f\" stroke=\"#eef1f4\"/>",
          x(nu), x(nu), TOP, y);
      add("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">%.4g</text>", x(nu), y + 15, nu);
    }
    add("<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">cm⁻¹</text>", WIDTH - RIGHT, y + 30);
  }

  private void rule(double y, String colour, String label) {
    add(
        "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>",
        LEFT, WIDTH - RIGHT, y, y, colour);
    add("<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>", LEFT - 6, y + 4, label);
  }

  /** 1, 2 or 5 times a power of ten, about as many steps as asked for. */
  private static double step(double range, int steps) {
    double power = Math.pow(10, Math.floor(Math.log10(range / steps)));
    double rest = range / steps / power;
    return power * (rest < 1.5 ? 1 : rest < 3.5 ? 2 : rest < 7.5 ? 5 : 10);
  }

  private interface Height {
    double of(int channel);
  }

  private void line(Height height, String colour, double width) {
    double interval = e.wavenumberPerCm()[from + 1] - e.wavenumberPerCm()[from];
    add("<path fill=\"none\" stroke=\"%s\" stroke-width=\"%.1f\" d=\"", colour, width);
    for (int c = from; c < to; c++) {
      boolean broken =
          c == from
              || e.wavenumberPerCm()[c] - e.wavenumberPerCm()[c - 1] > GAP_CHANNELS * interval;
      add("%s%.1f %.1f", broken ? "M" : "L", x(e.wavenumberPerCm()[c]), height.of(c));
    }
    add("\"/>");
  }
}
