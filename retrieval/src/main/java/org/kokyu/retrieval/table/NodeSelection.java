package org.kokyu.retrieval.table;

import java.util.Arrays;
import java.util.Random;

/**
 * Chooses monochromatic nodes and the weights that turn their radiances into channel radiances.
 *
 * <p>Nodes: simultaneous orthogonal matching pursuit (Tropp et al. 2006, Signal Process. 86, 572).
 * Each step takes the candidate whose part orthogonal to the nodes so far explains most of what is
 * left of all channels; the channels are represented by random combinations of them. Weights: least
 * squares over all training scenes with a ridge λ = scenes · σ², which is what a node error of σ
 * would demand. Radiances are scaled per scene to kelvin.
 *
 * <p>Matrices are [column][scene]. Deterministic; splits no work.
 */
final class NodeSelection {
  private static final int PROJECTIONS = 48;
  private static final double RIDGE_KELVIN = 0.004;

  private final float[][] candidates;
  private final double[][] channels;
  private final int trainingScenes;

  /**
   * @param candidates scaled radiances [candidate][scene]
   * @param channels scaled radiances [channel][scene]
   * @param trainingScenes the first so many scenes are used; the rest judges
   */
  NodeSelection(float[][] candidates, double[][] channels, int trainingScenes) {
    this.candidates = candidates;
    this.channels = channels;
    this.trainingScenes = trainingScenes;
  }

  /** Candidate numbers in the order of choice. */
  int[] choose(int count) {
    int n = trainingScenes;
    double[][] z = projections(n);
    // in double: what is left of a candidate becomes 1e-5 of it
    double[][] a = new double[candidates.length][n];
    double[] original = new double[a.length];
    // inner products with the projections follow the deflation: z'a' = za − (zq)(aq)
    double[][] product = new double[a.length][PROJECTIONS];
    for (int j = 0; j < a.length; j++) {
      for (int i = 0; i < n; i++) {
        a[j][i] = candidates[j][i];
      }
      original[j] = dot(a[j], a[j]);
      for (int k = 0; k < PROJECTIONS; k++) {
        product[j][k] = dot(z[k], a[j]);
      }
    }
    boolean[] taken = new boolean[a.length];
    int[] chosen = new int[Math.min(count, Math.min(n / 2, a.length))];
    double[] q = new double[n];
    for (int step = 0; step < chosen.length; step++) {
      int best = best(a, original, product, taken);
      if (best < 0) {
        return Arrays.copyOf(chosen, step);
      }
      chosen[step] = best;
      taken[best] = true;
      double scale = 1 / Math.sqrt(dot(a[best], a[best]));
      for (int i = 0; i < n; i++) {
        q[i] = a[best][i] * scale;
      }
      double[] zq = deflate(z, q);
      double[] aq = deflate(a, q);
      for (int j = 0; j < a.length; j++) {
        for (int k = 0; k < PROJECTIONS; k++) {
          product[j][k] -= zq[k] * aq[j];
        }
      }
    }
    return chosen;
  }

  private int best(double[][] a, double[] original, double[][] product, boolean[] taken) {
    int n = trainingScenes;
    int best = -1;
    double bestScore = 0;
    for (int j = 0; j < a.length; j++) {
      double norm = dot(a[j], a[j]);
      // a candidate that is all but a combination of the nodes would only amplify errors
      if (taken[j] || norm < n * RIDGE_KELVIN * RIDGE_KELVIN || norm < 1e-12 * original[j]) {
        continue;
      }
      double score = 0;
      for (double d : product[j]) {
        score += d * d;
      }
      score /= norm;
      if (score > bestScore) {
        bestScore = score;
        best = j;
      }
    }
    return best;
  }

  private double[][] projections(int n) {
    Random random = new Random(20240601);
    double[][] z = new double[PROJECTIONS][n];
    for (double[] row : z) {
      for (double[] channel : channels) {
        double w = random.nextGaussian();
        for (int i = 0; i < n; i++) {
          row[i] += w * channel[i];
        }
      }
    }
    return z;
  }

