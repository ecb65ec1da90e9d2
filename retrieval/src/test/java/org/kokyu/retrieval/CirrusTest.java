package org.kokyu.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kokyu.retrieval.SyntheticScene.GASES;
import static org.kokyu.retrieval.SyntheticScene.NOISE;
import static org.kokyu.retrieval.SyntheticScene.TABLES;
import static org.kokyu.retrieval.SyntheticScene.TEMPLATE;
import static org.kokyu.retrieval.SyntheticScene.WEATHER;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.kokyu.core.profile.ColumnAverage;
import org.kokyu.core.profile.GasProfile;
import org.kokyu.core.sounding.Sounding;
import org.kokyu.retrieval.RetrievalSettings.CirrusPrior;
import org.kokyu.retrieval.RetrievalSettings.Options;
import org.kokyu.retrieval.fast.NodeForwardModel;
import org.kokyu.retrieval.forward.StateLayout;

/** Thin cirrus as an element of the state. */
class CirrusTest {
  private static final NodeForwardModel MODEL = new NodeForwardModel(TABLES);

  private static RetrievalSettings with(CirrusPrior prior) {
    return RetrievalSettings.DEFAULT.withOptions(Options.DEFAULT.withCirrus(prior));
  }

  private static PriorState believed(CirrusPrior prior) {
    return PriorState.of(
        TEMPLATE.geometry(), WEATHER, GASES, new double[MODEL.channels()], MODEL, with(prior));
  }

  /**
   * Every column under a cloud of 5 % against a five-point difference, both kinds of reflection.
   */
  @Test
  void jacobianUnderCirrusIsTheDifferenceQuotient() {
    for (boolean lambertian : new boolean[] {false, true}) {
      PriorState p = believed(new CirrusPrior(0.05, 1, 25000, 0.4));
      NodeForwardModel.Scene old = p.scene();
      NodeForwardModel.Scene scene =
          new NodeForwardModel.Scene(
              old.column(),
              old.skinK(),
              old.emissivity(),
              lambertian,
              old.displacementPerCm(),
              old.cirrus());
      StateLayout layout = p.layout();
      NodeForwardModel.Workspace ws = MODEL.newWorkspace();
      double[] x = new double[layout.size()];
      x[layout.cirrusAmount()] = 0.3;
      x[layout.cirrusPressure()] = 0.02;
      x[layout.temperature() + 4] = 0.5;
      MODEL.evaluate(scene, layout, x, ws);
      double[][] analytic = new double[layout.size()][];
      for (int e = 0; e < analytic.length; e++) {
        analytic[e] = ws.jacobian[e].clone();
      }
      for (int e = 0; e < layout.size(); e += e < layout.skin() ? 3 : 1) {
        boolean kelvin = e >= layout.temperature() && e <= layout.skin();
        double h = kelvin ? 0.05 : e == layout.wavenumberScale() ? 1e-6 : 1e-3;
        double[] low = at(scene, layout, x, e, -h, ws);
        double[] high = at(scene, layout, x, e, h, ws);
        double[] lower = at(scene, layout, x, e, -2 * h, ws);
        double[] higher = at(scene, layout, x, e, 2 * h, ws);
        double error = 0;
        double size = 0;
        for (int c = 0; c < low.length; c++) {
          double d = (8 * (high[c] - low[c]) - (higher[c] - lower[c])) / (12 * h);
          error += (d - analytic[e][c]) * (d - analytic[e][c]);
          size += d * d;
        }
        if (size > 1e-12) {
          assertTrue(
              error < 1e-8 * size,
              "element %d, lambertian %s: %.2e".formatted(e, lambertian, Math.sqrt(error / size)));
        }
      }
    }
  }

  private static double[] at(
      NodeForwardModel.Scene scene,
      StateLayout layout,
      double[] x,
      int element,
      double change,
      NodeForwardModel.Workspace ws) {
    double[] y = x.clone();
    y[element] += change;
    MODEL.evaluate(scene, layout, y, ws);
    return ws.radiance.clone();
  }

