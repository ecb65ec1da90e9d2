package org.kokyu.scheduler.cli;

import java.util.List;
import java.util.Locale;
import org.kokyu.flux.tower.Skill;
import org.kokyu.flux.tower.TowerReport;
import org.kokyu.flux.tower.TowerReport.Prediction;

/** Draws predicted against observed values of the odd weeks as SVG, denser where darker. */
final class TowerScatterPlot {
  private static final int CELLS = 60;
  private static final int SIDE = 300;
  private static final int LEFT = 48;
  private static final int TOP = 40;
  private static final int WIDTH = LEFT + SIDE + 22;
  private static final int HEIGHT = TOP + SIDE + 42;
  private static final int COLUMNS = 4;

  private final StringBuilder s = new StringBuilder(65_536);

  private TowerScatterPlot() {}

  static String svg(TowerReport report) {
    List<Prediction> shown =
        report.predictions().stream().filter(p -> !p.target().equals("reco")).toList();
    int columns = Math.min(COLUMNS, shown.size());
    int rows = (shown.size() + columns - 1) / columns;
    TowerScatterPlot plot = new TowerScatterPlot();
    plot.add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" ",
        columns * WIDTH, rows * HEIGHT);
    plot.add(
        "font-family=\"system-ui,'DejaVu Sans',sans-serif\" font-size=\"12\" fill=\"#1c2733\">");
    for (int k = 0; k < shown.size(); k++) {
      plot.add("<g transform=\"translate(%d %d)\">", k % columns * WIDTH, k / columns * HEIGHT);
      plot.panel(report, shown.get(k));
      plot.add("</g>");
    }
    return plot.s.append("</svg>\n").toString();
  }

  private void add(String format, Object... arguments) {
    s.append(String.format(Locale.ROOT, format, arguments));
  }

  private void panel(TowerReport report, Prediction p) {
    double[] observed = report.observed().get(p.target());
    double low = 0;
    double high = 1;
    for (int i = 0; i < observed.length; i++) {
      if (shown(report, observed, p, i)) {
        low = Math.min(low, Math.min(observed[i], p.values()[i]));
        high = Math.max(high, Math.max(observed[i], p.values()[i]));
      }
    }
    int[][] count = new int[CELLS][CELLS];
    int most = 1;
    double per = (CELLS - 1e-9) / (high - low);
    for (int i = 0; i < observed.length; i++) {
      if (shown(report, observed, p, i)) {
        int column = (int) ((observed[i] - low) * per);
        int row = (int) ((p.values()[i] - low) * per);
        most = Math.max(most, ++count[column][row]);
      }
    }
    title(report, p);
    cells(count, most);
    axes(low, high);
  }

  private static boolean shown(TowerReport report, double[] observed, Prediction p, int i) {
    return !report.weeks().even(i) && !Double.isNaN(observed[i]) && !Double.isNaN(p.values()[i]);
  }

  private void title(TowerReport report, Prediction p) {
    Skill skill =
        report.skills().stream()
            .filter(
                k ->
                    k.model().equals(p.model())
                        && k.target().equals(p.target())
                        && k.subset().equals("test_odd"))
            .findFirst()
            .orElseThrow();
    add("<text x=\"%d\" y=\"16\" font-weight=\"600\">%s, %s</text>", LEFT, p.target(), p.model());
    add(
        "<text x=\"%d\" y=\"32\">odd weeks: n %d, R² %.3f, RMSE %.2f</text>",
        LEFT, skill.n(), skill.r2(), skill.rmse());
  }

  private void cells(int[][] count, int most) {
    double side = SIDE / (double) CELLS;
    for (int c = 0; c < CELLS; c++) {
      for (int r = 0; r < CELLS; r++) {
        if (count[c][r] > 0) {
          double opacity = 0.12 + 0.88 * Math.log(1 + count[c][r]) / Math.log(1 + most);
          add(
              "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"#1f5f8b\" fill-opacity=\"%.2f\"/>",
              LEFT + c * side, TOP + SIDE - (r + 1) * side, side, side, opacity);
        }
      }
    }
  }

  private void axes(double low, double high) {
    add(
        "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"none\" stroke=\"#9aa5b1\"/>",
        LEFT, TOP, SIDE, SIDE);
    add(
        "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"#c0392b\"/>",
        LEFT, TOP + SIDE, LEFT + SIDE, TOP);
    double step = high - low > 60 ? 20 : high - low > 25 ? 10 : 5;
    for (double v = Math.ceil(low / step) * step; v <= high; v += step) {
      double at = (v - low) / (high - low) * SIDE;
      add(
          "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%.0f</text>",
          LEFT + at, TOP + SIDE + 16, v + 0.0);
      add(
          "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%.0f</text>",
          LEFT - 6, TOP + SIDE - at + 4, v + 0.0);
    }
    add(
        "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">observed, umol m⁻² s⁻¹; up: predicted</text>",
        LEFT + SIDE, TOP + SIDE + 34);
  }
}
