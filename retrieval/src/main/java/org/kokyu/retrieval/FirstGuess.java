package org.kokyu.retrieval;

import java.util.Arrays;
import java.util.List;
import org.kokyu.core.atmosphere.SurfaceEmissivity;
import org.kokyu.core.profile.GasProfile;
import org.kokyu.core.profile.SurfaceType;
import org.kokyu.core.sounding.Sounding;
import org.kokyu.core.sounding.SoundingGeometry;
import org.kokyu.retrieval.estimation.LinearEstimate;
import org.kokyu.retrieval.estimation.OptimalEstimation;
import org.kokyu.retrieval.estimation.ReducedBasis;
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
  private final PatternTerm patterns;
  private final NodeForwardModel.Workspace workspace;
  private PriorState believed;
  private final double[] prior;
  private boolean standsAtPrior;

  FirstGuess(
      NodeForwardModel model,
      PatternTerm patterns,
      NodeForwardModel.Workspace workspace,
      PriorState believed) {
    this.model = model;
    this.patterns = patterns;
    this.workspace = workspace;
    this.believed = believed;
    StateLayout layout = believed.layout();
    model.evaluate(believed.scene(), layout, new double[layout.size()], workspace);
    patterns.add(layout, new double[layout.size()], workspace);
    prior = workspace.radiance.clone();
    this.believed = believed.withOffsetsInKelvin(prior, model);
    model.offsetRows(this.believed.scene(), layout, workspace);
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

  /**
   * Takes the kind of surface that explains the spectrum best; before the first step only. The
   * radiances follow to a fifth of the noise (curvature of the emissivity between the nodes of a
   * channel); the Jacobian, and the radiances exactly, with the first step.
   *
   * @param look what is seen with the emissivity so far
   * @param estimate of it
   */
  void chooseSurface(FirstLook look, LinearEstimate estimate, SoundingGeometry geometry) {
    List<SurfaceType> candidates =
        SurfaceChoice.candidates(geometry.landFraction(), believed.scene().skinK());
    if (candidates.equals(List.of(believed.cover().first()))) {
      return;
    }
    SurfaceChoice choice = new SurfaceChoice(model, believed);
    GasProfile.Cover cover =
        choice.choose(candidates, geometry.sensorZenithDeg(), look, estimate, workspace.jacobian);
    SurfaceEmissivity emissivity = SurfaceChoice.emissivity(cover, geometry.sensorZenithDeg());
    double[] change = choice.change(emissivity, workspace.jacobian);
    for (int c = 0; c < change.length; c++) {
      prior[c] += change[c];
      workspace.radiance[c] = prior[c];
    }
    believed = believed.withEmissivity(emissivity, cover);
  }

  /** What the spectrum says of cloud; before the first step only. */
  GasProfile.Cloud cloud(LinearEstimate estimate, MeasuredChannels measured) {
    double[] difference = new double[prior.length];
    for (int c = 0; c < prior.length; c++) {
      difference[c] = measured.radiance()[c] - prior[c];
    }
    return new CloudSignal(model).of(believed, estimate, difference, prior, workspace);
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
    patterns.add(believed.layout(), x, workspace);
  }

  /** The Jacobian with the whole state at the place of the last evaluation. */
  void expand(double[] x) {
    model.project(believed.scene(), believed.layout(), x, workspace);
    patterns.add(believed.layout(), x, workspace);
    if (standsAtPrior) {
      restorePrior();
    }
  }

  /** At the prior the nodes may still hold the emissivity before the choice. */
  private void restorePrior() {
    System.arraycopy(prior, 0, workspace.radiance, 0, prior.length);
  }

  /** Radiances after a small change of one element. */
  void move(int element, double change) {
    double[] row = workspace.jacobian[element];
    for (int c = 0; c < workspace.radiance.length; c++) {
      workspace.radiance[c] += change * row[c];
    }
  }

  /** The same model over a reduced state. */
  OptimalEstimation.Model in(ReducedBasis basis) {
    return new OptimalEstimation.Model() {
      @Override
      public void evaluate(double[] z) {
        double[] x = basis.expand(z);
        if (standsAtPrior && Arrays.stream(z).allMatch(v -> v == 0)) {
          model.project(believed.scene(), believed.layout(), x, basis, workspace);
          restorePrior();
          return;
        }
        standsAtPrior = false;
        model.evaluate(believed.scene(), believed.layout(), x, basis, workspace);
        patterns.add(believed.layout(), x, workspace);
      }

      @Override
      public double[] radiance() {
        return workspace.radiance;
      }

      @Override
      public double[][] jacobian() {
        return workspace.reduced;
      }
    };
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
