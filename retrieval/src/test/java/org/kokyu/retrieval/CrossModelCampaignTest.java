package org.kokyu.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kokyu.core.atmosphere.SurfaceReflection;
import org.kokyu.core.physics.Planck;
import org.kokyu.core.profile.GasProfile;
import org.kokyu.core.result.Outcome;
import org.kokyu.core.sounding.Instrument;
import org.kokyu.core.sounding.Sounding;
import org.kokyu.retrieval.fast.NodeForwardModel;
import org.kokyu.retrieval.forward.AirColumn;
import org.kokyu.retrieval.forward.StateLayout;
import org.kokyu.retrieval.spectroscopy.PartitionSums;
import org.kokyu.retrieval.spectroscopy.io.ContinuumReader;
import org.kokyu.retrieval.spectroscopy.io.HitranReader;
import org.kokyu.retrieval.spectroscopy.io.PartitionSumsReader;
import org.kokyu.retrieval.table.AbsorptionTables;
import org.kokyu.retrieval.table.TableBuilder;
import org.kokyu.retrieval.table.io.TableFile;

/**
 * Forward model and retrieval against spectra of an independent line-by-line code (24 scenes of
 * known truth). Tables are built from the same lines and continua (some ten minutes), or taken from
 * the file that the system property {@code kokyu.crossTables} names.
 */
@Tag("campaign")
class CrossModelCampaignTest {
  /** Draws of the noise; the first is the one the scenes came with. */
  private static final int DRAWS = 20;

  private static AbsorptionTables tables;
  private static List<DevelopmentScenes> scenes;

  @BeforeAll
  static void load() throws IOException, InterruptedException {
    assumeTrue(DevelopmentScenes.available(), "shared development scenes absent");
    scenes = DevelopmentScenes.load();
    String given = System.getProperty("kokyu.crossTables", "");
    tables = given.isEmpty() ? build() : TableFile.read(Path.of(given));
  }

