package org.kokyu.retrieval;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kokyu.retrieval.SyntheticScene.GASES;
import static org.kokyu.retrieval.SyntheticScene.NOISE;
import static org.kokyu.retrieval.SyntheticScene.TABLES;
import static org.kokyu.retrieval.SyntheticScene.TEMPLATE;
import static org.kokyu.retrieval.SyntheticScene.WEATHER;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kokyu.core.profile.ColumnAverage;
import org.kokyu.core.profile.GasProfile;
import org.kokyu.core.result.ConfigurationException;
import org.kokyu.core.result.FailureReason;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.sounding.Granule;
import org.kokyu.core.sounding.Instrument;
import org.kokyu.core.sounding.Sounding;
import org.kokyu.core.sounding.Spectrum;
import org.kokyu.retrieval.fast.NodeForwardModel;
import org.kokyu.retrieval.residual.PatternTraining;
import org.kokyu.retrieval.residual.ResidualPatterns;
import org.kokyu.retrieval.residual.ResidualPatterns.Pattern;
import org.kokyu.retrieval.residual.io.PatternFile;

/** Systematic residuals: made from soundings of known gases, read, refused, and what they mend. */
class ResidualPatternsTest {
  private static final NodeForwardModel MODEL = new NodeForwardModel(TABLES);
  private static final int TRAINING_SOUNDINGS = 60;

  /**
   * A residual that looks in part like methane: a slow wave on the derivative with its column, as
   * wrong line widths leave it.
   */
  private static DoubleUnaryOperator systematic() {
    PriorState believed =
        PriorState.of(
            TEMPLATE.geometry(),
            WEATHER,
            GASES,
            new double[MODEL.channels()],
            MODEL,
            RetrievalSettings.DEFAULT);
    NodeForwardModel.Workspace ws = MODEL.newWorkspace();
    MODEL.evaluate(believed.scene(), believed.layout(), new double[believed.layout().size()], ws);
    int first = MODEL.firstChannel(2);
    double[] s = new double[MODEL.channels() - first];
    int methane = believed.layout().gas(org.kokyu.core.atmosphere.Gas.CH4);
    for (int c = 0; c < s.length; c++) {
      for (int j = 0; j < believed.layout().layers(); j++) {
        s[c] +=
            0.1
                * (0.3 + Math.cos((MODEL.channelPerCm(first + c) - 1210) / 6))
                * ws.jacobian[methane + j][first + c];
      }
    }
    double step = TABLES.header().intervalPerCm();
    return nu -> {
      for (int c = 0; c < s.length; c++) {
        if (Math.abs(MODEL.channelPerCm(first + c) - nu) < 0.5 * step) {
          return s[c];
        }
      }
      return 0;
    };
  }

  private static Sounding drawn(
      int seed, boolean randomTruth, DoubleUnaryOperator added, RetrievalSettings settings) {
    Sounding s =
        new SyntheticSoundings(TABLES, settings)
            .draw(TEMPLATE, WEATHER, GASES, NOISE, new SplittableRandom(seed), randomTruth, true)
            .sounding();
    List<Spectrum> spectra =
        s.spectra().stream()
            .map(
                old -> {
                  double[] y = old.radiances();
                  for (int i = 0; i < y.length; i++) {
                    y[i] += added.applyAsDouble(old.axis().wavenumberPerCm(i));
                  }
                  return Spectrum.of(old.band(), old.axis(), y, old.noise());
                })
            .toList();
    return new Sounding(s.id(), s.instrument(), s.time(), s.geometry(), spectra, 0);
  }

  /** Profiles known as beside an aircraft and a sonde, surface not. */
  private static RetrievalSettings known() {
    return RetrievalSettings.DEFAULT.withPrior(
        RetrievalSettings.DEFAULT.prior().profilesTimes(0.02));
  }

  private static ResidualPatterns trained(DoubleUnaryOperator added) {
    int first = MODEL.firstChannel(2);
    double[][] residuals = new double[TRAINING_SOUNDINGS][];
    double[] nu = new double[MODEL.channels() - first];
    Arrays.setAll(nu, c -> MODEL.channelPerCm(first + c));
    ProfileRetriever.Worker worker = new ProfileRetriever(TABLES, known()).newWorker();
    for (int s = 0; s < residuals.length; s++) {
      Explanation e =
          worker
              .explain(drawn(100 + s, true, added, known()), WEATHER, GASES)
              .toOptional()
              .orElseThrow();
      residuals[s] = new double[nu.length];
      for (int c = 0; c < nu.length; c++) {
        residuals[s][c] = e.measured()[first + c] - e.fitted()[first + c];
      }
    }
    return new ResidualPatterns(
        Instrument.GOSAT,
        "300300",
        "waves-1",
        "60 synthetic soundings of known gases",
        PatternTraining.train("ch4_n2o", nu, residuals, 1));
  }

