package org.kokyu.retrieval.reference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kokyu.core.atmosphere.Gas;
import org.kokyu.core.atmosphere.SurfaceEmissivity;
import org.kokyu.core.atmosphere.SurfaceReflection;
import org.kokyu.core.physics.Planck;
import org.kokyu.retrieval.reference.io.AtmosphereReader;
import org.kokyu.retrieval.spectroscopy.AbsorptionModel;
import org.kokyu.retrieval.spectroscopy.LineByLine.Grid;
import org.kokyu.retrieval.spectroscopy.LineList;
import org.kokyu.retrieval.spectroscopy.PartitionSums;
import org.kokyu.retrieval.spectroscopy.io.ContinuumReader;
import org.kokyu.retrieval.spectroscopy.io.HitranReader;
import org.kokyu.retrieval.spectroscopy.io.PartitionSumsReader;
import ucar.nc2.NetcdfFile;

/** Against monochromatic spectra of an independent line-by-line code: same lines, same layers. */
class MonochromaticModelTest {
  private static final Path DATA =
      Path.of(System.getProperty("kokyu.shared", "../../shared"), "data");
  private static final double[][] WINDOWS = {{715, 725}, {738, 745}, {1240, 1250}, {1300, 1306}};

  private static AbsorptionModel absorption(boolean continuum) {
    PartitionSums sums = PartitionSumsReader.bundled();
    Path spectroscopy = DATA.resolve("spectroscopy");
    HitranReader.Lines lines =
        new HitranReader(sums).read(List.of(spectroscopy.resolve("lines_v1.par")));
    Path folder = spectroscopy.resolve("continuum");
    return new AbsorptionModel(
        lines.lines(),
        sums,
        continuum
            ? Optional.of(ContinuumReader.water(folder.resolve("pylbl_mt-ckd.nc")))
            : Optional.empty(),
        continuum
            ? Optional.of(ContinuumReader.co2(folder.resolve("co2_continuum_cousin.csv")))
            : Optional.empty(),
        List.of());
  }

  @ParameterizedTest
  @CsvSource({
    "M1, false, 0, 1, 294.2",
    "M2, false, 30, 0.97, 255.5",
    "M1, true, 0, 1, 294.2",
    "M2, true, 30, 0.97, 255.5"
  })
  void agreesWithAnIndependentCode(
      String name, boolean continuum, double zenith, double emissivity, double skin)
      throws IOException {
    assumeTrue(Files.exists(DATA.resolve("tir/mono")), "shared monochromatic reference absent");
    MonochromaticScene scene =
        new MonochromaticScene(
            AtmosphereReader.read(DATA.resolve("tir/mono/mono_" + name + "_atmosphere.csv")),
            new MonochromaticScene.View(zenith, false, 45),
            new MonochromaticScene.Surface(
                skin, SurfaceEmissivity.constant(emissivity), SurfaceReflection.SPECULAR));
    MonochromaticModel model = new MonochromaticModel(absorption(continuum));
    String suffix = continuum ? "on" : "off";
    try (NetcdfFile nc =
        NetcdfFile.open(DATA.resolve("tir/mono/mono_" + name + ".nc").toString())) {
      double[] radiance = doubles(nc, "radiance_ctm_" + suffix + "_linear_in_tau");
      float[][] depth =
          (float[][]) nc.findVariable("layer_od_ctm_" + suffix).read().copyToNDJavaArray();
      int first = 0;
      List<Double> deviations = new ArrayList<>();
      for (double[] w : WINDOWS) {
        Grid grid = new Grid(w[0], 0.002, (int) Math.round((w[1] - w[0]) / 0.002) + 1);
        MonochromaticSpectrum s = model.spectrum(scene, grid, true, MonochromaticModel.Work.ALONE);
        double[] dev = compareDepths(s, depth, first);
        Arrays.stream(dev).forEach(deviations::add);
        double sum = 0;
        double worst = 0;
        for (int i = 0; i < grid.count(); i++) {
          double nu = grid.wavenumber(i);
          double d =
              Planck.brightnessTemperature(nu, s.radiance()[i])
                  - Planck.brightnessTemperature(nu, radiance[first + i] * 1e4);
          sum += d * d;
          worst = Math.max(worst, Math.abs(d));
        }
        double rms = Math.sqrt(sum / grid.count());
        System.out.printf(
            "%s continuum %s %.0f-%.0f: brightness temperature rms %.4f K, max %.3f K; %s%n",
            name, suffix, w[0], w[1], rms, worst, statistics(dev));
        assertTrue(rms < 0.02, name + " at " + w[0] + " cm-1: rms " + rms + " K");
        first += grid.count();
      }
      double[] all = deviations.stream().mapToDouble(Double::doubleValue).toArray();
      System.out.printf("%s continuum %s: optical depth %s%n", name, suffix, statistics(all));
      Arrays.sort(all);
      double median = all[all.length / 2];
      double within =
          (double) Arrays.stream(all).filter(d -> Math.abs(d) <= 0.008).count() / all.length;
      // the older coefficients with the continuum are those of the reference, but for cold air
      assertTrue(Math.abs(median) < (continuum ? 1e-3 : 2e-4), "median " + median);
      assertTrue(within > (continuum ? 0.97 : 0.998), "within 0.8 %: " + within);
    }
  }

