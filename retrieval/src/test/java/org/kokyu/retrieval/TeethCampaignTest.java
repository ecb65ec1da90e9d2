package org.kokyu.retrieval;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kokyu.core.atmosphere.Meteorology;
import org.kokyu.core.atmosphere.PriorProfiles;
import org.kokyu.core.atmosphere.Profile;
import org.kokyu.core.atmosphere.SurfaceEmissivity;
import org.kokyu.core.atmosphere.SurfaceReflection;
import org.kokyu.core.physics.Planck;
import org.kokyu.core.profile.ColumnAverage;
import org.kokyu.core.profile.GasProfile;
import org.kokyu.core.sounding.Instrument;
import org.kokyu.core.sounding.Sounding;
import org.kokyu.core.sounding.SoundingGeometry;
import org.kokyu.core.sounding.Spectrum;
import org.kokyu.retrieval.RetrievalSettings.PriorUncertainty;
import org.kokyu.retrieval.estimation.OptimalEstimation;
import org.kokyu.retrieval.table.AbsorptionTables;
import org.kokyu.retrieval.table.io.TableFile;

/**
 * What known errors of weather, calibration and surface do to the gases, with and without the state
 * elements that are there to take them up; and how far the solution depends on the way to it.
 */
@Tag("campaign")
class TeethCampaignTest {
  private static final double[][] COLUMNS_PA = {
    {Double.POSITIVE_INFINITY, 73600}, {73600, 39800}, {39800, 28700}
  };
  private static final PriorUncertainty PRIOR = PriorUncertainty.DEFAULT;
  private static final RetrievalSettings FREE = RetrievalSettings.DEFAULT;
  private static final RetrievalSettings NO_OFFSET = FREE.withPrior(PRIOR.withOffset(1e-6));
  private static final RetrievalSettings FIXED =
      FREE.withPrior(PRIOR.withTemperature(1e-3).withOffset(1e-6));

  private static final Sounding LAND =
      new Sounding(
          "land",
          Instrument.GOSAT,
          SyntheticScene.TEMPLATE.time(),
          new SoundingGeometry(20, 100, 15, 0, Double.NaN, Double.NaN, 1),
          List.of(),
          0);

  private final AbsorptionTables tables = tables();

  private static AbsorptionTables tables() {
    String given = System.getProperty("kokyu.crossTables", "");
    return given.isEmpty()
        ? TableFile.bundled(Instrument.GOSAT)
        : TableFile.read(java.nio.file.Path.of(given));
  }

  private static Meteorology weather(double plusK, double plusEmissivity) {
    Meteorology w = SyntheticScene.WEATHER;
    double[] t = w.temperatureK().values();
    Arrays.setAll(t, i -> t[i] + plusK);
    return new Meteorology(
        Profile.of(w.temperatureK().pressures(), t),
        w.waterVapour(),
        w.ozone(),
        w.surfacePressurePa(),
        w.surfaceTemperatureK(),
        Optional.of(SurfaceEmissivity.constant(0.96 + plusEmissivity)),
        Optional.of(SurfaceReflection.LAMBERTIAN),
        w.source(),
        false);
  }

  /** Noise-free spectrum of the prior over land, changed. */
  private Sounding sounding(DoubleUnaryOperator plusK) {
    Sounding drawn =
        new SyntheticSoundings(tables, FREE)
            .draw(
                LAND,
                weather(0, 0),
                SyntheticScene.GASES,
                SyntheticScene.NOISE,
                new SplittableRandom(1),
                false,
                false)
            .sounding();
    return warmed(drawn, plusK);
  }

