package org.kokyu.ops.status;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One profile as the status page shows it. Layers from the surface upwards, NaN below the surface.
 *
 * @param title instrument and sounding
 * @param pressureHpa mean pressure of the layers
 * @param gases in the order in which they are drawn
 * @param quality 0 good, 1 use with care, 2 bad
 */
public record ProfileView(
    String title,
    Instant time,
    double latitudeDeg,
    double longitudeDeg,
    double[] pressureHpa,
    List<GasView> gases,
    int quality) {

  /**
   * One gas.
   *
   * @param name for example CO2
   * @param retrievedPpm dry mole fraction [1e-6]
   * @param sigmaPpm one standard deviation [1e-6]
   * @param priorPpm [1e-6]
   * @param kernel averaging kernel, row = retrieved layer
   * @param dofs degrees of freedom for signal
   * @param truthPpm where the feed is simulated [1e-6]
   */
  public record GasView(
      String name,
      double[] retrievedPpm,
      double[] sigmaPpm,
      double[] priorPpm,
      double[][] kernel,
      double dofs,
      Optional<double[]> truthPpm) {}

  public ProfileView {
    gases = List.copyOf(gases);
  }
}
