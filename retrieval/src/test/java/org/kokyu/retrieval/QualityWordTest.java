package org.kokyu.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kokyu.retrieval.SyntheticScene.GASES;
import static org.kokyu.retrieval.SyntheticScene.NOISE;
import static org.kokyu.retrieval.SyntheticScene.TABLES;
import static org.kokyu.retrieval.SyntheticScene.TEMPLATE;
import static org.kokyu.retrieval.SyntheticScene.WEATHER;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.Test;
import org.kokyu.core.atmosphere.Meteorology;
import org.kokyu.core.atmosphere.PriorProfiles;
import org.kokyu.core.atmosphere.Profile;
import org.kokyu.core.atmosphere.SurfaceEmissivity;
import org.kokyu.core.profile.GasProfile;
import org.kokyu.core.profile.QualityReason;
import org.kokyu.core.sounding.Sounding;
import org.kokyu.core.sounding.SoundingGeometry;
import org.kokyu.core.sounding.Spectrum;
import org.kokyu.retrieval.estimation.OptimalEstimation;

/**
 * Every bit of the quality word: set by what it stands for, not set by the same sounding without
 * it. Cloud, age and angle by other means: {@link CloudSignalTest}, {@link ImagerSkinTest}.
 */
class QualityWordTest {
  private static final DoubleBinaryOperator SAME = (nu, y) -> y;

  /** A sounding whose truth is this weather. */
  private static Sounding under(Meteorology truth, DoubleBinaryOperator change) {
    Sounding s =
        new SyntheticSoundings(TABLES, RetrievalSettings.DEFAULT)
            .draw(TEMPLATE, truth, GASES, NOISE, new SplittableRandom(5), false, true)
            .sounding();
    List<Spectrum> spectra =
        s.spectra().stream()
            .map(
                old -> {
                  double[] y = old.radiances();
                  for (int i = 0; i < y.length; i++) {
                    y[i] = change.applyAsDouble(old.axis().wavenumberPerCm(i), y[i]);
                  }
                  return Spectrum.of(old.band(), old.axis(), y, OptionalDouble.of(NOISE));
                })
            .toList();
    return new Sounding(s.id(), s.instrument(), s.time(), s.geometry(), spectra, 0);
  }

  private static Meteorology weather(
      double[] temperatureK, double skinK, Optional<SurfaceEmissivity> emissivity) {
    return new Meteorology(
        Profile.of(SyntheticScene.LEVELS_PA, temperatureK),
        WEATHER.waterVapour(),
        WEATHER.ozone(),
        WEATHER.surfacePressurePa(),
        skinK,
        emissivity,
        WEATHER.reflection(),
        "test",
        false);
  }

  private static Meteorology skin(double kelvin) {
    return weather(WEATHER.temperatureK().values(), kelvin, Optional.empty());
  }

  private static GasProfile retrieved(
      Sounding s, Meteorology met, PriorProfiles prior, RetrievalSettings settings) {
    return new ProfileRetriever(TABLES, settings)
        .newWorker()
        .retrieve(s, met, prior)
        .toOptional()
        .orElseThrow();
  }

  private static GasProfile retrieved(Sounding s) {
    return retrieved(s, WEATHER, GASES, RetrievalSettings.DEFAULT);
  }

  private static void assertBit(QualityReason reason, boolean set, GasProfile p) {
    assertEquals(
        set,
        (p.qualityReasons() & reason.mask()) != 0,
        reason + ", word " + Integer.toBinaryString(p.qualityReasons()));
  }

  /** The sounding that all others here are changes of has nothing but the tables' own bit. */
  @Test
  void cleanSoundingHasNoReasonButTheTables() {
    GasProfile p = retrieved(under(WEATHER, SAME));
    assertEquals(QualityReason.DEMONSTRATION_TABLES.mask(), p.qualityReasons());
    assertEquals(1, p.qualityFlag());
  }

  @Test
  void bit0NotConverged() {
    RetrievalSettings oneStep =
        RetrievalSettings.DEFAULT.withSolver(new OptimalEstimation.Settings(1, 6, 0.1, 1e-2));
    GasProfile p = retrieved(under(skin(304), SAME), WEATHER, GASES, oneStep);
    assertBit(QualityReason.NOT_CONVERGED, true, p);
    assertEquals(2, p.qualityFlag());
  }

