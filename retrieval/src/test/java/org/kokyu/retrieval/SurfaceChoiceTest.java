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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.kokyu.core.atmosphere.Meteorology;
import org.kokyu.core.atmosphere.SurfaceEmissivity;
import org.kokyu.core.atmosphere.SurfaceReflection;
import org.kokyu.core.profile.ColumnAverage;
import org.kokyu.core.profile.GasProfile;
import org.kokyu.core.profile.SurfaceType;
import org.kokyu.core.sounding.Sounding;
import org.kokyu.core.sounding.SoundingGeometry;
import org.kokyu.retrieval.fast.NodeForwardModel;
import org.kokyu.retrieval.forward.BaseEmissivity;

/** The emissivity that a retrieval starts from where the meteorology gives none. */
class SurfaceChoiceTest {
  private static final NodeForwardModel MODEL = new NodeForwardModel(TABLES);

  /** Land types whose spectra are not among those the choice is made from. */
  private static final List<String> UNKNOWN_TYPES =
      List.of(
          "tilled_soil",
          "urban_concrete",
          "grass_soil",
          "grass_scrub",
          "soil_grass_scrub",
          "pine_brush",
          "broadleaf_brush",
          "wet_soil",
          "scrub_soil",
          "irrigated_low_vegetation");

  /** Land share that the file does not give. */
  private static final Sounding SOMEWHERE =
      new Sounding(
          TEMPLATE.id(),
          TEMPLATE.instrument(),
          TEMPLATE.time(),
          new SoundingGeometry(20, 100, 15, 0, Double.NaN, Double.NaN, Double.NaN),
          List.of(),
          0);

  private static Meteorology weather(Optional<SurfaceEmissivity> emissivity) {
    return new Meteorology(
        WEATHER.temperatureK(),
        WEATHER.waterVapour(),
        WEATHER.ozone(),
        WEATHER.surfacePressurePa(),
        WEATHER.surfaceTemperatureK(),
        emissivity,
        Optional.of(SurfaceReflection.LAMBERTIAN),
        WEATHER.source(),
        false);
  }

  private static Sounding over(SurfaceEmissivity emissivity, int seed, boolean noise) {
    return new SyntheticSoundings(TABLES, RetrievalSettings.DEFAULT)
        .draw(
            SOMEWHERE,
            weather(Optional.of(emissivity)),
            GASES,
            NOISE,
            new SplittableRandom(seed),
            noise,
            noise)
        .sounding();
  }

  private static GasProfile retrieved(
      Sounding s, Optional<SurfaceEmissivity> given, boolean surfaceTypes) {
    RetrievalSettings settings =
        RetrievalSettings.DEFAULT.withOptions(
            RetrievalSettings.Options.DEFAULT.withSurfaceTypes(surfaceTypes));
    return new ProfileRetriever(TABLES, settings)
        .newWorker()
        .retrieve(s, weather(given), GASES)
        .toOptional()
        .orElseThrow();
  }

  @Test
  void knownSurfacesAreRecognised() {
    for (SurfaceType type : List.of(SurfaceType.DRY_GRASS, SurfaceType.SAND, SurfaceType.ROCK)) {
      int recognised = 0;
      for (int seed = 1; seed <= 10; seed++) {
        Sounding s = over(BaseEmissivity.of(type, 15), seed, true);
        GasProfile.Cover cover = retrieved(s, Optional.empty(), true).surface().cover();
        recognised += cover.first() == type ? 1 : 0;
      }
      System.out.printf("%s: recognised %d of 10%n", type, recognised);
      assertTrue(recognised >= 7, type + ": " + recognised + " of 10");
    }
    assertEquals(
        SurfaceType.GIVEN,
        retrieved(
                over(BaseEmissivity.of(SurfaceType.SAND, 15), 3, true),
                Optional.of(SurfaceEmissivity.constant(0.95)),
                true)
            .surface()
            .cover()
            .first());
  }

  @Test
  void aMixtureOfTwoIsFound() {
    SurfaceEmissivity mixed =
        BaseEmissivity.mixed(
            BaseEmissivity.of(SurfaceType.DRY_GRASS, 15),
            BaseEmissivity.of(SurfaceType.SOIL, 15),
            0.4);
    GasProfile p = retrieved(over(mixed, 3, false), Optional.empty(), true);
    assertEquals(mixed.at(867.6), p.surface().emissivityPrior()[1], 0.01);
    assertEquals(mixed.at(1260), p.surface().emissivityPrior()[2], 0.01);
  }