  private static Sounding warmed(Sounding drawn, DoubleUnaryOperator plusK) {
    List<Spectrum> spectra = new ArrayList<>();
    for (Spectrum s : drawn.spectra()) {
      double[] y = s.radiances();
      for (int i = 0; i < y.length; i++) {
        double nu = s.axis().wavenumberPerCm(i);
        double k = plusK.applyAsDouble(nu);
        y[i] += k * Planck.derivative(nu, Planck.brightnessTemperature(nu, y[i]));
      }
      spectra.add(Spectrum.of(s.band(), s.axis(), y, s.noise()));
    }
    return new Sounding(drawn.id(), drawn.instrument(), drawn.time(), drawn.geometry(), spectra, 0);
  }

  /** Change of [gas][column], CO2 in ppm, CH4 and N2O in ppb. */
  private double[][] shift(String what, Sounding s, Meteorology w, RetrievalSettings settings) {
    GasProfile p =
        new ProfileRetriever(tables, settings)
            .newWorker()
            .retrieve(s, w, SyntheticScene.GASES)
            .toOptional()
            .orElseThrow();
    double[][] shift = new double[3][COLUMNS_PA.length];
    StringBuilder line = new StringBuilder("%-44s".formatted(what));
    for (int g = 0; g < 3; g++) {
      for (int c = 0; c < COLUMNS_PA.length; c++) {
        ColumnAverage average = column(p, g, c);
        shift[g][c] = (g == 0 ? 1e6 : 1e9) * (average.moleFraction() - average.prior());
        line.append(" %7.2f".formatted(shift[g][c]));
      }
      line.append(" |");
    }
    System.out.println(line);
    return shift;
  }

  private static ColumnAverage column(GasProfile p, int gas, int column) {
    return ColumnAverage.between(
        p.gases().get(gas),
        p.layerBoundsPa(),
        p.dryAirColumn(),
        COLUMNS_PA[column][0],
        COLUMNS_PA[column][1]);
  }

  @Test
  void knownErrorsDoWhatTheyMay() {
    System.out.println("CO2 LT MT UT [ppm] | CH4 LT MT UT [ppb] | N2O LT MT UT [ppb]");
    Sounding right = sounding(nu -> 0);
    double[][] t = shift("air 0.1 K warmer than believed, T fixed", right, weather(-0.1, 0), FIXED);
    assertTrue(t[0][1] < -0.5 && t[0][2] < -1, "a tied temperature must show");
    double[][] free =
        shift(
            "air 0.1 K warmer than believed, T free, no offset",
            right,
            weather(-0.1, 0),
            NO_OFFSET);
    assertTrue(Math.abs(free[0][1]) <= 0.3, "T free: " + free[0][1]);
    double[][] all =
        shift("air 0.1 K warmer than believed, T free and offset", right, weather(-0.1, 0), FREE);
    assertTrue(Math.abs(all[0][1]) <= 0.3, "T free, offset: " + all[0][1]);

    Sounding below = sounding(nu -> nu < 750 ? 0.3 : 0);
    shift("+0.3 K below 750 cm-1, T fixed", below, weather(0, 0), FIXED);
    double[][] bare =
        shift("+0.3 K below 750 cm-1, T free, no offset", below, weather(0, 0), NO_OFFSET);
    double[][] caught =
        shift("+0.3 K below 750 cm-1, T free and offset", below, weather(0, 0), FREE);
    assertTrue(Math.abs(bare[0][1]) >= 1, "no offset state: " + bare[0][1]);
    assertTrue(Math.abs(caught[0][1]) < 0.4 * Math.abs(bare[0][1]), "offset state");

    Sounding everywhere = sounding(nu -> 0.1);
    shift("+0.1 K everywhere, T free, no offset", everywhere, weather(0, 0), NO_OFFSET);
    double[][] some =
        shift("+0.1 K everywhere, T free and offset", everywhere, weather(0, 0), FREE);
    assertTrue(Math.abs(some[0][1]) <= 0.7, "+0.1 K everywhere: " + some[0][1]);

    double[][] surface = shift("emissivity +0.02", right, weather(0, 0.02), FREE);
    assertTrue(Math.abs(surface[0][1]) <= 1, "emissivity, CO2: " + surface[0][1]);
    assertTrue(Math.abs(surface[2][0]) <= 0.9, "emissivity, N2O: " + surface[2][0]);
  }

