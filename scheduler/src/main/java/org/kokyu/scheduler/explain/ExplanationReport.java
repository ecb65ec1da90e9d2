package org.kokyu.scheduler.explain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.kokyu.core.profile.GasProfile;
import org.kokyu.core.profile.GasResult;
import org.kokyu.core.profile.Matrix;
import org.kokyu.core.profile.QualityReason;
import org.kokyu.core.sounding.SoundingGeometry;
import org.kokyu.ops.status.ProfilePlot;
import org.kokyu.ops.status.ProfileView;
import org.kokyu.retrieval.Explanation;
import org.kokyu.retrieval.estimation.IterationStep;

/**
 * Writes an {@link Explanation} as one HTML page without outside references, and its numbers as
 * four CSV files beside it: iteration, spectrum, state, kernel. Stateless.
 */
public final class ExplanationReport {
  private static final double PPM = 1e6;

  private ExplanationReport() {}

  /**
   * Writes the report of a sounding.
   *
   * @param folder existing
   * @return the page
   */
  public static Path write(Explanation e, Path folder) throws IOException {
    String base = "explain_" + e.profile().sounding().id().replaceAll("[^A-Za-z0-9._-]+", "_");
    Files.write(folder.resolve(base + "_iterations.csv"), iterations(e));
    Files.write(folder.resolve(base + "_spectrum.csv"), spectrum(e));
    Files.write(folder.resolve(base + "_state.csv"), state(e));
    Files.write(folder.resolve(base + "_kernel.csv"), kernel(e));
    Path page = folder.resolve(base + ".html");
    Files.writeString(page, html(e, base));
    return page;
  }

  private static String csv(Object... values) {
    return Arrays.stream(values)
        .map(v -> v instanceof Double d ? String.format(Locale.ROOT, "%.9g", d) : v.toString())
        .collect(Collectors.joining(","));
  }

  private static List<String> iterations(Explanation e) {
    List<String> rows = new ArrayList<>();
    rows.add("step,gamma,size,ratio,chi2_measurement,chi2_prior,taken");
    rows.add(csv(0, "", "", "", e.firstChi2(), 0.0, ""));
    int number = 1;
    for (IterationStep s : e.steps()) {
      rows.add(
          csv(
              number++,
              s.gamma(),
              s.size(),
              s.ratio(),
              s.chi2Measurement(),
              s.chi2Prior(),
              s.taken() ? 1 : 0));
    }
    return rows;
  }

  private static List<String> spectrum(Explanation e) {
    List<String> rows = new ArrayList<>();
    rows.add("window,wavenumber_per_cm,measured,sigma,prior,fitted");
    List<String> windows = e.profile().fit().windows();
    for (int w = 0; w < windows.size(); w++) {
      for (int c = e.firstChannel()[w]; c < e.firstChannel()[w + 1]; c++) {
        rows.add(
            csv(
                windows.get(w),
                e.wavenumberPerCm()[c],
                e.measured()[c],
                e.sigma()[c],
                e.prior()[c],
                e.fitted()[c]));
      }
    }
    return rows;
  }

  private static List<String> state(Explanation e) {
    List<String> rows = new ArrayList<>();
    rows.add("element,change,prior_sigma,posterior_sigma,kernel_diagonal");
    for (int i = 0; i < e.elements().size(); i++) {
      rows.add(
          csv(
              '"' + e.elements().get(i) + '"',
              e.solution()[i],
              e.priorSigma()[i],
              Math.sqrt(e.posterior()[i][i]),
              e.kernel()[i][i]));
    }
    return rows;
  }

  private static List<String> kernel(Explanation e) {
    List<String> rows = new ArrayList<>();
    rows.add(
        "retrieved,"
            + e.elements().stream().map(n -> '"' + n + '"').collect(Collectors.joining(",")));
    for (int i = 0; i < e.kernel().length; i++) {
      Object[] row = Arrays.stream(e.kernel()[i]).boxed().toArray();
      rows.add('"' + e.elements().get(i) + "\"," + csv(row));
    }
    return rows;
  }

  private static String html(Explanation e, String base) {
    GasProfile p = e.profile();
    StringBuilder page = new StringBuilder(65_536);
    page.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>")
        .append(escaped(p.sounding().id()))
        .append(
            "</title><style>body{font:14px/1.5 system-ui,'DejaVu Sans',sans-serif;color:#1c2733;")
        .append("max-width:1080px;margin:24px auto;padding:0 16px}table{border-collapse:collapse;")
        .append("margin:8px 0 20px}td,th{padding:3px 12px;border-bottom:1px solid #d9dee4;")
        .append("text-align:right}td:first-child,th:first-child{text-align:left}svg{width:100%;")
        .append("height:auto}</style></head><body>\n<h1>Sounding ")
        .append(escaped(p.sounding().id()))
        .append("</h1>\n");
    summary(p, e, page);
    page.append("<h2>Iteration</h2>\n").append(table(iterations(e)));
    page.append(
            "<h2>Spectrum</h2>\n<p>Brightness temperature measured (dark), of the prior (grey) ")
        .append(
            "and fitted (red); below each, measured minus fitted in standard deviations.</p>\n");
    for (int w = 0; w < p.fit().windows().size(); w++) {
      page.append(SpectrumPlot.svg(e, w));
    }
    page.append("<h2>Profiles and averaging kernels</h2>\n").append(ProfilePlot.svg(view(p)));
    page.append("<h2>Surface and instrument</h2>\n").append(table(scalars(e)));
    page.append("<p>Numbers: ");
    for (String file : List.of("iterations", "spectrum", "state", "kernel")) {
      page.append("<a href=\"%s_%s.csv\">%s</a> ".formatted(base, file, file));
    }
    return page.append("</p>\n</body></html>\n").toString();
  }

