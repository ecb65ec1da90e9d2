package org.kokyu.flux.anomaly;

/**
 * How daily departures vary when nothing is unusual: a Gaussian process.
 *
 * <pre>C = s² exp(−Δ²/2ℓ²) + a² √(wᵢ wⱼ) exp(−Δ/τ) + n² wᵢ² δ + b² X Xᵀ + r² exp(−D²/2m²) + 0.25
 * </pre>
 *
 * <p>Δ: days between; w: dimness; X: daily weather; D²: mean square distance of two days in the
 * first eight weather variables; s, ℓ: slow drift of the season; a, τ: memory of the weather; n:
 * noise of a day; b: what weather leaves, straight lines; r, m: the same, curved; 0.25: a level of
 * its own. The parameters are those of the largest posterior density, with log-normal priors of
 * factor e (s, a, n, b, r), 1.16 (ℓ around 20 days), 1.8 (τ around 3 days) and 1.6 (m around 1),
 * found by a pattern search. C. E. Rasmussen and C. K. I. Williams (2006), Gaussian Processes for
 * Machine Learning, ch. 2 and 5. Immutable.
 */
public final class DepartureNoise {
  private static final double[] CENTRE = {.2, 20, .1, 3, .1, .05, .1, 1};
  private static final double[] SPREAD = {1, .15, 1, .6, 1, 1, 1, .5};
  private static final double LEVEL = 0.25;
  private static final int PLAIN = 8;

  private final double[] logParameters;

  private DepartureNoise(double[] logParameters) {
    this.logParameters = logParameters;
  }

  /** Where the search begins. */
  public static DepartureNoise prior() {
    double[] p = new double[CENTRE.length];
    for (int i = 0; i < p.length; i++) {
      p[i] = Math.log(CENTRE[i]);
    }
    return new DepartureNoise(p);
  }

  /** s, ℓ [days], a, τ [days], n, b, r, m. */
  public double[] parameters() {
    double[] p = new double[logParameters.length];
    for (int i = 0; i < p.length; i++) {
      p[i] = Math.exp(logParameters[i]);
    }
    return p;
  }

  /**
   * Learns from departures.
   *
   * @param rounds of the pattern search, 12 is plenty
   */
  public DepartureNoise learn(DailyDepartures d, int rounds) {
    double[][] weather = product(d.weather());
    double[] p = logParameters.clone();
    double best = cost(d, weather, p);
    double step = 0.6;
    for (int r = 0; r < rounds; r++) {
      boolean better = false;
      for (int i = 0; i < p.length; i++) {
        for (int sign = -1; sign <= 1; sign += 2) {
          double[] q = p.clone();
          q[i] += sign * step * SPREAD[i];
          double cost = cost(d, weather, q);
          if (cost < best) {
            best = cost;
            p = q;
            better = true;
            break;
          }
        }
      }
      if (!better) {
        step /= 2;
      }
    }
    return new DepartureNoise(p);
  }

  private static double cost(DailyDepartures d, double[][] weather, double[] p) {
    double[][] l = factor(covariance(d, weather, p));
    if (l.length == 0) {
      return Double.MAX_VALUE;
    }
    double[] u = whitened(l, d.logRatio());
    double cost = 0;
    for (int i = 0; i < u.length; i++) {
      cost += 0.5 * u[i] * u[i] + Math.log(l[i][i]);
    }
    for (int i = 0; i < p.length; i++) {
      double z = (p[i] - Math.log(CENTRE[i])) / SPREAD[i];
      cost += 0.5 * z * z;
    }
    return cost;
  }

  /** Lower Cholesky factor of the covariance of some departures. */
  public double[][] factor(DailyDepartures d) {
    double[][] l = factor(covariance(d, product(d.weather()), logParameters));
    if (l.length == 0) {
      throw new IllegalStateException("the covariance of the departures is not positive definite");
    }
    return l;
  }

  /** Row i: products with the days up to it, then square distances to them. */
  private static double[][] product(double[][] x) {
    double[][] xx = new double[x.length][];
    for (int i = 0; i < x.length; i++) {
      xx[i] = new double[2 * i + 2];
      for (int j = 0; j <= i; j++) {
        double sum = 0;
        for (int k = 0; k < x[i].length; k++) {
          sum += x[i][k] * x[j][k];
        }
        xx[i][j] = sum;
        double distance = 0;
        for (int k = 0; k < PLAIN; k++) {
          distance += (x[i][k] - x[j][k]) * (x[i][k] - x[j][k]);
        }
        xx[i][i + 1 + j] = distance / PLAIN;
      }
    }
    return xx;
  }

  private static double[][] covariance(DailyDepartures d, double[][] weather, double[] p) {
    double s2 = Math.exp(2 * p[0]);
    double l2 = 2 * Math.exp(2 * p[1]);
    double a2 = Math.exp(2 * p[2]);
    double tau = Math.exp(p[3]);
    double n2 = Math.exp(2 * p[4]);
    double b2 = Math.exp(2 * p[5]);
    double r2 = Math.exp(2 * p[6]);
    double m2 = 2 * Math.exp(2 * p[7]);
    double[][] c = new double[d.size()][];
    for (int i = 0; i < c.length; i++) {
      c[i] = new double[i + 1];
      for (int j = 0; j <= i; j++) {
        double lag = d.day()[i] - d.day()[j];
        c[i][j] =
            LEVEL
                + s2 * Math.exp(-lag * lag / l2)
                + a2 * Math.sqrt(d.dimness()[i] * d.dimness()[j]) * Math.exp(-lag / tau)
                + b2 * weather[i][j]
                + r2 * Math.exp(-weather[i][i + 1 + j] / m2);
      }
      c[i][i] += n2 * d.dimness()[i] * d.dimness()[i] + 1e-8;
    }
    return c;
  }

  /** In place; empty if the matrix is not positive definite. */
  private static double[][] factor(double[][] c) {
    for (int i = 0; i < c.length; i++) {
      double[] row = c[i];
      for (int j = 0; j <= i; j++) {
        double[] other = c[j];
        double sum = row[j];
        for (int k = 0; k < j; k++) {
          sum -= row[k] * other[k];
        }
        if (j < i) {
          row[j] = sum / other[j];
        } else if (sum > 0) {
          row[j] = Math.sqrt(sum);
        } else {
          return new double[0][];
        }
      }
    }
    return c;
  }

  /** L⁻¹ v. */
  static double[] whitened(double[][] l, double[] v) {
    double[] u = new double[v.length];
    for (int i = 0; i < v.length; i++) {
      double sum = v[i];
      for (int k = 0; k < i; k++) {
        sum -= l[i][k] * u[k];
      }
      u[i] = sum / l[i][i];
    }
    return u;
  }
}
