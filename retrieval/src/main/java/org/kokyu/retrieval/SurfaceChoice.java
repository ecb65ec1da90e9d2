package org.kokyu.retrieval;

import java.util.List;
import org.kokyu.core.atmosphere.SurfaceEmissivity;
import org.kokyu.core.profile.GasProfile;
import org.kokyu.core.profile.SurfaceType;
import org.kokyu.retrieval.estimation.LinearEstimate;
import org.kokyu.retrieval.fast.NodeForwardModel;
import org.kokyu.retrieval.forward.BaseEmissivity;
import org.kokyu.retrieval.forward.StateLayout;

/**
 * Chooses the emissivity that a retrieval starts from by the spectrum, where the meteorology gives
 * none.
 *
 * <p>Radiance is linear in emissivity. With u_k the change of the prior's spectrum by the
 * emissivity of type k, the cost that the {@link FirstLook} leaves of y − F − u_k is compared
 * between the types and between mixtures of two, (1 − f) u_i + f u_j. A mixture is taken only where
 * it lowers the cost by more than {@value #MIXTURE_GAIN}, the logarithm of the number of channels:
 * its share is one parameter more. Snow is a candidate below {@value #WARMEST_SNOW_K} K, the sea
 * where land is not known to fill the footprint, land where sea is not known to.
 */
final class SurfaceChoice {
  private static final double MIXTURE_GAIN = 6;

  /** Skin of the prior; melting snow and the error of a forecast. */
  private static final double WARMEST_SNOW_K = 278;

  private final NodeForwardModel model;
  private final PriorState believed;

  SurfaceChoice(NodeForwardModel model, PriorState believed) {
    this.model = model;
    this.believed = believed;
  }

  /**
   * What the spectrum says.
   *
   * @param types candidates
   * @param jacobian at the prior
   */
  GasProfile.Cover choose(
      List<SurfaceType> types,
      double zenithDeg,
      FirstLook look,
      LinearEstimate estimate,
      double[][] jacobian) {
    int n = types.size();
    double[][] differences = new double[n + 1][];
    differences[n] = look.difference();
    for (int k = 0; k < n; k++) {
      differences[k] = change(BaseEmissivity.of(types.get(k), zenithDeg), jacobian);
    }
    double[][] g = estimate.costs(differences);
    double least = Double.POSITIVE_INFINITY;
    double leastPure = Double.POSITIVE_INFINITY;
    GasProfile.Cover pure = null;
    GasProfile.Cover mixture = null;
    for (int i = 0; i < n; i++) {
      double cost = g[n][n] - 2 * g[n][i] + g[i][i];
      if (cost < leastPure) {
        leastPure = cost;
        pure = new GasProfile.Cover(types.get(i), types.get(i), 0);
      }
      for (int j = 0; j < n; j++) {
        double down = g[j][j] - 2 * g[i][j] + g[i][i];
        double share = j == i ? 0 : (g[n][j] - g[n][i] - g[i][j] + g[i][i]) / down;
        double mixed = cost - share * share * down;
        if (share > 0 && share <= 0.5 && mixed < least) {
          least = mixed;
          mixture = new GasProfile.Cover(types.get(i), types.get(j), share);
        }
      }
    }
    return least < leastPure - MIXTURE_GAIN ? mixture : pure;
  }

  /** Candidates for a footprint. */
  static List<SurfaceType> candidates(double landFraction, double skinK) {
    boolean land = !(landFraction < 0.1);
    boolean sea = !(landFraction > 0.9);
    boolean snow = skinK < WARMEST_SNOW_K;
    return java.util.Arrays.stream(SurfaceType.values())
        .filter(
            t ->
                switch (t) {
                  case GIVEN, FLAT -> false;
                  case SEA -> sea;
                  case SNOW -> snow;
                  default -> land;
                })
        .toList();
  }

  static SurfaceEmissivity emissivity(GasProfile.Cover cover, double zenithDeg) {
    SurfaceEmissivity first = BaseEmissivity.of(cover.first(), zenithDeg);
    return cover.secondShare() == 0
        ? first
        : BaseEmissivity.mixed(
            first, BaseEmissivity.of(cover.second(), zenithDeg), cover.secondShare());
  }

  /**
   * Change of the radiances when the emissivity becomes another one: level and tilt of a window by
   * their rows of the Jacobian, the rest at the channel.
   */
  double[] change(SurfaceEmissivity other, double[][] jacobian) {
    StateLayout layout = believed.layout();
    SurfaceEmissivity old = believed.scene().emissivity();
    double[] change = new double[model.channels()];
    for (int w = 0; w < layout.windows(); w++) {
      int from = model.firstChannel(w);
      int to = model.firstChannel(w + 1);
      double low = other.at(model.channelPerCm(from)) - old.at(model.channelPerCm(from));
      double high = other.at(model.channelPerCm(to - 1)) - old.at(model.channelPerCm(to - 1));
      double[] byLevel = jacobian[layout.emissivity(w)];
      for (int c = from; c < to; c++) {
        double nu = model.channelPerCm(c);
        double delta = other.at(nu) - old.at(nu);
        if (layout.emissivityTilt()) {
          double tilt = 0.5 * (high - low);
          change[c] =
              (delta - tilt * model.position(w, nu)) * byLevel[c]
                  + tilt * jacobian[layout.emissivityTilt(w)][c];
        } else {
          change[c] = delta * byLevel[c];
        }
      }
    }
    return change;
  }
}
