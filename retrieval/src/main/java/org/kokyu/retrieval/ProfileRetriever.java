package org.kokyu.retrieval;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.kokyu.core.atmosphere.Meteorology;
import org.kokyu.core.atmosphere.PriorProfiles;
import org.kokyu.core.profile.GasProfile;
import org.kokyu.core.result.FailureReason;
import org.kokyu.core.result.Outcome;
import org.kokyu.core.sounding.Sounding;
import org.kokyu.retrieval.estimation.ErrorAnalysis;
import org.kokyu.retrieval.estimation.OptimalEstimation;
import org.kokyu.retrieval.estimation.PriorCovariance;
import org.kokyu.retrieval.fast.NodeForwardModel;
import org.kokyu.retrieval.forward.LayerGrid;
import org.kokyu.retrieval.forward.StateLayout;
import org.kokyu.retrieval.forward.ViewingGeometry;
import org.kokyu.retrieval.table.AbsorptionTables;

/**
 * Retrieves CO2, CH4 and N2O profiles together with water, temperature, skin temperature,
 * emissivity, radiance offset and wavenumber scale from one thermal-infrared sounding.
 *
 * <p>State: see {@link StateLayout}; solution: {@link OptimalEstimation}; diagnostics: {@link
 * ErrorAnalysis}. All windows are fitted together. Valid for zenith angles to 62° and surface
 * pressures 450 … 1099 hPa; outside, the outcome is a failure, not a profile.
 *
 * <p>Re-entrant: give each worker its own {@link Worker}.
 */
public final class ProfileRetriever {
  /** Shifts of the axis below this are left to the fit [cm-1]. */
  private static final double NEGLIGIBLE_SHIFT_PER_CM = 0.01;

  private final NodeForwardModel model;
  private final RetrievalSettings settings;

  public ProfileRetriever(AbsorptionTables tables, RetrievalSettings settings) {
    this.model = new NodeForwardModel(tables);
    this.settings = settings;
  }

  public AbsorptionTables tables() {
    return model.tables();
  }

  /** A worker with scratch memory of its own (some 20 MB). */
  public Worker newWorker() {
    return new Worker();
  }

  private static Optional<String> outside(Sounding sounding, Meteorology met) {
    double ps = met.surfacePressurePa();
    double zenith = sounding.geometry().sensorZenithDeg();
    if (!(ps >= LayerGrid.MIN_SURFACE_PA && ps <= LayerGrid.MAX_SURFACE_PA)) {
      return Optional.of(
          "surface pressure %.0f Pa outside %.0f … %.0f Pa"
              .formatted(ps, LayerGrid.MIN_SURFACE_PA, LayerGrid.MAX_SURFACE_PA));
    }
    if (!(zenith >= 0 && zenith <= ViewingGeometry.MAX_ZENITH_DEG)) {
      return Optional.of(
          "zenith angle %.2f outside 0 … %.0f degrees"
              .formatted(zenith, ViewingGeometry.MAX_ZENITH_DEG));
    }
    return Optional.empty();
  }

  /** Retrieves one sounding after the other. Not thread-safe. */
  public final class Worker {
    private final NodeForwardModel.Workspace workspace = model.newWorkspace();

    public Outcome<GasProfile> retrieve(Sounding sounding, Meteorology met, PriorProfiles prior) {
      return solve(sounding, met, prior, s -> new ProfileAssembly(model, settings).assemble(s));
    }

    /** As {@link #retrieve}, with all that led to the profile. */
    public Outcome<Explanation> explain(Sounding sounding, Meteorology met, PriorProfiles prior) {
      return solve(sounding, met, prior, s -> Explanation.of(s, model, settings));
    }

