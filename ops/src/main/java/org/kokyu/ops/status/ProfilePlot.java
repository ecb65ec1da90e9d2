package org.kokyu.ops.status;

import java.util.List;
import java.util.Locale;
import org.kokyu.ops.status.ProfileView.GasView;

/**
 * Draws a profile as SVG: for each gas the retrieved, prior and true mole fraction over pressure,
 * and below it the rows of its averaging kernel. Pressure is logarithmic, surface at the bottom.
 */
public final class ProfilePlot {
  private static final int PANEL_W = 330;
  private static final int PANEL_H = 300;
  private static final int LEFT = 56;
  private static final int TOP = 64;
  private static final int GAP_X = 22;
  private static final int GAP_Y = 66;
  private static final double TOP_HPA = 20;
  private static final double[] TICKS_HPA = {1000, 700, 500, 300, 200, 100, 50, 20};
  private static final String RETRIEVED = "#c0392b";
  private static final String PRIOR = "#7f8c9a";
  private static final String TRUTH = "#1a7f37";
  private static final double ERROR_BOTTOM_HPA = 900;
  private static final double ERROR_TOP_HPA = 150;

  private final StringBuilder s = new StringBuilder(32_768);
  private final ProfileView view;
  private final double bottomHpa;

  private ProfilePlot(ProfileView view) {
    this.view = view;
    double bottom = 1050;
    for (double p : view.pressureHpa()) {
      bottom = Double.isFinite(p) ? Math.max(bottom, p) : bottom;
    }
    this.bottomHpa = bottom;
  }

  public static String svg(ProfileView view) {
    return new ProfilePlot(view).draw();
  }

  private String draw() {
    int n = view.gases().size();
    int width = LEFT + n * PANEL_W + (n - 1) * GAP_X + 16;
    int height = TOP + 2 * PANEL_H + GAP_Y + 54;
    add("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" ", width, height);
    add("font-family=\"system-ui,'DejaVu Sans',sans-serif\" font-size=\"13\" fill=\"#1c2733\">");
    add("<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>", width, height);
    title(width);
    for (int g = 0; g < n; g++) {
      double x = LEFT + g * (PANEL_W + GAP_X);
      GasView gas = view.gases().get(g);
      profilePanel(gas, x, TOP, g == 0);
      kernelPanel(gas, x, TOP + PANEL_H + GAP_Y, g == 0);
    }
    return s.append("</svg>\n").toString();
  }

  private void add(String format, Object... arguments) {
    s.append(String.format(Locale.ROOT, format, arguments));
  }

  private void title(int width) {
    String quality =
        switch (view.quality()) {
          case 0 -> "good";
          case 1 -> "use with care";
          default -> "bad";
        };
    add(
        "<text x=\"%d\" y=\"20\" font-size=\"15\" font-weight=\"700\">%s</text>",
        LEFT, PlainWords.escape(view.title()));
    add(
        "<text x=\"%d\" y=\"40\" fill=\"#5b6b7b\">%s, %.2f° N %.2f° E, quality: %s</text>",
        LEFT, PlainWords.time(view.time()), view.latitudeDeg(), view.longitudeDeg(), quality);
    boolean truth = view.gases().stream().anyMatch(g -> g.truthPpm().isPresent());
    double x = width - (truth ? 330 : 240);
    x = legend(x, RETRIEVED, "", "retrieved ± σ");
    x = legend(x, PRIOR, "6 4", "prior");
    if (truth) {
      legend(x, TRUTH, "2 3", "truth");
    }
  }

  private double legend(double x, String colour, String dash, String label) {
    add(
        "<line x1=\"%.0f\" y1=\"16\" x2=\"%.0f\" y2=\"16\" stroke=\"%s\" stroke-width=\"2.5\" stroke-dasharray=\"%s\"/>",
        x, x + 26, colour, dash);
    add("<text x=\"%.0f\" y=\"20\">%s</text>", x + 31, label);
    return x + 45 + 7.2 * label.length();
  }

  private double y(double top, double pressureHpa) {
    double share = Math.log(bottomHpa / pressureHpa) / Math.log(bottomHpa / TOP_HPA);
    return top + PANEL_H * (1 - share);
  }

  private boolean isShown(double pressureHpa) {
    return pressureHpa >= TOP_HPA;
  }

  private void frame(double x, double top, boolean labels, double[] range, int decimals) {
    for (double p : TICKS_HPA) {
      double y = y(top, p);
      add(
          "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#e6ebf0\"/>",
          x, y, x + PANEL_W, y);
      if (labels) {
        add("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"end\">%.0f</text>", x - 6, y + 4, p);
      }
    }
    if (labels) {
      add(
          "<text transform=\"translate(14 %.1f) rotate(-90)\" text-anchor=\"middle\">pressure [hPa]</text>",
          top + PANEL_H / 2.0);
    }
    for (int t = 0; t <= 4; t++) {
      double v = range[0] + (range[1] - range[0]) * t / 4;
      double tx = x + PANEL_W * t / 4.0;
      add(
          "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#e6ebf0\"/>",
          tx, top, tx, top + PANEL_H);
      add(
          "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" font-size=\"12\">%."
              + decimals
              + "f</text>",
          tx,
          top + PANEL_H + 16,
          t == 0 ? "start" : t == 4 ? "end" : "middle",
          v);
    }
    add(
        "<rect x=\"%.1f\" y=\"%.1f\" width=\"%d\" height=\"%d\" fill=\"none\" stroke=\"#8a97a4\"/>",
        x, top, PANEL_W, PANEL_H);
  }

  private void profilePanel(GasView gas, double x, double top, boolean labels) {
    double[] range = range(gas);
    double span = range[1] - range[0];
    frame(x, top, labels, range, span < 0.02 ? 4 : span < 0.2 ? 3 : span < 2 ? 2 : 1);
    double scale = PANEL_W / span;
    for (int i = 0; i < gas.retrievedPpm().length; i++) {
      double v = gas.retrievedPpm()[i];
      if (Double.isFinite(v) && isShown(view.pressureHpa()[i])) {
        double y = y(top, view.pressureHpa()[i]);
        double a = clip(v - gas.sigmaPpm()[i], range);
        double b = clip(v + gas.sigmaPpm()[i], range);
        add(
            "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\" stroke-opacity=\"0.45\" stroke-width=\"2\"/>",
            x + (a - range[0]) * scale, y, x + (b - range[0]) * scale, y, RETRIEVED);
      }
    }
    curve(gas.priorPpm(), x, top, range, PRIOR, "6 4", 2);
    gas.truthPpm().ifPresent(t -> curve(t, x, top, range, TRUTH, "2 3", 2.5));
    curve(gas.retrievedPpm(), x, top, range, RETRIEVED, "", 2.5);
    add(
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">%s [ppm]</text>",
        x + PANEL_W / 2.0, top + PANEL_H + 34, formula(gas.name()));
    gas.truthPpm().ifPresent(t -> error(gas, t, x, top));
  }

  /**
   * Root-mean-square error of retrieval and prior against the truth, in the layers where the
   * spectrum tells most.
   */
  private void error(GasView gas, double[] truth, double x, double top) {
    double retrieved = 0;
    double prior = 0;
    int layers = 0;
    for (int i = 0; i < truth.length; i++) {
      double p = view.pressureHpa()[i];
      if (p <= ERROR_BOTTOM_HPA
          && p >= ERROR_TOP_HPA
          && Double.isFinite(gas.retrievedPpm()[i] - truth[i])) {
        retrieved += Math.pow(gas.retrievedPpm()[i] - truth[i], 2);
        prior += Math.pow(gas.priorPpm()[i] - truth[i], 2);
        layers++;
      }
    }
    if (layers > 0) {
      add(
          "<text x=\"%.1f\" y=\"%.1f\" font-size=\"11\" fill=\"%s\">rms error %.3g, prior %.3g ppm</text>",
          x + 6, top + 14, TRUTH, Math.sqrt(retrieved / layers), Math.sqrt(prior / layers));
    }
  }

  private static double clip(double v, double[] range) {
    return Math.max(range[0], Math.min(range[1], v));
  }

  private double[] range(GasView gas) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (double[] values :
        List.of(gas.retrievedPpm(), gas.priorPpm(), gas.truthPpm().orElse(gas.priorPpm()))) {
      for (int i = 0; i < values.length; i++) {
        if (Double.isFinite(values[i]) && isShown(view.pressureHpa()[i])) {
          low = Math.min(low, values[i]);
          high = Math.max(high, values[i]);
        }
      }
    }
    if (!(high > low)) {
      return Double.isFinite(low) ? new double[] {low * 0.99, low * 1.01} : new double[] {0, 1};
    }
    double margin = 0.12 * (high - low);
    return new double[] {low - margin, high + margin};
  }

