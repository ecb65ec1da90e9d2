package org.kokyu.flux.respiration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Friction velocity below which night fluxes are lost: the moving point test.
 *
 * <p>Nights of a quarter of the year are split into six classes of temperature with equally many
 * values, each into twenty classes of u*. A class's threshold is the mean u* of the first class
 * whose mean flux reaches 95 % of the mean of the following ones (up to ten); classes in which
 * temperature and u* go together (|r| ≥ 0.4) do not count. Threshold of a quarter: median of its
 * classes; of the record: the largest of the quarters. Spread from resampling the nights 100 times
 * with a fixed seed. Source: Papale et al. 2006, Biogeosciences 3, 571; Reichstein et al. 2005.
 *
 * @param median of the resampled thresholds [m s-1]
 * @param low fifth percentile
 * @param high ninety-fifth percentile
 * @param samples resampled thresholds in ascending order
 */
public record FrictionThreshold(double median, double low, double high, double[] samples) {
  private static final int TEMPERATURE_CLASSES = 6;
  private static final int FRICTION_CLASSES = 20;
  private static final int FOLLOWING = 10;
  private static final double REACHED = 0.95;
  private static final double HIGHEST_CORRELATION = 0.4;
  private static final int RESAMPLES = 100;
  private static final int LEAST_VALUES = 160;
  private static final long SEED = 20060601L;

  private record Night(double temperature, double friction, double flux) {}

  /**
   * The threshold of a record; no samples where no quarter allows an estimate.
   *
   * @param night dark and measured intervals count
   * @param friction u* [m s-1]
   * @param quarter quarter of the year of each interval
   */
  public static FrictionThreshold of(NightSeries night, double[] friction, int[] quarter) {
    List<List<Night>> quarters = new ArrayList<>();
    for (int q = 0; q < 4; q++) {
      quarters.add(new ArrayList<>());
    }
    for (int i = 0; i < friction.length; i++) {
      if (night.usable(i) && !Double.isNaN(friction[i])) {
        quarters
            .get(quarter[i])
            .add(new Night(night.temperatureK()[i], friction[i], night.flux()[i]));
      }
    }
    SplittableRandom random = new SplittableRandom(SEED);
    double[] samples = new double[RESAMPLES];
    int found = 0;
    for (int s = 0; s < RESAMPLES; s++) {
      double largest = Double.NaN;
      for (List<Night> all : quarters) {
        double threshold = ofQuarter(resampled(all, random));
        if (Double.isNaN(largest) || threshold > largest) {
          largest = threshold;
        }
      }
      if (!Double.isNaN(largest)) {
        samples[found++] = largest;
      }
    }
    double[] sorted = Arrays.copyOf(samples, found);
    Arrays.sort(sorted);
    if (found == 0) {
      return new FrictionThreshold(0, 0, 0, sorted);
    }
    return new FrictionThreshold(
        sorted[found / 2], sorted[found / 20], sorted[found - 1 - found / 20], sorted);
  }

  private static List<Night> resampled(List<Night> all, SplittableRandom random) {
    List<Night> drawn = new ArrayList<>(all.size());
    for (int i = 0; i < all.size(); i++) {
      drawn.add(all.get(random.nextInt(all.size())));
    }
    return drawn;
  }

  private static double ofQuarter(List<Night> nights) {
    if (nights.size() < LEAST_VALUES) {
      return Double.NaN;
    }
    nights.sort(Comparator.comparingDouble(Night::temperature));
    double[] thresholds = new double[TEMPERATURE_CLASSES];
    int found = 0;
    for (int c = 0; c < TEMPERATURE_CLASSES; c++) {
      List<Night> part =
          new ArrayList<>(
              nights.subList(
                  c * nights.size() / TEMPERATURE_CLASSES,
                  (c + 1) * nights.size() / TEMPERATURE_CLASSES));
      if (Math.abs(correlation(part)) < HIGHEST_CORRELATION) {
        double threshold = ofClass(part);
        if (!Double.isNaN(threshold)) {
          thresholds[found++] = threshold;
        }
      }
    }
    if (found == 0) {
      return Double.NaN;
    }
    Arrays.sort(thresholds, 0, found);
    return found % 2 == 1
        ? thresholds[found / 2]
        : (thresholds[found / 2 - 1] + thresholds[found / 2]) / 2;
  }

  private static double correlation(List<Night> part) {
    double t = part.stream().mapToDouble(Night::temperature).average().orElse(0);
    double u = part.stream().mapToDouble(Night::friction).average().orElse(0);
    double tu = 0;
    double tt = 0;
    double uu = 0;
    for (Night n : part) {
      tu += (n.temperature - t) * (n.friction - u);
      tt += (n.temperature - t) * (n.temperature - t);
      uu += (n.friction - u) * (n.friction - u);
    }
    return tt * uu == 0 ? 1 : tu / Math.sqrt(tt * uu);
  }

  private static double ofClass(List<Night> part) {
    part.sort(Comparator.comparingDouble(Night::friction));
    double[] flux = new double[FRICTION_CLASSES];
    double[] friction = new double[FRICTION_CLASSES];
    for (int c = 0; c < FRICTION_CLASSES; c++) {
      List<Night> bin =
          part.subList(
              c * part.size() / FRICTION_CLASSES, (c + 1) * part.size() / FRICTION_CLASSES);
      flux[c] = bin.stream().mapToDouble(Night::flux).average().orElse(0);
      friction[c] = bin.stream().mapToDouble(Night::friction).average().orElse(0);
    }
    for (int c = 0; c < FRICTION_CLASSES - 1; c++) {
      int to = Math.min(FRICTION_CLASSES, c + 1 + FOLLOWING);
      double following = Arrays.stream(flux, c + 1, to).average().orElseThrow();
      if (flux[c] >= REACHED * following) {
        return friction[c];
      }
    }
    return Double.NaN;
  }
}
