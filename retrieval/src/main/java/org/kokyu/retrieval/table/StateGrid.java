package org.kokyu.retrieval.table;

/**
 * Pressures and temperatures at which cross sections are tabulated, and the cubic interpolation
 * between them.
 *
 * <p>Pressure: {@value #PRESSURES} levels, 110 000 Pa · exp(−i/4). Temperature: {@value
 * #TEMPERATURES} values, 150 + 15 j K. Four-point Lagrange interpolation in ln p, four-point
 * Lagrange or Hermite interpolation in T; arguments beyond the ends are moved to the ends.
 */
public final class StateGrid {
  public static final int PRESSURES = 41;
  public static final int TEMPERATURES = 13;

  private static final double TOP_PRESSURE_PA = 110000;
  private static final double LN_STEP = 0.25;
  private static final double FIRST_K = 150;
  private static final double STEP_K = 15;

  /** First-derivative weights of five equidistant points at each of them. */
  private static final double[][] FIVE_POINT = {
    {-25 / 12.0, 4, -3, 4 / 3.0, -1 / 4.0},
    {-1 / 4.0, -5 / 6.0, 3 / 2.0, -1 / 2.0, 1 / 12.0},
    {1 / 12.0, -2 / 3.0, 0, 2 / 3.0, -1 / 12.0},
    {-1 / 12.0, 1 / 2.0, -3 / 2.0, 5 / 6.0, 1 / 4.0},
    {1 / 4.0, -4 / 3.0, 3, -4, 25 / 12.0}
  };

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

  /**
   * Weights of a cubic Hermite interpolation in temperature: smooth to the first derivative across
   * the grid, unlike four-point interpolation.
   *
   * @param weight filled, 4: of the values at i and i + 1 and of the slopes per step there
   * @param derivative filled, 4: derivatives of the weights with temperature [K-1]
   * @return index i
   */
  public static int hermite(double temperatureK, double[] weight, double[] derivative) {
    double s = Math.min(Math.max((temperatureK - FIRST_K) / STEP_K, 0), TEMPERATURES - 1);
    int i = Math.min((int) s, TEMPERATURES - 2);
    double x = s - i;
    weight[0] = (1 + 2 * x) * (1 - x) * (1 - x);
    weight[1] = x * x * (3 - 2 * x);
    weight[2] = x * (1 - x) * (1 - x);
    weight[3] = x * x * (x - 1);
    derivative[0] = 6 * x * (x - 1) / STEP_K;
    derivative[1] = -derivative[0];
    derivative[2] = (1 - x) * (1 - 3 * x) / STEP_K;
    derivative[3] = x * (3 * x - 2) / STEP_K;
    return i;
  }

  /**
   * Slopes per step at every temperature by five-point differences.
   *
   * @param rows [temperature][point] of the values, followed by as many rows that are filled with
   *     the slopes
   */
  public static void addSlopes(double[][] rows) {
    for (int t = 0; t < TEMPERATURES; t++) {
      int from = Math.min(Math.max(t - 2, 0), TEMPERATURES - 5);
      double[] w = FIVE_POINT[t - from];
      double[] r0 = rows[from];
      double[] r1 = rows[from + 1];
      double[] r2 = rows[from + 2];
      double[] r3 = rows[from + 3];
      double[] r4 = rows[from + 4];
      double[] slope = rows[TEMPERATURES + t];
      for (int i = 0; i < slope.length; i++) {
        slope[i] = w[0] * r0[i] + w[1] * r1[i] + w[2] * r2[i] + w[3] * r3[i] + w[4] * r4[i];
      }
    }
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
