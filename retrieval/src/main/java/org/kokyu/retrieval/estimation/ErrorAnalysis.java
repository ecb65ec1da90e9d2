package org.kokyu.retrieval.estimation;

/**
 * Averaging kernel and covariances of a solution (Rodgers 2000, chapter 3), at zero damping and
 * from one Cholesky factor.
 *
 * <p>S = (Kᵀ Se⁻¹ K + Sa⁻¹)⁻¹, A = S Kᵀ Se⁻¹ K, noise S_n = S (Kᵀ Se⁻¹ K) S, smoothing and
 * interference S_s = (A − I) Sa (A − I)ᵀ = S Sa⁻¹ S; S = S_n + S_s.
 *
 * @param posterior S, n × n
 * @param kernel A, n × n, row = retrieved element
 * @param noise S_n
 * @param smoothing S_s
 */
public record ErrorAnalysis(
    double[][] posterior, double[][] kernel, double[][] noise, double[][] smoothing) {

  /**
   * @param information Kᵀ Se⁻¹ K
   * @param priorInverse Sa⁻¹
   * @param scale √diag Sa, for the conditioning of the factor
   * @throws IllegalArgumentException if the sum of both is not positive definite
   */
  public static ErrorAnalysis of(double[][] information, double[][] priorInverse, double[] scale) {
    int n = scale.length;
    double[][] system = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        system[i][j] = (information[i][j] + priorInverse[i][j]) * scale[i] * scale[j];
      }
    }
    if (!SymmetricMatrix.cholesky(system, n)) {
      throw new IllegalArgumentException(
          "information and prior do not give a positive definite matrix");
    }
    double[][] s = SymmetricMatrix.inverse(system, n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        s[i][j] *= scale[i] * scale[j];
      }
    }
    double[][] a = SymmetricMatrix.multiply(s, information);
    double[][] noise = SymmetricMatrix.multiply(a, s);
    double[][] smoothing = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        // symmetric up to rounding; made so here and nowhere else
        double v = 0.5 * (noise[i][j] + noise[j][i]);
        noise[i][j] = v;
        noise[j][i] = v;
        smoothing[i][j] = s[i][j] - v;
        smoothing[j][i] = smoothing[i][j];
      }
    }
    return new ErrorAnalysis(s, a, noise, smoothing);
  }
}
