package org.kokyu.flux.upscaling;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executor;
import org.kokyu.core.parallel.BlockLoop;

/**
 * Predictions of every row by a model that has not seen its site: sites are dealt into folds, and a
 * fold is predicted from the others. Rows without fluxes are predicted as well. Same rows and
 * settings, same predictions, for any executor.
 */
public final class HeldOutSites {
  /**
   * How it is done.
   *
   * @param folds groups of sites
   * @param trees per ensemble
   * @param seed of the dealing and of the trees
   */
  public record Settings(int folds, int trees, long seed) {
    /** Ten folds, 300 trees. */
    public static final Settings DEFAULT = new Settings(10, 300, 1);

    public Settings {
      if (folds < 2 || trees < 1) {
        throw new IllegalArgumentException("at least 2 folds and 1 tree");
      }
    }
  }

  /**
   * A row with what is predicted of it [g C m-2 d-1].
   *
   * @param fold group of its site
   * @param gpp prior, trees, support vectors, and the mean of the last two
   * @param nee trees, support vectors, and their mean
   * @param dissimilarity to the training rows
   * @param applicable whether that is inside the area of applicability
   */
  public record Row(
      SiteMonth month,
      int fold,
      Map<String, Double> gpp,
      Map<String, Double> nee,
      double dissimilarity,
      boolean applicable) {}

  private HeldOutSites() {}

  /**
   * Predicts.
   *
   * @param executor lends threads; folds are worked on side by side
   * @param done called after each fold, by any thread
   * @return rows with features, in the order given
   */
  public static List<Row> predict(
      List<SiteMonth> rows, Settings settings, Executor executor, int helpers, Runnable done) {
    SiteFeatures features = SiteFeatures.of(rows);
    List<String> sites =
        new ArrayList<>(rows.stream().map(SiteMonth::site).distinct().sorted().toList());
    if (sites.size() < settings.folds()) {
      throw new IllegalArgumentException(
          "%d sites cannot be dealt into %d folds".formatted(sites.size(), settings.folds()));
    }
    Collections.shuffle(sites, new Random(settings.seed()));
    Map<String, Integer> fold = new HashMap<>();
    for (int s = 0; s < sites.size(); s++) {
      fold.put(sites.get(s), s % settings.folds());
    }
    Row[] result = new Row[rows.size()];
    BlockLoop.run(
        executor,
        helpers,
        settings.folds(),
        k -> {
          List<Integer> training = new ArrayList<>();
          for (int i = 0; i < rows.size(); i++) {
            SiteMonth m = rows.get(i);
            if (fold.get(m.site()) != k
                && features.of(i) != null
                && !Double.isNaN(m.gpp())
                && !Double.isNaN(m.nee())) {
              training.add(i);
            }
          }
          UpscalingModel model =
              new UpscalingModel(
                  features, training, settings.trees(), settings.seed(), Runnable::run, 0);
          for (int i = 0; i < rows.size(); i++) {
            if (fold.get(rows.get(i).site()) == k && features.of(i) != null) {
              result[i] = row(rows.get(i), k, model.predict(i));
            }
          }
          done.run();
        });
    List<Row> all = new ArrayList<>();
    for (Row row : result) {
      if (row != null) {
        all.add(row);
      }
    }
    return all;
  }

  private static Row row(SiteMonth month, int fold, UpscalingModel.Prediction p) {
    return new Row(
        month,
        fold,
        Map.of(
            "lue", p.gppPrior(),
            "trees", Math.max(0, p.gppTrees()),
            "svr", Math.max(0, p.gppVectors()),
            "combined", p.gpp()),
        Map.of("trees", p.neeTrees(), "svr", p.neeVectors(), "combined", p.nee()),
        p.dissimilarity(),
        p.applicable());
  }
}