  private void curve(
      double[] values,
      double x,
      double top,
      double[] range,
      String colour,
      String dash,
      double width) {
    StringBuilder points = new StringBuilder();
    for (int i = 0; i < values.length; i++) {
      if (Double.isFinite(values[i]) && isShown(view.pressureHpa()[i])) {
        double px = x + (clip(values[i], range) - range[0]) / (range[1] - range[0]) * PANEL_W;
        points.append(String.format(Locale.ROOT, "%.1f,%.1f ", px, y(top, view.pressureHpa()[i])));
      }
    }
    add(
        "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"%.1f\" stroke-dasharray=\"%s\"/>",
        points.toString().strip(), colour, width, dash);
  }

  private void kernelPanel(GasView gas, double x, double top, boolean labels) {
    double low = 0;
    double high = 0.05;
    for (double[] row : gas.kernel()) {
      for (double v : row) {
        if (Double.isFinite(v)) {
          low = Math.min(low, v);
          high = Math.max(high, v);
        }
      }
    }
    double[] range = {low - 0.05 * (high - low), high + 0.05 * (high - low)};
    frame(x, top, labels, range, 2);
    double zero = x + (0 - range[0]) / (range[1] - range[0]) * PANEL_W;
    add(
        "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#8a97a4\"/>",
        zero, top, zero, top + PANEL_H);
    int n = gas.kernel().length;
    for (int i = 0; i < n; i++) {
      if (Double.isFinite(view.pressureHpa()[i]) && isShown(view.pressureHpa()[i])) {
        // warm at the surface, cold at the top
        String colour = "hsl(%d 75%% 42%%)".formatted(Math.round(250.0 * i / Math.max(1, n - 1)));
        curve(gas.kernel()[i], x, top, range, colour, "", 1.6);
      }
    }
    add(
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">averaging kernel of %s, degrees of freedom %.2f</text>",
        x + PANEL_W / 2.0, top + PANEL_H + 34, formula(gas.name()), gas.dofs());
  }

  private static String formula(String name) {
    return name.replace("2", "₂").replace("4", "₄");
  }
}