  @Test
  void bit1Chi2OutsideItsRange() {
    SplittableRandom random = new SplittableRandom(3);
    GasProfile loud = retrieved(under(WEATHER, (nu, y) -> y + 1.2 * NOISE * random.nextGaussian()));
    assertBit(QualityReason.CHI2_OUTSIDE_RANGE, true, loud);
    assertEquals(2, loud.qualityFlag());
    SplittableRandom other = new SplittableRandom(3);
    GasProfile oneWindow =
        retrieved(
            under(
                WEATHER,
                (nu, y) -> nu > 820 && nu < 910 ? y + 1.3 * NOISE * other.nextGaussian() : y));
    assertTrue(oneWindow.fit().chi2() < 1.5, "all together " + oneWindow.fit().chi2());
    assertBit(QualityReason.CHI2_OUTSIDE_RANGE, true, oneWindow);
  }

  @Test
  void bit2RunOfResiduals() {
    GasProfile two = retrieved(under(WEATHER, (nu, y) -> near(nu, 1240, 0.2) ? y + 8 * NOISE : y));
    assertBit(QualityReason.RESIDUAL_RUN, false, two);
    GasProfile run = retrieved(under(WEATHER, (nu, y) -> near(nu, 1240, 0.5) ? y + 8 * NOISE : y));
    assertBit(QualityReason.RESIDUAL_RUN, true, run);
  }

  private static boolean near(double nu, double centre, double half) {
    return Math.abs(nu - centre) < half;
  }

  @Test
  void bit3SkinFarFromItsPrior() {
    assertBit(
        QualityReason.SURFACE_TEMPERATURE_FAR_FROM_PRIOR, false, retrieved(under(skin(303), SAME)));
    assertBit(
        QualityReason.SURFACE_TEMPERATURE_FAR_FROM_PRIOR, true, retrieved(under(skin(311), SAME)));
  }

  @Test
  void bit4Cloud() {
    GasProfile p = retrieved(under(skin(291), SAME));
    assertBit(QualityReason.CLOUD, true, p);
    assertEquals(2, p.qualityFlag());
  }

  @Test
  void bit5PriorDominated() {
    RetrievalSettings narrow =
        RetrievalSettings.DEFAULT.withPrior(RetrievalSettings.DEFAULT.prior().profilesTimes(0.3));
    GasProfile p = retrieved(under(WEATHER, SAME), WEATHER, GASES, narrow);
    assertBit(QualityReason.PRIOR_DOMINATED, true, p);
    assertEquals(1, p.qualityFlag());
  }

  @Test
  void bit6TemperatureFarFromTheWeather() {
    double[] warm = WEATHER.temperatureK().values();
    for (int i = 1; i < 6; i++) {
      warm[i] += 6;
    }
    GasProfile p = retrieved(under(weather(warm, 298, Optional.empty()), SAME));
    assertBit(QualityReason.TEMPERATURE_SHIFT, true, p);
  }

  @Test
  void bit7FlaggedOrSpiky() {
    Sounding s = under(WEATHER, SAME);
    Sounding flagged = new Sounding(s.id(), s.instrument(), s.time(), s.geometry(), s.spectra(), 4);
    assertBit(QualityReason.BAD_INPUT, true, retrieved(flagged));
    GasProfile spiky =
        retrieved(under(WEATHER, (nu, y) -> near(nu, 870, 0.1) ? y + 15 * NOISE : y));
    assertBit(QualityReason.BAD_INPUT, true, spiky);
    assertEquals(2, spiky.qualityFlag());
  }

  @Test
  void bit8AirThatTheTablesDoNotHold() {
    double[] cold = WEATHER.temperatureK().values();
    cold[cold.length - 1] = 149;
    Meteorology met = weather(cold, 298, Optional.empty());
    GasProfile p = retrieved(under(met, SAME), met, GASES, RetrievalSettings.DEFAULT);
    assertBit(QualityReason.OUTSIDE_TABLE, true, p);
    assertEquals(2, p.qualityFlag());
  }

