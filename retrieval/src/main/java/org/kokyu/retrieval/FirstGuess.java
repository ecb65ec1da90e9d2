package org.kokyu.retrieval;

import java.util.Arrays;
import org.kokyu.core.sounding.Sounding;
import org.kokyu.retrieval.estimation.OptimalEstimation;
import org.kokyu.retrieval.fast.NodeForwardModel;
import org.kokyu.retrieval.forward.StateLayout;

/**
 * The forward model of one sounding as the solver sees it, standing at the prior when it is made;
 * keeps the radiances of the prior. Uses the workspace of its worker.
 */
final class FirstGuess implements OptimalEstimation.Model {
  /** Shifts of the axis below this are left to the fit [cm-1]. */
  private static final double NEGLIGIBLE_SHIFT_PER_CM = 0.01;

  private final NodeForwardModel model;
  private final NodeForwardModel.Workspace workspace;
  private final PriorState believed;
  private final double[] prior;
  private boolean standsAtPrior;

  FirstGuess(NodeForwardModel model, NodeForwardModel.Workspace workspace, PriorState believed) {
    this.model = model;
    this.workspace = workspace;
    this.believed = believed;
    StateLayout layout = believed.layout();
    model.evaluate(believed.scene(), layout, new double[layout.size()], workspace);
    prior = workspace.radiance.clone();
    standsAtPrior = true;
  }

  PriorState believed() {
    return believed;
  }

  /** Radiances of the prior; shared. */
  double[] prior() {
    return prior;
  }

  /** What is seen at the prior; before the first step only. */
  FirstLook look(MeasuredChannels measured) {
    return new FirstLook(workspace.jacobian, believed, measured.radiance(), prior);
  }

  /** Shift of the axis [cm-1]; searched for only if a linear estimate calls for it. */
  double axisShift(Sounding sounding, MeasuredChannels measured) {
    double[] byScale = workspace.jacobian[believed.layout().wavenumberScale()];
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
    model.evaluate(believed.scene(), believed.layout(), x, workspace);
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
