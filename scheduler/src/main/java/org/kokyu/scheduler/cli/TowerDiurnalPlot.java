package org.kokyu.scheduler.cli;

import java.util.List;
import java.util.Locale;
import org.kokyu.flux.tower.DiurnalCourse;

/** Draws mean days, observed and of each model, as SVG; one panel per target. */
final class TowerDiurnalPlot {
  private static final int WIDTH = 560;
  private static final int HEIGHT = 360;
  private static final int LEFT = 52;
  private static final int RIGHT = 130;
  private static final int TOP = 34;
  private static final int BOTTOM = 40;
  private static final String[] COLOURS = {
    "#c0392b", "#2a6fb0", "#2e8b57", "#8e44ad", "#d08a1d", "#16798b", "#8a5a44", "#b03a78",
    "#5d6d7e"
  };

  private final StringBuilder s = new StringBuilder(8192);
  private double low = Double.POSITIVE_INFINITY;
  private double high = Double.NEGATIVE_INFINITY;

  private TowerDiurnalPlot() {}

  static String svg(String name, List<DiurnalCourse> courses) {
    List<String> targets = courses.stream().map(DiurnalCourse::target).distinct().toList();
    StringBuilder all = new StringBuilder();
    all.append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" "
            .formatted(WIDTH * targets.size(), HEIGHT));
    all.append(
        "font-family=\"system-ui,'DejaVu Sans',sans-serif\" font-size=\"12\" fill=\"#1c2733\">");
    for (int t = 0; t < targets.size(); t++) {
      String target = targets.get(t);
      List<DiurnalCourse> of = courses.stream().filter(c -> c.target().equals(target)).toList();
      all.append("<g transform=\"translate(%d 0)\">".formatted(t * WIDTH));
      all.append(
          new TowerDiurnalPlot().panel(name + ": " + target + ", mean day of odd weeks", of));
      all.append("</g>");
    }
    return all.append("</svg>\n").toString();
  }

  private String panel(String title, List<DiurnalCourse> courses) {
    for (DiurnalCourse c : courses) {
      extend(c.observed());
      extend(c.predicted());
    }
    low = Math.floor(Math.min(0, low));
    high = Math.ceil(Math.max(low + 1, high));
    add("<text x=\"%d\" y=\"18\" font-weight=\"600\">%s</text>", LEFT, escaped(title));
    axes();
    for (int k = 0; k < courses.size(); k++) {
      DiurnalCourse c = courses.get(k);
      String colour = COLOURS[k % COLOURS.length];
      boolean combined = c.model().equals("combined");
      line(c, c.predicted(), colour, combined ? 2.4 : 1.3);
      label(k + 1, c.model(), colour);
    }
    line(courses.get(0), courses.get(0).observed(), "#000000", 2.4);
    label(0, "observed", "#000000");
    return s.toString();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }

  private void extend(double[] y) {
    for (double v : y) {
      if (!Double.isNaN(v)) {
        low = Math.min(low, v);
        high = Math.max(high, v);
      }
    }
  }

  private void add(String format, Object... arguments) {
    s.append(String.format(Locale.ROOT, format, arguments));
  }

  private double x(double hour) {
    return LEFT + hour / 24 * (WIDTH - LEFT - RIGHT);
  }

  private double y(double flux) {
    return TOP + (high - flux) / (high - low) * (HEIGHT - TOP - BOTTOM);
  }

  private void axes() {
    double range = high - low;
    double step = range > 25 ? 10 : range > 12 ? 5 : range > 5 ? 2 : 1;
    for (double v = Math.ceil(low / step) * step; v <= high; v += step) {
      add(
          "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#e4e8ec\"/>",
          x(0), x(24), y(v), y(v));
      add("<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%.0f</text>", LEFT - 6, y(v) + 4, v + 0.0);
    }
    for (int h = 0; h <= 24; h += 6) {
      add(
          "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%d h</text>",
          x(h), HEIGHT - BOTTOM + 16, h);
    }
    add(
        "<text x=\"%.1f\" y=\"%d\" text-anchor=\"end\">clock of the record; umol m⁻² s⁻¹</text>",
        x(24), HEIGHT - 6);
  }

  private void label(int row, String text, String colour) {
    add(
        "<text x=\"%.1f\" y=\"%d\" fill=\"%s\">%s</text>",
        x(24) + 10, TOP + 14 + row * 17, colour, escaped(text));
  }

  private void line(DiurnalCourse c, double[] values, String colour, double width) {
    add("<path fill=\"none\" stroke=\"%s\" stroke-width=\"%.1f\" d=\"", colour, width);
    boolean pen = false;
    for (int k = 0; k < values.length; k++) {
      if (Double.isNaN(values[k])) {
        pen = false;
      } else {
        add("%s%.1f %.1f", pen ? "L" : "M", x(c.hour()[k]), y(values[k]));
        pen = true;
      }
    }
    add("\"/>");
  }
}
