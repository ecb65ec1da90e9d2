package org.kokyu.met;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kokyu.core.atmosphere.Meteorology;
import org.kokyu.core.atmosphere.PriorProfiles;
import org.kokyu.core.atmosphere.Profile;

class ClimatologyTest {
  private static final Instant JANUARY = Instant.parse("2024-01-15T12:00:00Z");
  private static final Instant JULY = Instant.parse("2024-07-16T00:00:00Z");
  private final StandardAtmosphere atmosphere = new StandardAtmosphere();
  private final ClimatologicalPrior prior = new ClimatologicalPrior();

  /** Values of AFGL-TR-86-0110, tables 1a-e: temperature at the ground and at a level above. */
  @ParameterizedTest
  @CsvSource({
    "10, JULY, 559, 270.3, 3.346e-3",
    "45, JULY, 281, 235.3, 2.472e-4",
    "45, JANUARY, 256.8, 219.7, 2.960e-5",
    "60, JULY, 473, 253.2, 1.490e-3",
    "75, JANUARY, 446.7, 234.1, 2.369e-4"
  })
  void anchorsAreTheirTables(
      double latitude, String month, double pressureHpa, double temperatureK, double h2o) {
    Instant time = month.equals("JULY") ? JULY : JANUARY;
    Meteorology m = atmosphere.at(time, latitude, 0).orElseThrow();
    assertEquals(temperatureK, m.temperatureK().at(pressureHpa * 100), 1.0);
    assertEquals(1, m.waterVapour().at(pressureHpa * 100) / h2o, 0.15);
    assertTrue(m.climatology());
  }

  @Test
  void seasonsAreOppositeInTheSouth() {
    Profile north = atmosphere.at(JULY, 45, 0).orElseThrow().temperatureK();
    Profile south = atmosphere.at(JANUARY, -45, 0).orElseThrow().temperatureK();
    for (int i = 0; i < north.size(); i++) {
      assertEquals(north.value(i), south.value(i), 0.2);
    }
  }

  @Test
  void profileEndsAtTheSurface() {
    for (double surface : new double[] {103_000, 101_325, 85_000, 60_000}) {
      Meteorology m = atmosphere.atSurfacePressure(JULY, 33, surface);
      assertEquals(surface, m.temperatureK().pressurePa(0));
      assertEquals(surface, m.waterVapour().pressurePa(0));
      assertEquals(m.temperatureK().value(0), m.surfaceTemperatureK());
      assertTrue(m.temperatureK().pressurePa(1) < surface);
    }
  }

  /** Column of water vapour and ozone of the mid-latitude summer model: 29.2 kg m-2, 333 DU. */
  @Test
  void columnsOfMidLatitudeSummer() {
    Meteorology m = atmosphere.at(JULY, 45, 0).orElseThrow();
    double water = 0;
    double ozone = 0;
    int steps = 4000;
    for (int i = 0; i < steps; i++) {
      double p = 101_325 * (i + 0.5) / steps;
      double moles = 101_325.0 / steps / (9.80665 * 0.0289647);
      water += moles * m.waterVapour().at(p) * 0.018015;
      ozone += moles * m.ozone().orElseThrow().at(p);
    }
    assertEquals(29.2, water, 0.6);
    double dobson = ozone * 6.02214076e23 / 2.6867e20;
    assertEquals(333, dobson, 7);
  }

  /** Annual means that NOAA GML published: 2023 419.3 ppm, 2016 1843 ppb, 2020 333.0 ppb. */
  @Test
  void priorFollowsThePublishedMeans() {
    assertEquals(419.35e-6, at("2023-07-02T12:00:00Z").co2().value(0), 0.05e-6);
    assertEquals(1843.2e-9, at("2016-07-02T00:00:00Z").ch4().value(0), 0.2e-9);
    assertEquals(333.0e-9, at("2020-07-02T00:00:00Z").n2o().value(0), 0.05e-9);
  }

  private PriorProfiles at(String time) {
    return prior.at(Instant.parse(time), 35, 135).orElseThrow();
  }

  @Test
  void priorGrowsWithoutJumps() {
    double before = at("2025-06-01T00:00:00Z").co2().value(0);
    Instant time = Instant.parse("2025-06-01T00:00:00Z");
    for (int day = 1; day <= 800; day++) {
      double now = prior.at(time.plusSeconds(86_400L * day), 35, 135).orElseThrow().co2().value(0);
      assertTrue(now > before && now - before < 0.02e-6, "day " + day);
      before = now;
    }
    double old = at("2000-01-01T00:00:00Z").co2().value(0);
    assertTrue(old > 365e-6 && old < 370.57e-6, "2000: " + old);
  }

  @Test
  void stratosphereIsOlderAndPoorer() {
    PriorProfiles p = at("2021-05-03T00:00:00Z");
    double trend =
        at("2021-05-03T00:00:00Z").co2().value(0) - at("2016-05-03T00:00:00Z").co2().value(0);
    assertEquals(p.co2().at(100_000), p.co2().at(40_000), 1e-12);
    assertEquals(trend, p.co2().at(100_000) - p.co2().at(500), 0.3e-6);
    assertTrue(p.ch4().at(1_000) < 0.6 * p.ch4().at(100_000));
    assertTrue(p.n2o().at(1_000) < 0.4 * p.n2o().at(100_000));
    assertTrue(p.climatology());
  }

  @Test
  void nitricAcidPeaksInTheStratosphere() {
    Profile acid = atmosphere.nitricAcid(JULY, 45);
    assertTrue(acid.at(2_000) > 20 * acid.at(90_000));
    assertTrue(acid.at(2_000) < 1e-8);
  }

  /** A table by calendar year must not jump, or go back a year, on the first of January. */
  @Test
  void priorGoesOnOverTheTurnOfTheYear() {
    ClimatologicalPrior prior = new ClimatologicalPrior();
    for (int year : new int[] {2009, 2020, 2025, 2026, 2027}) {
      Instant last = Instant.parse(year + "-12-31T23:59:59Z");
      Instant first = Instant.parse((year + 1) + "-01-01T00:00:01Z");
      double before = prior.at(last, 35, 135).orElseThrow().co2().value(0);
      double after = prior.at(first, 35, 135).orElseThrow().co2().value(0);
      assertTrue(after >= before && after - before < 0.02e-6, year + ": " + before + " " + after);
    }
  }
}
