package org.kokyu.flux.upscaling;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the machines see of a month: its weather and leaves, the weather of the months before, the
 * climate of the site (means over all its months) and its land cover, one column per class.
 *
 * <p>Leaf area that is missing is that of the same month of other years. A row with any other gap
 * has no features. Fluxes are not among them. Immutable.
 */
public final class SiteFeatures {
  /** Land cover that the tables know; another one has no class column. */
  public static final List<String> CLASSES =
      List.of(
          "ENF", "EBF", "DNF", "DBF", "MF", "CSH", "OSH", "WSA", "SAV", "GRA", "CRO", "WET", "SNO");

  private static final List<String> NUMBERS =
      List.of(
          "tmin",
          "tmax",
          "rad",
          "vpd",
          "pr",
          "lai",
          "pr_3_months",
          "co2",
          "tmean_before",
          "site_temperature",
          "site_rad",
          "site_pr",
          "site_vpd",
          "site_lai_max",
          "site_lai");

  private final List<SiteMonth> rows;
  private final double[][] values;

  private SiteFeatures(List<SiteMonth> rows, double[][] values) {
    this.rows = rows;
    this.values = values;
  }

  /** Names of the columns. */
  public static List<String> names() {
    List<String> names = new ArrayList<>(NUMBERS);
    CLASSES.forEach(c -> names.add("is_" + c));
    return names;
  }

  /** Of rows in any order. */
  public static SiteFeatures of(List<SiteMonth> rows) {
    Map<String, List<Integer>> bySite = new HashMap<>();
    for (int i = 0; i < rows.size(); i++) {
      bySite.computeIfAbsent(rows.get(i).site(), s -> new ArrayList<>()).add(i);
    }
    double[][] values = new double[rows.size()][];
    for (List<Integer> site : bySite.values()) {
      site.sort((a, b) -> Integer.compare(rows.get(a).month(), rows.get(b).month()));
      site(rows, site, values);
    }
    return new SiteFeatures(List.copyOf(rows), values);
  }

  private static double mean(SiteMonth m) {
    return (m.tminC() + m.tmaxC()) / 2;
  }

  private static void site(List<SiteMonth> rows, List<Integer> site, double[][] values) {
    List<SiteMonth> months = site.stream().map(rows::get).toList();
    double[] lai = leaves(months);
    double[] climate = {
      average(months.stream().mapToDouble(SiteFeatures::mean).toArray()),
      average(months.stream().mapToDouble(SiteMonth::radiationMj).toArray()),
      average(months.stream().mapToDouble(SiteMonth::precipitationMm).toArray()),
      average(months.stream().mapToDouble(SiteMonth::vpdHpa).toArray()),
      largestMonth(months, lai),
      average(lai)
    };
    for (int k = 0; k < months.size(); k++) {
      SiteMonth m = months.get(k);
      double rain = 0;
      int first = Math.max(0, k - 2);
      for (int j = first; j <= k; j++) {
        rain += months.get(j).precipitationMm() / (k - first + 1);
      }
      double[] x = new double[NUMBERS.size() + CLASSES.size()];
      double[] own = {
        m.tminC(),
        m.tmaxC(),
        m.radiationMj(),
        m.vpdHpa(),
        m.precipitationMm(),
        lai[k],
        rain,
        m.co2Ppm(),
        mean(months.get(Math.max(0, k - 1)))
      };
      System.arraycopy(own, 0, x, 0, own.length);
      System.arraycopy(climate, 0, x, own.length, climate.length);
      int c = CLASSES.indexOf(m.landCover());
      if (c >= 0) {
        x[NUMBERS.size() + c] = 1;
      }
      values[site.get(k)] = complete(x) ? x : null;
    }
  }

  private static double[] leaves(List<SiteMonth> months) {
    double[] sum = new double[13];
    int[] n = new int[13];
    for (SiteMonth m : months) {
      if (!Double.isNaN(m.lai())) {
        sum[m.monthOfYear()] += m.lai();
        n[m.monthOfYear()]++;
      }
    }
    return months.stream()
        .mapToDouble(
            m ->
                !Double.isNaN(m.lai())
                    ? m.lai()
                    : n[m.monthOfYear()] > 0
                        ? sum[m.monthOfYear()] / n[m.monthOfYear()]
                        : Double.NaN)
        .toArray();
  }

  private static double largestMonth(List<SiteMonth> months, double[] lai) {
    double[] sum = new double[13];
    int[] n = new int[13];
    for (int k = 0; k < lai.length; k++) {
      if (!Double.isNaN(lai[k])) {
        sum[months.get(k).monthOfYear()] += lai[k];
        n[months.get(k).monthOfYear()]++;
      }
    }
    double most = Double.NaN;
    for (int m = 1; m <= 12; m++) {
      if (n[m] > 0 && !(sum[m] / n[m] <= most)) {
        most = sum[m] / n[m];
      }
    }
    return most;
  }

  private static double average(double[] values) {
    return java.util.Arrays.stream(values)
        .filter(v -> !Double.isNaN(v))
        .average()
        .orElse(Double.NaN);
  }

  private static boolean complete(double[] x) {
    for (double v : x) {
      if (Double.isNaN(v)) {
        return false;
      }
    }
    return true;
  }

  public List<SiteMonth> rows() {
    return rows;
  }

  /** Features of a row in the order of {@link #names}, null if something is missing. */
  public double[] of(int row) {
    return values[row];
  }

  /** Leaf area of a row, filled in where it was missing. */
  double lai(int row) {
    return values[row][NUMBERS.indexOf("lai")];
  }
}
