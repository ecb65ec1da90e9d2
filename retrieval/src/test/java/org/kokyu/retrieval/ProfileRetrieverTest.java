package org.kokyu.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.kokyu.retrieval.SyntheticScene.GASES;
import static org.kokyu.retrieval.SyntheticScene.NOISE;
import static org.kokyu.retrieval.SyntheticScene.TABLES;
import static org.kokyu.retrieval.SyntheticScene.TEMPLATE;
import static org.kokyu.retrieval.SyntheticScene.WEATHER;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.kokyu.core.physics.Planck;
import org.kokyu.core.profile.ColumnAverage;
import org.kokyu.core.profile.GasProfile;
import org.kokyu.core.profile.GasResult;
import org.kokyu.core.profile.QualityReason;
import org.kokyu.core.result.FailureReason;
import org.kokyu.core.result.Outcome;
import org.kokyu.core.sounding.Sounding;
import org.kokyu.core.sounding.SpectralAxis;
import org.kokyu.core.sounding.Spectrum;
import org.kokyu.retrieval.instrument.SpectrometerDefinition;

/** The retrieval on spectra of its own forward model: what it must and must not be moved by. */
class ProfileRetrieverTest {
  private static Sounding ofThePrior(boolean noise) {
    return new SyntheticSoundings(TABLES, RetrievalSettings.DEFAULT)
        .draw(TEMPLATE, WEATHER, GASES, NOISE, new SplittableRandom(5), false, noise)
        .sounding();
  }

  static Explanation retrieve(Sounding sounding, RetrievalSettings settings) {
    return new ProfileRetriever(TABLES, settings)
        .newWorker()
        .explain(sounding, WEATHER, GASES)
        .toOptional()
        .orElseThrow();
  }

  private interface Change {
    double of(double wavenumberPerCm, double radiance);
  }

  private static Sounding changed(Sounding s, Change change, double shiftPerCm) {
    List<Spectrum> spectra = new ArrayList<>();
    for (Spectrum old : s.spectra()) {
      SpectralAxis axis = old.axis();
      double[] y = old.radiances();
      for (int i = 0; i < y.length; i++) {
        y[i] = change.of(axis.wavenumberPerCm(i), y[i]);
      }
      spectra.add(
          Spectrum.of(
              old.band(),
              new SpectralAxis(axis.beginPerCm() + shiftPerCm, axis.intervalPerCm(), axis.count()),
              y,
              OptionalDouble.of(NOISE)));
    }
    return new Sounding(s.id(), s.instrument(), s.time(), s.geometry(), spectra, 0);
  }

  /** Middle troposphere, 736–398 hPa. */
  private static ColumnAverage middle(GasProfile p, int gas) {
    return ColumnAverage.between(
        p.gases().get(gas), p.layerBoundsPa(), p.dryAirColumn(), 73600, 39800);
  }

  @Test
  void spectrumOfThePriorGivesThePrior() {
    Explanation e = retrieve(ofThePrior(false), RetrievalSettings.DEFAULT);
    assertTrue(e.profile().fit().converged());
    for (int i = 0; i < e.solution().length; i++) {
      assertEquals(0, e.solution()[i], 1e-6 * e.priorSigma()[i], e.elements().get(i));
    }
  }

  /**
   * Teeth: a calibration error of 0.3 K below 750 cm-1 must be caught by the radiance offset, and
   * must do harm without it.
   */
  @Test
  void radianceOffsetTakesUpACalibrationError() {
    Sounding s =
        changed(
            ofThePrior(false),
            (nu, y) ->
                nu < 750 ? y + 0.3 * Planck.derivative(nu, Planck.brightnessTemperature(nu, y)) : y,
            0);
    RetrievalSettings tied =
        RetrievalSettings.DEFAULT.withPrior(
            RetrievalSettings.PriorUncertainty.DEFAULT.withOffset(1e-6));
    double with = middleShiftPpm(retrieve(s, RetrievalSettings.DEFAULT));
    double without = middleShiftPpm(retrieve(s, tied));
    System.out.printf(
        "+0.3 K below 750 cm-1 moves CO2 of the middle troposphere by %.2f ppm, without offset state by %.2f ppm%n",
        with, without);
    assertTrue(Math.abs(with) <= 0.6, "with offset state: " + with);
    assertTrue(Math.abs(without) >= 1, "without offset state: " + without);
  }

  private static double middleShiftPpm(Explanation e) {
    ColumnAverage c = middle(e.profile(), 0);
    return 1e6 * (c.moleFraction() - c.prior());
  }