  private static double methanePpb(Sounding s, RetrievalSettings settings) {
    GasProfile p =
        new ProfileRetriever(TABLES, settings)
            .newWorker()
            .retrieve(s, WEATHER, GASES)
            .toOptional()
            .orElseThrow();
    ColumnAverage c =
        ColumnAverage.between(p.gases().get(1), p.layerBoundsPa(), p.dryAirColumn(), 73600, 28730);
    return 1e9 * c.moleFraction();
  }

  /** The bias that a systematic residual makes, without and with its pattern in the state. */
  @Test
  void itsPatternTakesABiasAway() {
    DoubleUnaryOperator added = systematic();
    RetrievalSettings with =
        RetrievalSettings.DEFAULT.withOptions(
            RetrievalSettings.Options.DEFAULT.withPatterns(List.of(trained(added))));
    double without = 0;
    double mended = 0;
    int count = 6;
    for (int seed = 0; seed < count; seed++) {
      Sounding clean = drawn(seed, true, nu -> 0, RetrievalSettings.DEFAULT);
      Sounding biased = drawn(seed, true, added, RetrievalSettings.DEFAULT);
      double truth = methanePpb(clean, RetrievalSettings.DEFAULT);
      without += (methanePpb(biased, RetrievalSettings.DEFAULT) - truth) / count;
      mended += (methanePpb(biased, with) - methanePpb(clean, with)) / count;
    }
    System.out.printf(
        "bias of CH4, 736-287 hPa, from a systematic residual: %.1f ppb, with its pattern in the state %.1f ppb%n",
        without, mended);
    assertTrue(Math.abs(without) > 10, "without: " + without);
    assertTrue(Math.abs(mended) < Math.abs(without) / 5, without + " and " + mended);
  }

  @Test
  void scaleAndTrainingAreInTheResult() {
    DoubleUnaryOperator wave = nu -> nu > 1200 ? 2 * NOISE * Math.sin(nu / 3) : 0;
    int first = MODEL.firstChannel(2);
    double[] nu = new double[MODEL.channels() - first];
    Arrays.setAll(nu, c -> MODEL.channelPerCm(first + c));
    Pattern pattern = new Pattern("ch4_n2o", 1, nu, Arrays.stream(nu).map(wave).toArray());
    ResidualPatterns set =
        new ResidualPatterns(Instrument.GOSAT, "300300", "sine", "a wave", List.of(pattern));
    RetrievalSettings with =
        RetrievalSettings.DEFAULT.withOptions(
            RetrievalSettings.Options.DEFAULT.withPatterns(List.of(set)));
    Explanation e =
        new ProfileRetriever(TABLES, with)
            .newWorker()
            .explain(
                drawn(1, false, v -> 0.7 * wave.applyAsDouble(v), RetrievalSettings.DEFAULT),
                WEATHER,
                GASES)
            .toOptional()
            .orElseThrow();
    assertEquals(List.of("ch4_n2o_1"), e.profile().fit().patternNames());
    assertEquals(0.7, e.profile().fit().patternScale()[0], 0.1);
    assertEquals("sine", e.profile().sources().residualPatterns());
    assertTrue(e.elements().contains("scale of residual pattern 1"));
    assertTrue(
        e.profile().gases().get(1).kernelElements().stream()
            .anyMatch(k -> k.element().equals("residual_pattern_ch4_n2o_1")));
    assertEquals(1, e.profile().fit().chi2(), 0.2);
  }

  @Test
  void trainingFindsTheDirections() {
    double[] nu = {1, 2, 3, 4, 5};
    double[] a = {1, 2, 0, 0, 0};
    double[] b = {0, 0, 3, 0, 1};
    SplittableRandom random = new SplittableRandom(4);
    double[][] rows = new double[40][5];
    for (double[] row : rows) {
      double x = 5 + random.nextGaussian();
      double y = random.nextGaussian();
      Arrays.setAll(row, c -> x * a[c] + 0.1 * y * b[c]);
    }
    List<Pattern> patterns = PatternTraining.train("w", nu, rows, 2);
    double size = patterns.get(0).radiance()[0] / a[0];
    assertEquals(5.1, size, 0.4);
    for (int c = 0; c < 5; c++) {
      assertEquals(size * a[c], patterns.get(0).radiance()[c], 0.1);
      assertEquals(0.1 * b[c], Math.abs(patterns.get(1).radiance()[c]), 0.08);
    }
    assertThrows(IllegalArgumentException.class, () -> PatternTraining.train("w", nu, rows, 3));
    assertTrue(PatternTraining.train("w", nu, new double[4][5], 1).isEmpty());
  }

