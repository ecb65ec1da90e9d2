package org.kokyu.flux.upscaling;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import org.kokyu.core.parallel.BlockLoop;

/**
 * Extremely randomised regression trees (Geurts et al. 2006, Machine Learning 63, 3): every tree
 * sees all rows, a node tries some features with one random threshold each and takes the cut that
 * lowers the squared error most.
 *
 * <p>Own code, because the libraries that have it are under the GPL, need a newer Java, or bring a
 * native part; the reference measured scikit-learn on the same file, which the tests repeat. Same
 * data and seed, same trees, for any executor. Immutable, thread-safe.
 */
final class ExtraTrees {
  private static final double FEATURE_SHARE = 0.4;

  /**
   * @param trees how many
   * @param leastInLeaf fewest rows in a leaf
   */
  record Settings(int trees, int leastInLeaf, long seed) {}

  private final Tree[] trees;
  private final double[] importance;

  private ExtraTrees(Tree[] trees, double[] importance) {
    this.trees = trees;
    this.importance = importance;
  }

  /**
   * Grows trees.
   *
   * @param x features by row
   * @param y target by row
   * @param w weight by row
   * @param executor lends threads
   * @param helpers most tasks to hand to it
   */
  static ExtraTrees fit(
      double[][] x, double[] y, double[] w, Settings settings, Executor executor, int helpers) {
    Tree[] trees = new Tree[settings.trees()];
    BlockLoop.run(
        executor, helpers, trees.length, t -> trees[t] = new Growing(x, y, w, settings, t).tree());
    double[] importance = new double[x[0].length];
    for (Tree tree : trees) {
      for (int f = 0; f < importance.length; f++) {
        importance[f] += tree.gain()[f];
      }
    }
    double all = Arrays.stream(importance).sum();
    for (int f = 0; f < importance.length; f++) {
      importance[f] = all > 0 ? importance[f] / all : 1.0 / importance.length;
    }
    return new ExtraTrees(trees, importance);
  }

  double predict(double[] x) {
    double sum = 0;
    for (Tree tree : trees) {
      sum += tree.value(x);
    }
    return sum / trees.length;
  }

  /** Share of the lowered squared error by feature; sums to 1. */
  double[] importance() {
    return importance.clone();
  }

  /** Nodes as arrays; feature −1 marks a leaf. */
  private record Tree(
      int[] feature, double[] threshold, int[] right, double[] mean, double[] gain) {
    double value(double[] x) {
      int node = 0;
      while (feature[node] >= 0) {
        node = x[feature[node]] < threshold[node] ? node + 1 : right[node];
      }
      return mean[node];
    }
  }

  /** One tree in the making; the left child follows its parent. */
  private static final class Growing {
    private final double[][] x;
    private final double[] y;
    private final double[] w;
    private final int least;
    private final SplittableRandom random;
    private final int[] rows;
    private final int[] scratch;
    private int[] feature = new int[256];
    private double[] threshold = new double[256];
    private int[] right = new int[256];
    private double[] mean = new double[256];
    private final double[] gain;
    private int nodes;

    Growing(double[][] x, double[] y, double[] w, Settings settings, int number) {
      this.x = x;
      this.y = y;
      this.w = w;
      this.least = settings.leastInLeaf();
      this.random = new SplittableRandom(settings.seed() * 1_000_003L + number);
      this.rows = new int[y.length];
      for (int i = 0; i < rows.length; i++) {
        rows[i] = i;
      }
      this.scratch = new int[rows.length];
      this.gain = new double[x[0].length];
    }

    Tree tree() {
      grow(0, rows.length);
      return new Tree(
          Arrays.copyOf(feature, nodes),
          Arrays.copyOf(threshold, nodes),
          Arrays.copyOf(right, nodes),
          Arrays.copyOf(mean, nodes),
          gain);
    }

    private void grow(int from, int to) {
      int node = nodes++;
      if (node == feature.length) {
        int more = 2 * node;
        feature = Arrays.copyOf(feature, more);
        threshold = Arrays.copyOf(threshold, more);
        right = Arrays.copyOf(right, more);
        mean = Arrays.copyOf(mean, more);
      }
      double sum = 0;
      double weight = 0;
      for (int k = from; k < to; k++) {
        sum += w[rows[k]] * y[rows[k]];
        weight += w[rows[k]];
      }
      mean[node] = sum / weight;
      feature[node] = -1;
      if (to - from >= 2 * least && choose(node, from, to, sum, weight)) {
        int middle = divide(node, from, to);
        grow(from, middle);
        right[node] = nodes;
        grow(middle, to);
      }
    }

    /** Takes the best of some random cuts; false if none leaves enough on both sides. */
    private boolean choose(int node, int from, int to, double sum, double weight) {
      int columns = x[0].length;
      int wanted = Math.max(1, (int) Math.ceil(FEATURE_SHARE * columns));
      int[] order = new int[columns];
      for (int f = 0; f < columns; f++) {
        order[f] = f;
      }
      double best = 0;
      int tried = 0;
      for (int f = 0; f < columns && tried < wanted; f++) {
        int swap = f + random.nextInt(columns - f);
        int candidate = order[swap];
        order[swap] = order[f];
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int k = from; k < to; k++) {
          double v = x[rows[k]][candidate];
          low = Math.min(low, v);
          high = Math.max(high, v);
        }
        if (!(high > low)) {
          continue; // constant here
        }
        tried++;
        double cut = low + (high - low) * random.nextDouble();
        double leftSum = 0;
        double leftWeight = 0;
        int left = 0;
        for (int k = from; k < to; k++) {
          int i = rows[k];
          if (x[i][candidate] < cut) {
            leftSum += w[i] * y[i];
            leftWeight += w[i];
            left++;
          }
        }
        if (left < least || to - from - left < least) {
          continue;
        }
        double rightSum = sum - leftSum;
        double lowered =
            leftSum * leftSum / leftWeight
                + rightSum * rightSum / (weight - leftWeight)
                - sum * sum / weight;
        if (lowered > best) {
          best = lowered;
          feature[node] = candidate;
          threshold[node] = cut;
        }
      }
      if (feature[node] >= 0) {
        gain[feature[node]] += best;
      }
      return feature[node] >= 0;
    }

    private int divide(int node, int from, int to) {
      int left = from;
      int kept = 0;
      for (int k = from; k < to; k++) {
        int i = rows[k];
        if (x[i][feature[node]] < threshold[node]) {
          rows[left++] = i;
        } else {
          scratch[kept++] = i;
        }
      }
      System.arraycopy(scratch, 0, rows, left, kept);
      return left;
    }
  }
}