  /** Takes the direction q out of every row; returns how much of it was there. */
  private static double[] deflate(double[][] rows, double[] q) {
    double[] share = new double[rows.length];
    for (int j = 0; j < rows.length; j++) {
      double[] row = rows[j];
      double d = dot(row, q);
      for (int i = 0; i < row.length; i++) {
        row[i] -= d * q[i];
      }
      share[j] = d;
    }
    return share;
  }

  /**
   * Ridge weights [row][node] of the rows of several targets on chosen nodes.
   *
   * @param nodes chosen candidates
   * @param importance [row][scene]: factor of each scene in the fit of a row; brings the errors of
   *     a channel to its own kelvin, so that cold channels are not neglected
   * @param targets [target][row][scene]; the targets of a row share its factor matrix
   */
  double[][][] weights(int[] nodes, double[][] importance, double[][]... targets) {
    int m = nodes.length;
    double[][][] w = new double[targets.length][importance.length][m];
    double[][] x = new double[m][trainingScenes];
    double[] y = new double[trainingScenes];
    double[][] gram = new double[m][m];
    for (int row = 0; row < importance.length; row++) {
      double[] f = importance[row];
      for (int i = 0; i < m; i++) {
        float[] a = candidates[nodes[i]];
        for (int s = 0; s < trainingScenes; s++) {
          x[i][s] = a[s] * f[s];
        }
      }
      for (int i = 0; i < m; i++) {
        for (int j = 0; j <= i; j++) {
          gram[i][j] = dot(x[i], x[j]);
        }
        gram[i][i] += trainingScenes * RIDGE_KELVIN * RIDGE_KELVIN;
      }
      cholesky(gram);
      for (int t = 0; t < targets.length; t++) {
        for (int k = 0; k < trainingScenes; k++) {
          y[k] = targets[t][row][k] * f[k];
        }
        for (int i = 0; i < m; i++) {
          w[t][row][i] = dot(x[i], y);
        }
        solve(gram, w[t][row]);
      }
    }
    return w;
  }

  private static double dot(double[] x, double[] y) {
    // partial sums so that the loop can be vectorised
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i + 3 < x.length; i += 4) {
      s0 += x[i] * y[i];
      s1 += x[i + 1] * y[i + 1];
      s2 += x[i + 2] * y[i + 2];
      s3 += x[i + 3] * y[i + 3];
    }
    for (; i < x.length; i++) {
      s0 += x[i] * y[i];
    }
    return s0 + s1 + s2 + s3;
  }

  private static void cholesky(double[][] a) {
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = a[i][j];
        for (int k = 0; k < j; k++) {
          sum -= a[i][k] * a[j][k];
        }
        a[i][j] = i == j ? Math.sqrt(sum) : sum / a[j][j];
      }
    }
  }

  private static void solve(double[][] l, double[] b) {
    int n = b.length;
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < i; k++) {
        b[i] -= l[i][k] * b[k];
      }
      b[i] /= l[i][i];
    }
    for (int i = n - 1; i >= 0; i--) {
      for (int k = i + 1; k < n; k++) {
        b[i] -= l[k][i] * b[k];
      }
      b[i] /= l[i][i];
    }
  }

  /**
   * Error on the scenes that were not used, in the scaled unit (kelvin).
   *
   * @param rms over channels and scenes
   * @param p99 99th percentile of the absolute error
   * @param max largest absolute error
   */
  record Score(double rms, double p99, double max) {}

  Score judge(int[] nodes, double[][] weights, double[][] importance) {
    int held = channels[0].length - trainingScenes;
    double[] errors = new double[channels.length * held];
    double sum = 0;
    int e = 0;
    for (int c = 0; c < channels.length; c++) {
      for (int s = trainingScenes; s < trainingScenes + held; s++) {
        double model = 0;
        for (int i = 0; i < nodes.length; i++) {
          model += weights[c][i] * candidates[nodes[i]][s];
        }
        errors[e] = Math.abs(model - channels[c][s]) * importance[c][s];
        sum += errors[e] * errors[e];
        e++;
      }
    }
    Arrays.sort(errors);
    return new Score(Math.sqrt(sum / e), errors[(int) (0.99 * (e - 1))], errors[e - 1]);
  }
}
