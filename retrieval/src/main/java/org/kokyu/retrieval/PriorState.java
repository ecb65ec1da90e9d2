package org.kokyu.retrieval;

import java.util.Arrays;
import java.util.Optional;
import org.kokyu.core.atmosphere.Gas;
import org.kokyu.core.atmosphere.Meteorology;
import org.kokyu.core.atmosphere.PriorProfiles;
import org.kokyu.core.atmosphere.SurfaceEmissivity;
import org.kokyu.core.atmosphere.SurfaceReflection;
import org.kokyu.core.physics.Planck;
import org.kokyu.core.profile.GasProfile;
import org.kokyu.core.profile.SurfaceType;
import org.kokyu.core.sounding.SoundingGeometry;
import org.kokyu.retrieval.estimation.PriorCovariance;
import org.kokyu.retrieval.fast.NodeForwardModel;
import org.kokyu.retrieval.forward.AirColumn;
import org.kokyu.retrieval.forward.Atmosphere;
import org.kokyu.retrieval.forward.BaseEmissivity;
import org.kokyu.retrieval.forward.LayerGrid;
import org.kokyu.retrieval.forward.StateLayout;
import org.kokyu.retrieval.forward.ViewingGeometry;

/**
 * What is believed of one sounding before its spectrum is looked at: the scene about which the
 * state counts changes, the order of the state, and the covariance of the changes.
 *
 * @param scene atmosphere and surface of the prior
 * @param layout order of the state
 * @param covariance Sa
 * @param cover what the emissivity is that of
 */
