package org.kokyu.retrieval.fast;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kokyu.core.atmosphere.Gas;
import org.kokyu.core.atmosphere.SurfaceEmissivity;
import org.kokyu.core.sounding.Instrument;
import org.kokyu.retrieval.forward.ModelAtmospheres;
import org.kokyu.retrieval.forward.StateLayout;
import org.kokyu.retrieval.table.AbsorptionTables;
import org.kokyu.retrieval.table.NodeTable;
import org.kokyu.retrieval.table.StateGrid;
import org.kokyu.retrieval.table.io.TableFile;

class NodeForwardModelTest {
  private static final AbsorptionTables TABLES = TableFile.bundled(Instrument.GOSAT);
  private static final double[] ANGLES = {0, 35, 60};

  private final NodeForwardModel model = new NodeForwardModel(TABLES);
  private final NodeForwardModel.Workspace ws = model.newWorkspace();

  private static NodeForwardModel.Scene scene(
      NodeForwardModel model, ModelAtmospheres a, double zenithDeg) {
    double[] displacement = new double[model.channels()];
    Arrays.fill(displacement, 0.003);
    boolean lambertian = a.airK() < 280;
    return new NodeForwardModel.Scene(
        a.column(zenithDeg, true),
        a.airK() + 2,
        SurfaceEmissivity.constant(0.95),
        lambertian,
        displacement);
  }

  private static StateLayout layout(NodeForwardModel model, ModelAtmospheres a) {
    return new StateLayout(
        StateLayout.DEFAULT_GASES,
        a.column(0, true).grid().activeLayers(),
        model.windowCount(),
        model.rangeCount(),
        true,
        true);
  }

  /** The same tables seen monochromatically: each node is a channel of its own. */
  private static AbsorptionTables monochromatic() {
    List<NodeTable> windows =
        TABLES.windows().stream()
            .map(
                t -> {
                  int n = t.nodes();
                  int[] k = new int[n];
                  float[] identity = new float[n * n];
                  for (int i = 0; i < n; i++) {
                    k[i] = (int) Math.round(t.nodesPerCm()[i] / TABLES.header().intervalPerCm());
                    identity[i * n + i] = 1;
                  }
                  return new NodeTable(
                      t.window(),
                      k,
                      t.nodesPerCm(),
                      t.gases(),
                      t.lnCrossSection(),
                      t.waterSelfSlope(),
                      // the bundled tables have none: about that of MT_CKD at 900 cm-1, steep in T
                      Optional.of(continuum(n)),
                      identity,
                      new float[n * n]);
                })
            .toList();
    return new AbsorptionTables(TABLES.header(), windows);
  }

  private static float[] continuum(int nodes) {
    float[] v = new float[StateGrid.TEMPERATURES * nodes];
    for (int t = 0; t < StateGrid.TEMPERATURES; t++) {
      double ln = Math.log(2e-22) - 0.02 * (StateGrid.temperatureK(t) - 296);
      Arrays.fill(v, t * nodes, (t + 1) * nodes, (float) ln);
    }
    return v;
  }

  /** Largest relative L2 errors of a kind of state element. */
  private static final class Worst {
    private static final String[] KINDS = {
      "ln CO2",
      "ln CH4",
      "ln N2O",
      "ln H2O",
      "ln O3",
      "temperature",
      "skin temperature",
      "emissivity",
      "radiance offset",
      "wavenumber scale",
      "emissivity tilt",
      "self continuum"
    };

    private final double[] error = new double[KINDS.length];

    void add(StateLayout layout, int element, double relative) {
      int kind;
      if (element < layout.skin()) {
        kind = element / layout.layers();
      } else if (element == layout.skin()) {
        kind = 6;
      } else if (element < layout.offset(0)) {
        kind = 7;
      } else {
        kind = element < layout.wavenumberScale() ? 8 : 9;
        if (element > layout.wavenumberScale()) {
          kind = element == layout.waterSelfContinuum() ? 11 : 10;
        }
      }
      error[kind] = Math.max(error[kind], relative);
    }

    void print(String title) {
      StringBuilder b = new StringBuilder(title);
      for (int i = 0; i < KINDS.length; i++) {
        b.append(String.format(Locale.ROOT, "%n  %-17s %.1e", KINDS[i], error[i]));
      }
      System.out.println(b);
    }
  }

  /**
   * @param gasStep of ln(mole fraction)
   * @param temperatureStep [K]
   */
  private record Steps(double gasStep, double temperatureStep) {
    double of(StateLayout layout, int element) {
      if (element < layout.temperature()) {
        return gasStep;
      }
      if (element <= layout.skin()) {
        return temperatureStep;
      }
      if (element == layout.waterSelfContinuum()) {
        return gasStep;
      }
      return element == layout.wavenumberScale() ? 1e-6 : 1e-3;
    }
  }

  /**
   * A thousandth of the instrument's noise [W m-2 sr-1 (cm-1)-1] for a unit change of an element.
   */
  private static final double NO_EFFECT = 5e-7;