  private static AbsorptionTables build() throws InterruptedException {
    Path spectroscopy = DevelopmentScenes.shared().resolve("spectroscopy");
    PartitionSums sums = PartitionSumsReader.bundled();
    HitranReader.Lines lines =
        new HitranReader(sums).read(List.of(spectroscopy.resolve("lines_v1.par")));
    TableBuilder builder =
        new TableBuilder(
            List.of(TableBuilder.Request.retrieval(Instrument.GOSAT, "test grade")),
            new TableBuilder.Spectroscopy(
                lines.lines(),
                sums,
                Optional.of(
                    ContinuumReader.water(spectroscopy.resolve("continuum/pylbl_mt-ckd.nc"))),
                Optional.of(
                    ContinuumReader.co2(
                        spectroscopy.resolve("continuum/co2_continuum_cousin.csv"))),
                lines.sha256(),
                "MT_CKD before 3.6, Cousin"),
            TableBuilder.Settings.DEFAULT);
    ExecutorService executor =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      return builder.build(executor, (done, total, what) -> {}).get(0);
    } finally {
      executor.shutdownNow();
    }
  }

  @Test
  void forwardModelAgreesWithTheIndependentCode() {
    NodeForwardModel model = new NodeForwardModel(tables);
    NodeForwardModel.Workspace ws = model.newWorkspace();
    double[] square = new double[model.windowCount()];
    double[] bias = new double[model.windowCount()];
    for (DevelopmentScenes s : scenes) {
      AirColumn column = CrossModelErrors.truth(s);
      StateLayout layout =
          new StateLayout(
              StateLayout.DEFAULT_GASES,
              column.grid().activeLayers(),
              model.windowCount(),
              model.rangeCount());
      boolean lambertian = s.forecast().reflection().orElseThrow() == SurfaceReflection.LAMBERTIAN;
      NodeForwardModel.Scene scene =
          new NodeForwardModel.Scene(
              column, s.skinK(), s.emissivity(), lambertian, new double[model.channels()]);
      model.evaluate(scene, layout, new double[layout.size()], ws);
      MeasuredChannels m =
          MeasuredChannels.of(s.clean(), model, RetrievalSettings.DEFAULT, 0)
              .toOptional()
              .orElseThrow();
      StringBuilder line = new StringBuilder(s.name());
      for (int w = 0; w < model.windowCount(); w++) {
        double before = bias[w];
        int count = model.firstChannel(w + 1) - model.firstChannel(w);
        for (int c = model.firstChannel(w); c < model.firstChannel(w + 1); c++) {
          double nu = model.channelPerCm(c);
          double d =
              Planck.brightnessTemperature(nu, ws.radiance[c])
                  - Planck.brightnessTemperature(nu, m.radiance()[c]);
          bias[w] += d / count / scenes.size();
          square[w] += d * d / count / scenes.size();
        }
        line.append(" %.4f".formatted((bias[w] - before) * scenes.size()));
      }
      System.out.println(line.append(" K bias per window"));
    }
    System.out.println(tables.header().training());
    for (int w = 0; w < bias.length; w++) {
      System.out.printf(
          "forward minus independent code, %s: bias %.4f K, rms %.4f K%n",
          tables.windows().get(w).window(), bias[w], Math.sqrt(square[w]));
      assertTrue(Math.sqrt(square[w]) < 0.05, tables.windows().get(w).window());
    }
  }

  /**
   * The noise that the files do not give is found from the spectra: within 15 %, none where none
   * is.
   */
  @Test
  void noiseOfTheSpectrumIsTheTrueNoise() {
    NodeForwardModel model = new NodeForwardModel(tables);
    RetrievalSettings settings = RetrievalSettings.DEFAULT.withSphericalPath(false);
    int trusted = 0;
    double[] worst = new double[3];
    for (DevelopmentScenes s : scenes) {
      double truth = s.noisy().spectra().get(0).noise().orElseThrow();
      SpectralNoise noisy = noise(s, s.noisy(), model, settings);
      SpectralNoise clean = noise(s, s.clean(), model, settings);
      trusted += noisy.trusted() ? 1 : 0;
      worst[0] = Math.max(worst[0], Math.abs(noisy.below1000() / truth - 1));
      worst[1] = Math.max(worst[1], Math.abs(noisy.above1000() / truth - 1));
      worst[2] = Math.max(worst[2], Math.max(clean.below1000(), clean.above1000()) / truth);
    }
    System.out.printf(
        "noise of the spectrum: trusted in %d of %d, farthest from the truth %.3f below and %.3f above 1000 cm-1; of noise-free spectra at most %.3f of the noise%n",
        trusted, scenes.size(), worst[0], worst[1], worst[2]);
    assertEquals(scenes.size(), trusted);
    assertTrue(worst[0] < 0.15 && worst[1] < 0.15, worst[0] + " " + worst[1]);
    assertTrue(worst[2] < 0.15, "noise-free " + worst[2]);
  }

  private static SpectralNoise noise(
      DevelopmentScenes s, Sounding sounding, NodeForwardModel model, RetrievalSettings settings) {
    MeasuredChannels m =
        MeasuredChannels.of(sounding, model, settings, 0).toOptional().orElseThrow();
    PriorState believed =
        PriorState.of(
            sounding.geometry(), s.forecast(), s.prior(), m.displacementPerCm(), model, settings);
    FirstGuess guess =
        new FirstGuess(
            model,
            PatternTerm.of(model, RetrievalSettings.DEFAULT),
            model.newWorkspace(),
            believed);
    return SpectralNoise.of(guess.look(m), model, MeasuredChannels.nominalNoise() * 2);
  }

  /** The errors of forecast, priors and noise that the maker of the scenes states. */
  static RetrievalSettings settings() {
    RetrievalSettings.PriorUncertainty d = RetrievalSettings.PriorUncertainty.DEFAULT;
    RetrievalSettings.PriorUncertainty stated =
        new RetrievalSettings.PriorUncertainty(
            same(0.02, 5000),
            // the shape above the tropopause is not that of the truth, by tens of per cent
            new RetrievalSettings.ProfileSigma(0.05, 0.05, 0.10, 0.20, 5000),
            new RetrievalSettings.ProfileSigma(0.02, 0.02, 0.08, 0.20, 5000),
            same(0.30, 2000),
            same(0.15, 4000),
            same(1.0, 3000),
            2.0,
            0.012,
            0.004,
            0.003,
            0.02,
            1e-7,
            d.waterSelfContinuum());
    return RetrievalSettings.DEFAULT
        .withSphericalPath(false)
        .withPrior(stated)
        .withMeasurementError(0.025, 1);
  }

  private static RetrievalSettings.ProfileSigma same(double sigma, double lengthM) {
    return new RetrievalSettings.ProfileSigma(sigma, sigma, sigma, sigma, lengthM);
  }

  @Test
  void errorsAreThoseThatTheRetrievalStates() throws IOException {
    CrossModelErrors errors = retrieve(settings(), DRAWS, false);
    Files.write(Path.of("target", "cross-model.csv"), errors.csv());
    CrossModelReport report = new CrossModelReport(errors);
    report.print();
    report.judge();
  }

  /**
   * With the settings that come with the program, on the noise-free and the given noisy spectra.
   */
  @Test
  void defaultSettingsReturnTheSmoothedTruth() {
    CrossModelErrors errors =
        retrieve(RetrievalSettings.DEFAULT.withSphericalPath(false), 1, false);
    CrossModelReport report = new CrossModelReport(errors);
    report.print();
    report.judgeBias();
  }

  /**
   * The same spectra believed to be others: one truth per scene is too few for the spread of
   * retrieved minus true, so forecast and priors are drawn anew about the truth each time.
   */
  @Test
  void errorsHoldForOtherForecastsAndPriors() throws IOException {
    RetrievalSettings.PriorUncertainty u = settings().prior();
    RetrievalSettings drawn =
        settings()
            .withPrior(
                new RetrievalSettings.PriorUncertainty(
                    u.co2(),
                    same(0.05, 5000),
                    same(0.02, 5000),
                    u.h2o(),
                    u.o3(),
                    u.temperatureK(),
                    u.skinK(),
                    u.emissivityLand(),
                    u.emissivitySea(),
                    u.emissivityTilt(),
                    u.offsetK(),
                    u.wavenumberScale(),
                    u.waterSelfContinuum()));
    CrossModelErrors errors = retrieve(drawn, DRAWS, true);
    Files.write(Path.of("target", "cross-model-redrawn.csv"), errors.csv());
    CrossModelReport report = new CrossModelReport(errors);
    report.print();
    report.judge();
    report.judgePosterior();
  }

  /** All scenes without noise, with the noise that the scenes came with, and with other draws. */
  private static CrossModelErrors retrieve(
      RetrievalSettings settings, int draws, boolean otherBelief) {
    CrossModelErrors errors = new CrossModelErrors();
    ProfileRetriever retriever = new ProfileRetriever(tables, settings);
    NodeForwardModel model = new NodeForwardModel(tables);
    List<Outcome<GasProfile>> outcomes = new CopyOnWriteArrayList<>();
    scenes.parallelStream()
        .forEach(
            given -> {
              ProfileRetriever.Worker worker = retriever.newWorker();
              AirColumn truth = CrossModelErrors.truth(given);
              SplittableRandom random = new SplittableRandom(given.name().hashCode());
              for (int draw = -1; draw < draws; draw++) {
                DevelopmentScenes s = otherBelief ? given.withOtherBelief(random) : given;
                Sounding sounding = draw < 0 ? s.clean() : draw == 0 ? s.noisy() : s.drawn(random);
                Outcome<GasProfile> outcome = worker.retrieve(sounding, s.forecast(), s.prior());
                outcomes.add(outcome);
                int number = draw;
                outcome.toOptional().ifPresent(p -> errors.add(s, number, p, model, truth));
              }
            });
    long converged =
        outcomes.stream()
            .flatMap(o -> o.toOptional().stream())
            .filter(p -> p.fit().converged())
            .count();
    List<GasProfile> noisy =
        outcomes.stream()
            .flatMap(o -> o.toOptional().stream())
            .filter(p -> p.fit().chi2() > 0.2)
            .toList();
    System.out.printf(
        "%d of %d converged; chi2 of the noisy %.3f; iterations %.2f; DOFS CO2 %.2f CH4 %.2f N2O %.2f%n",
        converged,
        outcomes.size(),
        noisy.stream().mapToDouble(p -> p.fit().chi2()).average().orElseThrow(),
        noisy.stream().mapToInt(p -> p.fit().iterations()).average().orElseThrow(),
        dofs(noisy, 0),
        dofs(noisy, 1),
        dofs(noisy, 2));
    assertTrue(converged >= 0.99 * outcomes.size(), converged + " of " + outcomes.size());
    return errors;
  }

  private static double dofs(List<GasProfile> all, int gas) {
    return all.stream().mapToDouble(p -> p.gases().get(gas).dofs()).average().orElseThrow();
  }
}
