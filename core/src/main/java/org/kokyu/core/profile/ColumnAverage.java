package org.kokyu.core.profile;

/**
 * Dry-air column-averaged mole fraction of a gas between two pressures, with its kernel.
 *
 * <p>X = Σ wᵢ xᵢ with wᵢ = mᵢ oᵢ / Σ mⱼ oⱼ: m dry air of the layer [mol m-2], o the share of the
 * layer's pressure range between the two pressures, x the layer's dry mole fraction. With the
 * kernel A of ln x and the prior xa, to first order about the prior
 *
 * <p>∂X/∂xⱼ(true) = Σᵢ wᵢ xaᵢ Aᵢⱼ / xaⱼ, and kernelⱼ = (∂X/∂xⱼ) / hⱼ with hⱼ = mⱼ / Σ m of the
 * <em>whole</em> column, so that for every column X(smoothed) = X(prior) + Σ hⱼ kernelⱼ (xⱼ − xaⱼ).
 *
 * <p>Uncertainty² = Σᵢⱼ wᵢ xᵢ Cᵢⱼ wⱼ xⱼ, C the posterior covariance of ln x. A column of which less
 * than half lies above the surface is not a number. Layers below the surface (NaN) do not count.
 *
 * @param moleFraction retrieved [mol mol-1]
 * @param prior prior [mol mol-1]
 * @param uncertainty one standard deviation [mol mol-1]
 * @param kernel per layer, dimensionless; NaN below the surface
 */
public record ColumnAverage(
    double moleFraction, double prior, double uncertainty, double[] kernel) {

  /**
   * @param gas profile, prior, covariance and kernel on n layers, surface first
   * @param layerBoundsPa n + 1 bounds [Pa]
   * @param dryAirColumn dry air per layer [mol m-2], n
   * @param bottomPa higher pressure [Pa]; infinite for the surface
   * @param topPa lower pressure [Pa]
   */
  public static ColumnAverage between(
      GasResult gas, double[] layerBoundsPa, double[] dryAirColumn, double bottomPa, double topPa) {
    int n = gas.moleFraction().length;
    double[] w = weights(gas.moleFraction(), layerBoundsPa, dryAirColumn, bottomPa, topPa);
    double[] kernel = new double[n];
    double total = 0;
    for (int j = 0; j < n; j++) {
      total += exists(gas.moleFraction(), dryAirColumn, j) ? dryAirColumn[j] : 0;
    }
    for (int j = 0; j < n; j++) {
      kernel[j] =
          exists(gas.moleFraction(), dryAirColumn, j)
              ? sensitivity(gas, w, j) * total / dryAirColumn[j]
              : Double.NaN;
    }
    return new ColumnAverage(
        mean(w, gas.moleFraction()), mean(w, gas.prior()), uncertainty(gas, w), kernel);
  }

  /**
   * Mean of other values over the same column, as {@link #between} weights them.
   *
   * @param x per layer, NaN below the surface
   */
  public static double mean(
      double[] x, double[] layerBoundsPa, double[] dryAirColumn, double bottomPa, double topPa) {
    return mean(weights(x, layerBoundsPa, dryAirColumn, bottomPa, topPa), x);
  }

  private static boolean exists(double[] x, double[] dryAirColumn, int i) {
    return Double.isFinite(x[i]) && dryAirColumn[i] > 0;
  }

  private static double[] weights(
      double[] x, double[] bounds, double[] dryAirColumn, double bottomPa, double topPa) {
    int n = x.length;
    double[] w = new double[n];
    double sum = 0;
    double covered = 0;
    double surface = 0;
    for (int i = 0; i < n; i++) {
      if (!exists(x, dryAirColumn, i)) {
        continue;
      }
      surface = Math.max(surface, bounds[i]);
      double overlap = Math.min(bounds[i], bottomPa) - Math.max(bounds[i + 1], topPa);
      if (overlap > 0) {
        w[i] = dryAirColumn[i] * overlap / (bounds[i] - bounds[i + 1]);
        sum += w[i];
        covered += overlap;
      }
    }
    double wanted = (Double.isInfinite(bottomPa) ? surface : bottomPa) - topPa;
    boolean enough = covered > 0 && covered >= 0.5 * wanted;
    for (int i = 0; i < n; i++) {
      w[i] = enough ? w[i] / sum : Double.NaN;
    }
    return w;
  }

  private static double mean(double[] w, double[] x) {
    double mean = 0;
    for (int i = 0; i < w.length; i++) {
      mean += w[i] == 0 ? 0 : w[i] * x[i];
    }
    return mean;
  }

  private static double sensitivity(GasResult gas, double[] w, int j) {
    double sum = 0;
    for (int i = 0; i < w.length; i++) {
      sum += w[i] == 0 ? 0 : w[i] * gas.prior()[i] * gas.kernel().get(i, j);
    }
    return sum / gas.prior()[j];
  }

  private static double uncertainty(GasResult gas, double[] w) {
    double[] x = gas.moleFraction();
    double variance = 0;
    for (int i = 0; i < w.length; i++) {
      for (int j = 0; j < w.length; j++) {
        boolean counts = w[i] != 0 && w[j] != 0;
        variance += counts ? w[i] * x[i] * gas.covariance().get(i, j) * w[j] * x[j] : 0;
      }
    }
    return Math.sqrt(variance);
  }
}
