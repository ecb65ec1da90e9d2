package org.kokyu.retrieval.estimation;

import java.util.random.RandomGenerator;

/**
 * A prior covariance made of independent blocks, and its inverse.
 *
 * <p>Block of a profile: Sa_ij = σ_i σ_j exp(−|z_i − z_j| / length), heights ascending. Such a
 * profile is a Markov chain, so its inverse is tridiagonal and known: with r_i = exp(−(z_{i+1} −
 * z_i) / length) the inverse correlation has −r_i/(1 − r_i²) beside the diagonal and 1 + Σ r²/(1 −
 * r²) over both neighbours on it. Build once per sounding; not thread-safe while blocks are added.
 */
public final class PriorCovariance {
  private final double[][] covariance;
  private final double[][] inverse;
  private double lnDeterminant;

  public PriorCovariance(int n) {
    covariance = new double[n][n];
    inverse = new double[n][n];
  }

  /**
   * @param first first element of the block
   * @param sigma standard deviations
   * @param height heights, ascending, same unit as the length
   * @param length correlation length
   */
  public void addProfile(int first, double[] sigma, double[] height, double length) {
    int n = sigma.length;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        covariance[first + i][first + j] =
            sigma[i] * sigma[j] * Math.exp(-Math.abs(height[i] - height[j]) / length);
      }
    }
    for (int i = 0; i < n; i++) {
      inverse[first + i][first + i] = 1 / (sigma[i] * sigma[i]);
    }
    for (int i = 0; i + 1 < n; i++) {
      if (!(height[i + 1] > height[i]) || !(sigma[i] > 0) || !(sigma[i + 1] > 0)) {
        throw new IllegalArgumentException(
            "prior covariance of element %d is not positive definite".formatted(first + i));
      }
      double r = Math.exp(-(height[i + 1] - height[i]) / length);
      double[] low = inverse[first + i];
      double[] high = inverse[first + i + 1];
      double share = r * r / (1 - r * r);
      low[first + i] += share / (sigma[i] * sigma[i]);
      high[first + i + 1] += share / (sigma[i + 1] * sigma[i + 1]);
      low[first + i + 1] = -r / (1 - r * r) / (sigma[i] * sigma[i + 1]);
      high[first + i] = low[first + i + 1];
      lnDeterminant += Math.log(1 - r * r);
    }
  }

  /** ln det of Sa over the product of its diagonal. */
  public double lnDeterminantOfCorrelation() {
    return lnDeterminant;
  }

  /** A copy in which the block of a profile is another one. */
  public PriorCovariance withProfile(int first, double[] sigma, double[] height, double length) {
    PriorCovariance copy = new PriorCovariance(covariance.length);
    for (int i = 0; i < covariance.length; i++) {
      boolean outside = i < first || i >= first + sigma.length;
      if (outside) {
        System.arraycopy(covariance[i], 0, copy.covariance[i], 0, covariance.length);
        System.arraycopy(inverse[i], 0, copy.inverse[i], 0, covariance.length);
      }
    }
    copy.lnDeterminant = Double.NaN;
    copy.addProfile(first, sigma, height, length);
    return copy;
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

  /** L of a block of Sa = L Lᵀ, 0 above the diagonal. */
  double[][] factor(int first, int count) {
    double[][] l = new double[count][count];
    for (int i = 0; i < count; i++) {
      System.arraycopy(covariance[first + i], first, l[i], 0, i + 1);
    }
    if (!SymmetricMatrix.cholesky(l, count)) {
      throw new IllegalStateException("prior covariance is not positive definite");
    }
    return l;
  }

  /** A draw from N(0, Sa). */
  public double[] draw(RandomGenerator random) {
    int n = covariance.length;
    double[][] l = factor(0, n);
    double[] z = new double[n];
    for (int i = 0; i < n; i++) {
      z[i] = random.nextGaussian();
    }
    double[] x = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] = SymmetricMatrix.dot(l[i], z, i + 1);
    }
    return x;
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
