package org.kokyu.retrieval;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.kokyu.core.atmosphere.Gas;
import org.kokyu.core.profile.GasProfile;
import org.kokyu.core.profile.GasResult;
import org.kokyu.core.profile.QualityReason;
import org.kokyu.retrieval.fast.NodeForwardModel;
import org.kokyu.retrieval.forward.Atmosphere;
import org.kokyu.retrieval.forward.LayerGrid;

/**
 * The quality word of a profile.
 *
 * <p>Limits: reduced chi² 0.7 … 1.5 overall and 0.5 … 2 per window; three neighbouring channels
 * beyond 5 σ; skin more than 3 prior σ away; window brightness temperature too far below the one
 * expected of clear sky; degrees of freedom below 0.5 (CO2), 0.4 (CH4), 0.2 (N2O); tropospheric
 * temperature moved by more than 3 K; viewing angle above 45°; emissivity outside 0.65 … 1.02.
 */
final class QualityAssessment {
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
    if (s.sounding().providerFlag() != 0) {
      r.add(QualityReason.BAD_INPUT);
    }
    if (s.sounding().geometry().sensorZenithDeg() > 45) {
      r.add(QualityReason.VIEWING_ANGLE);
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
      double nu = model.channelPerCm(model.firstChannel(w));
      double e = s.scene().emissivity().at(nu) + x[s.layout().emissivity(w)];
      if (!(e >= 0.65 && e <= 1.02)) {
        r.add(QualityReason.EMISSIVITY_OUT_OF_RANGE);
      }
    }
  }

  private boolean isCloudy(RetrievedState s, GasProfile.Fit fit) {
    boolean sea = s.sounding().geometry().landFraction() < 0.5;
    double limit = sea ? settings.cloudDropSeaK() : settings.cloudDropLandK();
    if (s.meteorology().climatology()) {
      limit *= RetrievalSettings.PriorUncertainty.CLIMATOLOGY_FACTOR;
    }
    return fit.windowBrightnessK() < fit.windowBrightnessPriorK() - limit;
  }

  private boolean residualRun(RetrievedState s) {
    int run = 0;
    for (int c = 0; c < model.channels(); c++) {
      double d = s.measured().radiance()[c] - s.radiance()[c];
      run = d * d > 25 * s.measured().variance()[c] ? run + 1 : 0;
      if (run >= 3) {
        return true;
      }
    }
    return false;
  }
}
