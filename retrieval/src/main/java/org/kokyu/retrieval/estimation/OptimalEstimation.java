package org.kokyu.retrieval.estimation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Levenberg–Marquardt solution of the maximum a posteriori problem.
 *
 * <p>x_{i+1} = x_i + [(1 + γ) Sa⁻¹ + Kᵀ Se⁻¹ K]⁻¹ { Kᵀ Se⁻¹ (y − F(x_i)) − Sa⁻¹ (x_i − xa) }
 * (Rodgers 2000, Inverse Methods for Atmospheric Sounding, equation 5.36 with D = Sa⁻¹). The system
 * is scaled by √diag Sa and solved by Cholesky. With r = actual over predicted reduction of the
 * cost: r &lt; 0.25 raises γ tenfold, r &gt; 0.75 lowers it tenfold (to 0 below 1e-3), r ≤ 1e-4
 * rejects the step. Converged when dxᵀ (Kᵀ Se⁻¹ K + Sa⁻¹) dx &lt; 0.01 n, the relative change of
 * the cost is below 1e-3 and γ &lt; 0.1.
 *
 * <p>Symbols: x state n; y measurement m; K Jacobian m × n, here stored as n rows of m; Se
 * diagonal; Sa n × n. Immutable and re-entrant.
 */
public final class OptimalEstimation {

  /** Forward model of one measurement. */
  public interface Model {
    /**
     * Evaluates at x; {@link #radiance} and {@link #jacobian} then belong to x until the next call.
     */
    void evaluate(double[] x);

    /** F(x), m. */
    double[] radiance();

    /** Kᵀ: [state element][channel]. */
    double[][] jacobian();
  }

  /** How much of a step may be taken. */
  @FunctionalInterface
  public interface StepLimit {
    /** Share of the step, above 0 and at most 1. */
    double share(double[] step);

    /** No element moves by more than its limit. */
    static StepLimit perElement(double[] limit) {
      return step -> {
        double share = 1;
        for (int i = 0; i < step.length; i++) {
          share = Math.min(share, limit[i] / Math.max(Math.abs(step[i]), 1e-300));
        }
        return share;
      };
    }
  }

  /**
   * What the solver is given.
   *
   * @param y measurement, m; not-a-number entries are left out
   * @param noiseVariance diagonal of Se, m
   * @param prior xa, n
   * @param priorInverse Sa⁻¹, n × n
   * @param priorSigma √diag Sa, n
   * @param limit of a step
   */
  public record Problem(
      double[] y,
      double[] noiseVariance,
      double[] prior,
      double[][] priorInverse,
      double[] priorSigma,
      StepLimit limit) {}

  /**
   * Limits.
   *
   * @param maxIterations accepted steps
   * @param maxRejections rejected steps
   * @param firstGamma γ of the first step
   * @param neglected the steps are sought in a {@link ReducedBasis} that leaves out this much of
   *     each profile; 0: in the whole state
   */
  public record Settings(
      int maxIterations, int maxRejections, double firstGamma, double neglected) {
    public static final Settings DEFAULT = new Settings(12, 6, 0.1, 1e-2);

    public Settings withNeglected(double trace) {
      return new Settings(maxIterations, maxRejections, firstGamma, trace);
    }
  }

  /**
   * The solution; the model stands at x when it is returned.
   *
   * @param x solution, n
   * @param iterations accepted and rejected steps
   * @param chi2Measurement (y − F)ᵀ Se⁻¹ (y − F)
   * @param chi2Prior (x − xa)ᵀ Sa⁻¹ (x − xa)
   * @param information Kᵀ Se⁻¹ K at x, n × n
   * @param firstChi2 (y − F)ᵀ Se⁻¹ (y − F) at the prior
   * @param steps all steps in order
   */
  public record Solution(
      double[] x,
      int iterations,
      boolean converged,
      double chi2Measurement,
      double chi2Prior,
      double[][] information,
      double firstChi2,
      List<IterationStep> steps) {
    public Solution {
      steps = List.copyOf(steps);
    }

    /** What was found in a reduced state, in the whole one. */
    public Solution in(double[] whole, double[][] wholeInformation) {
      return new Solution(
          whole,
          iterations,
          converged,
          chi2Measurement,
          chi2Prior,
          wholeInformation,
          firstChi2,
          steps);
    }
  }

  /**
   * The problem about the place where a model stands.
   *
   * @param information Kᵀ Se⁻¹ K
   * @param gradient Kᵀ Se⁻¹ (y − F) − Sa⁻¹ (x − xa)
   */
  public record Linearisation(double[][] information, double[] gradient) {}

  private final Settings settings;

  public OptimalEstimation(Settings settings) {
    this.settings = settings;
  }

