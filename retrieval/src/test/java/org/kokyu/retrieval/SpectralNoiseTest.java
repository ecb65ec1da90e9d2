package org.kokyu.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kokyu.retrieval.SyntheticScene.GASES;
import static org.kokyu.retrieval.SyntheticScene.NOISE;
import static org.kokyu.retrieval.SyntheticScene.TABLES;
import static org.kokyu.retrieval.SyntheticScene.TEMPLATE;
import static org.kokyu.retrieval.SyntheticScene.WEATHER;

import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.kokyu.core.physics.Planck;
import org.kokyu.core.profile.GasProfile;
import org.kokyu.core.profile.NoiseSource;
import org.kokyu.core.result.FailureReason;
import org.kokyu.core.result.Outcome;
import org.kokyu.core.sounding.Instrument;
import org.kokyu.core.sounding.Sounding;
import org.kokyu.core.sounding.Spectrum;
import org.kokyu.retrieval.fast.NodeForwardModel;

/**
 * Noise estimated from spectra of known noise, and what a retrieval does where the file has none.
 */
class SpectralNoiseTest {
  private static final NodeForwardModel MODEL = new NodeForwardModel(TABLES);

  /** Without model error the drawn error is the instrument's noise alone. */
  private static final RetrievalSettings EXACT =
      RetrievalSettings.DEFAULT.withMeasurementError(1e-6, 1);

  private static Sounding drawn(double noise, int seed, boolean randomNoise) {
    return new SyntheticSoundings(TABLES, EXACT)
        .draw(TEMPLATE, WEATHER, GASES, noise, new SplittableRandom(seed), true, randomNoise)
        .sounding();
  }

  private static SpectralNoise estimate(Sounding sounding) {
    MeasuredChannels m = MeasuredChannels.of(sounding, MODEL, EXACT, 0).toOptional().orElseThrow();
    PriorState believed =
        PriorState.of(sounding.geometry(), WEATHER, GASES, m.displacementPerCm(), MODEL, EXACT);
    return SpectralNoise.of(
        new FirstGuess(
                MODEL,
                PatternTerm.of(MODEL, RetrievalSettings.DEFAULT),
                MODEL.newWorkspace(),
                believed)
            .look(m),
        MODEL,
        MeasuredChannels.nominalNoise());
  }

  /**
   * Truth far from the prior, noise a third to four times the figure that the estimate starts from.
   */
  @Test
  void noiseIsFoundWhateverItsSize() {
    for (double factor : new double[] {0.3, 1, 4}) {
      double sum = 0;
      for (int seed = 0; seed < 6; seed++) {
        SpectralNoise found = estimate(drawn(factor * NOISE, seed, true));
        assertTrue(found.trusted(), "factor %s, seed %d: %s".formatted(factor, seed, found));
        assertEquals(1, found.below1000() / (factor * NOISE), 0.15, "below, seed " + seed);
        assertEquals(1, found.above1000() / (factor * NOISE), 0.15, "above, seed " + seed);
        sum += found.below1000() + found.above1000();
      }
      assertEquals(1, sum / 12 / (factor * NOISE), 0.05, "mean, factor " + factor);
    }
  }

  @Test
  void spectralLinesAreNotTakenForNoise() {
    for (int seed = 0; seed < 6; seed++) {
      SpectralNoise found = estimate(drawn(NOISE, seed, false));
      assertTrue(found.below1000() < 0.1 * NOISE, "below: " + found.below1000() / NOISE);
      assertTrue(found.above1000() < 0.1 * NOISE, "above: " + found.above1000() / NOISE);
    }
  }

  /** A spectrum of one band at other noise than the other: both are found. */
  @Test
  void detectorsAreTakenApart() {
    Sounding quiet = drawn(NOISE, 3, false);
    SplittableRandom random = new SplittableRandom(8);
    Sounding uneven =
        with(
            quiet,
            OptionalDouble.of(NOISE),
            nu -> (nu < 1000 ? 0.5 : 3) * NOISE * random.nextGaussian());
    SpectralNoise found = estimate(uneven);
    assertEquals(0.5, found.below1000() / NOISE, 0.08);
    assertEquals(3, found.above1000() / NOISE, 0.45);
  }

  @Test
  void structureThatTheModelDoesNotKnowIsNotTrusted() {
    Sounding strange =
        with(
            drawn(NOISE, 4, true),
            OptionalDouble.of(NOISE),
            nu -> 3 * NOISE * Math.sin(2 * Math.PI * nu / 1.7));
    assertFalse(estimate(strange).trusted());
  }

  @Test
  void filesWithoutNoiseAreRetrievedWithThatOfTheSpectrum() {
    Sounding given = drawn(2 * NOISE, 1, true);
    Sounding absent = with(given, OptionalDouble.empty(), nu -> 0);
    GasProfile fromFile = retrieved(given).toOptional().orElseThrow();
    GasProfile fromSpectrum = retrieved(absent).toOptional().orElseThrow();
    assertEquals(NoiseSource.FILE, fromFile.fit().noiseSource());
    assertEquals(NoiseSource.SPECTRUM, fromSpectrum.fit().noiseSource());
    for (int w = 0; w < 3; w++) {
      assertEquals(2 * NOISE, fromFile.fit().noise()[w], 1e-12);
      assertEquals(2 * NOISE, fromSpectrum.fit().noise()[w], 0.3 * NOISE);
    }
    assertEquals(fromFile.fit().chi2(), fromSpectrum.fit().chi2(), 0.2);
  }

  /** GOSAT falls back on its nominal figure and says so; for GOSAT-2 there is none. */
  @Test
  void withoutATrustedEstimateTheNominalFigureStandsAndIsNamed() {
    DoubleUnaryOperator strange = nu -> 3 * NOISE * Math.sin(2 * Math.PI * nu / 1.7);
    Sounding gosat = with(drawn(NOISE, 4, true), OptionalDouble.empty(), strange);
    GasProfile p = retrieved(gosat).toOptional().orElseThrow();
    assertEquals(NoiseSource.NOMINAL, p.fit().noiseSource());
    assertEquals(Planck.radiance(700, 280) / 280, p.fit().noise()[0], 1e-12);
    Sounding gosat2 =
        new Sounding(
            gosat.id(),
            Instrument.GOSAT2,
            gosat.time(),
            gosat.geometry(),
            gosat.spectra(),
            gosat.providerFlag());
    assertTrue(
        retrieved(gosat2) instanceof Outcome.Failed<GasProfile> f
            && f.failure().reason() == FailureReason.BAD_SPECTRUM);
  }

  private static Outcome<GasProfile> retrieved(Sounding s) {
    return new ProfileRetriever(TABLES, EXACT).newWorker().retrieve(s, WEATHER, GASES);
  }

  private static Sounding with(Sounding s, OptionalDouble noise, DoubleUnaryOperator added) {
    List<Spectrum> spectra =
        s.spectra().stream()
            .map(
                old -> {
                  double[] y = old.radiances();
                  for (int i = 0; i < y.length; i++) {
                    y[i] += added.applyAsDouble(old.axis().wavenumberPerCm(i));
                  }
                  return Spectrum.of(old.band(), old.axis(), y, noise);
                })
            .toList();
    return new Sounding(s.id(), s.instrument(), s.time(), s.geometry(), spectra, s.providerFlag());
  }
}
