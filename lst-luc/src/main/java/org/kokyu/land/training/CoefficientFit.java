package org.kokyu.land.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.kokyu.core.port.RadianceModel;
import org.kokyu.land.CoefficientTable;
import org.kokyu.land.LstCoefficients;
import org.kokyu.land.LstForm;
import org.kokyu.land.LstInputs;

/**
 * Least-squares fit of surface temperature coefficients on nodes of secant and water vapour.
 *
 * <p>Minimises Σ w (LST − offset − Σ_n h_n Σ_k c_nk f_k)² + λ Σ (c_nk − c_n'k)² s_k over
 * neighbouring nodes n, n', with the bilinear hat functions h and the mean square s_k of regressor
 * k; λ times the sum of weights is {@value #SMOOTHNESS} per node. The inputs carry noise: 0.06 K,
 * emissivity 0.002, water 3 %, air temperature 0.8 K, which keeps the coefficients from leaning on
 * differences that no instrument or analysis delivers. The error of the formula per node, see
 * {@link NodeErrors}, is that of atmospheres left out of the fit and that of the fit's own, {@value
 * #UNSEEN_SHARE} and the rest of the squares (the .632 estimator, Efron 1983, J. Amer. Stat. Assoc.
 * 78, 316): the first alone overstates for atmospheres that resemble the training, the second
 * understates for others. {@value #FOLDS} further fits leave out every parent once, with all its
 * variants and surfaces.
 *
 * <p>Given atmospheres have the weight 1, generated ones 0.08 beside given ones.
 */
public final class CoefficientFit {
  private static final double SMOOTHNESS = 3e-7;
  private static final double[] SECANTS = {1, 1.2, 1.45, 1.75, 2.05, 2.37, 2.93};
  private static final double[] WATERS = {0, 8, 16, 24, 32, 40, 50, 60, 75};
  private static final int SURFACES = 12;
  private static final int FOLDS = 10;
  private static final double UNSEEN_SHARE = 0.632;
  private static final double GENERATED_WEIGHT = 0.08;
  private static final double EXTREME_WEIGHT = 0.5;

  /** Counts only where no other atmosphere reaches. */
  private static final double NEGLIGIBLE_WEIGHT = 1e-6;

  private static final double NOISE_K = 0.06;
  private static final double NOISE_EMISSIVITY = 0.002;
  private static final double NOISE_WATER = 0.03;
  private static final double NOISE_AIR_K = 0.8;

  private final TrainingCases cases;
  private final List<TrainingTerms> terms;
  private final double[] weights;
  private final double[] judged;

  /**
   * @param given number of atmospheres at the begin of the list that are variants of given ones
   */
  public CoefficientFit(RadianceModel model, List<TrainingTerms> terms, int given) {
    this.cases = new TrainingCases(model);
    this.terms = terms;
    this.weights = new double[terms.size()];
    this.judged = new double[terms.size()];
    for (int i = 0; i < weights.length; i++) {
      boolean mild = TrainingAtmospheres.isMild(terms.get(i).name());
      weights[i] = given == 0 ? 1 : i >= given ? GENERATED_WEIGHT : mild ? 1 : EXTREME_WEIGHT;
      judged[i] = given == 0 || i < given && mild ? 1 : NEGLIGIBLE_WEIGHT;
    }
  }

  /** Fits all forms that a product needs. */
  public CoefficientTable fit(String name, List<String> description) {
    List<LstCoefficients> sets = new ArrayList<>();
    for (LstForm form : List.of(LstForm.THREE_BAND_AIR, LstForm.THREE_BAND, LstForm.SOBRINO)) {
      sets.add(fit(form, description));
    }
    return new CoefficientTable(name, description, sets);
  }

