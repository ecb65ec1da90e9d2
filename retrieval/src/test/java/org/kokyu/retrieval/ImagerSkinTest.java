package org.kokyu.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.kokyu.core.atmosphere.Meteorology;
import org.kokyu.core.atmosphere.PriorProfiles;
import org.kokyu.core.atmosphere.SurfaceEmissivity;
import org.kokyu.core.profile.ColumnAverage;
import org.kokyu.core.profile.GasProfile;
import org.kokyu.core.profile.QualityReason;
import org.kokyu.core.scene.CollocatedImager;
import org.kokyu.core.sounding.Sounding;
import org.kokyu.core.sounding.SoundingGeometry;

/** What a collocated imager does to the retrieval: skin prior, cloud, ages, angles. */
class ImagerSkinTest {
  private static final double SKIN_K = SyntheticScene.WEATHER.surfaceTemperatureK();

  /**
   * The surface is known: where it is not, the choice of its type by the spectrum makes errors of
   * its own that have nothing to do with the skin temperature.
   */
  private static final Meteorology WEATHER = withSurface(SyntheticScene.WEATHER);

  private static final ProfileRetriever RETRIEVER =
      new ProfileRetriever(SyntheticScene.TABLES, RetrievalSettings.DEFAULT);

  private static Meteorology withSurface(Meteorology m) {
    return new Meteorology(
        m.temperatureK(),
        m.waterVapour(),
        m.ozone(),
        m.surfacePressurePa(),
        m.surfaceTemperatureK(),
        Optional.of(SurfaceEmissivity.constant(0.975)),
        m.reflection(),
        m.source(),
        false);
  }

  private static Sounding at(double landFraction, double alongTrackDeg) {
    Sounding t = SyntheticScene.TEMPLATE;
    SoundingGeometry g = t.geometry();
    return new Sounding(
        t.id(),
        t.instrument(),
        t.time(),
        new SoundingGeometry(
            g.latitudeDeg(), g.longitudeDeg(), 15, 0, 100, 0, landFraction, alongTrackDeg),
        List.of(),
        0);
  }

  private static Sounding drawn(Sounding template, long seed) {
    return drawn(template, seed, true);
  }

  private static Sounding drawn(Sounding template, long seed, boolean noise) {
    return new SyntheticSoundings(SyntheticScene.TABLES, RetrievalSettings.DEFAULT)
        .draw(
            template,
            WEATHER,
            SyntheticScene.GASES,
            SyntheticScene.NOISE,
            new SplittableRandom(seed),
            false,
            noise)
        .sounding();
  }

  private static CollocatedImager imager(double clear, double lstK, double btSdK) {
    return new CollocatedImager(
        Instant.parse("2022-04-01T03:00:00Z"), clear, lstK, 0.7, btSdK, "map");
  }

  private static GasProfile retrieved(
      Sounding s, Meteorology met, PriorProfiles prior, Optional<CollocatedImager> imager) {
    return RETRIEVER.newWorker().retrieve(s, met, prior, imager).toOptional().orElseThrow();
  }

  /** Error of the lower troposphere, surface to 736 hPa, of a truth that is the prior. */
  private static double lowerError(GasProfile p, int gas) {
    ColumnAverage c =
        ColumnAverage.between(
            p.gases().get(gas),
            p.layerBoundsPa(),
            p.dryAirColumn(),
            Double.POSITIVE_INFINITY,
            73_600);
    return c.moleFraction() - c.prior();
  }

