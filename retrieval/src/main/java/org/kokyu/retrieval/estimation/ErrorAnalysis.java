package org.kokyu.retrieval.estimation;

/**
 * Averaging kernel and covariances of a solution (Rodgers 2000, chapters 2 and 3), at zero damping
 * and from one Cholesky factor.
 *
 * <p>S = (Kᵀ Se⁻¹ K + Sa⁻¹)⁻¹, A = S Kᵀ Se⁻¹ K = I − S Sa⁻¹, smoothing and interference S_s = (A −
 * I) Sa (A − I)ᵀ = S Sa⁻¹ S, noise S_n = S − S_s, information content H = ½ log₂ det(Sa S⁻¹).
 *
 * @param posterior S, n × n
 * @param kernel A, n × n, row = retrieved element
 * @param noise S_n
 * @param smoothing S_s
 * @param informationBits H [bit]
 */
public record ErrorAnalysis(
    double[][] posterior,
    double[][] kernel,
    double[][] noise,
    double[][] smoothing,
    double informationBits) {

  /**
   * @param information Kᵀ Se⁻¹ K
   * @param prior Sa
   * @throws IllegalArgumentException if the sum of both is not positive definite
   */
  public static ErrorAnalysis of(double[][] information, PriorCovariance prior) {
    double[] scale = prior.sigma();
    int n = scale.length;
    double[][] factor = factor(information, prior.inverse(), scale);
    double[][] s = posterior(factor, scale);
    double[][] b = SymmetricMatrix.multiplySparse(s, prior.inverse());
    double[][] smoothing = SymmetricMatrix.multiply(b, s);
    double[][] a = b;
    double[][] noise = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        a[i][j] = (i == j ? 1 : 0) - b[i][j];
      }
      for (int j = 0; j <= i; j++) {
        // symmetric up to rounding; made so here and nowhere else
        double v = 0.5 * (smoothing[i][j] + smoothing[j][i]);
        smoothing[i][j] = v;
        smoothing[j][i] = v;
        noise[i][j] = s[i][j] - v;
        noise[j][i] = noise[i][j];
      }
    }
    double bits =
        0.5
            * (SymmetricMatrix.lnDeterminant(factor, n) + prior.lnDeterminantOfCorrelation())
            / Math.log(2);
    return new ErrorAnalysis(s, a, noise, smoothing, bits);
  }

  /** Element i of S g: the step to the minimum of the linear problem with that gradient. */
  public double step(int i, double[] gradient) {
    return SymmetricMatrix.dot(posterior[i], gradient, gradient.length);
  }

  /**
   * Degrees of freedom for signal of blocks of the state if the prior of one other block, E, were
   * another one. The regression G = S_gE S_EE⁻¹ of a block on E does not depend on the prior of E,
   * so S'_gg = S_gg + G (S'_EE − S_EE) Gᵀ with S'_EE = (S_EE⁻¹ + Sa'_E⁻¹ − Sa_E⁻¹)⁻¹.
   *
   * @param prior Sa of this analysis
   * @param other Sa' that differs in E
   * @param changed first element of E
   * @param first first element of each block
   * @param count elements of each block, E included
   */
  public double[] dofs(
      PriorCovariance prior, PriorCovariance other, int changed, int[] first, int count) {
    double[][] s = block(posterior, changed, changed, count);
    double[][] inverse = inverse(s);
    double[][] otherInverse = new double[count][count];
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < count; j++) {
        otherInverse[i][j] =
            inverse[i][j]
                + other.inverse()[changed + i][changed + j]
                - prior.inverse()[changed + i][changed + j];
      }
    }
    double[][] difference = inverse(otherInverse);
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < count; j++) {
        difference[i][j] -= s[i][j];
      }
    }
    double[] dofs = new double[first.length];
    for (int b = 0; b < first.length; b++) {
      double[][] g = SymmetricMatrix.multiply(block(posterior, first[b], changed, count), inverse);
      double[][] gain = SymmetricMatrix.multiply(g, difference);
      for (int i = 0; i < count; i++) {
        dofs[b] += kernel[first[b] + i][first[b] + i];
        for (int j = 0; j < count; j++) {
          double sa = prior.inverse()[first[b] + i][first[b] + j];
          dofs[b] -= sa == 0 ? 0 : sa * SymmetricMatrix.dot(gain[i], g[j], count);
        }
      }
    }
    return dofs;
  }

  private static double[][] block(double[][] m, int row, int column, int count) {
    double[][] b = new double[count][];
    for (int i = 0; i < count; i++) {
      b[i] = java.util.Arrays.copyOfRange(m[row + i], column, column + count);
    }
    return b;
  }

  private static double[][] inverse(double[][] symmetric) {
    double[][] l = block(symmetric, 0, 0, symmetric.length);
    if (!SymmetricMatrix.cholesky(l, l.length)) {
      throw new IllegalArgumentException("block is not positive definite");
    }
    return SymmetricMatrix.inverse(l, l.length);
  }

  private static double[][] factor(double[][] information, double[][] inverse, double[] scale) {
    int n = scale.length;
    double[][] system = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        system[i][j] = (information[i][j] + inverse[i][j]) * scale[i] * scale[j];
      }
    }
    if (!SymmetricMatrix.cholesky(system, n)) {
      throw new IllegalArgumentException(
          "information and prior do not give a positive definite matrix");
    }
    return system;
  }

  private static double[][] posterior(double[][] factor, double[] scale) {
    int n = scale.length;
    double[][] s = SymmetricMatrix.inverse(factor, n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        s[i][j] *= scale[i] * scale[j];
      }
    }
    return s;
  }
}
