package org.kokyu.retrieval;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.kokyu.core.atmosphere.Gas;
import org.kokyu.core.atmosphere.Profile;
import org.kokyu.core.profile.GasProfile;
import org.kokyu.core.profile.GasResult;
import org.kokyu.core.profile.QualityReason;
import org.kokyu.retrieval.fast.NodeForwardModel;
import org.kokyu.retrieval.forward.AirColumn;
import org.kokyu.retrieval.forward.Atmosphere;
import org.kokyu.retrieval.forward.LayerGrid;
import org.kokyu.retrieval.table.StateGrid;

/**
 * The quality word of a profile.
 *
 * <p>Limits: reduced chi² 0.7 … 1.5 overall and 0.5 … 2 per window; three neighbouring channels
 * beyond 5 σ; skin more than 3 prior σ away; cloud by a collocated imager, or window brightness
 * temperature too far below the one expected of clear sky; degrees of freedom below 0.5 (CO2), 0.4
 * (CH4), 0.2 (N2O); tropospheric temperature moved by more than 3 K; viewing angle above 45° or
 * more than 20° along the track; emissivity outside 0.65 … 1.02; a single channel beyond 10 σ
 * (input); air outside the temperatures of the tables; weather or prior that ends more than 1500 m
 * above the surface or is older than 24 h.
 */
final class QualityAssessment {
  private static final double RUN_SIGMA = 5;
  private static final double SPIKE_SIGMA = 10;

  /** Height that profiles may be continued below their lowest level [m]. */
  private static final double FARTHEST_BELOW_M = 1500;

  private static final double SCALE_HEIGHT_M = 7000;

  private static final double INVERSION_DEPTH_PA = 15000;
  private static final double INVERSION_K = 2;
  private static final double OLDEST_HOURS = 24;

  /** GOSAT-2 is off by 0.5 K in the CO2 band beyond (AMT 15, 5399, 2022) [degrees]. */
  private static final double ALONG_TRACK_DEG = 20;

  private final RetrievalSettings settings;
  private final NodeForwardModel model;

  QualityAssessment(RetrievalSettings settings, NodeForwardModel model) {
    this.settings = settings;
    this.model = model;
  }

  int reasons(RetrievedState s, GasProfile.Fit fit, List<GasResult> gases) {
    Set<QualityReason> r = EnumSet.noneOf(QualityReason.class);
    if (!fit.converged()) {
      r.add(QualityReason.NOT_CONVERGED);
    }
    boolean windowOff = false;
    for (double chi2 : fit.chi2PerWindow()) {
      windowOff |= !(chi2 >= 0.5 && chi2 <= 2);
    }
    if (!(fit.chi2() >= 0.7 && fit.chi2() <= 1.5) || windowOff) {
      r.add(QualityReason.CHI2_OUTSIDE_RANGE);
    }
    if (residualRun(s)) {
      r.add(QualityReason.RESIDUAL_RUN);
    }
    if (isCloudy(s, fit)) {
      r.add(QualityReason.CLOUD);
    }
    addStateReasons(s, r);
    for (GasResult g : gases) {
      double floor = g.gas() == Gas.CO2 ? 0.5 : g.gas() == Gas.CH4 ? 0.4 : 0.2;
      if (g.dofs() < floor) {
        r.add(QualityReason.PRIOR_DOMINATED);
      }
    }
    if (s.sounding().providerFlag() != 0 || spike(s)) {
      r.add(QualityReason.BAD_INPUT);
    }
    // not a number, where the angle is unknown, is not beyond
    if (s.sounding().geometry().sensorZenithDeg() > 45
        || Math.abs(s.sounding().geometry().alongTrackAngleDeg()) > ALONG_TRACK_DEG) {
      r.add(QualityReason.VIEWING_ANGLE);
    }
    // not a number, where the age is unknown, is not old
    if (s.meteorology().ageHours() > OLDEST_HOURS || s.prior().ageHours() > OLDEST_HOURS) {
      r.add(QualityReason.PRIOR_OLD);
    }
    if (s.meteorology().climatology()) {
      r.add(QualityReason.CLIMATOLOGICAL_METEOROLOGY);
    }
    if (s.prior().climatology()) {
      r.add(QualityReason.CLIMATOLOGICAL_PRIOR);
    }
    if (!Atmosphere.limitedWater(s.meteorology()).equals(s.meteorology().waterVapour())) {
      r.add(QualityReason.HUMIDITY_LIMITED);
    }
    if (model.tables().isDemonstrationGrade()) {
      r.add(QualityReason.DEMONSTRATION_TABLES);
    }
    return r.stream().mapToInt(QualityReason::mask).sum();
  }

