package org.kokyu.retrieval;

import java.util.Optional;
import java.util.function.Function;
import org.kokyu.core.atmosphere.Meteorology;
import org.kokyu.core.atmosphere.PriorProfiles;
import org.kokyu.core.profile.GasProfile;
import org.kokyu.core.profile.NoiseSource;
import org.kokyu.core.result.Failure;
import org.kokyu.core.result.FailureReason;
import org.kokyu.core.result.Outcome;
import org.kokyu.core.scene.CollocatedImager;
import org.kokyu.core.sounding.Granule;
import org.kokyu.core.sounding.Instrument;
import org.kokyu.core.sounding.Sounding;
import org.kokyu.retrieval.estimation.ErrorAnalysis;
import org.kokyu.retrieval.estimation.LinearEstimate;
import org.kokyu.retrieval.estimation.OptimalEstimation;
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
  /** Temperatures of weather that may be believed [K]: Earth's, with room for hot sand. */
  private static final double COLDEST_K = 120;

  private static final double WARMEST_K = 370;

  /** Of the nominal noise; an estimate below it is not believed. */
  private static final double LEAST_NOISE_SHARE = 0.5;

  private final NodeForwardModel model;
  private final RetrievalSettings settings;
  private final PatternTerm patterns;

  /**
   * @throws org.kokyu.core.result.ConfigurationException if residual patterns do not fit the tables
   */
  public ProfileRetriever(AbsorptionTables tables, RetrievalSettings settings) {
    this.model = new NodeForwardModel(tables);
    this.settings = settings;
    patterns = PatternTerm.of(model, settings);
  }

  /** Why a granule cannot be retrieved at all: its L1B version is not that of the patterns. */
  public Optional<Failure> refusal(Granule granule) {
    return patterns
        .source()
        .filter(p -> !p.l1bVersion().equals(granule.l1bVersion()))
        .map(
            p ->
                new Failure(
                    FailureReason.L1B_VERSION_MISMATCH,
                    "granule %s: L1B version %s expected by the residual patterns of training %s, found %s"
                        .formatted(
                            granule.name(), p.l1bVersion(), p.trainingId(), granule.l1bVersion())));
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
    double latitude = sounding.geometry().latitudeDeg();
    if (!(Math.abs(latitude) <= 90)) {
      return Optional.of("latitude %s outside -90 … 90 degrees".formatted(latitude));
    }
    return outside(met);
  }

  /** Weather that no place has would only make the iteration diverge. */
  private static Optional<String> outside(Meteorology met) {
    double skin = met.surfaceTemperatureK();
    if (!(skin >= COLDEST_K && skin <= WARMEST_K)) {
      return Optional.of(
          "surface temperature %s K outside %.0f … %.0f K".formatted(skin, COLDEST_K, WARMEST_K));
    }
    for (double t : met.temperatureK().values()) {
      if (!(t >= COLDEST_K && t <= WARMEST_K)) {
        return Optional.of(
            "air temperature %s K outside %.0f … %.0f K".formatted(t, COLDEST_K, WARMEST_K));
      }
    }
    return Optional.empty();
  }

  /** Retrieves one sounding after the other. Not thread-safe. */
  public final class Worker {
    private final NodeForwardModel.Workspace workspace = model.newWorkspace();

    public Outcome<GasProfile> retrieve(Sounding sounding, Meteorology met, PriorProfiles prior) {
      return retrieve(sounding, met, prior, Optional.empty());
    }

    /**
     * As {@link #retrieve(Sounding, Meteorology, PriorProfiles)}; what an imager saw of the
     * footprint becomes the prior of the skin temperature and decides on cloud.
     */
    public Outcome<GasProfile> retrieve(
        Sounding sounding,
        Meteorology met,
        PriorProfiles prior,
        Optional<CollocatedImager> imager) {
      return solve(
          new RetrievedState.Inputs(sounding, met, prior, imager).withImagerSkin(),
          s -> new ProfileAssembly(model, settings).assemble(s));
    }

    /**
     * As {@link #retrieve(Sounding, Meteorology, PriorProfiles)}, with all that led to the profile.
     */
    public Outcome<Explanation> explain(Sounding sounding, Meteorology met, PriorProfiles prior) {
      return explain(sounding, met, prior, Optional.empty());
    }

    /** As the other {@code retrieve}, with all that led to the profile. */
    public Outcome<Explanation> explain(
        Sounding sounding,
        Meteorology met,
        PriorProfiles prior,
        Optional<CollocatedImager> imager) {
      return solve(
          new RetrievedState.Inputs(sounding, met, prior, imager).withImagerSkin(),
          s -> Explanation.of(s, model, settings));
    }

    private <T> Outcome<T> solve(RetrievedState.Inputs in, Function<RetrievedState, T> result) {
      Optional<String> outside = outside(in.sounding(), in.meteorology());
      if (outside.isPresent()) {
        return Outcome.failure(
            FailureReason.OUTSIDE_TABLE,
            "sounding %s: %s".formatted(in.sounding().id(), outside.get()));
      }
      Outcome<MeasuredChannels> measured = MeasuredChannels.of(in.sounding(), model, settings, 0);
      if (!(measured instanceof Outcome.Success<MeasuredChannels> given)) {
        return failed(measured);
      }
      FirstGuess guess = firstGuess(in, given.value());
      double shift = guess.axisShift(in.sounding(), given.value());
      if (shift != 0) {
        measured = MeasuredChannels.of(in.sounding(), model, settings, shift);
        if (!(measured instanceof Outcome.Success<MeasuredChannels> moved)) {
          return failed(measured);
        }
        given = moved;
        guess = firstGuess(in, moved.value());
      }
      measured = withNoise(in.sounding(), given.value(), guess);
      if (!(measured instanceof Outcome.Success<MeasuredChannels> known)) {
        return failed(measured);
      }
      FirstLook look = guess.look(known.value());
      LinearEstimate estimate = look.estimate(known.value().variance());
      if (settings.options().surfaceTypes() && in.meteorology().emissivity().isEmpty()) {
        guess.chooseSurface(look, estimate, in.sounding().geometry());
      }
      GasProfile.Cloud cloud = guess.cloud(estimate, known.value());
      return Outcome.success(result.apply(fitted(in, known.value(), cloud, guess, shift)));
    }

    private FirstGuess firstGuess(RetrievedState.Inputs in, MeasuredChannels measured) {
      return new FirstGuess(
          model,
          patterns,
          workspace,
          PriorState.of(
              in.sounding().geometry(),
              in.meteorology(),
              in.prior(),
              measured.displacementPerCm(),
              model,
              settings));
    }

    /** Noise from the spectrum where the file gives none and the spectrum allows it. */
    private Outcome<MeasuredChannels> withNoise(
        Sounding sounding, MeasuredChannels measured, FirstGuess guess) {
      if (measured.noiseSource() == NoiseSource.FILE) {
        return Outcome.success(measured);
      }
      SpectralNoise noise =
          SpectralNoise.of(guess.look(measured), model, MeasuredChannels.nominalNoise());
      boolean gosat = sounding.instrument() == Instrument.GOSAT;
      double least = Math.min(noise.below1000(), noise.above1000());
      // far less noise than the detectors have: computed or smoothed, and no measure of it
      boolean plausible = !gosat || least > LEAST_NOISE_SHARE * MeasuredChannels.nominalNoise();
      if (noise.trusted() && plausible) {
        return Outcome.success(measured.with(noise, model, settings));
      }
      return gosat
          ? Outcome.success(measured)
          : Outcome.failure(
              FailureReason.BAD_SPECTRUM,
              "sounding %s: file gives no noise, and what is left of the spectrum is not noise alone (correlation %.2f below, %.2f above 1000 cm-1)"
                  .formatted(sounding.id(), noise.correlationBelow(), noise.correlationAbove()));
    }

    private RetrievedState fitted(
        RetrievedState.Inputs in,
        MeasuredChannels measured,
        GasProfile.Cloud cloud,
        FirstGuess guess,
        double shiftPerCm) {
      ProfileIteration.Found found =
          new ProfileIteration(settings.solver(), guess, measured).solve();
      return new RetrievedState(
          in,
          guess.believed(),
          measured,
          cloud,
          found.solution(),
          found.errors(),
          workspace.radiance,
          guess.prior(),
          shiftPerCm);
    }

    private static <T> Outcome<T> failed(Outcome<MeasuredChannels> outcome) {
      Failure failure = ((Outcome.Failed<MeasuredChannels>) outcome).failure();
      return Outcome.failure(failure.reason(), failure.detail());
    }
  }
}
