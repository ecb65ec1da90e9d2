package org.kokyu.retrieval.fast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.kokyu.core.atmosphere.Gas;
import org.kokyu.core.atmosphere.SurfaceEmissivity;
import org.kokyu.core.sounding.Instrument;
import org.kokyu.retrieval.forward.LayerGrid;
import org.kokyu.retrieval.forward.StateLayout;
import org.kokyu.retrieval.table.TrainingAtmospheres;
import org.kokyu.retrieval.table.io.TableFile;

class NodeForwardModelTest {
  private final NodeForwardModel model = new NodeForwardModel(TableFile.bundled(Instrument.GOSAT));
  private final NodeForwardModel.Workspace ws = model.newWorkspace();
  private final List<TrainingAtmospheres.Scene> scenes =
      new TrainingAtmospheres(99, LayerGrid.DEFAULT_THICKNESS).scenes(4);

  private NodeForwardModel.Scene scene(int i) {
    TrainingAtmospheres.Scene s = scenes.get(i);
    double[] displacement = new double[model.channels()];
    java.util.Arrays.fill(displacement, 0.003);
    return new NodeForwardModel.Scene(
        s.column(), s.skinK(), SurfaceEmissivity.constant(0.95), s.lambertian(), displacement);
  }

  private StateLayout layout(int i) {
    return new StateLayout(
        StateLayout.DEFAULT_GASES,
        scenes.get(i).column().grid().activeLayers(),
        model.windowCount());
  }

  /** Size of the step of the central difference, chosen so that its own error stays near 1e-7. */
  private static double step(StateLayout layout, int element) {
    if (element < layout.temperature()) {
      return 1e-3;
    }
    if (element <= layout.skin()) {
      return 0.02;
    }
    return element == layout.wavenumberScale() ? 1e-7 : 1e-4;
  }

  /**
   * Every Jacobian column against a central difference through table, nodes and line shape, 6
   * random scenes and angles.
   */
  @Test
  void jacobianMatchesCentralDifferences() {
    double worst = 0;
    for (int i = 0; i < scenes.size(); i++) {
      StateLayout layout = layout(i);
      double[] delta = new double[layout.size()];
      delta[layout.temperature() + 3] = 0.7;
      delta[layout.gas(Gas.H2O) + 1] = 0.1;
      delta[layout.wavenumberScale()] = 1e-6;
      model.evaluate(scene(i), layout, delta, ws);
      double[][] analytic = new double[layout.size()][];
      for (int e = 0; e < analytic.length; e++) {
        analytic[e] = ws.jacobian[e].clone();
      }
      for (int e = 0; e < layout.size(); e++) {
        double h = step(layout, e);
        double keep = delta[e];
        delta[e] = keep + h;
        model.evaluate(scene(i), layout, delta, ws);
        double[] plus = ws.radiance.clone();
        delta[e] = keep - h;
        model.evaluate(scene(i), layout, delta, ws);
        delta[e] = keep;
        double error = 0;
        double size = 0;
        for (int c = 0; c < plus.length; c++) {
          double d = (plus[c] - ws.radiance[c]) / (2 * h);
          error += Math.pow(d - analytic[e][c], 2);
          size += d * d;
        }
        // elements without effect (top layers of a gas) have nothing to compare
        if (Math.sqrt(size) > 1e-9) {
          double relative = Math.sqrt(error / size);
          worst = Math.max(worst, relative);
          assertTrue(
              relative < 1e-3,
              "scene %d element %d: relative L2 error %.2e".formatted(i, e, relative));
        }
      }
    }
    System.out.printf(
        "Jacobian against central differences: largest relative L2 error %.2e%n", worst);
  }

  @Test
  void gasesHaveNoJacobianWhereTheyDoNotAbsorb() {
    StateLayout layout = layout(0);
    model.evaluate(scene(0), layout, new double[layout.size()], ws);
    for (int c = 0; c < model.channels(); c++) {
      boolean longWave = model.channelPerCm(c) < 1000;
      for (Gas gas : new Gas[] {Gas.CH4, Gas.N2O}) {
        for (int j = 0; j < layout.layers() && longWave; j++) {
          assertEquals(0, ws.jacobian[layout.gas(gas) + j][c]);
        }
      }
    }
  }

  @Test
  void resultsDoNotDependOnEarlierCalls() {
    StateLayout layout = layout(1);
    model.evaluate(scene(1), layout, new double[layout.size()], ws);
    double[] first = ws.radiance.clone();
    double[] row = ws.jacobian[5].clone();
    StateLayout other = layout(2);
    model.evaluate(scene(2), other, new double[other.size()], ws);
    model.evaluate(scene(1), layout, new double[layout.size()], ws);
    org.junit.jupiter.api.Assertions.assertArrayEquals(first, ws.radiance);
    org.junit.jupiter.api.Assertions.assertArrayEquals(row, ws.jacobian[5]);
  }
}