  @Test
  void otherVersionsOfTheGranulesAreRefused() {
    ResidualPatterns set =
        new ResidualPatterns(Instrument.GOSAT, "300300", "none yet", "test", List.of());
    ProfileRetriever retriever =
        new ProfileRetriever(
            TABLES,
            RetrievalSettings.DEFAULT.withOptions(
                RetrievalSettings.Options.DEFAULT.withPatterns(List.of(set))));
    assertTrue(retriever.refusal(granule("300300")).isEmpty());
    var refusal = retriever.refusal(granule("310310")).orElseThrow();
    assertEquals(FailureReason.L1B_VERSION_MISMATCH, refusal.reason());
    assertTrue(
        refusal.detail().contains("300300 expected") && refusal.detail().contains("310310"),
        refusal.detail());
    assertTrue(
        new ProfileRetriever(TABLES, RetrievalSettings.DEFAULT)
            .refusal(granule("310310"))
            .isEmpty());
  }

  private static Granule granule(String version) {
    return new Granule(
        "G",
        Instrument.GOSAT,
        "K",
        Instant.parse("2021-05-03T00:00:00Z"),
        version,
        false,
        List.of());
  }

  @Test
  void patternsThatDoNotFitTheChannelsAreAConfigurationError() {
    Pattern few = new Pattern("ch4_n2o", 1, new double[] {1250}, new double[] {1});
    Pattern elsewhere = new Pattern("nir", 1, new double[] {1250}, new double[] {1});
    for (Pattern p : List.of(few, elsewhere)) {
      ResidualPatterns set = new ResidualPatterns(Instrument.GOSAT, "1", "bad", "test", List.of(p));
      RetrievalSettings settings =
          RetrievalSettings.DEFAULT.withOptions(
              RetrievalSettings.Options.DEFAULT.withPatterns(List.of(set)));
      assertThrows(ConfigurationException.class, () -> new ProfileRetriever(TABLES, settings));
    }
  }

  @Test
  void filesAreReadAsWritten(@TempDir Path folder) throws IOException {
    ResidualPatterns set =
        new ResidualPatterns(
            Instrument.GOSAT2,
            "210210",
            "t-3",
            "made by hand",
            List.of(
                new Pattern("co2", 1, new double[] {700, 700.2}, new double[] {1e-5, -0.1}),
                new Pattern("co2", 2, new double[] {700, 700.2}, new double[] {0.3, 1.0 / 3})));
    Path file = folder.resolve("patterns.csv");
    PatternFile.write(set, file);
    ResidualPatterns read = PatternFile.read(file);
    assertEquals(set.instrument(), read.instrument());
    assertEquals(set.l1bVersion(), read.l1bVersion());
    assertEquals(set.trainingId(), read.trainingId());
    assertEquals(set.provenance(), read.provenance());
    for (int i = 0; i < 2; i++) {
      assertEquals(i + 1, read.patterns().get(i).number());
      assertArrayEquals(set.patterns().get(i).radiance(), read.patterns().get(i).radiance());
      assertArrayEquals(
          set.patterns().get(i).wavenumberPerCm(), read.patterns().get(i).wavenumberPerCm());
    }
    String text = Files.readString(file);
    refused(folder, text.replace("l1b_version", "version"), InputFault.HEADER_MISMATCH);
    refused(folder, text.replace("GOSAT2", "IASI"), InputFault.HEADER_MISMATCH);
    refused(folder, text.replace("co2,2,", "co2,3,"), InputFault.CORRUPT);
    refused(folder, text.replace("-0.1", "NaN"), InputFault.CORRUPT);
    refused(folder, text.replace("-0.1", "much"), InputFault.CORRUPT);
    refused(folder, "# instrument: GOSAT\n", InputFault.EMPTY);
  }

  private static void refused(Path folder, String text, InputFault fault) throws IOException {
    Path file = Files.writeString(folder.resolve("bad.csv"), text);
    MalformedInputException e =
        assertThrows(MalformedInputException.class, () -> PatternFile.read(file));
    assertEquals(fault, e.fault(), e.getMessage());
  }
}