  /** Fits one form. */
  public LstCoefficients fit(LstForm form, List<String> description) {
    int[] parent = parents();
    NodeErrors unseen = new NodeErrors(SECANTS.length * WATERS.length, parent);
    int folds = 1 + Arrays.stream(parent).map(p -> p % FOLDS).max().orElse(0);
    for (int fold = 0; fold < folds; fold++) {
      double[] kept = weights.clone();
      double[] out = new double[kept.length];
      for (int i = 0; i < kept.length; i++) {
        if (parent[i] % FOLDS == fold) {
          kept[i] = 0;
          out[i] = judged[i];
        }
      }
      judge(solved(form, kept, description), out, unseen);
    }
    LstCoefficients all = solved(form, weights, description);
    NodeErrors seen = new NodeErrors(SECANTS.length * WATERS.length, parent);
    judge(all, judged, seen);
    double[] sigma = new double[SECANTS.length * WATERS.length];
    for (int n = 0; n < sigma.length; n++) {
      requireCases(unseen, n);
      sigma[n] =
          Math.sqrt(
              UNSEEN_SHARE * Math.pow(unseen.sigmaK(n), 2)
                  + (1 - UNSEEN_SHARE) * Math.pow(seen.ownSigmaK(n), 2));
    }
    return all.withSigmaK(sigma);
  }

  private LstCoefficients solved(LstForm form, double[] byAtmosphere, List<String> description) {
    Normal normal = new Normal(form);
    cases.forEach(terms, byAtmosphere, SURFACES, normal::add);
    double[][] coefficients = normal.solve();
    return new LstCoefficients(
        form,
        SECANTS,
        WATERS,
        coefficients,
        new double[coefficients.length],
        normal.range,
        description);
  }

  /** Errors without noise of the cases whose atmospheres have a weight. */
  private void judge(LstCoefficients coefficients, double[] byAtmosphere, NodeErrors errors) {
    LstCoefficients.Estimate estimate = new LstCoefficients.Estimate();
    int[] node = new int[4];
    double[] weight = new double[4];
    cases.forEach(
        terms,
        byAtmosphere,
        SURFACES,
        c -> {
          if (c.weight() > 0) {
            coefficients.estimate(inputs(c), estimate);
            double error = estimate.kelvin - c.surfaceK();
            hats(c.secant(), c.waterKg(), node, weight);
            for (int n = 0; n < 4; n++) {
              errors.add(node[n], c.atmosphere(), c.weight() * weight[n], error);
            }
          }
        });
  }