  private void addStateReasons(RetrievedState s, Set<QualityReason> r) {
    double[] x = s.solution().x();
    if (Math.abs(x[s.layout().skin()]) > 3 * s.covariance().sigma()[s.layout().skin()]) {
      r.add(QualityReason.SURFACE_TEMPERATURE_FAR_FROM_PRIOR);
    }
    LayerGrid grid = s.scene().column().grid();
    if (mismatch(s)) {
      r.add(QualityReason.SURFACE_PRESSURE_MISMATCH);
    }
    if (outsideTable(s)) {
      r.add(QualityReason.OUTSIDE_TABLE);
    }
    double[] bounds = grid.boundsPa();
    for (int j = 0; j < s.layout().layers(); j++) {
      boolean troposphere = bounds[grid.firstLayer() + j] > 20000;
      // against a climatology, large shifts are what the retrieval is for
      if (troposphere
          && !s.meteorology().climatology()
          && Math.abs(x[s.layout().temperature() + j]) > 3) {
        r.add(QualityReason.TEMPERATURE_SHIFT);
      }
    }
    for (int w = 0; w < s.layout().windows(); w++) {
      for (int c : new int[] {model.firstChannel(w), model.firstChannel(w + 1) - 1}) {
        double nu = model.channelPerCm(c);
        double e = s.scene().emissivity().at(nu) + x[s.layout().emissivity(w)];
        if (s.layout().emissivityTilt()) {
          e += x[s.layout().emissivityTilt(w)] * model.position(w, nu);
        }
        if (!(e >= 0.65 && e <= 1.02)) {
          r.add(QualityReason.EMISSIVITY_OUT_OF_RANGE);
        }
      }
    }
  }

  private boolean isCloudy(RetrievedState s, GasProfile.Fit fit) {
    RetrievalSettings.CloudLimits limits = settings.cloud();
    boolean sea = PriorState.isSea(s.sounding().geometry());
    if (s.inputs().imager().isPresent() && !s.inputs().imager().get().isClear(sea)) {
      return true;
    }
    double factor =
        s.meteorology().climatology() ? RetrievalSettings.PriorUncertainty.CLIMATOLOGY_FACTOR : 1;
    double drop = factor * (sea ? limits.dropSeaK() : limits.dropLandK());
    boolean cold =
        fit.windowBrightnessK() < fit.windowBrightnessPriorK() - drop && !nightInversion(s);
    boolean split = Math.abs(s.cloud().splitWindowK()) > factor * limits.splitWindowK();
    boolean sliced =
        s.cloud().effectiveFraction() >= limits.effectiveFraction()
            && s.cloud().significance() >= limits.significance();
    return cold || split || sliced;
  }

  /** Ground colder than the air above it, not by day: forecasts miss how cold it gets. */
  private static boolean nightInversion(RetrievedState s) {
    double surface = s.meteorology().surfacePressurePa();
    double warmest = 0;
    Profile t = s.meteorology().temperatureK();
    for (int i = 0; i < t.size(); i++) {
      if (t.pressurePa(i) <= surface && t.pressurePa(i) >= surface - INVERSION_DEPTH_PA) {
        warmest = Math.max(warmest, t.value(i));
      }
    }
    return !(s.sounding().geometry().solarZenithDeg() < 90)
        && s.meteorology().surfaceTemperatureK() < warmest - INVERSION_K;
  }

  /** Whether weather or prior had to be continued far below their lowest level. */
  private static boolean mismatch(RetrievedState s) {
    double surface = s.meteorology().surfacePressurePa();
    return Math.min(lowest(s.meteorology().temperatureK()), lowest(s.prior().co2()))
        < surface * Math.exp(-FARTHEST_BELOW_M / SCALE_HEIGHT_M);
  }

  /** Highest pressure of a profile [Pa]. */
  private static double lowest(Profile profile) {
    return Math.max(profile.pressurePa(0), profile.pressurePa(profile.size() - 1));
  }

  /** Whether the retrieved air has temperatures that the tables do not hold. */
  private static boolean outsideTable(RetrievedState s) {
    AirColumn column = s.scene().column();
    int first = column.grid().firstLayer();
    double coldest = Double.POSITIVE_INFINITY;
    double warmest = 0;
    for (int l = 0; l < column.grid().sublayers(); l++) {
      int element = s.layout().temperature() + column.grid().layerOf(l) - first;
      double t = column.temperatureK(l) + s.solution().x()[element];
      coldest = Math.min(coldest, t);
      warmest = Math.max(warmest, t);
    }
    return !(coldest >= StateGrid.temperatureK(0)
        && warmest <= StateGrid.temperatureK(StateGrid.TEMPERATURES - 1));
  }

  /** A single channel far off whose neighbours are not. */
  private boolean spike(RetrievedState s) {
    for (int c = 1; c + 1 < model.channels(); c++) {
      if (off(s, c) > SPIKE_SIGMA && off(s, c - 1) < RUN_SIGMA && off(s, c + 1) < RUN_SIGMA) {
        return true;
      }
    }
    return false;
  }

  /** Distance of a channel from the fit in standard deviations. */
  private static double off(RetrievedState s, int c) {
    return Math.abs(s.measured().radiance()[c] - s.radiance()[c])
        / Math.sqrt(s.measured().variance()[c]);
  }

  private boolean residualRun(RetrievedState s) {
    int run = 0;
    for (int c = 0; c < model.channels(); c++) {
      run = off(s, c) > RUN_SIGMA ? run + 1 : 0;
      if (run >= 3) {
        return true;
      }
    }
    return false;
  }
}