  private static void summary(GasProfile p, Explanation e, StringBuilder page) {
    SoundingGeometry g = p.sounding().geometry();
    String reasons =
        Arrays.stream(QualityReason.values())
            .filter(r -> (p.qualityReasons() & r.mask()) != 0)
            .map(r -> r.name().toLowerCase(Locale.ROOT).replace('_', ' '))
            .collect(Collectors.joining(", "));
    page.append(
        String.format(
            Locale.ROOT,
            "<p>%s, %s, %.3f° N %.3f° E, zenith angle %.1f°, surface pressure %.1f hPa.<br>Quality %d (%s): %s.<br>%s after %d steps, reduced χ² %.3f, information content %.1f bit.<br>Meteorology: %s. Prior: %s.</p>\n",
            p.sounding().instrument(),
            p.sounding().time(),
            g.latitudeDeg(),
            g.longitudeDeg(),
            g.sensorZenithDeg(),
            p.surface().pressurePa() / 100,
            p.qualityFlag(),
            List.of("good", "use with care", "bad").get(p.qualityFlag()),
            reasons.isEmpty() ? "nothing to remark" : reasons,
            p.fit().converged() ? "Converged" : "Not converged",
            p.fit().iterations(),
            p.fit().chi2(),
            e.informationBits(),
            escaped(p.sources().meteorology()),
            escaped(p.sources().prior())));
    List<String> rows = new ArrayList<>();
    rows.add("gas,degrees of freedom,temperature known,known to 0.3 K,known to 1 K");
    for (GasResult r : p.gases()) {
      rows.add(csv(r.gas(), r.dofs(), r.dofsLadder()[0], r.dofsLadder()[1], r.dofsLadder()[2]));
    }
    page.append(table(rows));
    rows.clear();
    rows.add("window,reduced χ²,residual [K]");
    for (int w = 0; w < p.fit().windows().size(); w++) {
      rows.add(csv(p.fit().windows().get(w), p.fit().chi2PerWindow()[w], p.fit().residualK()[w]));
    }
    page.append(table(rows));
  }

  /** Elements that are not profiles. */
  private static List<String> scalars(Explanation e) {
    List<String> rows = new ArrayList<>();
    rows.add("element,change from the prior,prior σ,posterior σ,kernel");
    for (int i = 0; i < e.elements().size(); i++) {
      if (!e.elements().get(i).contains("layer")) {
        rows.add(
            csv(
                e.elements().get(i).replace(",", ""),
                e.solution()[i],
                e.priorSigma()[i],
                Math.sqrt(e.posterior()[i][i]),
                e.kernel()[i][i]));
      }
    }
    return rows;
  }

  /** A table from comma-separated rows, numbers to four digits, the first row its head. */
  private static String table(List<String> rows) {
    StringBuilder t = new StringBuilder("<table>");
    for (int i = 0; i < rows.size(); i++) {
      String cell = i == 0 ? "th" : "td";
      t.append("<tr>");
      for (String value : rows.get(i).split(",", -1)) {
        t.append("<%s>%s</%s>".formatted(cell, shortened(value), cell));
      }
      t.append("</tr>");
    }
    return t.append("</table>\n").toString();
  }

  private static String shortened(String value) {
    try {
      double v = Double.parseDouble(value);
      boolean whole = v == Math.rint(v) && Math.abs(v) < 1e6;
      return whole ? Integer.toString((int) v) : String.format(Locale.ROOT, "%.4g", v);
    } catch (NumberFormatException e) {
      return escaped(value); // a word
    }
  }

  private static ProfileView view(GasProfile p) {
    int n = p.dryAirColumn().length;
    double[] pressureHpa = new double[n];
    Arrays.setAll(
        pressureHpa, i -> Math.sqrt(p.layerBoundsPa()[i] * p.layerBoundsPa()[i + 1]) / 100);
    List<ProfileView.GasView> gases = new ArrayList<>();
    for (GasResult r : p.gases()) {
      double[] sigma = new double[n];
      Arrays.setAll(sigma, i -> PPM * r.moleFraction()[i] * Math.sqrt(r.covariance().get(i, i)));
      gases.add(
          new ProfileView.GasView(
              r.gas().name(),
              Arrays.stream(r.moleFraction()).map(x -> PPM * x).toArray(),
              sigma,
              Arrays.stream(r.prior()).map(x -> PPM * x).toArray(),
              rows(r.kernel()),
              r.dofs(),
              Optional.empty()));
    }
    SoundingGeometry g = p.sounding().geometry();
    return new ProfileView(
        p.sounding().instrument() + " " + p.sounding().id(),
        p.sounding().time(),
        g.latitudeDeg(),
        g.longitudeDeg(),
        pressureHpa,
        gases,
        p.qualityFlag());
  }

  private static double[][] rows(Matrix m) {
    double[][] rows = new double[m.rows()][m.columns()];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < rows[i].length; j++) {
        rows[i][j] = m.get(i, j);
      }
    }
    return rows;
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