    private <T> Outcome<T> solve(
        Sounding sounding,
        Meteorology met,
        PriorProfiles prior,
        Function<RetrievedState, T> result) {
      Optional<String> outside = outside(sounding, met);
      if (outside.isPresent()) {
        return Outcome.failure(
            FailureReason.OUTSIDE_TABLE, "sounding %s: %s".formatted(sounding.id(), outside.get()));
      }
      Outcome<MeasuredChannels> measured = MeasuredChannels.of(sounding, model, settings);
      if (measured instanceof Outcome.Success<MeasuredChannels> ok) {
        PriorState believed = believed(sounding, met, prior, ok.value());
        FirstGuess firstGuess = new FirstGuess(believed.scene(), believed.layout());
        double shift = firstGuess.axisShift(sounding, ok.value());
        if (shift == 0) {
          return Outcome.success(
              result.apply(solve(sounding, met, prior, ok.value(), believed, firstGuess, 0)));
        }
        measured = MeasuredChannels.of(sounding, model, settings, shift);
        if (measured instanceof Outcome.Success<MeasuredChannels> moved) {
          believed = believed(sounding, met, prior, moved.value());
          firstGuess = new FirstGuess(believed.scene(), believed.layout());
          return Outcome.success(
              result.apply(
                  solve(sounding, met, prior, moved.value(), believed, firstGuess, shift)));
        }
      }
      return Outcome.failure(
          MeasuredChannels.failure(measured).reason(), MeasuredChannels.failure(measured).detail());
    }

    private PriorState believed(
        Sounding sounding, Meteorology met, PriorProfiles prior, MeasuredChannels measured) {
      return PriorState.of(
          sounding.geometry(), met, prior, measured.displacementPerCm(), model, settings);
    }

    private RetrievedState solve(
        Sounding sounding,
        Meteorology met,
        PriorProfiles prior,
        MeasuredChannels measured,
        PriorState believed,
        FirstGuess firstGuess,
        double axisShiftPerCm) {
      StateLayout layout = believed.layout();
      PriorCovariance covariance = believed.covariance();
      double[] maxStep = new double[layout.size()];
      Arrays.fill(maxStep, 0.5);
      Arrays.fill(maxStep, layout.temperature(), layout.skin() + 1, 10);
      OptimalEstimation.Problem problem =
          new OptimalEstimation.Problem(
              measured.radiance(),
              measured.variance(),
              new double[layout.size()],
              covariance.inverse(),
              covariance.sigma(),
              maxStep);
      OptimalEstimation.Solution solution =
          new OptimalEstimation(settings.solver()).solve(problem, firstGuess);
      return new RetrievedState(
          sounding,
          met,
          prior,
          believed,
          measured,
          solution,
          ErrorAnalysis.of(solution.information(), covariance),
          workspace.radiance,
          firstGuess.prior,
          axisShiftPerCm);
    }

    /**
     * The forward model as the solver sees it; keeps the first radiances, which are those of the
     * prior.
     */
    private final class FirstGuess implements OptimalEstimation.Model {
      private final NodeForwardModel.Scene scene;
      private final StateLayout layout;
      private final double[] prior;
      private boolean standsAtPrior;

      FirstGuess(NodeForwardModel.Scene scene, StateLayout layout) {
        this.scene = scene;
        this.layout = layout;
        model.evaluate(scene, layout, new double[layout.size()], workspace);
        prior = workspace.radiance.clone();
        standsAtPrior = true;
      }

      /** Shift of the axis [cm-1]; searched for only if a linear estimate calls for it. */
      double axisShift(Sounding sounding, MeasuredChannels measured) {
        double[] byScale = workspace.jacobian[layout.wavenumberScale()];
        double up = 0;
        double down = 0;
        for (int c = 0; c < prior.length; c++) {
          double byShift = byScale[c] / model.channelPerCm(c);
          up += byShift * (measured.radiance()[c] - prior[c]) / measured.variance()[c];
          down += byShift * byShift / measured.variance()[c];
        }
        if (!(Math.abs(up / down) > NEGLIGIBLE_SHIFT_PER_CM)) {
          return 0;
        }
        return new AxisRegistration(sounding, model)
            .shiftPerCm(prior, measured.variance(), measured.displacementPerCm());
      }

      @Override
      public void evaluate(double[] x) {
        if (standsAtPrior && Arrays.stream(x).allMatch(v -> v == 0)) {
          return;
        }
        standsAtPrior = false;
        model.evaluate(scene, layout, x, workspace);
      }

      @Override
      public double[] radiance() {
        return workspace.radiance;
      }

      @Override
      public double[][] jacobian() {
        return workspace.jacobian;
      }
    }
  }
}
