package org.kokyu.land.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Error of a formula over atmospheres, per node of the table.
 *
 * <p>σ [K] is the half width that holds 68.27 % of the errors of the cases, weighted by what the
 * node counts in each. An rms would be that of the one or two strangest atmospheres where few are
 * humid. Few parents say little of the next one, so for it the share is raised to 0.6827 (1 + 1/n),
 * at most 1, with n = (Σ w)² / Σ w² over the parents' weights w: the finite-sample level of
 * conformal prediction (Lei et al. 2018, J. Amer. Stat. Assoc. 113, 1094). Not safe for threads.
 */
final class NodeErrors {
  /** Share of a normal distribution within one standard deviation. */
  private static final double ONE_SIGMA = 0.682689;

  private record Item(double absoluteK, double weight) {}

  private final int[] parent;
  private final List<List<Item>> items = new ArrayList<>();
  private final List<Map<Integer, Double>> byParent = new ArrayList<>();

  /**
   * @param parent number of the parent of each atmosphere
   */
  NodeErrors(int nodes, int[] parent) {
    this.parent = parent.clone();
    for (int n = 0; n < nodes; n++) {
      items.add(new ArrayList<>());
      byParent.add(new HashMap<>());
    }
  }

  /** Takes the error of a case. */
  void add(int node, int atmosphere, double weight, double errorK) {
    if (weight > 0) {
      items.get(node).add(new Item(Math.abs(errorK), weight));
      byParent.get(node).merge(parent[atmosphere], weight, Double::sum);
    }
  }

  boolean isEmpty(int node) {
    return items.get(node).isEmpty();
  }

  /** Half width at a node for one more parent like those seen here, widened for their number. */
  double sigmaK(int node) {
    return halfWidthK(node, Math.min(1, ONE_SIGMA * (1 + 1 / parents(node))));
  }

  /** Half width at a node of the cases themselves. */
  double ownSigmaK(int node) {
    return halfWidthK(node, ONE_SIGMA);
  }

  private double halfWidthK(int node, double share) {
    Item[] sorted = items.get(node).toArray(Item[]::new);
    Arrays.sort(sorted, Comparator.comparingDouble(Item::absoluteK));
    double total = 0;
    for (Item i : sorted) {
      total += i.weight;
    }
    double sum = 0;
    for (Item i : sorted) {
      sum += i.weight;
      if (sum >= share * total) {
        return i.absoluteK;
      }
    }
    return sorted[sorted.length - 1].absoluteK;
  }

  /** Effective number of parents at a node. */
  double parents(int node) {
    double sum = 0;
    double squares = 0;
    for (double w : byParent.get(node).values()) {
      sum += w;
      squares += w * w;
    }
    return sum * sum / squares;
  }
}