  /**
   * Solves; ends unconverged after the allowed steps or when the forward model leaves the finite
   * numbers.
   */
  public Solution solve(Problem p, Model model) {
    int n = p.prior().length;
    double[] x = p.prior().clone();
    double gamma = settings.firstGamma();
    double[][] information = new double[n][n];
    double[][] system = new double[n][n];
    double[] gradient = new double[n];
    double[] trial = new double[n];
    NormalEquations equations = new NormalEquations(n, p.noiseVariance(), p.y());
    List<IterationStep> steps = new ArrayList<>();
    model.evaluate(x);
    double measured = chi2(p, model.radiance());
    double firstChi2 = measured;
    double priorCost = 0;
    boolean fresh = false;
    boolean modelStandsAtX = true;
    boolean converged = false;
    int accepted = 0;
    int rejected = 0;
    while (accepted < settings.maxIterations()
        && rejected <= settings.maxRejections()
        && Double.isFinite(measured)) {
      if (!fresh) {
        normalEquations(p, model, x, equations, information, gradient);
        fresh = true;
      }
      double[] step = step(p, information, gradient, gamma, system);
      if (step == null) {
        break;
      }
      double share = p.limit().share(step);
      for (int i = 0; i < n; i++) {
        step[i] *= share;
        trial[i] = x[i] + step[i];
      }
      model.evaluate(trial);
      double trialMeasured = chi2(p, model.radiance());
      double trialPrior = priorCost(p, trial);
      double actual = measured + priorCost - trialMeasured - trialPrior;
      double curvature = quadratic(information, p.priorInverse(), step);
      double predicted = 2 * SymmetricMatrix.dot(gradient, step, n) - curvature;
      double ratio = actual / predicted;
      // a step that changes next to nothing is as good as the numbers allow
      boolean settled = curvature < 1e-6 * n;
      boolean taken = ratio > 1e-4 || settled;
      steps.add(new IterationStep(gamma, curvature, ratio, trialMeasured, trialPrior, taken));
      if (!taken) {
        gamma = gamma < 1e-8 ? 1 : gamma * 10;
        rejected++;
        modelStandsAtX = false;
        continue;
      }
      accepted++;
      double change = Math.abs(actual) / (measured + priorCost);
      System.arraycopy(trial, 0, x, 0, n);
      measured = trialMeasured;
      priorCost = trialPrior;
      fresh = false;
      modelStandsAtX = true;
      if (settled || curvature < 0.01 * n && change < 1e-3 && gamma < 0.1) {
        converged = true;
        break;
      }
      if (ratio < 0.25) {
        gamma = gamma < 1e-8 ? 1 : gamma * 10;
      } else if (ratio > 0.75) {
        gamma = gamma * 0.1 < 1e-3 ? 0 : gamma * 0.1;
      }
    }
    if (!modelStandsAtX) {
      model.evaluate(x);
    }
    if (!fresh) {
      normalEquations(p, model, x, equations, information, gradient);
    }
    boolean finite = Double.isFinite(measured + priorCost);
    return new Solution(
        x,
        accepted + rejected,
        converged && finite,
        measured,
        priorCost,
        information,
        firstChi2,
        steps);
  }

  /** The problem about x, at which the model stands. */
  public static Linearisation linearise(Problem p, Model model, double[] x) {
    int n = x.length;
    Linearisation at = new Linearisation(new double[n][n], new double[n]);
    NormalEquations equations = new NormalEquations(n, p.noiseVariance(), p.y());
    normalEquations(p, model, x, equations, at.information(), at.gradient());
    return at;
  }

  private static double chi2(Problem p, double[] f) {
    double sum = 0;
    for (int c = 0; c < p.y().length; c++) {
      if (!Double.isNaN(p.y()[c])) {
        double d = p.y()[c] - f[c];
        sum += d * d / p.noiseVariance()[c];
      }
    }
    return sum;
  }

  private static double priorCost(Problem p, double[] x) {
    int n = x.length;
    double[] d = new double[n];
    Arrays.setAll(d, i -> x[i] - p.prior()[i]);
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += d[i] * SymmetricMatrix.dot(p.priorInverse()[i], d, n);
    }
    return sum;
  }

  private static double quadratic(double[][] information, double[][] priorInverse, double[] dx) {
    double sum = 0;
    for (int i = 0; i < dx.length; i++) {
      sum +=
          dx[i]
              * (SymmetricMatrix.dot(information[i], dx, dx.length)
                  + SymmetricMatrix.dot(priorInverse[i], dx, dx.length));
    }
    return sum;
  }

  /** Kᵀ Se⁻¹ K and Kᵀ Se⁻¹ (y − F) − Sa⁻¹ (x − xa). */
  private static void normalEquations(
      Problem p,
      Model model,
      double[] x,
      NormalEquations equations,
      double[][] information,
      double[] gradient) {
    int n = x.length;
    equations.compute(model.jacobian(), p.y(), model.radiance(), information, gradient);
    double[] d = new double[n];
    Arrays.setAll(d, i -> x[i] - p.prior()[i]);
    for (int i = 0; i < n; i++) {
      gradient[i] -= SymmetricMatrix.dot(p.priorInverse()[i], d, n);
    }
  }

  private static double[] step(
      Problem p, double[][] information, double[] gradient, double gamma, double[][] system) {
    int n = gradient.length;
    double[] s = p.priorSigma();
    double[] b = new double[n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        system[i][j] = (information[i][j] + (1 + gamma) * p.priorInverse()[i][j]) * s[i] * s[j];
      }
      b[i] = gradient[i] * s[i];
    }
    if (!SymmetricMatrix.cholesky(system, n)) {
      return null;
    }
    SymmetricMatrix.solve(system, n, b);
    for (int i = 0; i < n; i++) {
      b[i] *= s[i];
    }
    return b;
  }
}
