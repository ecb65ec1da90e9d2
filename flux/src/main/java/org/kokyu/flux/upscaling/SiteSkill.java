package org.kokyu.flux.upscaling;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * Agreement of predictions with measurements, taken apart: between the means of sites, between the
 * mean seasonal courses about those means, and between the anomalies from the mean of the same
 * month (months with at least three years).
 *
 * @param model prior, trees, svr or combined
 * @param target gpp or nee
 * @param subset all, asia, applicable or a class of land cover
 * @param n months
 * @param sites sites
 * @param r2 coefficient of determination, 1 − Σ(p − o)²/Σ(o − ō)²
 * @param rmse [g C m-2 d-1]
 * @param bias mean of prediction minus measurement [g C m-2 d-1]
 * @param betweenSites squared correlation of site means
 * @param seasonal squared correlation of seasonal courses
 * @param anomaly squared correlation of anomalies
 */
public record SiteSkill(
    String model,
    String target,
    String subset,
    int n,
    int sites,
    double r2,
    double rmse,
    double bias,
    double betweenSites,
    double seasonal,
    double anomaly) {
  private static final int LEAST_YEARS = 3;

  private record Pair(SiteMonth month, double observed, double predicted) {}

  /** Skill of all models, targets and subsets that have months. */
  public static List<SiteSkill> table(List<HeldOutSites.Row> rows) {
    Map<String, Predicate<HeldOutSites.Row>> subsets = new LinkedHashMap<>();
    subsets.put("all", r -> true);
    subsets.put("asia", r -> r.month().inAsia());
    subsets.put("applicable", HeldOutSites.Row::applicable);
    for (String c : SiteFeatures.CLASSES) {
      subsets.put(c, r -> r.month().landCover().equals(c));
    }
    List<SiteSkill> table = new ArrayList<>();
    for (String model : List.of("lue", "trees", "svr", "combined")) {
      subsets.forEach((name, s) -> add(table, rows, s, model, "gpp", name));
    }
    for (String model : List.of("trees", "svr", "combined")) {
      subsets.forEach((name, s) -> add(table, rows, s, model, "nee", name));
    }
    return table;
  }

  private static void add(
      List<SiteSkill> table,
      List<HeldOutSites.Row> rows,
      Predicate<HeldOutSites.Row> subset,
      String model,
      String target,
      String name) {
    boolean gpp = target.equals("gpp");
    List<Pair> pairs =
        rows.stream()
            .filter(subset)
            .map(
                r ->
                    new Pair(
                        r.month(),
                        gpp ? r.month().gpp() : r.month().nee(),
                        (gpp ? r.gpp() : r.nee()).get(model)))
            .filter(p -> !Double.isNaN(p.observed()))
            .toList();
    if (pairs.size() > 1) {
      table.add(of(pairs, model, target, name));
    }
  }

  private static SiteSkill of(List<Pair> pairs, String model, String target, String subset) {
    double mean = pairs.stream().mapToDouble(Pair::observed).average().orElseThrow();
    double error = 0;
    double variance = 0;
    double bias = 0;
    for (Pair p : pairs) {
      error += Math.pow(p.predicted() - p.observed(), 2);
      variance += Math.pow(p.observed() - mean, 2);
      bias += (p.predicted() - p.observed()) / pairs.size();
    }
    Map<String, List<Pair>> bySite = new HashMap<>();
    Map<String, List<Pair>> byMonth = new HashMap<>();
    for (Pair p : pairs) {
      String site = p.month().site();
      bySite.computeIfAbsent(site, s -> new ArrayList<>()).add(p);
      byMonth.computeIfAbsent(site + " " + p.month().monthOfYear(), s -> new ArrayList<>()).add(p);
    }
    List<double[]> means = new ArrayList<>();
    Map<String, double[]> siteMean = new HashMap<>();
    bySite.forEach(
        (s, list) -> {
          double[] m = mean(list);
          means.add(m);
          siteMean.put(s, m);
        });
    List<double[]> season = new ArrayList<>();
    List<double[]> anomaly = new ArrayList<>();
    for (List<Pair> list : byMonth.values()) {
      double[] m = mean(list);
      double[] s = siteMean.get(list.get(0).month().site());
      season.add(new double[] {m[0] - s[0], m[1] - s[1]});
      if (list.size() >= LEAST_YEARS) {
        list.forEach(p -> anomaly.add(new double[] {p.observed() - m[0], p.predicted() - m[1]}));
      }
    }
    return new SiteSkill(
        model,
        target,
        subset,
        pairs.size(),
        bySite.size(),
        1 - error / variance,
        Math.sqrt(error / pairs.size()),
        bias,
        squaredCorrelation(means),
        squaredCorrelation(season),
        squaredCorrelation(anomaly));
  }

  private static double[] mean(List<Pair> list) {
    ToDoubleFunction<ToDoubleFunction<Pair>> over =
        f -> list.stream().mapToDouble(f).average().orElseThrow();
    return new double[] {over.applyAsDouble(Pair::observed), over.applyAsDouble(Pair::predicted)};
  }

  /** NaN with fewer than three pairs. */
  static double squaredCorrelation(List<double[]> pairs) {
    if (pairs.size() < 3) {
      return Double.NaN;
    }
    double x = pairs.stream().mapToDouble(p -> p[0]).average().orElseThrow();
    double y = pairs.stream().mapToDouble(p -> p[1]).average().orElseThrow();
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (double[] p : pairs) {
      xy += (p[0] - x) * (p[1] - y);
      xx += (p[0] - x) * (p[0] - x);
      yy += (p[1] - y) * (p[1] - y);
    }
    return xy * xy / (xx * yy);
  }
}