  @Test
  void bit9SlantedView() {
    SoundingGeometry g = TEMPLATE.geometry();
    for (double zenith : new double[] {44, 46}) {
      Sounding template =
          new Sounding(
              "V",
              TEMPLATE.instrument(),
              TEMPLATE.time(),
              new SoundingGeometry(
                  g.latitudeDeg(),
                  g.longitudeDeg(),
                  zenith,
                  0,
                  g.solarZenithDeg(),
                  g.solarAzimuthDeg(),
                  g.landFraction()),
              List.of(),
              0);
      Sounding s =
          new SyntheticSoundings(TABLES, RetrievalSettings.DEFAULT)
              .draw(template, WEATHER, GASES, NOISE, new SplittableRandom(5), false, true)
              .sounding();
      assertBit(QualityReason.VIEWING_ANGLE, zenith > 45, retrieved(s));
    }
  }

  @Test
  void bit10EmissivityThatNoSurfaceHas() {
    Meteorology truth =
        weather(
            WEATHER.temperatureK().values(), 298, Optional.of(SurfaceEmissivity.constant(0.61)));
    Meteorology given =
        weather(
            WEATHER.temperatureK().values(), 298, Optional.of(SurfaceEmissivity.constant(0.66)));
    GasProfile p = retrieved(under(truth, SAME), given, GASES, RetrievalSettings.DEFAULT);
    assertBit(QualityReason.EMISSIVITY_OUT_OF_RANGE, true, p);
  }

  /** Weather that ends 1,560 m above the ground, and 1,480 m (7 km scale height). */
  @Test
  void bit11WeatherThatEndsFarAboveTheGround() {
    for (double lowest : new double[] {80000, 81000}) {
      double[] levels = SyntheticScene.LEVELS_PA.clone();
      levels[0] = lowest;
      levels[1] = 78000;
      Meteorology met =
          new Meteorology(
              Profile.of(levels, WEATHER.temperatureK().values()),
              Profile.of(levels, WEATHER.waterVapour().values()),
              Optional.empty(),
              100_000,
              298,
              Optional.empty(),
              Optional.empty(),
              "test",
              false);
      GasProfile p = retrieved(under(met, SAME), met, GASES, RetrievalSettings.DEFAULT);
      assertBit(QualityReason.SURFACE_PRESSURE_MISMATCH, lowest < 80500, p);
    }
  }

  @Test
  void bit12OldWeatherOrPrior() {
    for (double age : new double[] {23, 25}) {
      PriorProfiles prior =
          new PriorProfiles(GASES.co2(), GASES.ch4(), GASES.n2o(), "test", false, age);
      GasProfile p = retrieved(under(WEATHER, SAME), WEATHER, prior, RetrievalSettings.DEFAULT);
      assertBit(QualityReason.PRIOR_OLD, age > 24, p);
    }
  }

  @Test
  void climatologiesAreNamed() {
    Meteorology standard =
        new Meteorology(
            WEATHER.temperatureK(),
            WEATHER.waterVapour(),
            WEATHER.ozone(),
            WEATHER.surfacePressurePa(),
            WEATHER.surfaceTemperatureK(),
            Optional.empty(),
            Optional.empty(),
            "standard atmosphere",
            true);
    PriorProfiles climatology =
        new PriorProfiles(GASES.co2(), GASES.ch4(), GASES.n2o(), "climatology", true);
    GasProfile p =
        retrieved(under(WEATHER, SAME), standard, climatology, RetrievalSettings.DEFAULT);
    assertBit(QualityReason.CLIMATOLOGICAL_METEOROLOGY, true, p);
    assertBit(QualityReason.CLIMATOLOGICAL_PRIOR, true, p);
  }

  @Test
  void humidityAboveSaturationIsSaid() {
    double[] wet = WEATHER.waterVapour().values();
    wet[2] *= 4;
    Meteorology met =
        new Meteorology(
            WEATHER.temperatureK(),
            Profile.of(SyntheticScene.LEVELS_PA, wet),
            Optional.empty(),
            100_000,
            298,
            Optional.empty(),
            Optional.empty(),
            "test",
            false);
    GasProfile p = retrieved(under(met, SAME), met, GASES, RetrievalSettings.DEFAULT);
    assertBit(QualityReason.HUMIDITY_LIMITED, true, p);
  }
}
