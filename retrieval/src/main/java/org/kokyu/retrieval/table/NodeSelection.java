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
    float[][] z = projections(n);
    float[][] a = new float[candidates.length][];
    double[] original = new double[candidates.length];
    for (int j = 0; j < a.length; j++) {
      a[j] = Arrays.copyOf(candidates[j], n);
      original[j] = dot(a[j], a[j], n);
    }
    boolean[] taken = new boolean[a.length];
    int[] chosen = new int[Math.min(count, Math.min(n / 2, a.length))];
    float[] q = new float[n];
    for (int step = 0; step < chosen.length; step++) {
      int best = -1;
      double bestScore = 0;
      for (int j = 0; j < a.length; j++) {
        double norm = dot(a[j], a[j], n);
        // a candidate that is all but a combination of the nodes would only amplify errors
        if (taken[j] || norm < n * RIDGE_KELVIN * RIDGE_KELVIN || norm < 1e-12 * original[j]) {
          continue;
        }
        double score = 0;
        for (float[] row : z) {
          double d = dot(row, a[j], n);
          score += d * d;
        }
        score /= norm;
        if (score > bestScore) {
          bestScore = score;
          best = j;
        }
      }
      if (best < 0) {
        return Arrays.copyOf(chosen, step);
      }
      chosen[step] = best;
      taken[best] = true;
      double scale = 1 / Math.sqrt(dot(a[best], a[best], n));
      for (int i = 0; i < n; i++) {
        q[i] = (float) (a[best][i] * scale);
      }
      deflate(a, q, n);
      deflate(z, q, n);
    }
    return chosen;
  }

  private float[][] projections(int n) {
    Random random = new Random(20240601);
    float[][] z = new float[PROJECTIONS][n];
    for (float[] row : z) {
      for (double[] channel : channels) {
        float w = (float) random.nextGaussian();
        for (int i = 0; i < n; i++) {
          row[i] += w * (float) channel[i];
        }
      }
    }
    return z;
  }

  private static void deflate(float[][] rows, float[] q, int n) {
    for (float[] row : rows) {
      float d = (float) dot(row, q, n);
      for (int i = 0; i < n; i++) {
        row[i] -= d * q[i];
      }
    }
  }

  private static double dot(float[] x, float[] y, int n) {
    // eight partial sums so that the loop can be vectorised
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    float s4 = 0;
    float s5 = 0;
    float s6 = 0;
    float s7 = 0;
    int i = 0;
    for (; i + 7 < n; i += 8) {
      s0 += x[i] * y[i];
      s1 += x[i + 1] * y[i + 1];
      s2 += x[i + 2] * y[i + 2];
      s3 += x[i + 3] * y[i + 3];
      s4 += x[i + 4] * y[i + 4];
      s5 += x[i + 5] * y[i + 5];
      s6 += x[i + 6] * y[i + 6];
      s7 += x[i + 7] * y[i + 7];
    }
    double sum = (double) s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7;
    for (; i < n; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }

  /** Ridge weights [target][node] of any targets [target][scene] on chosen nodes. */
  double[][] weights(int[] nodes, double[][] targets) {
    int m = nodes.length;
    int n = trainingScenes;
    double[][] gram = new double[m][m];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j <= i; j++) {
        float[] x = candidates[nodes[i]];
        float[] y = candidates[nodes[j]];
        double sum = 0;
        for (int s = 0; s < n; s++) {
          sum += (double) x[s] * y[s];
        }
        gram[i][j] = sum;
      }
      gram[i][i] += n * RIDGE_KELVIN * RIDGE_KELVIN;
    }
    cholesky(gram);
    double[][] w = new double[targets.length][m];
    for (int c = 0; c < targets.length; c++) {
      for (int i = 0; i < m; i++) {
        float[] x = candidates[nodes[i]];
        double sum = 0;
        for (int s = 0; s < n; s++) {
          sum += x[s] * targets[c][s];
        }
        w[c][i] = sum;
      }
      solve(gram, w[c]);
    }
    return w;
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

  Score judge(int[] nodes, double[][] weights) {
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
        errors[e] = Math.abs(model - channels[c][s]);
        sum += errors[e] * errors[e];
        e++;
      }
    }
    Arrays.sort(errors);
    return new Score(Math.sqrt(sum / e), errors[(int) (0.99 * (e - 1))], errors[e - 1]);
  }
}
