package org.kokyu.retrieval.estimation;

/**
 * Linear maximum a posteriori estimate with few elements and independent priors, for looks at a
 * spectrum before it is fitted.
 *
 * <p>For a difference d = y − F: x = S Kᵀ Se⁻¹ d with S = (Kᵀ Se⁻¹ K + Sa⁻¹)⁻¹ (Rodgers 2000,
 * equation 4.3), and the cost at it, dᵀ (K Sa Kᵀ + Se)⁻¹ d = dᵀ Se⁻¹ d − xᵀ Kᵀ Se⁻¹ d. Symbols: K m
 * × p, here stored as p rows of m; Sa and Se diagonal. One factorisation serves any number of
 * differences. Immutable; the rows are shared.
 */
public final class LinearEstimate {
  private final double[][] rows;
  private final double[] weight;
  private final double[] sigma;
  private final double[][] factor;

  /**
   * @param rows Kᵀ, [element][channel]
   * @param sigma √diag Sa
   * @param variance diag Se
   * @throws IllegalArgumentException if the system is not positive definite
   */
  public LinearEstimate(double[][] rows, double[] sigma, double[] variance) {
    this.rows = rows;
    this.sigma = sigma.clone();
    int p = rows.length;
    int m = variance.length;
    weight = new double[m];
    for (int c = 0; c < m; c++) {
      weight[c] = 1 / variance[c];
    }
    factor = new double[p][p];
    double[] weighted = new double[m];
    for (int i = 0; i < p; i++) {
      for (int c = 0; c < m; c++) {
        weighted[c] = rows[i][c] * weight[c];
      }
      for (int j = 0; j <= i; j++) {
        double sum = SymmetricMatrix.dot(weighted, rows[j], m);
        factor[i][j] = sum * sigma[i] * sigma[j] + (i == j ? 1 : 0);
      }
    }
    if (!SymmetricMatrix.cholesky(factor, p)) {
      throw new IllegalArgumentException("linear estimate is not positive definite");
    }
  }

  /** x, p. */
  public double[] solve(double[] difference) {
    double[] x = projected(difference);
    SymmetricMatrix.solve(factor, x.length, x);
    for (int i = 0; i < x.length; i++) {
      x[i] *= sigma[i];
    }
    return x;
  }

  /** Costs of and between differences: [i][j] = d_iᵀ (K Sa Kᵀ + Se)⁻¹ d_j. */
  public double[][] costs(double[]... differences) {
    int n = differences.length;
    double[][] half = new double[n][];
    double[][] costs = new double[n][n];
    double[] weighted = new double[weight.length];
    for (int i = 0; i < n; i++) {
      half[i] = halfSolved(projected(differences[i]));
      for (int c = 0; c < weight.length; c++) {
        weighted[c] = differences[i][c] * weight[c];
      }
      for (int j = 0; j <= i; j++) {
        costs[i][j] =
            SymmetricMatrix.dot(weighted, differences[j], weighted.length)
                - SymmetricMatrix.dot(half[i], half[j], half[i].length);
        costs[j][i] = costs[i][j];
      }
    }
    return costs;
  }

  /** d − K x, m. */
  public double[] residual(double[] difference, double[] x) {
    double[] r = difference.clone();
    for (int i = 0; i < x.length; i++) {
      for (int c = 0; c < r.length; c++) {
        r[c] -= x[i] * rows[i][c];
      }
    }
    return r;
  }

  /** Posterior standard deviation of an element. */
  public double sigma(int element) {
    double[] e = new double[sigma.length];
    e[element] = 1;
    SymmetricMatrix.solve(factor, e.length, e);
    return Math.sqrt(e[element]) * sigma[element];
  }

  /** Share of channel c's own noise that the estimate takes up, 0 … 1. */
  public double leverage(int c) {
    double[] k = new double[sigma.length];
    for (int i = 0; i < k.length; i++) {
      k[i] = rows[i][c] * sigma[i];
    }
    halfSolved(k);
    return SymmetricMatrix.dot(k, k, k.length) * weight[c];
  }

  /** L⁻¹ b, in place. */
  private double[] halfSolved(double[] b) {
    for (int i = 0; i < b.length; i++) {
      b[i] = (b[i] - SymmetricMatrix.dot(factor[i], b, i)) / factor[i][i];
    }
    return b;
  }

  /** √Sa Kᵀ Se⁻¹ d. */
  private double[] projected(double[] difference) {
    double[] weighted = new double[weight.length];
    for (int c = 0; c < weighted.length; c++) {
      weighted[c] = difference[c] * weight[c];
    }
    double[] b = new double[sigma.length];
    for (int i = 0; i < b.length; i++) {
      b[i] = SymmetricMatrix.dot(weighted, rows[i], weighted.length) * sigma[i];
    }
    return b;
  }
}
