package org.kokyu.flux.upscaling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Monthly production and exchange learned from some rows.
 *
 * <p>Production: {@link LightUsePrior} plus the mean of what trees and support vectors make of its
 * residual. Exchange: −c times the prior, c by least squares, plus trees or support vectors on the
 * residual. So that the residuals of training rows are as large as those of new places, their prior
 * has efficiencies from other sites (five groups). Asian and Russian rows weigh {@value
 * #ASIAN_WEIGHT} times as much, because the maps are of Asia. Immutable, thread-safe.
 */
final class UpscalingModel {
  private static final int INNER_GROUPS = 5;
  private static final double ASIAN_WEIGHT = 5;
  private static final double COST_GPP = 3;
  private static final double COST_NEE = 3;

  /** Predictions of a row [g C m-2 d-1]. */
  record Prediction(
      double gppPrior,
      double gppTrees,
      double gppVectors,
      double neeTrees,
      double neeVectors,
      double dissimilarity,
      boolean applicable) {
    /** Mean of trees and support vectors on the prior. */
    double gpp() {
      return Math.max(0, (gppTrees + gppVectors) / 2);
    }

    double nee() {
      return (neeTrees + neeVectors) / 2;
    }
  }

  private final SiteFeatures features;
  private final LightUsePrior prior;
  private final double neePerGpp;
  private final ExtraTrees gppTrees;
  private final SupportVectors gppVectors;
  private final ExtraTrees neeTrees;
  private final SupportVectors neeVectors;
  private final Applicability area;

  /**
   * Learns.
   *
   * @param rows with features and both fluxes
   * @param trees how many
   */
  UpscalingModel(
      SiteFeatures features,
      List<Integer> rows,
      int trees,
      long seed,
      Executor executor,
      int helpers) {
    this.features = features;
    double[] weights = weights(features);
    prior = LightUsePrior.fit(features, rows, weights);
    double[] outer = priorsOfOtherSites(rows, weights);
    int n = rows.size();
    double[][] x = new double[n][];
    double[] w = new double[n];
    double[] gpp = new double[n];
    double top = 0;
    double bottom = 0;
    for (int k = 0; k < n; k++) {
      int i = rows.get(k);
      x[k] = extended(features.of(i), outer[k]);
      w[k] = weights[i];
      gpp[k] = features.rows().get(i).gpp() - outer[k];
      top += w[k] * features.rows().get(i).nee() * outer[k];
      bottom += w[k] * outer[k] * outer[k];
    }
    neePerGpp = top / bottom;
    double[] nee = new double[n];
    for (int k = 0; k < n; k++) {
      nee[k] = features.rows().get(rows.get(k)).nee() - neePerGpp * outer[k];
    }
    ExtraTrees.Settings settings = new ExtraTrees.Settings(trees, 3, seed);
    gppTrees = ExtraTrees.fit(x, gpp, w, settings, executor, helpers);
    neeTrees = ExtraTrees.fit(x, nee, w, settings, executor, helpers);
    gppVectors = SupportVectors.fit(x, gpp, COST_GPP);
    neeVectors = SupportVectors.fit(x, nee, COST_NEE);
    area =
        Applicability.of(
            x,
            gppTrees.importance(),
            rows.stream().mapToInt(i -> features.rows().get(i).site().hashCode()).toArray());
  }

  private static double[] weights(SiteFeatures features) {
    return features.rows().stream().mapToDouble(m -> m.inAsia() ? ASIAN_WEIGHT : 1).toArray();
  }

  private static double[] extended(double[] x, double prior) {
    double[] more = Arrays.copyOf(x, x.length + 1);
    more[x.length] = prior;
    return more;
  }

  private double[] priorsOfOtherSites(List<Integer> rows, double[] weights) {
    List<String> sites =
        rows.stream().map(i -> features.rows().get(i).site()).distinct().sorted().toList();
    double[] outer = new double[rows.size()];
    for (int g = 0; g < INNER_GROUPS; g++) {
      List<Integer> others = new ArrayList<>();
      List<Integer> own = new ArrayList<>();
      for (int k = 0; k < rows.size(); k++) {
        boolean mine = sites.indexOf(features.rows().get(rows.get(k)).site()) % INNER_GROUPS == g;
        if (mine) {
          own.add(k);
        } else {
          others.add(rows.get(k));
        }
      }
      LightUsePrior without = prior.refitted(features, others, weights);
      own.forEach(k -> outer[k] = without.production(features, rows.get(k)));
    }
    return outer;
  }

  /** Of a row with features. */
  Prediction predict(int row) {
    double p = prior.production(features, row);
    double[] x = extended(features.of(row), p);
    double unlike = area.dissimilarity(x);
    return new Prediction(
        p,
        p + gppTrees.predict(x),
        p + gppVectors.predict(x),
        neePerGpp * p + neeTrees.predict(x),
        neePerGpp * p + neeVectors.predict(x),
        unlike,
        unlike <= area.threshold());
  }
}
