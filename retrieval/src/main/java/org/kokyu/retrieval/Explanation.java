package org.kokyu.retrieval;

import java.util.ArrayList;
import java.util.List;
import org.kokyu.core.atmosphere.Gas;
import org.kokyu.core.profile.GasProfile;
import org.kokyu.retrieval.estimation.IterationStep;
import org.kokyu.retrieval.fast.NodeForwardModel;
import org.kokyu.retrieval.forward.StateLayout;

/**
 * All that led to one profile: state, spectra, kernel, iteration. Radiances in W m-2 sr-1 (cm-1)-1.
 * Arrays are shared: treat them as constant.
 *
 * @param profile the result as the product has it
 * @param elements names of the state elements
 * @param solution change of every element from the prior
 * @param priorSigma √diag Sa
 * @param posterior S
 * @param posteriorInverse S⁻¹
 * @param kernel A, row = retrieved element
 * @param wavenumberPerCm channels
 * @param firstChannel of each window, and the number of channels
 * @param measured radiances
 * @param sigma √diag Se
 * @param prior radiances of the prior
 * @param fitted radiances of the solution
 * @param firstChi2 (y − F)ᵀ Se⁻¹ (y − F) of the prior
 * @param steps the iteration
 * @param informationBits information content of the whole state [bit]
 */
public record Explanation(
    GasProfile profile,
    List<String> elements,
    double[] solution,
    double[] priorSigma,
    double[][] posterior,
    double[][] posteriorInverse,
    double[][] kernel,
    double[] wavenumberPerCm,
    int[] firstChannel,
    double[] measured,
    double[] sigma,
    double[] prior,
    double[] fitted,
    double firstChi2,
    List<IterationStep> steps,
    double informationBits) {

  static Explanation of(RetrievedState s, NodeForwardModel model, RetrievalSettings settings) {
    double[] nu = new double[model.channels()];
    double[] sigma = new double[nu.length];
    for (int c = 0; c < nu.length; c++) {
      nu[c] = model.channelPerCm(c);
      sigma[c] = Math.sqrt(s.measured().variance()[c]);
    }
    int[] first = new int[model.windowCount() + 1];
    for (int w = 0; w < first.length; w++) {
      first[w] = model.firstChannel(w);
    }
    return new Explanation(
        new ProfileAssembly(model, settings).assemble(s),
        names(s.layout(), s.scene().column().grid().firstLayer(), model),
        s.solution().x(),
        s.covariance().sigma(),
        s.errors().posterior(),
        inverse(s),
        s.errors().kernel(),
        nu,
        first,
        s.measured().radiance(),
        sigma,
        s.priorRadiance(),
        s.radiance().clone(),
        s.solution().firstChi2(),
        s.solution().steps(),
        s.errors().informationBits());
  }

  private static double[][] inverse(RetrievedState s) {
    double[][] inverse = new double[s.layout().size()][s.layout().size()];
    for (int i = 0; i < inverse.length; i++) {
      for (int j = 0; j < inverse.length; j++) {
        inverse[i][j] = s.solution().information()[i][j] + s.covariance().inverse()[i][j];
      }
    }
    return inverse;
  }

  /** (x̂ − x)ᵀ S⁻¹ (x̂ − x) for a true state x: about the number of elements if S is right. */
  public double chi2OfState(double[] truth) {
    double sum = 0;
    for (int i = 0; i < truth.length; i++) {
      for (int j = 0; j < truth.length; j++) {
        sum += (solution[i] - truth[i]) * posteriorInverse[i][j] * (solution[j] - truth[j]);
      }
    }
    return sum;
  }

  /** Name of every state element; layers carry the product's layer number. */
  private static List<String> names(StateLayout layout, int firstLayer, NodeForwardModel model) {
    String[] names = new String[layout.size()];
    for (int j = 0; j < layout.layers(); j++) {
      for (Gas gas : layout.gases()) {
        names[layout.gas(gas) + j] = "ln %s, layer %d".formatted(gas, firstLayer + j);
      }
      names[layout.temperature() + j] = "temperature, layer %d [K]".formatted(firstLayer + j);
    }
    names[layout.skin()] = "skin temperature [K]";
    for (int w = 0; w < layout.windows(); w++) {
      String window = model.tables().windows().get(w).window();
      names[layout.emissivity(w)] = "emissivity, " + window;
      if (layout.emissivityTilt()) {
        names[layout.emissivityTilt(w)] = "emissivity tilt, " + window;
      }
    }
    for (int r = 0; r < layout.offsets(); r++) {
      names[layout.offset(r)] = "radiance offset [K], " + model.rangeName(r);
    }
    names[layout.wavenumberScale()] = "wavenumber scale";
    if (layout.selfContinuum()) {
      names[layout.waterSelfContinuum()] = "ln factor on the self continuum of water";
    }
    for (int i = 0; i < layout.patterns(); i++) {
      names[layout.pattern(i)] = "scale of residual pattern %d".formatted(i + 1);
    }
    if (layout.cirrusAmount() >= 0) {
      names[layout.cirrusAmount()] = "ln effective cirrus amount";
    }
    if (layout.cirrusPressure() >= 0) {
      names[layout.cirrusPressure()] = "ln cirrus pressure";
    }
    return new ArrayList<>(List.of(names));
  }
}
