package org.kokyu.retrieval;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.kokyu.core.atmosphere.Gas;
import org.kokyu.retrieval.CrossModelErrors.Column;
import org.kokyu.retrieval.CrossModelErrors.Weather;

/** Tables and limits of the comparison with an independent code. */
final class CrossModelReport {
  private static final double LEAST_Z = 0.8;
  private static final double MOST_Z = 1.25;

  private final CrossModelErrors errors;

  CrossModelReport(CrossModelErrors errors) {
    this.errors = errors;
  }

  private static Predicate<Column> of(Gas gas, int column) {
    return c -> c.gas() == gas && c.column() == column;
  }

  private static Predicate<Column> clean() {
    return c -> c.draw() < 0;
  }

  private static Predicate<Column> noisy() {
    return c -> c.draw() >= 0;
  }

  void print() {
    System.out.println(
        "gas column | bias without noise day, night, all, SD, largest | z of noise mean, SD, rms | z of posterior mean, SD, rms | sigma noise, posterior | prior - truth mean, SD");
    for (Gas gas : CrossModelErrors.GASES) {
      for (int c = 0; c < CrossModelErrors.COLUMNS.size(); c++) {
        Predicate<Column> here = of(gas, c);
        double[] all = errors.of(here.and(clean()), Column::retrievedMinusSmoothed);
        double[] zn = errors.of(here.and(noisy()), Column::zNoise);
        double[] zp = errors.of(here.and(noisy()), Column::zPosterior);
        double[] prior = errors.of(here.and(clean()), Column::priorMinusTruth);
        System.out.printf(
            "%s %-4s | %6.2f %6.2f %6.2f %5.2f %6.2f | %6.3f %5.3f %5.3f | %6.3f %5.3f %5.3f | %6.2f %6.2f | %7.2f %6.2f%n",
            gas,
            CrossModelErrors.COLUMNS.get(c),
            CrossModelErrors.mean(
                errors.of(here.and(clean()).and(Column::day), Column::retrievedMinusSmoothed)),
            CrossModelErrors.mean(
                errors.of(here.and(clean()).and(x -> !x.day()), Column::retrievedMinusSmoothed)),
            CrossModelErrors.mean(all),
            CrossModelErrors.deviation(all),
            largest(all),
            CrossModelErrors.mean(zn),
            CrossModelErrors.deviation(zn),
            CrossModelErrors.rms(zn),
            CrossModelErrors.mean(zp),
            CrossModelErrors.deviation(zp),
            CrossModelErrors.rms(zp),
            CrossModelErrors.mean(errors.of(here.and(noisy()), Column::noise)),
            CrossModelErrors.mean(errors.of(here.and(noisy()), Column::posterior)),
            CrossModelErrors.mean(prior),
            CrossModelErrors.deviation(prior));
      }
    }
    printWeather();
    printScenes();
  }

  private static double largest(double[] v) {
    double largest = 0;
    for (double x : v) {
      largest = Math.abs(x) > Math.abs(largest) ? x : largest;
    }
    return largest;
  }

  private void printWeather() {
    System.out.println("root mean square error, forecast -> retrieved without noise -> noisy");
    for (String quantity : List.of("temperature", "water", "skin")) {
      int from = quantity.equals("skin") ? -1 : 0;
      int to = quantity.equals("skin") ? -1 : CrossModelErrors.GROUPS.size() - 1;
      for (int g = from; g <= to; g++) {
        System.out.printf(
            "%s %s | %.3f -> %.3f -> %.3f%n",
            quantity,
            g < 0 ? "" : CrossModelErrors.GROUPS.get(g),
            CrossModelErrors.rms(errors.weatherOf(of(quantity, g, true), Weather::before)),
            CrossModelErrors.rms(errors.weatherOf(of(quantity, g, true), Weather::after)),
            CrossModelErrors.rms(errors.weatherOf(of(quantity, g, false), Weather::after)));
      }
    }
  }

  private static Predicate<Weather> of(String quantity, int group, boolean clean) {
    return w -> w.quantity().equals(quantity) && w.group() == group && clean == w.draw() < 0;
  }