  /** The radiances at the chosen emissivity, without another call of the forward model. */
  @Test
  void radiancesFollowTheEmissivity() {
    SurfaceEmissivity rock = BaseEmissivity.of(SurfaceType.ROCK, 15);
    double[] none = new double[MODEL.channels()];
    PriorState flat =
        PriorState.of(
            SOMEWHERE.geometry(),
            weather(Optional.empty()),
            GASES,
            none,
            MODEL,
            RetrievalSettings.DEFAULT);
    NodeForwardModel.Workspace ws = MODEL.newWorkspace();
    double[] unchanged = new double[flat.layout().size()];
    MODEL.evaluate(flat.scene(), flat.layout(), unchanged, ws);
    double[] before = ws.radiance.clone();
    double[] change = new SurfaceChoice(MODEL, flat).change(rock, ws.jacobian);
    PriorState other = flat.withEmissivity(rock, flat.cover());
    MODEL.evaluate(other.scene(), other.layout(), unchanged, ws);
    for (int c = 0; c < none.length; c++) {
      assertEquals(ws.radiance[c], before[c] + change[c], 0.2 * NOISE, "channel " + c);
    }
  }

  /** Over surfaces that it does not know, the choice errs less than one emissivity for all. */
  @Test
  void unknownSurfacesHurtLessThanAFlatEmissivity() throws IOException {
    assumeTrue(DevelopmentScenes.available(), "shared surface emissivities absent");
    double[] flat = new double[3];
    double[] chosen = new double[3];
    for (Map.Entry<String, SurfaceEmissivity> type : unknownTypes().entrySet()) {
      Sounding s = over(type.getValue(), 7, false);
      GasProfile reference = retrieved(s, Optional.of(type.getValue()), true);
      double[] byFlat = difference(retrieved(s, Optional.empty(), false), reference);
      double[] byChoice = difference(retrieved(s, Optional.empty(), true), reference);
      for (int g = 0; g < 3; g++) {
        flat[g] += byFlat[g] * byFlat[g] / UNKNOWN_TYPES.size();
        chosen[g] += byChoice[g] * byChoice[g] / UNKNOWN_TYPES.size();
      }
    }
    System.out.printf(
        "error from the emissivity, middle troposphere, rms over %d unknown surfaces: flat %.2f ppm CO2, %.1f ppb CH4, %.2f ppb N2O; chosen %.2f, %.1f, %.2f%n",
        UNKNOWN_TYPES.size(),
        Math.sqrt(flat[0]),
        Math.sqrt(flat[1]),
        Math.sqrt(flat[2]),
        Math.sqrt(chosen[0]),
        Math.sqrt(chosen[1]),
        Math.sqrt(chosen[2]));
    for (int g = 0; g < 3; g++) {
      assertTrue(
          chosen[g] < (g == 2 ? 1 : 0.25) * flat[g],
          "gas %d: %s of %s".formatted(g, chosen[g], flat[g]));
    }
  }

  /** Middle troposphere, ppm or ppb. */
  private static double[] difference(GasProfile a, GasProfile b) {
    double[] d = new double[3];
    for (int g = 0; g < d.length; g++) {
      d[g] = (g == 0 ? 1e6 : 1e9) * (middle(a, g) - middle(b, g));
    }
    return d;
  }

  private static double middle(GasProfile p, int gas) {
    return ColumnAverage.between(
            p.gases().get(gas), p.layerBoundsPa(), p.dryAirColumn(), 73600, 39800)
        .moleFraction();
  }

  private static Map<String, SurfaceEmissivity> unknownTypes() throws IOException {
    Path file = DevelopmentScenes.shared().resolve("spectroscopy/emissivity_crtm_npoess20.csv");
    List<String[]> rows = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      if (!line.startsWith("#")) {
        rows.add(line.split(","));
      }
    }
    List<String> header = Arrays.asList(rows.get(0));
    List<String[]> infrared =
        rows.subList(1, rows.size()).stream()
            .filter(r -> Double.parseDouble(r[0]) >= 6)
            .sorted((a, b) -> Double.compare(Double.parseDouble(a[1]), Double.parseDouble(b[1])))
            .toList();
    double[] nu = infrared.stream().mapToDouble(r -> Double.parseDouble(r[1])).toArray();
    Map<String, SurfaceEmissivity> types = new LinkedHashMap<>();
    for (String type : UNKNOWN_TYPES) {
      int column = header.indexOf(type);
      types.put(
          type,
          SurfaceEmissivity.of(
              nu, infrared.stream().mapToDouble(r -> Double.parseDouble(r[column])).toArray()));
    }
    return types;
  }
}