  /**
   * A forecast skin that is 6 K too cold under the morning sun, as forecasts are over dry land; the
   * imager is 0.5 K off. Without noise, what is left is the error that the skin prior makes: the
   * spectrum itself knows the skin to some tenths of a kelvin, so it is small against noise.
   */
  @Test
  void skinOfTheImagerLowersTheErrorOfTheLowerTroposphere() {
    Meteorology wrong = WEATHER.withSurfaceTemperature(SKIN_K - 6, Double.NaN);
    Sounding clean = drawn(at(1, Double.NaN), 1, false);
    GasProfile without = retrieved(clean, wrong, SyntheticScene.GASES, Optional.empty());
    GasProfile with =
        retrieved(clean, wrong, SyntheticScene.GASES, Optional.of(imager(1, SKIN_K + 0.5, 0.4)));
    for (int gas = 0; gas < 3; gas++) {
      double before = Math.abs(lowerError(without, gas));
      double after = Math.abs(lowerError(with, gas));
      System.out.printf(
          "surface to 736 hPa, forecast skin 6 K off: %s off by %.4g, with imager %.4g ppm%n",
          without.gases().get(gas).gas(), 1e6 * before, 1e6 * after);
      assertTrue(after < before, without.gases().get(gas).gas() + ": " + after);
    }
    assertEquals(SKIN_K - 6, without.surface().temperaturePriorK(), 1e-9);
    assertEquals(SKIN_K + 0.5, with.surface().temperaturePriorK(), 1e-9);
    double skinBefore = Math.abs(without.surface().temperatureK() - SKIN_K);
    double skinAfter = Math.abs(with.surface().temperatureK() - SKIN_K);
    System.out.printf("skin off by %.3f, with imager %.3f K%n", skinBefore, skinAfter);
    assertTrue(skinAfter < skinBefore);
    // the spectrum knows the skin as well as its calibration allows; the prior adds next to nothing
    assertEquals(
        without.surface().temperatureUncertaintyK(),
        with.surface().temperatureUncertaintyK(),
        0.01);
  }

  @Test
  void cloudOfTheImagerCounts() {
    Sounding land = drawn(at(1, Double.NaN), 1);
    Sounding sea = drawn(at(0, Double.NaN), 1);
    assertEquals(false, isCloudy(land, imager(0.95, SKIN_K, 1.4)));
    assertEquals(true, isCloudy(land, imager(0.94, SKIN_K, 0.1)));
    assertEquals(true, isCloudy(land, imager(1, SKIN_K, 1.6)));
    assertEquals(true, isCloudy(sea, imager(1, Double.NaN, 0.8)));
    assertEquals(false, isCloudy(sea, imager(1, Double.NaN, 0.6)));
    assertEquals(false, isCloudy(sea, imager(1, Double.NaN, Double.NaN)));
  }

  private static boolean isCloudy(Sounding s, CollocatedImager imager) {
    GasProfile p = retrieved(s, WEATHER, SyntheticScene.GASES, Optional.of(imager));
    assertEquals(Optional.of(imager), p.imager());
    return has(p, QualityReason.CLOUD);
  }

  private static boolean has(GasProfile p, QualityReason reason) {
    return (p.qualityReasons() & reason.mask()) != 0;
  }

  @Test
  void oldWeatherOrPriorAndSteepAnglesAreFlagged() {
    Meteorology w = WEATHER;
    PriorProfiles g = SyntheticScene.GASES;
    Sounding s = drawn(at(0, 19.9), 2);
    GasProfile fresh = retrieved(s, aged(w, 24), aged(g, 23), Optional.empty());
    assertEquals(false, has(fresh, QualityReason.PRIOR_OLD));
    assertEquals(false, has(fresh, QualityReason.VIEWING_ANGLE));
    assertEquals(24, fresh.sources().meteorologyAgeHours());
    assertTrue(has(retrieved(s, aged(w, 24.1), g, Optional.empty()), QualityReason.PRIOR_OLD));
    assertTrue(has(retrieved(s, w, aged(g, 25), Optional.empty()), QualityReason.PRIOR_OLD));
    Sounding steep = drawn(at(0, -20.1), 2);
    assertTrue(has(retrieved(steep, w, g, Optional.empty()), QualityReason.VIEWING_ANGLE));
  }

  private static Meteorology aged(Meteorology m, double hours) {
    return new Meteorology(
        m.temperatureK(),
        m.waterVapour(),
        m.ozone(),
        m.surfacePressurePa(),
        m.surfaceTemperatureK(),
        m.emissivity(),
        m.reflection(),
        m.source(),
        false,
        hours,
        Double.NaN);
  }

  private static PriorProfiles aged(PriorProfiles p, double hours) {
    return new PriorProfiles(p.co2(), p.ch4(), p.n2o(), p.source(), false, hours);
  }
}