  private void printScenes() {
    System.out.println(
        "scene | bias without noise MT: CO2 ppm, CH4 ppb, N2O ppb | rms z of noise over the draws, MT: CO2 CH4 N2O | largest over gases and LT MT UT of |bias|/sigma noise");
    List<String> names = errors.columns.stream().map(Column::scene).distinct().sorted().toList();
    List<String> lines = new ArrayList<>();
    for (String name : names) {
      Predicate<Column> scene = c -> c.scene().equals(name);
      StringBuilder line = new StringBuilder(name);
      for (Gas gas : CrossModelErrors.GASES) {
        line.append(
            " %6.2f"
                .formatted(
                    CrossModelErrors.mean(
                        errors.of(
                            scene.and(of(gas, 1)).and(clean()), Column::retrievedMinusSmoothed))));
      }
      for (Gas gas : CrossModelErrors.GASES) {
        line.append(
            " %5.2f"
                .formatted(
                    CrossModelErrors.rms(
                        errors.of(scene.and(of(gas, 1)).and(noisy()), Column::zNoise))));
      }
      Column worst =
          errors.columns.stream()
              .filter(scene.and(clean()).and(c -> c.column() < 3))
              .max(Comparator.comparingDouble(c -> Math.abs(c.zNoise())))
              .orElseThrow();
      line.append(
          " | %.2f %s %s %.2f"
              .formatted(
                  Math.abs(worst.zNoise()),
                  worst.gas(),
                  CrossModelErrors.COLUMNS.get(worst.column()),
                  worst.retrievedMinusSmoothed()));
      lines.add(line.toString());
    }
    lines.forEach(System.out::println);
  }

  void judge() {
    judgeBias();
    for (Gas gas : CrossModelErrors.GASES) {
      for (int c = 0; c < 3; c++) {
        String what = gas + " " + CrossModelErrors.COLUMNS.get(c);
        requireZ(what, errors.of(of(gas, c).and(noisy()), Column::zNoise));
      }
    }
    // one truth per scene: its columns together, since each alone has the spread of 24 draws
    requireZ(
        "CO2 posterior",
        errors.of(c -> c.gas() == Gas.CO2 && c.column() < 3 && c.draw() >= 0, Column::zPosterior));
    for (String quantity : List.of("temperature", "water", "skin")) {
      Predicate<Weather> these =
          w -> w.quantity().equals(quantity) && w.draw() >= 0 && w.group() < 4;
      double after = CrossModelErrors.rms(errors.weatherOf(these, Weather::after));
      double before = CrossModelErrors.rms(errors.weatherOf(these, Weather::before));
      assertTrue(after < before, quantity + ": " + after + ", forecast " + before);
    }
  }

  /** Where truth and prior differ by as many draws as there are retrievals. */
  void judgePosterior() {
    for (Gas gas : CrossModelErrors.GASES) {
      for (int c = 0; c < CrossModelErrors.COLUMNS.size(); c++) {
        requireZ(
            gas + " " + CrossModelErrors.COLUMNS.get(c) + " posterior",
            errors.of(of(gas, c).and(noisy()), Column::zPosterior));
      }
    }
  }

  private static void requireZ(String what, double[] z) {
    double rms = CrossModelErrors.rms(z);
    assertTrue(rms > LEAST_Z && rms < MOST_Z, what + ": root mean square z " + rms);
  }

  /** Mean over scenes without noise, day and night apart. */
  void judgeBias() {
    for (boolean day : new boolean[] {true, false}) {
      for (Gas gas : CrossModelErrors.GASES) {
        for (int c = 0; c < 3; c++) {
          double bias =
              CrossModelErrors.mean(
                  errors.of(
                      of(gas, c).and(clean()).and(x -> x.day() == day),
                      Column::retrievedMinusSmoothed));
          double limit = gas == Gas.CH4 ? 5 : 1;
          assertTrue(
              Math.abs(bias) < limit,
              "%s %s, day %b: bias %.2f"
                  .formatted(gas, CrossModelErrors.COLUMNS.get(c), day, bias));
        }
      }
    }
  }
}
