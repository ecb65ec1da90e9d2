package org.kokyu.flux.fitting;

import java.util.Arrays;

/**
 * Ridge regression whose penalty is chosen by leaving blocks out.
 *
 * <p>Minimises Σ (y − x·b)² + λ Σ w_g (s_f b_f)² over the rows used; s_f is the root mean square of
 * feature f, w_g is 1 for group 0 and ρ for group 1. λ and then ρ are those that predict the left
 * out blocks best. Blocks are whole weeks: neighbouring half-hours are alike, single rows left out
 * would always be found. Deterministic.
 */
public final class PenalisedFit {
  private static final int FOLDS = 6;
  private static final double[] PENALTIES = {10, 30, 100, 300, 1000, 3000, 10_000};
  private static final double[] GROUP_FACTORS = {16, 4, 1};
  private static final double TINY = 1e-6;

  private final double[] coefficients;
  private final double blindSquares;
  private final double penalty;
  private final double groupFactor;

  private PenalisedFit(
      double[] coefficients, double blindSquares, double penalty, double groupFactor) {
    this.coefficients = coefficients;
    this.blindSquares = blindSquares;
    this.penalty = penalty;
    this.groupFactor = groupFactor;
  }

  /**
   * Fits.
   *
   * @param rows features
   * @param use rows to fit
   * @param y what is fitted
   * @param block number of the block of each row
   */
  public static PenalisedFit of(FeatureRows rows, boolean[] use, double[] y, int[] block) {
    Sums sums = new Sums(rows, use, y, block);
    double best = Double.POSITIVE_INFINITY;
    double penalty = PENALTIES[0];
    for (double candidate : PENALTIES) {
      double squares = sums.blindSquares(candidate, GROUP_FACTORS[0]);
      if (squares < best) {
        best = squares;
        penalty = candidate;
      }
    }
    double factor = GROUP_FACTORS[0];
    for (int i = 1; i < GROUP_FACTORS.length; i++) {
      double squares = sums.blindSquares(penalty, GROUP_FACTORS[i]);
      if (squares < best) {
        best = squares;
        factor = GROUP_FACTORS[i];
      }
    }
    return new PenalisedFit(sums.solve(-1, penalty, factor), best, penalty, factor);
  }

  /** Sum of squared errors on blocks left out. */
  public double blindSquares() {
    return blindSquares;
  }

  public double penalty() {
    return penalty;
  }

  public double groupFactor() {
    return groupFactor;
  }

  /** In the units of the features; the array itself. */
  public double[] coefficients() {
    return coefficients;
  }

  /** Normal equations per fold. */
  private static final class Sums {
    private final int n;
    private final double[] scale;
    private final int[] group;
    private final double[][][] gram = new double[FOLDS][][];
    private final double[][] moment = new double[FOLDS][];
    private final double[] squares = new double[FOLDS];
    private final double[][] allGram;
    private final double[] allMoment;

    Sums(FeatureRows rows, boolean[] use, double[] y, int[] block) {
      n = rows.size();
      group = new int[n];
      for (int f = 0; f < n; f++) {
        group[f] = rows.group(f);
      }
      for (int k = 0; k < FOLDS; k++) {
        gram[k] = new double[n][n];
        moment[k] = new double[n];
      }
      int count = accumulate(rows, use, y, block);
      scale = new double[n];
      allGram = new double[n][n];
      allMoment = new double[n];
      for (int f = 0; f < n; f++) {
        for (int k = 0; k < FOLDS; k++) {
          scale[f] += gram[k][f][f];
        }
        scale[f] = 1 / (Math.sqrt(scale[f] / Math.max(1, count)) + TINY);
      }
      for (int k = 0; k < FOLDS; k++) {
        for (int i = 0; i < n; i++) {
          moment[k][i] *= scale[i];
          allMoment[i] += moment[k][i];
          for (int j = 0; j <= i; j++) {
            gram[k][i][j] *= scale[i] * scale[j];
            allGram[i][j] += gram[k][i][j];
          }
        }
      }
    }

    private int accumulate(FeatureRows rows, boolean[] use, double[] y, int[] block) {
      int[] index = new int[rows.support()];
      double[] value = new double[rows.support()];
      int count = 0;
      for (int r = 0; r < use.length; r++) {
        if (!use[r]) {
          continue;
        }
        count++;
        int k = block[r] / 2 % FOLDS;
        int filled = rows.fill(r, index, value);
        for (int i = 0; i < filled; i++) {
          moment[k][index[i]] += value[i] * y[r];
          for (int j = 0; j < filled; j++) {
            if (index[j] <= index[i]) {
              gram[k][index[i]][index[j]] += value[i] * value[j];
            }
          }
        }
        squares[k] += y[r] * y[r];
      }
      return count;
    }

    /** Scaled back coefficients without a fold; all folds for −1. */
    double[] solve(int without, double penalty, double factor) {
      double[] b = scaled(without, penalty, factor);
      for (int f = 0; f < n; f++) {
        b[f] *= scale[f];
      }
      return b;
    }

    private double[] scaled(int without, double penalty, double factor) {
      double[][] a = new double[n][];
      double[] b = allMoment.clone();
      for (int i = 0; i < n; i++) {
        a[i] = Arrays.copyOf(allGram[i], i + 1);
        if (without >= 0) {
          b[i] -= moment[without][i];
          for (int j = 0; j <= i; j++) {
            a[i][j] -= gram[without][i][j];
          }
        }
        a[i][i] += penalty * (group[i] == 1 ? factor : 1);
      }
      Cholesky.solve(a, b);
      return b;
    }

    double blindSquares(double penalty, double factor) {
      double sum = 0;
      for (int k = 0; k < FOLDS; k++) {
        double[] b = scaled(k, penalty, factor);
        double quadratic = 0;
        double linear = 0;
        for (int i = 0; i < n; i++) {
          double row = 0;
          for (int j = 0; j < i; j++) {
            row += gram[k][i][j] * b[j];
          }
          quadratic += b[i] * (2 * row + gram[k][i][i] * b[i]);
          linear += b[i] * moment[k][i];
        }
        sum += squares[k] - 2 * linear + quadratic;
      }
      return sum;
    }
  }
}
