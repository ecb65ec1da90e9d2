package org.kokyu.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kokyu.core.atmosphere.Gas;
import org.kokyu.core.atmosphere.SurfaceReflection;
import org.kokyu.core.physics.Planck;
import org.kokyu.core.profile.GasProfile;
import org.kokyu.core.profile.GasResult;
import org.kokyu.core.result.Outcome;
import org.kokyu.core.sounding.Instrument;
import org.kokyu.core.sounding.Sounding;
import org.kokyu.retrieval.fast.NodeForwardModel;
import org.kokyu.retrieval.forward.AirColumn;
import org.kokyu.retrieval.forward.LayerGrid;
import org.kokyu.retrieval.forward.StateLayout;
import org.kokyu.retrieval.forward.ViewingGeometry;
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
  private static final int L = LayerGrid.LAYERS;
  private static final List<Gas> GASES = List.of(Gas.CO2, Gas.CH4, Gas.N2O);
  private static final double[][] COLUMNS_PA = {
    {120000, 73564}, {73564, 39811}, {39811, 28730}, {28730, 16156}
  };
  private static final String[] COLUMN_NAMES = {"LT", "MT", "UT", "UTLS"};

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

  private static AirColumn truth(DevelopmentScenes s) {
    return AirColumn.of(
        LayerGrid.of(s.forecast().surfacePressurePa()),
        s.truth(),
        new ViewingGeometry(s.noisy().geometry().sensorZenithDeg(), false),
        s.noisy().geometry().latitudeDeg());
  }

  @Test
  void forwardModelAgreesWithTheIndependentCode() {
    NodeForwardModel model = new NodeForwardModel(tables);
    NodeForwardModel.Workspace ws = model.newWorkspace();
    double[] square = new double[model.windowCount()];
    double[] bias = new double[model.windowCount()];
    for (DevelopmentScenes s : scenes) {
      AirColumn column = truth(s);
      StateLayout layout =
          new StateLayout(
              StateLayout.DEFAULT_GASES, column.grid().activeLayers(), model.windowCount());
      boolean lambertian = s.forecast().reflection().orElseThrow() == SurfaceReflection.LAMBERTIAN;
      NodeForwardModel.Scene scene =
          new NodeForwardModel.Scene(
              column, s.skinK(), s.emissivity(), lambertian, new double[model.channels()]);
      model.evaluate(scene, layout, new double[layout.size()], ws);
      MeasuredChannels m =
          MeasuredChannels.of(s.clean(), model, RetrievalSettings.DEFAULT, 0)
              .toOptional()
              .orElseThrow();
      for (int w = 0; w < model.windowCount(); w++) {
        int count = model.firstChannel(w + 1) - model.firstChannel(w);
        for (int c = model.firstChannel(w); c < model.firstChannel(w + 1); c++) {
          double nu = model.channelPerCm(c);
          double d =
              Planck.brightnessTemperature(nu, ws.radiance[c])
                  - Planck.brightnessTemperature(nu, m.radiance()[c]);
          bias[w] += d / count / scenes.size();
          square[w] += d * d / count / scenes.size();
        }
      }
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
    FirstGuess guess = new FirstGuess(model, model.newWorkspace(), believed);
    return SpectralNoise.of(guess.look(m), model, MeasuredChannels.nominalNoise() * 2);
  }

  @Test
  void retrievalReturnsTheSmoothedTruth() {
    for (boolean noisy : new boolean[] {false, true}) {
      Map<String, List<double[]>> differences = new TreeMap<>();
      double[] dofs = new double[GASES.size()];
      int converged = 0;
      int iterations = 0;
      double chi2 = 0;
      ProfileRetriever.Worker worker =
          new ProfileRetriever(tables, RetrievalSettings.DEFAULT.withSphericalPath(false))
              .newWorker();
      for (DevelopmentScenes s : scenes) {
        Outcome<GasProfile> outcome =
            worker.retrieve(noisy ? s.noisy() : s.clean(), s.forecast(), s.prior());
        GasProfile p = outcome.toOptional().orElseThrow();
        converged += p.fit().converged() ? 1 : 0;
        iterations += p.fit().iterations();
        chi2 += p.fit().chi2() / scenes.size();
        for (int g = 0; g < dofs.length; g++) {
          dofs[g] += p.gases().get(g).dofs() / scenes.size();
          compare(s, p, g, differences);
        }
      }
      System.out.printf(
          "%s spectra: %d of %d converged, %.1f iterations, chi2 %.3f, DOFS CO2 %.2f CH4 %.2f N2O %.2f%n",
          noisy ? "noisy" : "noise-free",
          converged,
          scenes.size(),
          (double) iterations / scenes.size(),
          chi2,
          dofs[0],
          dofs[1],
          dofs[2]);
      differences.forEach(CrossModelCampaignTest::print);
      assertEquals(scenes.size(), converged);
      if (noisy) {
        assertEquals(1, chi2, 0.15);
      } else {
        for (String column : List.of("LT", "MT", "UT")) {
          assertTrue(Math.abs(mean(differences.get("CO2 " + column), 0)) < 1, "CO2 " + column);
          assertTrue(Math.abs(mean(differences.get("CH4 " + column), 0)) < 5, "CH4 " + column);
          assertTrue(Math.abs(mean(differences.get("N2O " + column), 0)) < 1, "N2O " + column);
        }
      }
    }
  }

  /**
   * Retrieved minus smoothed truth, retrieved minus truth, prior minus truth, in ppm (CO2) or ppb.
   */
  private static void compare(
      DevelopmentScenes s, GasProfile p, int g, Map<String, List<double[]>> differences) {
    AirColumn truth = truth(s);
    int first = truth.grid().firstLayer();
    double[] smoothed = smoothed(s, p, g, truth, first);
    double[] known = truth.layerMean(GASES.get(g));
    GasResult r = p.gases().get(g);
    double unit = g == 0 ? 1e6 : 1e9;
    for (int c = 0; c < COLUMNS_PA.length; c++) {
      double[] sum = new double[4];
      double mass = 0;
      for (int i = first; i < L; i++) {
        double middle = Math.sqrt(p.layerBoundsPa()[i] * p.layerBoundsPa()[i + 1]);
        if (middle < COLUMNS_PA[c][0] && middle > COLUMNS_PA[c][1]) {
          double d = p.dryAirColumn()[i];
          mass += d;
          sum[0] += d * r.moleFraction()[i];
          sum[1] += d * smoothed[i];
          sum[2] += d * known[i];
          sum[3] += d * r.prior()[i];
        }
      }
      if (mass > 0) {
        double scale = unit / mass;
        differences
            .computeIfAbsent(GASES.get(g) + " " + COLUMN_NAMES[c], k -> new ArrayList<>())
            .add(
                new double[] {
                  (sum[0] - sum[1]) * scale, (sum[0] - sum[2]) * scale, (sum[3] - sum[2]) * scale
                });
      }
    }
  }

  /**
   * xa + A (x − xa) with every row of the kernel: all gases, water, temperature, skin, emissivity.
   */
  private static double[] smoothed(
      DevelopmentScenes s, GasProfile p, int g, AirColumn truth, int first) {
    GasResult r = p.gases().get(g);
    double[] co2 = lnRatio(truth.layerMean(Gas.CO2), p.gases().get(0).prior());
    double[] ch4 = lnRatio(truth.layerMean(Gas.CH4), p.gases().get(1).prior());
    double[] n2o = lnRatio(truth.layerMean(Gas.N2O), p.gases().get(2).prior());
    double[] h2o = lnRatio(truth.layerMean(Gas.H2O), p.thermal().h2oPrior());
    double[] t = truth.layerMeanTemperature();
    double[] out = new double[L];
    NodeForwardModel model = new NodeForwardModel(tables);
    for (int i = first; i < L; i++) {
      double v = Math.log(r.prior()[i]);
      for (int j = first; j < L; j++) {
        v +=
            r.kernelCo2().get(i, j) * co2[j]
                + r.kernelCh4().get(i, j) * ch4[j]
                + r.kernelN2o().get(i, j) * n2o[j]
                + r.kernelH2o().get(i, j) * h2o[j]
                + r.kernelTemperature().get(i, j) * (t[j] - p.thermal().temperaturePriorK()[j]);
      }
      v += r.kernelSurfaceTemperature()[i] * (s.skinK() - p.surface().temperaturePriorK());
      for (int w = 0; w < model.windowCount(); w++) {
        double from = model.channelPerCm(model.firstChannel(w));
        double to = model.channelPerCm(model.firstChannel(w + 1) - 1);
        double tilt = 0.5 * (emissivityError(s, to) - emissivityError(s, from));
        v +=
            r.kernelEmissivity().get(i, w) * emissivityError(s, 0.5 * (from + to))
                + r.kernelEmissivity().get(i, model.windowCount() + w) * tilt;
      }
      out[i] = Math.exp(v);
    }
    return out;
  }

  private static double emissivityError(DevelopmentScenes s, double nu) {
    return s.emissivity().at(nu) - s.forecast().emissivity().orElseThrow().at(nu);
  }

  private static double[] lnRatio(double[] a, double[] b) {
    double[] r = new double[a.length];
    Arrays.setAll(r, i -> Math.log(a[i] / b[i]));
    return r;
  }

  private static double mean(List<double[]> rows, int column) {
    return rows.stream().mapToDouble(d -> d[column]).average().orElseThrow();
  }

  private static void print(String name, List<double[]> rows) {
    StringBuilder line = new StringBuilder("%-9s".formatted(name));
    String[] what = {"retrieved - smoothed truth", "retrieved - truth", "prior - truth"};
    for (int c = 0; c < what.length; c++) {
      int column = c;
      double m = mean(rows, column);
      double variance =
          rows.stream().mapToDouble(d -> Math.pow(d[column] - m, 2)).sum() / (rows.size() - 1);
      line.append("  %s %.2f ± %.2f".formatted(what[c], m, Math.sqrt(variance)));
    }
    System.out.println(line);
  }
}
