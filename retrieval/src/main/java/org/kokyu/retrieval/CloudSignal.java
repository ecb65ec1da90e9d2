package org.kokyu.retrieval;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kokyu.core.physics.Planck;
import org.kokyu.core.profile.GasProfile;
import org.kokyu.retrieval.estimation.LinearEstimate;
import org.kokyu.retrieval.fast.NodeForwardModel;
import org.kokyu.retrieval.forward.LayerGrid;

/**
 * What a spectrum says of cloud before the fit.
 *
 * <p>Effective cloud fraction N and top pressure p by slicing with all channels: a black cloud of
 * share N changes the spectrum by N C(p), with C(p) = Tr_p (B_p − U_p) from the prior. With M = (K
 * Sa Kᵀ + Se)⁻¹ of the {@link FirstLook} (the channels that atmosphere and surface could explain as
 * well count little) N(p) = Cᵀ M d / Cᵀ M C, σ_N = (Cᵀ M C)^−½; the cloud is where (N/σ_N)² is
 * largest with N positive. The pairs of channels of the classical method (Chahine 1974; Menzel et
 * al. 1983) are the case of two channels and an exactly known atmosphere.
 *
 * <p>Split window: difference of the brightness temperatures near 903 and 832 cm-1, measured minus
 * prior. Stateless but for the model.
 */
final class CloudSignal {
  /** Bounds between which a top is looked for [Pa]. */
  private static final double HIGHEST_PA = 15000;

  /** A cloud nearer to the ground looks like a colder surface. */
  private static final double LEAST_ABOVE_GROUND_PA = 7000;

  private static final int LAYER_STEP = 2;
  private static final double[] CLEAR_PER_CM = {901, 905};
  private static final double[] HUMID_PER_CM = {830, 835};
  private static final double DARKEST = 1e-7;

  private final NodeForwardModel model;

  CloudSignal(NodeForwardModel model) {
    this.model = model;
  }

  /**
   * @param workspace standing at the prior
   * @param difference measured minus prior
   */
  GasProfile.Cloud of(
      PriorState believed,
      LinearEstimate estimate,
      double[] difference,
      double[] prior,
      NodeForwardModel.Workspace workspace) {
    List<double[]> vectors = new ArrayList<>();
    List<Double> tops = new ArrayList<>();
    LayerGrid grid = believed.scene().column().grid();
    double[] bounds = grid.boundsPa();
    for (int layer = LayerGrid.LAYERS - 1; layer > grid.firstLayer(); layer--) {
      boolean high = bounds[layer] < HIGHEST_PA;
      if (!high && bounds[layer] < bounds[grid.firstLayer()] - LEAST_ABOVE_GROUND_PA) {
        if (tops.size() % LAYER_STEP == 0) {
          double[] contrast = new double[model.channels()];
          model.cloudContrast(layer, model.windowCount(), contrast, workspace);
          vectors.add(contrast);
        }
        tops.add(bounds[layer]);
      }
    }
    vectors.add(difference);
    double[][] cost = estimate.costs(vectors.toArray(new double[0][]));
    int n = vectors.size() - 1;
    int best = -1;
    double most = 0;
    for (int k = 0; k < n; k++) {
      double gain = cost[n][k] > 0 ? cost[n][k] * cost[n][k] / cost[k][k] : 0;
      if (gain > most) {
        most = gain;
        best = k;
      }
    }
    double split = split(prior, difference);
    if (best < 0) {
      return new GasProfile.Cloud(
          0, 1 / Math.sqrt(cost[0][0]), Double.NaN, split, Optional.empty());
    }
    return new GasProfile.Cloud(
        cost[n][best] / cost[best][best],
        1 / Math.sqrt(cost[best][best]),
        tops.get(LAYER_STEP * best),
        split,
        Optional.empty());
  }

  /** Measured minus prior of the split-window difference [K]; NaN without the channels. */
  private double split(double[] prior, double[] difference) {
    double[] measured = new double[prior.length];
    for (int c = 0; c < prior.length; c++) {
      measured[c] = prior[c] + difference[c];
    }
    return brightness(measured, CLEAR_PER_CM)
        - brightness(measured, HUMID_PER_CM)
        - brightness(prior, CLEAR_PER_CM)
        + brightness(prior, HUMID_PER_CM);
  }

  /** Brightness temperature of the mean radiance between two wavenumbers. */
  private double brightness(double[] radiance, double[] rangePerCm) {
    double sum = 0;
    int count = 0;
    for (int c = 0; c < radiance.length; c++) {
      double nu = model.channelPerCm(c);
      if (nu >= rangePerCm[0] && nu <= rangePerCm[1]) {
        sum += radiance[c];
        count++;
      }
    }
    return count == 0
        ? Double.NaN
        : Planck.brightnessTemperature(
            0.5 * (rangePerCm[0] + rangePerCm[1]), Math.max(sum / count, DARKEST));
  }
}
