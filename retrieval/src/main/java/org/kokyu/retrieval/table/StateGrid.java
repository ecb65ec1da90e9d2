package org.kokyu.retrieval.table;

/**
 * Pressures and temperatures at which cross sections are tabulated, and the cubic interpolation
 * between them.
 *
 * <p>Pressure: {@value #PRESSURES} levels, 110 000 Pa · exp(−i/4). Temperature: {@value
 * #TEMPERATURES} values, 150 + 15 j K. Four-point Lagrange interpolation in ln p and in T;
 * arguments beyond the ends are moved to the ends.
 */
public final class StateGrid {
  public static final int PRESSURES = 41;
  public static final int TEMPERATURES = 13;

  private static final double TOP_PRESSURE_PA = 110000;
  private static final double LN_STEP = 0.25;
  private static final double FIRST_K = 150;
  private static final double STEP_K = 15;

  private StateGrid() {}

  public static double pressurePa(int i) {
    return TOP_PRESSURE_PA * Math.exp(-LN_STEP * i);
  }

  public static double temperatureK(int j) {
    return FIRST_K + STEP_K * j;
  }

  /**
   * Weights of four neighbouring pressures.
   *
   * @param weight filled, 4
   * @return index of the first
   */
  public static int pressureWeights(double pressurePa, double[] weight) {
    double s = Math.log(TOP_PRESSURE_PA / pressurePa) / LN_STEP;
    return weights(Math.min(Math.max(s, 0), PRESSURES - 1), PRESSURES, weight);
  }

  /**
   * Weights of four neighbouring temperatures.
   *
   * @param weight filled, 4
   * @return index of the first
   */
  public static int temperatureWeights(double temperatureK, double[] weight) {
    double s = (temperatureK - FIRST_K) / STEP_K;
    return weights(Math.min(Math.max(s, 0), TEMPERATURES - 1), TEMPERATURES, weight);
  }

  /** As {@link #temperatureWeights}, and the derivatives of the weights with temperature [K-1]. */
  public static int temperatureWeights(double temperatureK, double[] weight, double[] derivative) {
    double s = Math.min(Math.max((temperatureK - FIRST_K) / STEP_K, 0), TEMPERATURES - 1);
    int i = weights(s, TEMPERATURES, weight);
    double x = s - i;
    derivative[0] = ((x - 2) * (x - 3) + (x - 1) * (x - 3) + (x - 1) * (x - 2)) / (-6 * STEP_K);
    derivative[1] = ((x - 2) * (x - 3) + x * (x - 3) + x * (x - 2)) / (2 * STEP_K);
    derivative[2] = ((x - 1) * (x - 3) + x * (x - 3) + x * (x - 1)) / (-2 * STEP_K);
    derivative[3] = ((x - 1) * (x - 2) + x * (x - 2) + x * (x - 1)) / (6 * STEP_K);
    return i;
  }

  private static int weights(double s, int count, double[] weight) {
    int i = Math.min(Math.max((int) s - 1, 0), count - 4);
    double x = s - i;
    weight[0] = (x - 1) * (x - 2) * (x - 3) / -6;
    weight[1] = x * (x - 2) * (x - 3) / 2;
    weight[2] = x * (x - 1) * (x - 3) / -2;
    weight[3] = x * (x - 1) * (x - 2) / 6;
    return i;
  }
}
