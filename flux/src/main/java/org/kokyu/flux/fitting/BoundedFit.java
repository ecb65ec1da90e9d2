package org.kokyu.flux.fitting;

/**
 * Least squares with bounds and prior knowledge, by Levenberg–Marquardt.
 *
 * <p>Minimises Σ ((f(p) − y)/σ)² + Σ ((p − p_0)/s)² with p kept within its bounds; derivatives by
 * central differences of a fiftieth of the prior spread. σ is the residual of a first fit with the
 * standard deviation of y in its place. A parameter whose bounds meet is not fitted. Deterministic.
 */
public final class BoundedFit {
  private static final int MOST_ITERATIONS = 40;
  private static final double STEP = 0.02;
  private static final double CONVERGED = 1e-6;

  /** A model of all rows at once. */
  public interface Series {
    /** Values for parameters; the array may be used again by the next call. */
    float[] of(double[] parameters);
  }

  /**
   * What the parameters may be.
   *
   * @param prior expected values, the start
   * @param spread their standard deviations
   * @param lower bounds
   * @param upper bounds
   */
  public record Prior(double[] prior, double[] spread, double[] lower, double[] upper) {}

  private final Series series;
  private final Prior prior;
  private final boolean[] use;
  private final double[] y;

  private BoundedFit(Series series, Prior prior, boolean[] use, double[] y) {
    this.series = series;
    this.prior = prior;
    this.use = use;
    this.y = y;
  }

  /** The fitted parameters; rows whose model value is not a number are left out. */
  public static double[] of(Series series, Prior prior, boolean[] use, double[] y) {
    BoundedFit fit = new BoundedFit(series, prior, use, y);
    double[] first = fit.run(prior.prior().clone(), fit.deviation());
    return fit.run(first, fit.residual(first));
  }

  private double deviation() {
    double sum = 0;
    double squares = 0;
    int n = 0;
    for (int i = 0; i < use.length; i++) {
      if (use[i]) {
        sum += y[i];
        squares += y[i] * y[i];
        n++;
      }
    }
    return n < 2 ? 1 : Math.max(1e-3, Math.sqrt(Math.max(0, squares / n - sum / n * (sum / n))));
  }

  private double residual(double[] p) {
    float[] f = series.of(p);
    double squares = 0;
    int n = 0;
    for (int i = 0; i < use.length; i++) {
      if (use[i] && !Float.isNaN(f[i])) {
        squares += (f[i] - y[i]) * (f[i] - y[i]);
        n++;
      }
    }
    return n < 2 ? 1 : Math.max(1e-3, Math.sqrt(squares / n));
  }

  private double[] run(double[] start, double sigma) {
    double[] p = start;
    int n = p.length;
    double cost = cost(p, sigma);
    double damping = 1e-3;
    for (int iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
      double[][] normal = new double[n][n];
      double[] gradient = new double[n];
      linearise(p, sigma, normal, gradient);
      boolean better = false;
      double gain = 0;
      while (!better && damping < 1e10) {
        double[] next = step(p, normal, gradient, damping);
        double nextCost = cost(next, sigma);
        better = nextCost < cost;
        damping *= better ? 0.2 : 5;
        if (better) {
          gain = cost - nextCost;
          p = next;
          cost = nextCost;
        }
      }
      if (!better || gain < CONVERGED * cost) {
        break;
      }
    }
    return p;
  }

  private double cost(double[] p, double sigma) {
    float[] f = series.of(p);
    double sum = 0;
    for (int i = 0; i < use.length; i++) {
      if (use[i] && !Float.isNaN(f[i])) {
        double r = (f[i] - y[i]) / sigma;
        sum += r * r;
      }
    }
    for (int k = 0; k < p.length; k++) {
      double d = (p[k] - prior.prior()[k]) / prior.spread()[k];
      sum += d * d;
    }
    return sum;
  }

  private void linearise(double[] p, double sigma, double[][] normal, double[] gradient) {
    int n = p.length;
    float[] centre = series.of(p).clone();
    float[][] slope = new float[n][];
    for (int k = 0; k < n; k++) {
      double h = STEP * prior.spread()[k];
      if (prior.lower()[k] < prior.upper()[k]) {
        double[] shifted = p.clone();
        shifted[k] = Math.min(prior.upper()[k], p[k] + h);
        double top = shifted[k];
        float[] above = series.of(shifted).clone();
        shifted[k] = Math.max(prior.lower()[k], p[k] - h);
        float[] below = series.of(shifted);
        slope[k] = new float[above.length];
        float per = (float) (1 / (top - shifted[k]) / sigma);
        for (int i = 0; i < above.length; i++) {
          slope[k][i] = (above[i] - below[i]) * per;
        }
      }
    }
    for (int a = 0; a < n; a++) {
      double weight = 1 / (prior.spread()[a] * prior.spread()[a]);
      normal[a][a] = weight;
      gradient[a] = (p[a] - prior.prior()[a]) * weight;
      if (slope[a] == null) {
        continue;
      }
      for (int i = 0; i < use.length; i++) {
        if (use[i] && !Float.isNaN(centre[i])) {
          gradient[a] += slope[a][i] * (centre[i] - y[i]) / sigma;
        }
      }
      for (int b = 0; b <= a; b++) {
        normal[a][b] += slope[b] == null ? 0 : product(slope[a], slope[b], centre);
      }
    }
  }

  private double product(float[] a, float[] b, float[] centre) {
    double sum = 0;
    for (int i = 0; i < use.length; i++) {
      if (use[i] && !Float.isNaN(centre[i])) {
        sum += (double) a[i] * b[i];
      }
    }
    return sum;
  }

  private double[] step(double[] p, double[][] normal, double[] gradient, double damping) {
    int n = p.length;
    double[][] a = new double[n][n];
    double[] b = new double[n];
    for (int i = 0; i < n; i++) {
      b[i] = -gradient[i];
      System.arraycopy(normal[i], 0, a[i], 0, i + 1);
      a[i][i] *= 1 + damping;
    }
    Cholesky.solve(a, b);
    double[] next = new double[n];
    for (int i = 0; i < n; i++) {
      next[i] = Math.min(prior.upper()[i], Math.max(prior.lower()[i], p[i] + b[i]));
    }
    return next;
  }
}
