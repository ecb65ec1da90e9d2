package org.kokyu.retrieval.estimation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The directions of a state's profiles of which a measurement knows anything: x − xa = B z.
 *
 * <p>Per profile, with its prior block Sa = L Lᵀ and its Jacobian K, the matrix P = Lᵀ Kᵀ Se⁻¹ K L
 * holds the squared signal-to-noise ratio of every whitened direction. A pivoted Cholesky
 * decomposition of P is stopped when the trace of what is left falls below a limit; the rows found,
 * made orthonormal, are Q, and the block of B is L Qᵀ. So z has unit prior covariance, and what the
 * basis leaves out would move by less than the square root of the limit of a prior standard
 * deviation (in the linear range). Elements behind the profiles are kept as they are.
 *
 * <p>Immutable.
 */
public final class ReducedBasis {
  private final int elements;
  private final int profileElements;
  private final int[] first;
  private final double[][] coefficient;

  private ReducedBasis(int elements, int profileElements, int[] first, double[][] coefficient) {
    this.elements = elements;
    this.profileElements = profileElements;
    this.first = first;
    this.coefficient = coefficient;
  }

  /**
   * @param prior Sa, of which the first blocks are profiles of equal length
   * @param profiles number of profiles
   * @param length elements of each
   * @param jacobian Kᵀ, [state element][channel]
   * @param noiseVariance diagonal of Se
   * @param neglected largest trace of what is left out of a profile, above 0
   */
  public static ReducedBasis of(
      PriorCovariance prior,
      int profiles,
      int length,
      double[][] jacobian,
      double[] noiseVariance,
      double neglected) {
    double[] inverseSigma = new double[noiseVariance.length];
    Arrays.setAll(inverseSigma, c -> 1 / Math.sqrt(noiseVariance[c]));
    List<double[]> rows = new ArrayList<>();
    List<Integer> first = new ArrayList<>();
    for (int b = 0; b < profiles; b++) {
      int from = b * length;
      double[][] l = prior.factor(from, length);
      double[][] p = whitened(l, gram(jacobian, inverseSigma, from, length));
      for (double[] q : directions(p, neglected)) {
        rows.add(product(l, q));
        first.add(from);
      }
    }
    return new ReducedBasis(
        prior.covariance().length,
        profiles * length,
        first.stream().mapToInt(Integer::intValue).toArray(),
        rows.toArray(double[][]::new));
  }

  /** Number of functions of the profiles. */
  public int functions() {
    return first.length;
  }

  /** Number of state elements that belong to profiles; the others follow them. */
  public int profileElements() {
    return profileElements;
  }

  /** Elements of z. */
  public int size() {
    return first.length + elements - profileElements;
  }

  /** First state element of the profile that a function belongs to. */
  public int first(int function) {
    return first[function];
  }

  /** Values of a function at the elements of its profile; shared. */
  public double[] function(int function) {
    return coefficient[function];
  }

  /** x − xa = B z. */
  public double[] expand(double[] z) {
    double[] x = new double[elements];
    for (int f = 0; f < first.length; f++) {
      double[] b = coefficient[f];
      for (int j = 0; j < b.length; j++) {
        x[first[f] + j] += z[f] * b[j];
      }
    }
    System.arraycopy(z, first.length, x, profileElements, elements - profileElements);
    return x;
  }

  /** Inverse of the prior covariance of z: 1 for the functions. */
  public double[][] priorInverse(PriorCovariance prior) {
    double[][] inverse = new double[size()][size()];
    for (int f = 0; f < first.length; f++) {
      inverse[f][f] = 1;
    }
    for (int i = first.length; i < size(); i++) {
      double[] row = prior.inverse()[i - first.length + profileElements];
      System.arraycopy(row, profileElements, inverse[i], first.length, size() - first.length);
    }
    return inverse;
  }

  /** Prior standard deviations of z. */
  public double[] priorSigma(PriorCovariance prior) {
    double[] sigma = new double[size()];
    Arrays.fill(sigma, 0, first.length, 1);
    System.arraycopy(prior.sigma(), profileElements, sigma, first.length, size() - first.length);
    return sigma;
  }

  /** Kᵀ Se⁻¹ K of a block. */
  private static double[][] gram(double[][] k, double[] inverseSigma, int from, int length) {
    double[][] scaled = new double[length][inverseSigma.length];
    double[][] m = new double[length][length];
    for (int i = 0; i < length; i++) {
      for (int c = 0; c < inverseSigma.length; c++) {
        scaled[i][c] = k[from + i][c] * inverseSigma[c];
      }
      for (int j = 0; j <= i; j++) {
        m[i][j] = SymmetricMatrix.dot(scaled[i], scaled[j], inverseSigma.length);
        m[j][i] = m[i][j];
      }
    }
    return m;
  }

  /** Lᵀ m L. */
  private static double[][] whitened(double[][] l, double[][] m) {
    return SymmetricMatrix.multiply(SymmetricMatrix.transpose(l), SymmetricMatrix.multiply(m, l));
  }

  /** Orthonormal rows that span p but for a trace below the limit. */
  private static List<double[]> directions(double[][] p, double neglected) {
    int n = p.length;
    double[] left = new double[n];
    Arrays.setAll(left, i -> p[i][i]);
    List<double[]> rows = new ArrayList<>();
    List<double[]> directions = new ArrayList<>();
    while (rows.size() < n && Arrays.stream(left).sum() > neglected) {
      int pivot = 0;
      for (int i = 1; i < n; i++) {
        pivot = left[i] > left[pivot] ? i : pivot;
      }
      double[] row = p[pivot].clone();
      for (double[] r : rows) {
        SymmetricMatrix.addTo(row, r, -r[pivot], n);
      }
      double scale = 1 / Math.sqrt(left[pivot]);
      for (int i = 0; i < n; i++) {
        row[i] *= scale;
        left[i] = Math.max(0, left[i] - row[i] * row[i]);
      }
      left[pivot] = 0;
      rows.add(row);
      directions.add(orthonormal(row, directions));
    }
    return directions;
  }

  private static double[] orthonormal(double[] row, List<double[]> to) {
    double[] q = row.clone();
    // twice is enough
    for (int pass = 0; pass < 2; pass++) {
      for (double[] d : to) {
        SymmetricMatrix.addTo(q, d, -SymmetricMatrix.dot(q, d, q.length), q.length);
      }
    }
    double norm = Math.sqrt(SymmetricMatrix.dot(q, q, q.length));
    Arrays.setAll(q, i -> q[i] / norm);
    return q;
  }

  private static double[] product(double[][] l, double[] q) {
    double[] b = new double[q.length];
    Arrays.setAll(b, i -> SymmetricMatrix.dot(l[i], q, i + 1));
    return b;
  }
}
