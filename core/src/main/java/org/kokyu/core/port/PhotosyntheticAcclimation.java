package org.kokyu.core.port;

/**
 * How photosynthetic capacities follow the weather of past weeks; what fills the acclimated drivers
 * of a {@link ProductivityModel}.
 *
 * <p>Per day and place: the optimum for the conditions around noon, then capacities move towards it
 * by {@link #memory} of the distance. The sensitivity ξ is the day's own. Stateless, thread-safe.
 */
public interface PhotosyntheticAcclimation {

  /**
   * Optimal capacities under noon conditions.
   *
   * @param noon PAR, fAPAR, air temperature, vapour pressure deficit, CO2 and pressure around noon
   * @param from first sample
   * @param to one more than the last
   * @param parameters of the model
   * @param vcmax25 receives the carboxylation capacity at 25 °C [umol m-2 s-1]
   * @param jmax25 receives the electron transport capacity at 25 °C [umol m-2 s-1]
   * @param xi receives the sensitivity ξ [Pa0.5]
   */
  void optimum(
      ProductivityDrivers noon,
      int from,
      int to,
      double[] parameters,
      float[] vcmax25,
      float[] jmax25,
      float[] xi);

  /** Part of the way to the optimum that a capacity goes in a day, 0 … 1. */
  double memory(double[] parameters);
}