  private static LevelAtmosphere warmAndMoist() {
    int n = 12;
    double[] p = new double[n];
    double[] t = new double[n];
    Map<String, double[]> fractions = new HashMap<>();
    double[] water = new double[n];
    double[] co2 = new double[n];
    for (int i = 0; i < n; i++) {
      p[i] = 101325 * Math.exp(-0.6 * i);
      t[i] = 295 - 6.5 * i;
      water[i] = 0.02 * Math.exp(-1.7 * i) + 4e-6;
      co2[i] = 4e-4;
    }
    fractions.put("h2o", water);
    fractions.put("co2", co2);
    return new LevelAtmosphere(p, t, Optional.empty(), fractions);
  }

  private static AbsorptionModel fewLines() {
    List<LineList.Line> lines = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      lines.add(
          new LineList.Line(700 + 0.53 * i, 1e-22 / (1 + i), 0.07, 0.1, 20.0 * i, 0.7, -0.001, 1));
    }
    return new AbsorptionModel(
        Map.of(Gas.CO2, LineList.of(Gas.CO2, lines), Gas.H2O, LineList.of(Gas.H2O, lines)),
        PartitionSumsReader.bundled(),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  private static MonochromaticSpectrum compute(
      MonochromaticModel model, LevelAtmosphere a, double skin, double emissivity, Grid grid) {
    return compute(model, a, skin, emissivity, SurfaceReflection.SPECULAR, grid);
  }

  private static MonochromaticSpectrum compute(
      MonochromaticModel model,
      LevelAtmosphere a,
      double skin,
      double emissivity,
      SurfaceReflection reflection,
      Grid grid) {
    return model.spectrum(
        new MonochromaticScene(
            a,
            new MonochromaticScene.View(40, true, 45),
            new MonochromaticScene.Surface(
                skin, SurfaceEmissivity.constant(emissivity), reflection)),
        grid,
        true,
        MonochromaticModel.Work.ALONE);
  }

  /** In an enclosure of one temperature nothing but its Planck radiance can be seen. */
  @Test
  void isothermalAtmosphereOverBlackSurfaceIsBlack() {
    LevelAtmosphere a = warmAndMoist();
    Arrays.fill(a.temperatureK(), 260);
    Grid grid = new Grid(700, 0.01, 501);
    double[] r = compute(new MonochromaticModel(fewLines()), a, 260, 1, grid).radiance();
    for (int i = 0; i < grid.count(); i++) {
      assertEquals(260, Planck.brightnessTemperature(grid.wavenumber(i), r[i]), 1e-9);
    }
  }

  /** Where the atmosphere is opaque, or the surface black, it does not matter how it reflects. */
  @Test
  void skyIsSeenThroughReflectionOnly() {
    LevelAtmosphere a = warmAndMoist();
    Grid grid = new Grid(700, 0.01, 501);
    MonochromaticModel model = new MonochromaticModel(fewLines());
    double[] black = compute(model, a, 295, 1, grid).radiance();
    double[] specular = compute(model, a, 295, 0.9, grid).radiance();
    double[] lambertian =
        compute(model, a, 295, 0.9, SurfaceReflection.LAMBERTIAN, grid).radiance();
    float[][] tau = compute(model, a, 295, 1, grid).depths().orElseThrow().layer();
    double differs = 0;
    for (int i = 0; i < grid.count(); i++) {
      double sum = 0;
      for (float[] layer : tau) {
        sum += layer[i];
      }
      double most = 0.1 * Planck.radiance(grid.wavenumber(i), 295) * Math.exp(-sum);
      assertTrue(specular[i] <= black[i] + 1e-12 && lambertian[i] <= black[i] + 1e-12);
      assertTrue(black[i] - lambertian[i] <= most + 1e-12, "at point " + i);
      differs = Math.max(differs, Math.abs(specular[i] / lambertian[i] - 1));
    }
    assertTrue(differs > 1e-4);
  }

  @Test
  void coarseOutputStepsGiveTheSameMonochromaticValues() {
    LevelAtmosphere a = warmAndMoist();
    MonochromaticModel model = new MonochromaticModel(fewLines());
    double[] fine = compute(model, a, 295, 0.95, new Grid(700, 0.0025, 4001)).radiance();
    double[] coarse = compute(model, a, 295, 0.95, new Grid(700, 0.5, 21)).radiance();
    for (int i = 0; i < coarse.length; i++) {
      assertEquals(1, coarse[i] / fine[200 * i], 2e-4);
    }
  }

  /** Blocks, helpers and their order leave no trace. */
  @Test
  void resultDoesNotDependOnTheExecutor() {
    LevelAtmosphere a = warmAndMoist();
    Grid grid = new Grid(695, 0.002, 9001);
    MonochromaticModel model = new MonochromaticModel(fewLines());
    double[] alone = compute(model, a, 295, 0.95, grid).radiance();
    ExecutorService pool = Executors.newFixedThreadPool(3);
    try {
      MonochromaticScene scene =
          new MonochromaticScene(
              a,
              new MonochromaticScene.View(40, true, 45),
              new MonochromaticScene.Surface(
                  295, SurfaceEmissivity.constant(0.95), SurfaceReflection.SPECULAR));
      AtomicInteger blocks = new AtomicInteger();
      double[] shared =
          model
              .spectrum(
                  scene, grid, false, new MonochromaticModel.Work(pool, 3, blocks::incrementAndGet))
              .radiance();
      assertArrayEquals(alone, shared);
      assertEquals(MonochromaticModel.blocks(grid), blocks.get());
    } finally {
      pool.shutdownNow();
    }
  }

  /** Relative deviations where the layer's optical depth is 0.01 … 10. */
  private static double[] compareDepths(MonochromaticSpectrum s, float[][] expected, int first) {
    List<Double> d = new ArrayList<>();
    float[][] ours = s.depths().orElseThrow().layer();
    for (int l = 0; l < ours.length; l++) {
      for (int i = 0; i < ours[l].length; i++) {
        double e = expected[l][first + i];
        if (e >= 0.01 && e <= 10) {
          d.add(ours[l][i] / e - 1);
        }
      }
    }
    return d.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static String statistics(double[] d) {
    double[] s = d.clone();
    Arrays.sort(s);
    long within = Arrays.stream(s).filter(x -> Math.abs(x) <= 0.008).count();
    return String.format(
        "median %.5f, 1 %% %.5f, 99 %% %.5f, within 0.8 %%: %.4f of %d",
        s[s.length / 2],
        s[s.length / 100],
        s[s.length * 99 / 100],
        (double) within / s.length,
        s.length);
  }

  private static double[] doubles(NetcdfFile nc, String name) throws IOException {
    return (double[]) nc.findVariable(name).read().get1DJavaArray(double.class);
  }
}