  /**
   * Columns against a five-point difference.
   *
   * @param every every how manieth column of a combination of atmosphere and angle
   */
  private static Worst compare(NodeForwardModel model, Steps steps, double limit, int every) {
    int combination = 0;
    NodeForwardModel.Workspace ws = model.newWorkspace();
    Worst worst = new Worst();
    for (ModelAtmospheres a : ModelAtmospheres.all()) {
      for (double angle : ANGLES) {
        combination++;
        NodeForwardModel.Scene scene = scene(model, a, angle);
        StateLayout layout = layout(model, a);
        double[] delta = new double[layout.size()];
        delta[layout.temperature() + 3] = 0.7;
        delta[layout.gas(Gas.H2O) + 1] = 0.1;
        delta[layout.wavenumberScale()] = 1e-6;
        model.evaluate(scene, layout, delta, ws);
        double[][] analytic = new double[layout.size()][];
        double[] norm = new double[layout.size()];
        for (int e = 0; e < analytic.length; e++) {
          analytic[e] = ws.jacobian[e].clone();
          norm[e] = Math.sqrt(Arrays.stream(analytic[e]).map(v -> v * v).sum());
        }
        for (int e = 0; e < layout.size(); e++) {
          if (norm[e] < NO_EFFECT || (e + combination) % every != 0) {
            continue;
          }
          double relative =
              difference(model, scene, layout, delta, e, steps.of(layout, e), analytic[e], ws)
                  / norm[e];
          worst.add(layout, e, relative);
          assertTrue(
              relative < limit,
              "%s %.0f degrees element %d: relative L2 error %.2e"
                  .formatted(a.name(), angle, e, relative));
        }
      }
    }
    return worst;
  }

  private static double difference(
      NodeForwardModel model,
      NodeForwardModel.Scene scene,
      StateLayout layout,
      double[] delta,
      int e,
      double h,
      double[] analytic,
      NodeForwardModel.Workspace ws) {
    double[] sum = new double[model.channels()];
    double keep = delta[e];
    int[] at = {-2, -1, 1, 2};
    double[] weight = {1.0 / 12, -8.0 / 12, 8.0 / 12, -1.0 / 12};
    for (int k = 0; k < 4; k++) {
      delta[e] = keep + at[k] * h;
      model.evaluate(scene, layout, delta, ws);
      for (int c = 0; c < sum.length; c++) {
        sum[c] += weight[k] * ws.radiance[c] / h;
      }
    }
    delta[e] = keep;
    double error = 0;
    for (int c = 0; c < sum.length; c++) {
      error += Math.pow(sum[c] - analytic[c], 2);
    }
    return Math.sqrt(error);
  }

  /** A seventh of the columns of each combination; over the combinations every column is there. */
  @Test
  void jacobiansMatchDifferences() {
    compareBoth(7);
  }

  @Test
  @Tag("campaign")
  void allJacobiansMatchDifferences() {
    compareBoth(1);
  }

  private void compareBoth(int every) {
    NodeForwardModel mono = new NodeForwardModel(monochromatic());
    compare(mono, new Steps(0.03, 0.02), 1e-6, every)
        .print("monochromatic Jacobian, relative L2 error, 5 atmospheres x 3 angles:");
    compare(model, new Steps(0.05, 0.05), 1e-3, every)
        .print("Jacobian through table, nodes, line shape, relative L2 error:");
  }

  @Test
  void gasesHaveNoJacobianWhereTheyDoNotAbsorb() {
    ModelAtmospheres a = ModelAtmospheres.all().get(0);
    StateLayout layout = layout(model, a);
    model.evaluate(scene(model, a, 0), layout, new double[layout.size()], ws);
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
    ModelAtmospheres a = ModelAtmospheres.all().get(1);
    ModelAtmospheres b = ModelAtmospheres.all().get(4);
    StateLayout layout = layout(model, a);
    model.evaluate(scene(model, a, 35), layout, new double[layout.size()], ws);
    double[] first = ws.radiance.clone();
    double[] row = ws.jacobian[5].clone();
    StateLayout other = layout(model, b);
    model.evaluate(scene(model, b, 60), other, new double[other.size()], ws);
    model.evaluate(scene(model, a, 35), layout, new double[layout.size()], ws);
    assertArrayEquals(first, ws.radiance);
    assertArrayEquals(row, ws.jacobian[5]);
  }

  @Test
  void evaluationAllocatesNothing() {
    ModelAtmospheres a = ModelAtmospheres.all().get(0);
    StateLayout layout = layout(model, a);
    NodeForwardModel.Scene scene = scene(model, a, 35);
    double[] delta = new double[layout.size()];
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
    long id = Thread.currentThread().getId();
    for (int i = 0; i < 40; i++) {
      model.evaluate(scene, layout, delta, ws);
    }
    long before = threads.getThreadAllocatedBytes(id);
    for (int i = 0; i < 20; i++) {
      model.evaluate(scene, layout, delta, ws);
    }
    long perCall = (threads.getThreadAllocatedBytes(id) - before) / 20;
    // iterators that only the compiled code does without
    assertTrue(perCall < 1_000, perCall + " bytes per call");
  }
}