  /** The effect is that of the same share of a black cloud at the same place. */
  @Test
  void effectIsThatOfAShareOfABlackCloud() {
    double bound = believed(CirrusPrior.DEFAULT).scene().column().grid().boundsPa()[9];
    PriorState p = believed(new CirrusPrior(0.2, 1, bound, 0));
    assertEquals(-1, p.layout().cirrusPressure());
    NodeForwardModel.Workspace ws = MODEL.newWorkspace();
    double[] zero = new double[p.layout().size()];
    MODEL.evaluate(p.scene(), p.layout(), zero, ws);
    double[] cloudy = ws.radiance.clone();
    StateLayout clear =
        new StateLayout(
            p.layout().gases(),
            p.layout().layers(),
            p.layout().windows(),
            p.layout().offsets(),
            true,
            false);
    MODEL.evaluate(p.scene(), clear, new double[clear.size()], ws);
    double[] contrast = new double[cloudy.length];
    MODEL.cloudContrast(9, MODEL.windowCount(), contrast, ws);
    for (int c = 0; c < cloudy.length; c++) {
      assertEquals(ws.radiance[c] + 0.2 * contrast[c], cloudy[c], 1e-9, "channel " + c);
    }
  }

  private static double co2Ppm(GasProfile p) {
    return 1e6
        * ColumnAverage.between(p.gases().get(0), p.layerBoundsPa(), p.dryAirColumn(), 73600, 39800)
            .moleFraction();
  }

  private static GasProfile retrieved(Sounding s, RetrievalSettings settings) {
    return new ProfileRetriever(TABLES, settings)
        .newWorker()
        .retrieve(s, WEATHER, GASES)
        .toOptional()
        .orElseThrow();
  }

  /** 3 % of a black cloud at 250 hPa: what it does to CO2 without and with the element. */
  @Test
  void thinCirrusIsRecoveredAndItsBiasGone() {
    RetrievalSettings with = with(CirrusPrior.DEFAULT);
    double without = 0;
    double mended = 0;
    double amount = 0;
    double pressure = 0;
    int count = 8;
    for (int seed = 0; seed < count; seed++) {
      Sounding clear = drawn(seed, SyntheticSoundings.Overcast.NONE);
      Sounding thin = drawn(seed, new SyntheticSoundings.Overcast(0.03, 25000));
      double truth = co2Ppm(retrieved(clear, RetrievalSettings.DEFAULT));
      without += (co2Ppm(retrieved(thin, RetrievalSettings.DEFAULT)) - truth) / count;
      GasProfile p = retrieved(thin, with);
      mended += (co2Ppm(p) - truth) / count;
      assertTrue(p.fit().converged());
      amount += p.cloud().cirrus().orElseThrow().amount() / count;
      pressure += p.cloud().cirrus().orElseThrow().pressurePa() / count;
      GasProfile none = retrieved(clear, with);
      assertTrue(none.cloud().cirrus().orElseThrow().amount() < 0.02);
    }
    System.out.printf(
        "cirrus of 0.03 at 250 hPa moves CO2 (MT) by %.2f ppm, with the element by %.2f ppm; found %.3f at %.0f hPa%n",
        without, mended, amount, pressure / 100);
    assertEquals(0.03, amount, 0.008);
    assertEquals(25000, pressure, 6000);
    assertTrue(Math.abs(mended) < 0.4 * Math.abs(without), without + " and " + mended);
  }

  private static Sounding drawn(int seed, SyntheticSoundings.Overcast overcast) {
    return new SyntheticSoundings(TABLES, RetrievalSettings.DEFAULT)
        .draw(TEMPLATE, WEATHER, GASES, NOISE, new SplittableRandom(seed), true, true, overcast)
        .sounding();
  }
}