  private static void requireCases(NodeErrors errors, int n) {
    if (errors.isEmpty(n)) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "no training case near secant %.2f and %.0f kg m-2",
              SECANTS[n / WATERS.length],
              WATERS[n % WATERS.length]));
    }
  }

  /** Number of the parent of each atmosphere, in the order of their first appearance. */
  private int[] parents() {
    Map<String, Integer> number = new HashMap<>();
    int[] parent = new int[terms.size()];
    for (int i = 0; i < parent.length; i++) {
      String name = terms.get(i).parent();
      Integer known = number.putIfAbsent(name, number.size());
      parent[i] = known == null ? number.size() - 1 : known;
    }
    if (number.size() < 2) {
      throw new IllegalStateException("errors of unseen atmospheres need at least two parents");
    }
    return parent;
  }

  private static LstInputs inputs(TrainingCases.Case c) {
    LstInputs x = new LstInputs();
    System.arraycopy(c.kelvin(), 0, x.kelvin, 0, 3);
    System.arraycopy(c.emissivity(), 0, x.emissivity, 0, 3);
    x.secant = c.secant();
    x.waterKg = c.waterKg();
    x.airK = c.airK();
    return x;
  }

  /** Nodes around a point with their weights. */
  private static void hats(double secant, double water, int[] node, double[] weight) {
    int s = below(SECANTS, secant);
    int w = below(WATERS, water);
    double fs = fraction(SECANTS, s, secant);
    double fw = fraction(WATERS, w, water);
    for (int n = 0; n < 4; n++) {
      node[n] = (s + n / 2) * WATERS.length + w + n % 2;
      weight[n] = (n / 2 == 0 ? 1 - fs : fs) * (n % 2 == 0 ? 1 - fw : fw);
    }
  }

  private static int below(double[] nodes, double x) {
    int i = 0;
    while (i < nodes.length - 2 && nodes[i + 1] <= x) {
      i++;
    }
    return i;
  }

  private static double fraction(double[] nodes, int i, double x) {
    return Math.min(1, Math.max(0, (x - nodes[i]) / (nodes[i + 1] - nodes[i])));
  }

  /** Normal equations, lower triangle. */
  private static final class Normal {
    private final LstForm form;
    private final int p;
    private final double[][] matrix;
    private final double[] right;
    private final double[] square;
    private final double[] range = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
    private final Random random = new Random(2);
    private double sum;

    Normal(LstForm form) {
      this.form = form;
      this.p = form.size();
      int n = SECANTS.length * WATERS.length * p;
      matrix = new double[n][];
      for (int i = 0; i < n; i++) {
        matrix[i] = new double[i + 1];
      }
      right = new double[n];
      square = new double[p];
    }

    void add(TrainingCases.Case c) {
      LstInputs x = inputs(c);
      double d = x.kelvin[1] - x.kelvin[2];
      range[0] = Math.min(range[0], d);
      range[1] = Math.max(range[1], d);
      for (int b = 0; b < 3; b++) {
        x.kelvin[b] += NOISE_K * random.nextGaussian();
        x.emissivity[b] = Math.min(1, x.emissivity[b] + NOISE_EMISSIVITY * random.nextGaussian());
      }
      x.waterKg *= 1 + NOISE_WATER * random.nextGaussian();
      x.airK += NOISE_AIR_K * random.nextGaussian();
      double[] f = new double[p];
      form.regressors(x, f);
      double y = c.surfaceK() - form.offset(x);
      int[] node = new int[4];
      double[] weight = new double[4];
      hats(x.secant, x.waterKg, node, weight);
      sum += c.weight();
      for (int k = 0; k < p; k++) {
        square[k] += c.weight() * f[k] * f[k];
      }
      for (int a = 0; a < 4; a++) {
        double wa = c.weight() * weight[a];
        for (int k = 0; wa > 0 && k < p; k++) {
          int row = node[a] * p + k;
          right[row] += wa * f[k] * y;
          for (int b = 0; b < 4; b++) {
            double w = wa * f[k] * weight[b];
            int from = node[b] * p;
            for (int m = 0; w != 0 && m < p && from + m <= row; m++) {
              matrix[row][from + m] += w * f[m];
            }
          }
        }
      }
    }

    double[][] solve() {
      int nodes = SECANTS.length * WATERS.length;
      double strength = SMOOTHNESS * sum / nodes;
      for (int n = 0; n < nodes; n++) {
        int right1 = n % WATERS.length < WATERS.length - 1 ? n + 1 : -1;
        int right2 = n + WATERS.length < nodes ? n + WATERS.length : -1;
        for (int other : new int[] {right1, right2}) {
          for (int k = 0; other >= 0 && k < p; k++) {
            double s = strength * Math.max(1e-12, square[k] / sum);
            matrix[n * p + k][n * p + k] += s;
            matrix[other * p + k][other * p + k] += s;
            matrix[other * p + k][n * p + k] -= s;
          }
        }
      }
      double trace = 0;
      for (int i = 0; i < matrix.length; i++) {
        trace += matrix[i][i];
      }
      for (int i = 0; i < matrix.length; i++) {
        matrix[i][i] += 1e-9 * trace / matrix.length;
      }
      double[] c = cholesky(matrix, right);
      double[][] byNode = new double[nodes][p];
      for (int n = 0; n < nodes; n++) {
        System.arraycopy(c, n * p, byNode[n], 0, p);
      }
      return byNode;
    }
  }

  /** Solves A x = b for a positive definite A given by its lower triangle, which is overwritten. */
  static double[] cholesky(double[][] a, double[] b) {
    int n = b.length;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double s = a[i][j];
        double[] ri = a[i];
        double[] rj = a[j];
        for (int k = 0; k < j; k++) {
          s -= ri[k] * rj[k];
        }
        if (i == j && !(s > 0)) {
          throw new IllegalStateException("normal equations are not positive definite at row " + i);
        }
        a[i][j] = i == j ? Math.sqrt(s) : s / a[j][j];
      }
    }
    double[] x = b.clone();
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < i; k++) {
        x[i] -= a[i][k] * x[k];
      }
      x[i] /= a[i][i];
    }
    for (int i = n - 1; i >= 0; i--) {
      for (int k = i + 1; k < n; k++) {
        x[i] -= a[k][i] * x[k];
      }
      x[i] /= a[i][i];
    }
    return x;
  }
}
