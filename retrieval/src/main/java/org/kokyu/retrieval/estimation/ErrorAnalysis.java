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

  /**
   * Degrees of freedom for signal of blocks of the state under another prior: N − tr(S Sa⁻¹) over
   * the block.
   *
   * @param information Kᵀ Se⁻¹ K
   * @param prior Sa
   * @param first first element of each block
   * @param count elements of each block
   */
  public static double[] dofs(
      double[][] information, PriorCovariance prior, int[] first, int count) {
    double[] scale = prior.sigma();
    double[][] s = posterior(factor(information, prior.inverse(), scale), scale);
    double[] dofs = new double[first.length];
    for (int b = 0; b < first.length; b++) {
      dofs[b] = count;
      for (int i = first[b]; i < first[b] + count; i++) {
        for (int j = first[b]; j < first[b] + count; j++) {
          dofs[b] -= s[i][j] * prior.inverse()[i][j];
        }
      }
    }
    return dofs;
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
