package org.kokyu.retrieval.estimation;

/**
 * A prior covariance made of independent blocks, and its inverse.
 *
 * <p>Block of a profile: Sa_ij = σ_i σ_j exp(−|z_i − z_j| / length). Its inverse comes from the
 * block's own Cholesky factor. Build once per sounding; not thread-safe while blocks are added.
 */
public final class PriorCovariance {
  private final double[][] covariance;
  private final double[][] inverse;

  public PriorCovariance(int n) {
    covariance = new double[n][n];
    inverse = new double[n][n];
  }

  /**
   * @param first first element of the block
   * @param sigma standard deviations
   * @param height heights, same unit as the length
   * @param length correlation length
   */
  public void addProfile(int first, double[] sigma, double[] height, double length) {
    int n = sigma.length;
    double[][] block = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        block[i][j] = sigma[i] * sigma[j] * Math.exp(-Math.abs(height[i] - height[j]) / length);
        covariance[first + i][first + j] = block[i][j];
      }
    }
    if (!SymmetricMatrix.cholesky(block, n)) {
      throw new IllegalArgumentException(
          "prior covariance of element %d is not positive definite".formatted(first));
    }
    double[][] inv = SymmetricMatrix.inverse(block, n);
    for (int i = 0; i < n; i++) {
      System.arraycopy(inv[i], 0, inverse[first + i], first, n);
    }
  }

  public void addScalar(int element, double sigma) {
    covariance[element][element] = sigma * sigma;
    inverse[element][element] = 1 / (sigma * sigma);
  }

  /** Sa; shared. */
  public double[][] covariance() {
    return covariance;
  }

  /** Sa⁻¹; shared. */
  public double[][] inverse() {
    return inverse;
  }

  /** √diag Sa. */
  public double[] sigma() {
    double[] s = new double[covariance.length];
    for (int i = 0; i < s.length; i++) {
      s[i] = Math.sqrt(covariance[i][i]);
    }
    return s;
  }
}
