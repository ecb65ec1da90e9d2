package org.kokyu.core.port;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Gross primary production of a canopy from light, weather and leaves.
 *
 * <p>Stateless and thread-safe. Results are not negative, zero in the dark, and not a number where
 * a required driver is. Calls allocate nothing that grows with the batch.
 */
public interface ProductivityModel {

  /**
   * Short name: {@code mod17}, {@code saturating}, {@code two_leaf}, {@code vpm}, {@code pmodel}.
   */
  String name();

  /** Drivers without which there is no result. */
  Set<ProductivityDriver> requiredDrivers();

  /** Parameters in the order of every parameter array. */
  List<ProductivityParameter> parameters();

  /** Published values for a vegetation type; a new array. */
  double[] defaults(Biome biome);

  /** One standard deviation of the published values; a new array. */
  double[] spread(Biome biome);

  /**
   * Production of the samples {@code from} … {@code to − 1}.
   *
   * @param drivers at least the required ones
   * @param from first sample
   * @param to one more than the last
   * @param parameters in the order of {@link #parameters()}
   * @param gpp receives the production at the samples' own indices [umol CO2 m-2 s-1]
   */
  void gpp(ProductivityDrivers drivers, int from, int to, double[] parameters, float[] gpp);

  /**
   * Production of samples of different land cover; neighbours of one class are computed together.
   *
   * @param drivers at least the required ones
   * @param from first sample
   * @param to one more than the last
   * @param igbp class of each sample
   * @param parametersByClass {@link #parametersByIgbp()}, or own values in the same layout
   * @param gpp receives the production; not a number where the class has no parameters
   */
  default void gpp(
      ProductivityDrivers drivers,
      int from,
      int to,
      byte[] igbp,
      double[][] parametersByClass,
      float[] gpp) {
    int begin = from;
    while (begin < to) {
      byte landCover = igbp[begin];
      int end = begin + 1;
      while (end < to && igbp[end] == landCover) {
        end++;
      }
      boolean known = landCover >= 0 && landCover < parametersByClass.length;
      double[] parameters = known ? parametersByClass[landCover] : null;
      if (parameters == null) {
        Arrays.fill(gpp, begin, end, Float.NaN);
      } else {
        gpp(drivers, begin, end, parameters, gpp);
      }
      begin = end;
    }
  }

  /** Published values by IGBP class; null for classes without vegetation. */
  default double[][] parametersByIgbp() {
    double[][] byClass = new double[Biome.IGBP_CLASSES][];
    for (int c = 0; c < byClass.length; c++) {
      byClass[c] = Biome.ofIgbp(c).map(this::defaults).orElse(null);
    }
    return byClass;
  }
}
