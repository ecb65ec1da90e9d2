package org.kokyu.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.kokyu.core.atmosphere.Gas;
import org.kokyu.core.sounding.Sounding;
import org.kokyu.retrieval.estimation.ErrorAnalysis;
import org.kokyu.retrieval.estimation.OptimalEstimation;
import org.kokyu.retrieval.estimation.PriorCovariance;
import org.kokyu.retrieval.estimation.ReducedBasis;
import org.kokyu.retrieval.fast.NodeForwardModel;
import org.kokyu.retrieval.forward.StateLayout;

/** The iteration in a reduced basis against the one in the whole state. */
class ReducedIterationTest {
  private static final int SOUNDINGS = 12;

  private static RetrievalSettings neglecting(double trace) {
    RetrievalSettings d = RetrievalSettings.DEFAULT;
    return d.withSolver(d.solver().withNeglected(trace));
  }

  /** Truth drawn from the prior covariance: the profiles are the same within a hundredth of σ. */
  @Test
  void reducedAndWholeIterationEndAtTheSameProfile() {
    RetrievalSettings whole = neglecting(0);
    SyntheticSoundings synthetic = new SyntheticSoundings(SyntheticScene.TABLES, whole);
    double square = 0;
    double largest = 0;
    int count = 0;
    for (int i = 0; i < SOUNDINGS; i++) {
      Sounding s =
          synthetic
              .draw(
                  SyntheticScene.TEMPLATE,
                  SyntheticScene.WEATHER,
                  SyntheticScene.GASES,
                  SyntheticScene.NOISE,
                  new SplittableRandom(91 + i),
                  true,
                  true)
              .sounding();
      Explanation a = ProfileRetrieverTest.retrieve(s, whole);
      Explanation b = ProfileRetrieverTest.retrieve(s, RetrievalSettings.DEFAULT);
      for (int e = 0; e < a.solution().length; e++) {
        double d = (a.solution()[e] - b.solution()[e]) / Math.sqrt(a.posterior()[e][e]);
        square += d * d;
        largest = Math.max(largest, Math.abs(d));
        count++;
        assertEquals(a.kernel()[e][e], b.kernel()[e][e], 0.01, a.elements().get(e));
      }
    }
    double rms = Math.sqrt(square / count);
    System.out.printf("reduced minus whole over sigma: rms %.4f, largest %.3f%n", rms, largest);
    assertTrue(rms < 0.02 && largest < 0.2, "rms %.4f, largest %.3f".formatted(rms, largest));
  }

  private static PriorState prior(NodeForwardModel model) {
    return PriorState.of(
        SyntheticScene.TEMPLATE.geometry(),
        SyntheticScene.WEATHER,
        SyntheticScene.GASES,
        new double[model.channels()],
        model,
        RetrievalSettings.DEFAULT);
  }

  private static double[] variance(NodeForwardModel model) {
    double[] variance = new double[model.channels()];
    Arrays.fill(variance, SyntheticScene.NOISE * SyntheticScene.NOISE);
    return variance;
  }

  /** The reduced Jacobian is the whole one times B, and B keeps what the measurement knows. */
  @Test
  void basisHoldsTheInformation() {
    NodeForwardModel model = new NodeForwardModel(SyntheticScene.TABLES);
    NodeForwardModel.Workspace ws = model.newWorkspace();
    PriorState state = prior(model);
    StateLayout layout = state.layout();
    double[] x = new double[layout.size()];
    model.evaluate(state.scene(), layout, x, ws);
    double[] variance = variance(model);
    PriorCovariance prior = state.covariance();
    ReducedBasis basis = ReducedBasis.of(prior, 6, layout.layers(), ws.jacobian, variance, 1e-2);
    assertTrue(basis.functions() < 60, basis.functions() + " functions");
    double[][] information = information(ws.jacobian, layout.size(), variance);
    double[][] whole = new double[layout.size()][];
    Arrays.setAll(whole, i -> ws.jacobian[i].clone());
    model.project(state.scene(), layout, x, basis, ws);
    for (int f = 0; f < basis.size(); f++) {
      double[] unit = new double[basis.size()];
      unit[f] = 1;
      double[] direction = basis.expand(unit);
      double scale = Arrays.stream(ws.reduced[f]).map(Math::abs).max().orElseThrow();
      for (int c = 0; c < model.channels(); c++) {
        double expected = 0;
        for (int i = 0; i < direction.length; i++) {
          expected += direction[i] * whole[i][c];
        }
        assertEquals(expected, ws.reduced[f][c], 1e-10 * scale);
      }
    }
    double wholeBits = ErrorAnalysis.of(information, prior).informationBits();
    double reducedBits = 0.5 * lnDeterminant(basis, prior, variance, ws) / Math.log(2);
    assertEquals(wholeBits, reducedBits, 0.02 * wholeBits);
  }

