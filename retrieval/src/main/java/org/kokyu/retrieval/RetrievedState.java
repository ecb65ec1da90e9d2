package org.kokyu.retrieval;

import java.util.Optional;
import org.kokyu.core.atmosphere.Meteorology;
import org.kokyu.core.atmosphere.PriorProfiles;
import org.kokyu.core.profile.GasProfile;
import org.kokyu.core.scene.CollocatedImager;
import org.kokyu.core.sounding.Sounding;
import org.kokyu.retrieval.estimation.ErrorAnalysis;
import org.kokyu.retrieval.estimation.OptimalEstimation;
import org.kokyu.retrieval.estimation.PriorCovariance;
import org.kokyu.retrieval.fast.NodeForwardModel;
import org.kokyu.retrieval.forward.StateLayout;

/** All that a finished retrieval knows, before it is turned into a product. Arrays are shared. */
record RetrievedState(
    Inputs inputs,
    PriorState believed,
    MeasuredChannels measured,
    GasProfile.Cloud cloud,
    OptimalEstimation.Solution solution,
    ErrorAnalysis errors,
    double[] radiance,
    double[] priorRadiance,
    double axisShiftPerCm) {

  /** What one retrieval starts from. */
  record Inputs(
      Sounding sounding,
      Meteorology meteorology,
      PriorProfiles prior,
      Optional<CollocatedImager> imager) {

    /** With the skin temperature of the imager, where it saw one. */
    Inputs withImagerSkin() {
      Meteorology met =
          imager
              .filter(CollocatedImager::hasSkin)
              .map(i -> meteorology.withSurfaceTemperature(i.lstK(), i.skinSigmaK()))
              .orElse(meteorology);
      return new Inputs(sounding, met, prior, imager);
    }
  }

  Sounding sounding() {
    return inputs.sounding();
  }

  Meteorology meteorology() {
    return inputs.meteorology();
  }

  PriorProfiles prior() {
    return inputs.prior();
  }

  NodeForwardModel.Scene scene() {
    return believed.scene();
  }

  StateLayout layout() {
    return believed.layout();
  }

  PriorCovariance covariance() {
    return believed.covariance();
  }
}
