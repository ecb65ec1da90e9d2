package org.kokyu.retrieval;

import java.util.Arrays;
import org.kokyu.core.atmosphere.Gas;
import org.kokyu.core.atmosphere.Meteorology;
import org.kokyu.core.atmosphere.PriorProfiles;
import org.kokyu.core.atmosphere.SurfaceEmissivity;
import org.kokyu.core.atmosphere.SurfaceReflection;
import org.kokyu.core.physics.Planck;
import org.kokyu.core.profile.GasProfile;
import org.kokyu.core.result.FailureReason;
import org.kokyu.core.result.Outcome;
import org.kokyu.core.sounding.Sounding;
import org.kokyu.retrieval.estimation.ErrorAnalysis;
import org.kokyu.retrieval.estimation.OptimalEstimation;
import org.kokyu.retrieval.estimation.PriorCovariance;
import org.kokyu.retrieval.fast.NodeForwardModel;
import org.kokyu.retrieval.forward.AirColumn;
import org.kokyu.retrieval.forward.Atmosphere;
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
  private static final double LAND_EMISSIVITY = 0.975;
  private static final double SEA_EMISSIVITY = 0.985;
  private static final double OFFSET_REFERENCE_K = 260;

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

  /** Retrieves one sounding after the other. Not thread-safe. */
  public final class Worker {
    private final NodeForwardModel.Workspace workspace = model.newWorkspace();

    public Outcome<GasProfile> retrieve(Sounding sounding, Meteorology met, PriorProfiles prior) {
      double ps = met.surfacePressurePa();
      double zenith = sounding.geometry().sensorZenithDeg();
      if (!(ps >= LayerGrid.MIN_SURFACE_PA && ps <= LayerGrid.MAX_SURFACE_PA)) {
        return Outcome.failure(
            FailureReason.OUTSIDE_TABLE,
            "sounding %s: surface pressure %.0f Pa outside %.0f … %.0f Pa"
                .formatted(sounding.id(), ps, LayerGrid.MIN_SURFACE_PA, LayerGrid.MAX_SURFACE_PA));
      }
      if (!(zenith >= 0 && zenith <= ViewingGeometry.MAX_ZENITH_DEG)) {
        return Outcome.failure(
            FailureReason.OUTSIDE_TABLE,
            "sounding %s: zenith angle %.2f outside 0 … %.0f degrees"
                .formatted(sounding.id(), zenith, ViewingGeometry.MAX_ZENITH_DEG));
      }
      Outcome<MeasuredChannels> measured =
          MeasuredChannels.of(sounding, model, settings.modelErrorK());
      if (measured instanceof Outcome.Success<MeasuredChannels> ok) {
        return Outcome.success(retrieve(sounding, met, prior, ok.value()));
      }
      return Outcome.failure(
          MeasuredChannels.failure(measured).reason(), MeasuredChannels.failure(measured).detail());
    }

    private GasProfile retrieve(
        Sounding sounding, Meteorology met, PriorProfiles prior, MeasuredChannels measured) {
      NodeForwardModel.Scene scene = scene(sounding, met, prior, measured);
      LayerGrid grid = scene.column().grid();
      StateLayout layout =
          new StateLayout(RetrievalSettings.GASES, grid.activeLayers(), model.windowCount());
      PriorCovariance covariance = priorCovariance(grid, layout, met.climatology());
      double[] priorState = new double[layout.size()];
      double[] maxStep = new double[layout.size()];
      Arrays.fill(maxStep, 0.5);
      Arrays.fill(maxStep, layout.temperature(), layout.skin() + 1, 10);
      OptimalEstimation.Problem problem =
          new OptimalEstimation.Problem(
              measured.radiance(),
              measured.variance(),
              priorState,
              covariance.inverse(),
              covariance.sigma(),
              maxStep);
      FirstGuess firstGuess = new FirstGuess(scene, layout);
      OptimalEstimation.Solution solution =
          new OptimalEstimation(settings.solver()).solve(problem, firstGuess);
      ErrorAnalysis errors =
          ErrorAnalysis.of(solution.information(), covariance.inverse(), covariance.sigma());
      RetrievedState state =
          new RetrievedState(
              sounding,
              met,
              prior,
              scene,
              layout,
              measured,
              solution,
              errors,
              covariance,
              workspace.radiance,
              firstGuess.prior);
      return new ProfileAssembly(model, settings).assemble(state);
    }

    /**
     * The forward model as the solver sees it; keeps the first radiances, which are those of the
     * prior.
     */
    private final class FirstGuess implements OptimalEstimation.Model {
      private final NodeForwardModel.Scene scene;
      private final StateLayout layout;
      private double[] prior;

      FirstGuess(NodeForwardModel.Scene scene, StateLayout layout) {
        this.scene = scene;
        this.layout = layout;
      }

      @Override
      public void evaluate(double[] x) {
        model.evaluate(scene, layout, x, workspace);
        if (prior == null) {
          prior = workspace.radiance.clone();
        }
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

  private NodeForwardModel.Scene scene(
      Sounding sounding, Meteorology met, PriorProfiles prior, MeasuredChannels measured) {
    double land = sounding.geometry().landFraction();
    boolean sea = land < 0.5;
    SurfaceEmissivity emissivity =
        met.emissivity()
            .orElseGet(() -> SurfaceEmissivity.constant(sea ? SEA_EMISSIVITY : LAND_EMISSIVITY));
    boolean lambertian = met.reflection().map(r -> r == SurfaceReflection.LAMBERTIAN).orElse(!sea);
    LayerGrid grid = LayerGrid.of(met.surfacePressurePa());
    ViewingGeometry geometry =
        new ViewingGeometry(sounding.geometry().sensorZenithDeg(), settings.sphericalPath());
    AirColumn column =
        AirColumn.of(grid, Atmosphere.of(met, prior), geometry, sounding.geometry().latitudeDeg());
    return new NodeForwardModel.Scene(
        column, met.surfaceTemperatureK(), emissivity, lambertian, measured.displacementPerCm());
  }

  private PriorCovariance priorCovariance(LayerGrid grid, StateLayout layout, boolean climatology) {
    RetrievalSettings.PriorUncertainty u =
        climatology ? settings.prior().widened() : settings.prior();
    PriorCovariance covariance = new PriorCovariance(layout.size());
    double[] bounds = grid.boundsPa();
    double[] height = new double[layout.layers()];
    double[] pressure = new double[layout.layers()];
    for (int j = 0; j < height.length; j++) {
      int layer = grid.firstLayer() + j;
      height[j] = grid.scaleHeightMetres(layer);
      pressure[j] = Math.sqrt(bounds[layer] * bounds[layer + 1]);
    }
    for (Gas gas : layout.gases()) {
      addProfile(covariance, layout.gas(gas), u.of(gas), height, pressure);
    }
    addProfile(covariance, layout.temperature(), u.temperatureK(), height, pressure);
    covariance.addScalar(layout.skin(), u.skinK());
    for (int w = 0; w < layout.windows(); w++) {
      covariance.addScalar(layout.emissivity(w), u.emissivity());
      double nu = model.channelPerCm((model.firstChannel(w) + model.firstChannel(w + 1)) / 2);
      covariance.addScalar(
          layout.offset(w), u.offsetK() * Planck.derivative(nu, OFFSET_REFERENCE_K));
    }
    covariance.addScalar(layout.wavenumberScale(), u.wavenumberScale());
    return covariance;
  }

  private static void addProfile(
      PriorCovariance covariance,
      int first,
      RetrievalSettings.ProfileSigma sigma,
      double[] height,
      double[] pressure) {
    double[] s = new double[height.length];
    Arrays.setAll(s, j -> sigma.at(height[j], pressure[j]));
    covariance.addProfile(first, s, height, sigma.lengthM());
  }
}