  private static double[][] information(double[][] k, int n, double[] variance) {
    double[][] h = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        for (int c = 0; c < variance.length; c++) {
          h[i][j] += k[i][c] * k[j][c] / variance[c];
        }
      }
    }
    return h;
  }

  /** ln det(Sz^½ (H + Sz⁻¹) Sz^½) by another library. */
  private static double lnDeterminant(
      ReducedBasis basis, PriorCovariance prior, double[] variance, NodeForwardModel.Workspace ws) {
    double[][] h = information(ws.reduced, basis.size(), variance);
    double[] sigma = basis.priorSigma(prior);
    double[][] inverse = basis.priorInverse(prior);
    for (int i = 0; i < h.length; i++) {
      for (int j = 0; j < h.length; j++) {
        h[i][j] = (h[i][j] + inverse[i][j]) * sigma[i] * sigma[j];
      }
    }
    return Math.log(
        new org.apache.commons.math3.linear.LUDecomposition(
                new org.apache.commons.math3.linear.Array2DRowRealMatrix(h))
            .getDeterminant());
  }

  /** Degrees of freedom under another temperature prior, against the whole analysis done anew. */
  @Test
  void ladderAgreesWithAnalysisUnderThatPrior() {
    NodeForwardModel model = new NodeForwardModel(SyntheticScene.TABLES);
    NodeForwardModel.Workspace ws = model.newWorkspace();
    PriorState state = prior(model);
    StateLayout layout = state.layout();
    model.evaluate(state.scene(), layout, new double[layout.size()], ws);
    double[] variance = variance(model);
    double[][] information = information(ws.jacobian, layout.size(), variance);
    ErrorAnalysis e = ErrorAnalysis.of(information, state.covariance());
    int[] first = {layout.gas(Gas.CO2), layout.gas(Gas.CH4)};
    for (double sigmaK : new double[] {1e-3, 0.3, 1, 4}) {
      PriorCovariance other = state.withTemperature(sigmaK, 3000);
      double[] dofs =
          e.dofs(state.covariance(), other, layout.temperature(), first, layout.layers());
      double[][] kernel = ErrorAnalysis.of(information, other).kernel();
      for (int g = 0; g < first.length; g++) {
        double expected = 0;
        for (int i = first[g]; i < first[g] + layout.layers(); i++) {
          expected += kernel[i][i];
        }
        assertEquals(expected, dofs[g], 1e-6 * expected, "sigma " + sigmaK);
      }
    }
  }

  /** Without a solution there is nothing to take a last step from. */
  @Test
  void unconvergedIterationStaysWhereItEnded() {
    RetrievalSettings d = RetrievalSettings.DEFAULT;
    OptimalEstimation.Settings s = d.solver();
    RetrievalSettings one =
        d.withSolver(
            new OptimalEstimation.Settings(1, s.maxRejections(), s.firstGamma(), s.neglected()));
    Sounding sounding =
        new SyntheticSoundings(SyntheticScene.TABLES, d)
            .draw(
                SyntheticScene.TEMPLATE,
                SyntheticScene.WEATHER,
                SyntheticScene.GASES,
                SyntheticScene.NOISE,
                new SplittableRandom(3),
                true,
                true)
            .sounding();
    Explanation e = ProfileRetrieverTest.retrieve(sounding, one);
    assertEquals(1, e.profile().fit().iterations());
    assertTrue(!e.profile().fit().converged() && e.profile().qualityFlag() == 2);
  }
}