  @Test
  void wavenumberShiftIsFoundAndCorrected() {
    SyntheticSoundings synthetic = new SyntheticSoundings(TABLES, RetrievalSettings.DEFAULT);
    Sounding clean =
        synthetic
            .draw(TEMPLATE, WEATHER, GASES, NOISE, new SplittableRandom(5), false, false)
            .sounding();
    // the axis is called 0.01 cm-1 too high: the fit has to find a scale of -0.01/ν
    Explanation e = retrieve(changed(clean, (nu, y) -> y, 0.01), RetrievalSettings.DEFAULT);
    double found = e.profile().surface().wavenumberScale() * 1000;
    assertEquals(-0.01, found, 0.003, "shift at 1000 cm-1");
  }

  /** Teeth: an axis wrong by half a channel is found, and the gases are those of the right axis. */
  @Test
  void shiftOfHalfAChannelIsFoundAndCorrected() throws IOException {
    assumeTrue(DevelopmentScenes.available(), "shared development scenes absent");
    double half = 0.5 * SpectrometerDefinition.GOSAT_INTERVAL_PER_CM;
    ProfileRetriever.Worker worker =
        new ProfileRetriever(TABLES, RetrievalSettings.DEFAULT.withSphericalPath(false))
            .newWorker();
    for (DevelopmentScenes s : DevelopmentScenes.load().subList(0, 4)) {
      GasProfile right =
          worker.retrieve(s.clean(), s.forecast(), s.prior()).toOptional().orElseThrow();
      Sounding shifted = changed(s.clean(), (nu, y) -> y, -half);
      GasProfile found =
          worker.retrieve(shifted, s.forecast(), s.prior()).toOptional().orElseThrow();
      assertEquals(0, right.surface().axisShiftPerCm(), s.name());
      assertEquals(half, found.surface().axisShiftPerCm(), 0.005, s.name());
      for (int g = 0; g < 3; g++) {
        ColumnAverage a = middle(right, g);
        ColumnAverage b = middle(found, g);
        assertEquals(
            0,
            (b.moleFraction() - a.moleFraction()) / a.uncertainty(),
            0.3,
            s.name() + " gas " + g);
      }
      assertEquals(right.fit().chi2(), found.fit().chi2(), 0.2, s.name());
    }
  }

  @Test
  void darkChannelsAreToleratedAndBrokenOnesAreNot() {
    Sounding s = ofThePrior(true);
    Sounding dark = changed(s, (nu, y) -> Math.abs(nu - 1250) < 0.1 ? -NOISE : y, 0);
    GasProfile p =
        new ProfileRetriever(TABLES, RetrievalSettings.DEFAULT)
            .newWorker()
            .retrieve(dark, WEATHER, GASES)
            .toOptional()
            .orElseThrow();
    assertTrue(Double.isFinite(p.fit().chi2()) && Double.isFinite(p.fit().residualK()[2]));
    assertTrue((p.qualityReasons() & QualityReason.BAD_INPUT.mask()) != 0, "a spike");
    for (double broken : new double[] {Double.NaN, Double.POSITIVE_INFINITY, -1, 10}) {
      Outcome<GasProfile> refused =
          new ProfileRetriever(TABLES, RetrievalSettings.DEFAULT)
              .newWorker()
              .retrieve(
                  changed(s, (nu, y) -> Math.abs(nu - 1250) < 0.1 ? broken : y, 0), WEATHER, GASES);
      assertTrue(
          refused instanceof Outcome.Failed<GasProfile> f
              && f.failure().reason() == FailureReason.BAD_SPECTRUM,
          "radiance " + broken);
    }
  }

  /** Rodgers' identities on a real state, and the ladder of temperature knowledge. */
  @Test
  void diagnosticsHangTogether() {
    Explanation e = retrieve(ofThePrior(true), RetrievalSettings.DEFAULT);
    double gases = 0;
    for (GasResult g : e.profile().gases()) {
      double[] ladder = g.dofsLadder();
      assertTrue(
          ladder[0] >= ladder[1] && ladder[1] >= ladder[2] && ladder[2] > 0,
          "%s: known %.2f, 0.3 K %.2f, 1 K %.2f"
              .formatted(g.gas(), ladder[0], ladder[1], ladder[2]));
      gases += g.dofs();
      System.out.printf(
          "%s dofs %.2f, ladder %.2f %.2f %.2f%n",
          g.gas(), g.dofs(), ladder[0], ladder[1], ladder[2]);
    }
    double trace = 0;
    for (int i = 0; i < e.kernel().length; i++) {
      trace += e.kernel()[i][i];
      assertTrue(
          e.posterior()[i][i] <= e.priorSigma()[i] * e.priorSigma()[i] * (1 + 1e-9),
          e.elements().get(i));
    }
    assertTrue(trace > gases && trace < e.kernel().length);
    assertTrue(e.informationBits() > 0.5 * trace, "bits " + e.informationBits());
    int skin = e.elements().indexOf("skin temperature [K]");
    assertTrue(e.kernel()[skin][skin] + e.kernel()[skin + 1][skin + 1] < 1.9);
  }
}