record PriorState(
    NodeForwardModel.Scene scene,
    StateLayout layout,
    PriorCovariance covariance,
    GasProfile.Cover cover) {

  /** Over sea the spectral shape of the emissivity is better known than over land. */
  private static final double DARKEST = 1e-7;

  /**
   * Towards the end of the detectors' range the calibration is worse: 0.5 K and more against other
   * instruments at 700 … 750 cm-1 (Kataoka et al. 2014, TGRS 52, 89; AMT 15, 5399).
   */
  private static final double CALIBRATION_EDGE_PER_CM = 760;

  private static final double CALIBRATION_EDGE_FACTOR = 2.5;

  private static final double SEA_TILT_SHARE = 1.0 / 3;

  /**
   * @param displacementPerCm of the channels from the axis of the tables [cm-1]
   */
  static PriorState of(
      SoundingGeometry geometry,
      Meteorology met,
      PriorProfiles prior,
      double[] displacementPerCm,
      NodeForwardModel model,
      RetrievalSettings settings) {
    NodeForwardModel.Scene scene = scene(geometry, met, prior, displacementPerCm, settings);
    RetrievalSettings.PriorUncertainty u =
        met.climatology() ? settings.prior().widened() : settings.prior();
    if (met.surfaceTemperatureSigmaK() > 0) {
      u = u.withSkin(met.surfaceTemperatureSigmaK());
    }
    LayerGrid grid = scene.column().grid();
    StateLayout layout =
        new StateLayout(
            RetrievalSettings.GASES,
            grid.activeLayers(),
            model.windowCount(),
            model.rangeCount(),
            u.emissivityTilt() > 0,
            u.waterSelfContinuum() > 0,
            settings
                .options()
                .patternsFor(model.tables().header().instrument())
                .map(p -> p.patterns().size())
                .orElse(0),
            settings.options().cirrus().map(c -> c.sigmaLnPressure() > 0 ? 2 : 1).orElse(0));
    SurfaceType type =
        met.emissivity().isPresent()
            ? SurfaceType.GIVEN
            : isSea(geometry) ? SurfaceType.SEA : SurfaceType.FLAT;
    return new PriorState(
        scene,
        layout,
        covariance(grid, layout, u, isSea(geometry), model, settings.options().cirrus()),
        new GasProfile.Cover(type, type, 0));
  }

  /** The same with another emissivity. */
  PriorState withEmissivity(SurfaceEmissivity emissivity, GasProfile.Cover other) {
    return new PriorState(
        new NodeForwardModel.Scene(
            scene.column(),
            scene.skinK(),
            emissivity,
            scene.lambertian(),
            scene.displacementPerCm(),
            scene.cirrus(),
            scene.offsetShape()),
        layout,
        covariance,
        other);
  }

  /**
   * The same with radiance offsets in kelvin of brightness temperature.
   *
   * @param radiance of the prior, whose dB/dT is the shape of the offsets
   */
  PriorState withOffsetsInKelvin(double[] radiance, NodeForwardModel model) {
    double[] shape = new double[radiance.length];
    for (int c = 0; c < shape.length; c++) {
      double nu = model.channelPerCm(c);
      // a weather that cannot be is refused later, by what it does to the fit
      double t = Planck.brightnessTemperature(nu, Math.max(radiance[c], DARKEST));
      shape[c] = Planck.derivative(nu, t);
    }
    return new PriorState(
        new NodeForwardModel.Scene(
            scene.column(),
            scene.skinK(),
            scene.emissivity(),
            scene.lambertian(),
            scene.displacementPerCm(),
            scene.cirrus(),
            shape),
        layout,
        covariance,
        cover);
  }

  /** Unknown surfaces count as land. */
  static boolean isSea(SoundingGeometry geometry) {
    return geometry.landFraction() < 0.5;
  }

  private static NodeForwardModel.Scene scene(
      SoundingGeometry geometry,
      Meteorology met,
      PriorProfiles prior,
      double[] displacementPerCm,
      RetrievalSettings settings) {
    boolean sea = isSea(geometry);
    SurfaceEmissivity emissivity =
        met.emissivity()
            .orElseGet(
                () ->
                    BaseEmissivity.of(
                        sea ? SurfaceType.SEA : SurfaceType.FLAT, geometry.sensorZenithDeg()));
    boolean lambertian = met.reflection().map(r -> r == SurfaceReflection.LAMBERTIAN).orElse(!sea);
    AirColumn column =
        AirColumn.of(
            LayerGrid.of(met.surfacePressurePa()),
            Atmosphere.of(met, prior),
            new ViewingGeometry(geometry.sensorZenithDeg(), settings.sphericalPath()),
            geometry.latitudeDeg());
    return new NodeForwardModel.Scene(
        column,
        met.surfaceTemperatureK(),
        emissivity,
        lambertian,
        displacementPerCm,
        settings
            .options()
            .cirrus()
            .map(c -> new NodeForwardModel.Cirrus(c.amount(), c.pressurePa()))
            .orElse(new NodeForwardModel.Cirrus(0, 25000)));
  }

  private static PriorCovariance covariance(
      LayerGrid grid,
      StateLayout layout,
      RetrievalSettings.PriorUncertainty u,
      boolean sea,
      NodeForwardModel model,
      Optional<RetrievalSettings.CirrusPrior> cirrus) {
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
      covariance.addScalar(layout.emissivity(w), sea ? u.emissivitySea() : u.emissivityLand());
      if (layout.emissivityTilt()) {
        covariance.addScalar(
            layout.emissivityTilt(w), u.emissivityTilt() * (sea ? SEA_TILT_SHARE : 1));
      }
    }
    for (int r = 0; r < layout.offsets(); r++) {
      boolean edge = model.firstOfRangePerCm(r) < CALIBRATION_EDGE_PER_CM;
      covariance.addScalar(layout.offset(r), u.offsetK() * (edge ? CALIBRATION_EDGE_FACTOR : 1));
    }
    covariance.addScalar(layout.wavenumberScale(), u.wavenumberScale());
    if (layout.selfContinuum()) {
      covariance.addScalar(layout.waterSelfContinuum(), u.waterSelfContinuum());
    }
    for (int i = 0; i < layout.patterns(); i++) {
      // their values are one standard deviation
      covariance.addScalar(layout.pattern(i), 1);
    }
    if (layout.cirrusAmount() >= 0) {
      covariance.addScalar(layout.cirrusAmount(), cirrus.orElseThrow().sigmaLnAmount());
    }
    if (layout.cirrusPressure() >= 0) {
      covariance.addScalar(layout.cirrusPressure(), cirrus.orElseThrow().sigmaLnPressure());
    }
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

  /** Temperature block replaced by one of the same uncertainty at all heights [K]. */
  PriorCovariance withTemperature(double sigmaK, double lengthM) {
    LayerGrid grid = scene.column().grid();
    double[] height = new double[layout.layers()];
    double[] sigma = new double[layout.layers()];
    Arrays.setAll(height, j -> grid.scaleHeightMetres(grid.firstLayer() + j));
    Arrays.fill(sigma, sigmaK);
    return covariance.withProfile(layout.temperature(), sigma, height, lengthM);
  }
}
