package org.kokyu.retrieval;

import java.util.Arrays;
import org.kokyu.retrieval.estimation.ErrorAnalysis;
import org.kokyu.retrieval.estimation.OptimalEstimation;
import org.kokyu.retrieval.estimation.PriorCovariance;
import org.kokyu.retrieval.estimation.ReducedBasis;
import org.kokyu.retrieval.forward.StateLayout;

/**
 * The iteration of one sounding: in a {@link ReducedBasis}, with a last step in the whole state, or
 * in the whole state throughout. Kernels and covariances are those of the whole state either way.
 */
final class ProfileIteration {
  /** Largest step of ln(mole fraction) and of the other elements without a unit of temperature. */
  private static final double MAX_STEP = 0.5;

  private static final double MAX_STEP_K = 10;

  private final OptimalEstimation.Settings settings;
  private final FirstGuess guess;
  private final MeasuredChannels measured;
  private final PriorCovariance prior;
  private final StateLayout layout;
  private final OptimalEstimation.StepLimit limit;

  /** A solution and its errors. */
  record Found(OptimalEstimation.Solution solution, ErrorAnalysis errors) {}

  /**
   * @param guess standing at the prior
   */
  ProfileIteration(
      OptimalEstimation.Settings settings, FirstGuess guess, MeasuredChannels measured) {
    this.settings = settings;
    this.guess = guess;
    this.measured = measured;
    prior = guess.believed().covariance();
    layout = guess.believed().layout();
    double[] most = new double[layout.size()];
    Arrays.fill(most, MAX_STEP);
    Arrays.fill(most, layout.temperature(), layout.skin() + 1, MAX_STEP_K);
    limit = OptimalEstimation.StepLimit.perElement(most);
  }

  Found solve() {
    OptimalEstimation solver = new OptimalEstimation(settings);
    OptimalEstimation.Problem whole = problem(layout.size(), prior.inverse(), prior.sigma(), limit);
    if (settings.neglected() == 0) {
      OptimalEstimation.Solution found = solver.solve(whole, guess);
      return new Found(found, ErrorAnalysis.of(found.information(), prior));
    }
    ReducedBasis basis =
        ReducedBasis.of(
            prior,
            layout.skin() / layout.layers(),
            layout.layers(),
            guess.jacobian(),
            measured.variance(),
            settings.neglected());
    OptimalEstimation.Problem reduced =
        problem(
            basis.size(),
            basis.priorInverse(prior),
            basis.priorSigma(prior),
            step -> limit.share(basis.expand(step)));
    OptimalEstimation.Solution found = solver.solve(reduced, guess.in(basis));
    return completed(whole, found, basis.expand(found.x()));
  }

  /**
   * From x, where the reduced iteration ended, one more step, linear and in the whole state: it
   * gives what the basis had left out.
   */
  private Found completed(
      OptimalEstimation.Problem problem, OptimalEstimation.Solution reduced, double[] x) {
    guess.expand(x);
    OptimalEstimation.Linearisation at = OptimalEstimation.linearise(problem, guess, x);
    ErrorAnalysis errors = ErrorAnalysis.of(at.information(), prior);
    if (reduced.converged()) {
      for (int i = 0; i < x.length; i++) {
        double step = errors.step(i, at.gradient());
        x[i] += step;
        guess.move(i, step);
      }
    }
    return new Found(reduced.in(x, at.information()), errors);
  }

  private OptimalEstimation.Problem problem(
      int n, double[][] inverse, double[] sigma, OptimalEstimation.StepLimit stepLimit) {
    return new OptimalEstimation.Problem(
        measured.radiance(), measured.variance(), new double[n], inverse, sigma, stepLimit);
  }
}