  /** The same calibration error on the spectra of another code, scene by scene. */
  @Test
  void offsetStateTakesUpACalibrationErrorInRealScenes() throws IOException {
    assumeTrue(DevelopmentScenes.available(), "shared development scenes absent");
    List<Double> caught = new ArrayList<>();
    List<Double> bare = new ArrayList<>();
    for (DevelopmentScenes s : DevelopmentScenes.load()) {
      double with = moved(s, FREE.withSphericalPath(false));
      double without = moved(s, NO_OFFSET.withSphericalPath(false));
      System.out.printf(
          "%s: CO2 MT %.2f ppm with offset state, %.2f without%n", s.name(), with, without);
      caught.add(Math.abs(with));
      bare.add(Math.abs(without));
    }
    System.out.printf(
        "mean of the amounts: %.2f ppm with, %.2f without%n",
        caught.stream().mapToDouble(d -> d).average().orElseThrow(),
        bare.stream().mapToDouble(d -> d).average().orElseThrow());
    assertTrue(bare.stream().allMatch(d -> d >= 1), "without offset state: " + bare);
    assertTrue(caught.stream().allMatch(d -> d <= 0.6), "with the offset state: " + caught);
  }

  /** What +0.3 K below 750 cm-1 changes in CO2 of the middle troposphere [ppm]. */
  private double moved(DevelopmentScenes s, RetrievalSettings settings) {
    ProfileRetriever.Worker worker = new ProfileRetriever(tables, settings).newWorker();
    Sounding warmer = warmed(s.clean(), nu -> nu < 750 ? 0.3 : 0);
    GasProfile a = worker.retrieve(s.clean(), s.forecast(), s.prior()).toOptional().orElseThrow();
    GasProfile b = worker.retrieve(warmer, s.forecast(), s.prior()).toOptional().orElseThrow();
    return 1e6 * (column(b, 0, 1).moleFraction() - column(a, 0, 1).moleFraction());
  }

  /** Gauss–Newton from the prior and the damped iteration end in the same place. */
  @Test
  void solutionDoesNotDependOnTheDamping() {
    OptimalEstimation.Settings s = FREE.solver();
    RetrievalSettings undamped =
        FREE.withSolver(
            new OptimalEstimation.Settings(s.maxIterations(), s.maxRejections(), 0, s.neglected()));
    SyntheticSoundings drawn = new SyntheticSoundings(tables, FREE);
    ProfileRetriever.Worker lm = new ProfileRetriever(tables, FREE).newWorker();
    ProfileRetriever.Worker gn = new ProfileRetriever(tables, undamped).newWorker();
    SplittableRandom random = new SplittableRandom(6);
    PriorProfiles gases = SyntheticScene.GASES;
    List<Double> distances = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      Sounding sounding =
          drawn
              .draw(LAND, weather(0, 0), gases, SyntheticScene.NOISE, random, true, true)
              .sounding();
      GasProfile a = lm.retrieve(sounding, weather(0, 0), gases).toOptional().orElseThrow();
      GasProfile b = gn.retrieve(sounding, weather(0, 0), gases).toOptional().orElseThrow();
      double largest = 0;
      for (int g = 0; g < 3; g++) {
        for (int c = 0; c < COLUMNS_PA.length; c++) {
          double d = column(a, g, c).moleFraction() - column(b, g, c).moleFraction();
          largest = Math.max(largest, Math.abs(d) / column(a, g, c).uncertainty());
        }
      }
      distances.add(largest);
    }
    double[] sorted = distances.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    System.out.printf(
        "largest |x_GN - x_LM| / sigma of nine partial columns: median %.4f, 95 %% below %.4f, most %.4f%n",
        sorted[50], sorted[94], sorted[99]);
    assertTrue(sorted[94] < 0.1, "95 % below " + sorted[94]);
  }
}
