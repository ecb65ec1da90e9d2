package org.kokyu.met;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kokyu.core.atmosphere.Meteorology;
import org.kokyu.core.atmosphere.PriorProfiles;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.result.UnavailableInputException;
import ucar.nc2.Attribute;

/** Gridded weather and priors against the linear fields they were made of. */
class GriddedMeteorologyTest {
  private static final Instant DAY = Instant.parse("2021-05-03T00:00:00Z");
  private static final double[] SIX_HOURLY = {0, 6, 12, 18};

  @TempDir Path folder;
  private int files;

  private GriddedFile open(GridFixture fixture) throws IOException {
    return assertInstanceOf(
        GriddedFile.class,
        MeteorologyFile.open(fixture.write(folder.resolve("grid" + files++ + ".nc"))));
  }

  private static GridFixture asia() {
    return new GridFixture(
        SIX_HOURLY, GridFixture.steps(20, 0.5, 61), GridFixture.steps(100, 0.5, 81));
  }

  private static Instant hour(double hours) {
    return DAY.plusMillis(Math.round(hours * 3.6e6));
  }

  private static void assertLinear(GriddedMeteorology met, double hour, double la, double lo) {
    Meteorology m = met.at(hour(hour), la, lo).orElseThrow();
    for (int k = 0; k < 6; k++) {
      assertEquals(
          GridFixture.temperature(hour, la, lo, k), m.temperatureK().value(k), 2e-3, "level " + k);
    }
    assertEquals(GridFixture.surfacePa(hour, la, lo, 0), m.surfacePressurePa(), 1);
    assertEquals(290 + 0.1 * la + 0.25 * hour, m.surfaceTemperatureK(), 5e-3);
    double q = 1e-3;
    assertEquals(q * 28.9647 / 18.01528, m.waterVapour().value(0), 2e-6);
    assertTrue(m.ozone().isPresent());
  }

  @Test
  void isLinearInSpaceAndTime() throws IOException {
    GriddedMeteorology met = GriddedMeteorology.of(List.of(open(asia().weather())));
    Random random = new Random(3);
    for (int i = 0; i < 200; i++) {
      assertLinear(
          met,
          18 * random.nextDouble(),
          20 + 30 * random.nextDouble(),
          100 + 40 * random.nextDouble());
    }
    assertLinear(met, 6, 50, 140);
    assertEquals(
        "gridded fields of temperature, specific humidity, surface pressure, skin temperature at 4"
            + " times from 2021-05-03T00:00:00Z to 2021-05-03T18:00:00Z",
        open(asia().weather()).summary());
  }

  @Test
  void axesMayRunEitherWay() throws IOException {
    double[] up = GridFixture.steps(20, 0.5, 61);
    double[] down = GridFixture.steps(50, -0.5, 61);
    for (double[] latitude : new double[][] {up, down}) {
      for (double first : new double[] {-180, 0, -179.5, 0.5}) {
        GridFixture fixture =
            new GridFixture(SIX_HOURLY, latitude, GridFixture.steps(first, 1, 360)).weather();
        fixture.levelUnits = latitude == up ? "Pa" : "millibar";
        fixture.levelScale = latitude == up ? 100 : 1;
        fixture.pack = latitude == down;
        GriddedMeteorology met = GriddedMeteorology.of(List.of(open(fixture)));
        assertLinear(met, 7.5, 33.3, 137.7);
        assertLinear(met, 7.5, 33.3, -97.7);
        assertLinear(met, 7.5, 33.3, 0.2);
      }
    }
    GridFixture upwards = asia();
    upwards.levelHpa = new double[] {10, 50, 200, 500, 850, 1000};
    upwards.weather();
    Meteorology m =
        GriddedMeteorology.of(List.of(open(upwards))).at(hour(3), 30, 120).orElseThrow();
    assertEquals(100_000, m.temperatureK().pressurePa(0));
    assertEquals(GridFixture.temperature(3, 30, 120, 5), m.temperatureK().value(0), 1e-4);
  }

  /** Between 359 and 0 degrees, and at the dateline, there is no seam. */
  @Test
  void gridsRoundTheEarthHaveNoSeam() throws IOException {
    for (double first : new double[] {0, -180, 0.5}) {
      GridFixture fixture =
          new GridFixture(
                  SIX_HOURLY, GridFixture.steps(-89.5, 1, 180), GridFixture.steps(first, 1, 360))
              .weather()
              .add("t", "K", null, true, (h, la, lo, k) -> 250 + 10 * Math.cos(Math.toRadians(lo)));
      GriddedMeteorology met = GriddedMeteorology.of(List.of(open(fixture)));
      for (double lon : new double[] {-0.7, -0.01, 0, 0.3, 179.6, 180, -180, -179.7}) {
        double t = met.at(hour(1), -10.2, lon).orElseThrow().temperatureK().value(2);
        assertEquals(250 + 10 * Math.cos(Math.toRadians(lon)), t, 1e-3, first + " " + lon);
      }
      // the cap beyond the last row of cell centres belongs to its cells
      assertTrue(met.at(hour(1), 89.9, 10).isPresent());
    }
  }

  @Test
  void nothingIsSaidOutsideTheGrid() throws IOException {
    GriddedMeteorology met = GriddedMeteorology.of(List.of(open(asia().weather())));
    assertTrue(met.at(hour(6), 19.7, 120).isEmpty());
    assertTrue(met.at(hour(6), 50.3, 120).isEmpty());
    assertTrue(met.at(hour(6), 30, 99.7).isEmpty());
    assertTrue(met.at(hour(6), 30, 140.3).isEmpty());
    assertTrue(met.at(hour(6), 30, -120).isEmpty());
  }

  /** From 18 to 24 h the field of the next day is needed; until it is there the last one holds. */
  @Test
  void lastFieldHoldsForOneStepAndTellsItsAge() throws IOException {
    GriddedFile today = open(asia().weather());
    GriddedMeteorology met = GriddedMeteorology.of(List.of(today));
    assertEquals(1.5, met.at(hour(7.5), 30, 120).orElseThrow().ageHours(), 1e-9);
    assertEquals(3, met.at(hour(9), 30, 120).orElseThrow().ageHours(), 1e-9);
    Meteorology late = met.at(hour(21), 30, 120).orElseThrow();
    assertEquals(3, late.ageHours(), 1e-9);
    assertEquals(GridFixture.temperature(18, 30, 120, 1), late.temperatureK().value(1), 1e-4);
    assertTrue(met.at(hour(24.1), 30, 120).isEmpty());
    assertTrue(met.at(hour(-6.1), 30, 120).isEmpty());
    GridFixture next =
        new GridFixture(
            new double[] {24, 30}, GridFixture.steps(20, 0.5, 61), GridFixture.steps(100, 0.5, 81));
    GriddedFile tomorrow = open(next.weather());
    GriddedMeteorology both = GriddedMeteorology.of(List.of(tomorrow, today));
    assertLinear(both, 21, 30, 120);
    assertEquals(2, both.used(hour(21), 30, 120).size());
    assertEquals(1, both.used(hour(7), 30, 120).size());
  }

  /** A forecast is as old as its start. */
  @Test
  void forecastCountsFromItsStart() throws IOException {
    GridFixture fixture = asia().weather();
    fixture.more =
        nc -> {
          ucar.nc2.Variable v =
              nc.addVariable(null, "forecast_reference_time", ucar.ma2.DataType.DOUBLE, "");
          v.addAttribute(new Attribute("units", "hours since 2021-05-02 00:00:00"));
        };
    GriddedMeteorology met = GriddedMeteorology.of(List.of(open(fixture)));
    // the fixture leaves the reference at zero
    assertEquals(36.5, met.at(hour(12.5), 30, 120).orElseThrow().ageHours(), 1e-6);
  }

  @Test
  void hybridLevelsFollowTheSurfacePressure() throws IOException {
    GridFixture fixture = asia().weather();
    fixture.levelUnits = "1";
    fixture.levelHpa = new double[] {1, 2, 3, 4, 5, 6};
    fixture
        .term("ap", new double[] {0, 1000, 5000, 12000, 6000, 1000})
        .term("b", new double[] {0.997, 0.85, 0.5, 0.1, 0, 0});
    fixture.levelAttributes =
        v -> {
          v.addAttribute(
              new Attribute("standard_name", "atmosphere_hybrid_sigma_pressure_coordinate"));
          v.addAttribute(new Attribute("formula_terms", "ap: ap b: b ps: sp"));
        };
    Meteorology m =
        GriddedMeteorology.of(List.of(open(fixture))).at(hour(4), 31.3, 117.2).orElseThrow();
    double ps = GridFixture.surfacePa(4, 31.3, 117.2, 0);
    assertEquals(0.997 * ps, m.temperatureK().pressurePa(0), 0.1);
    assertEquals(5000 + 0.5 * ps, m.temperatureK().pressurePa(2), 0.1);
    assertEquals(1000, m.temperatureK().pressurePa(5), 1e-6);
    assertEquals(GridFixture.temperature(4, 31.3, 117.2, 2), m.temperatureK().value(2), 1e-3);
  }

  @Test
  void relativeHumidityIsOverLiquidWater() throws IOException {
    GridFixture fixture =
        asia()
            .add("t", "K", "air_temperature", true, (h, la, lo, k) -> 293.15 - 20 * k)
            .add("r", "%", "relative_humidity", true, (h, la, lo, k) -> 50)
            .add("lnsp", "~", null, false, (h, la, lo, k) -> Math.log(99_000))
            .add("skt", "K", null, false, (h, la, lo, k) -> 300);
    Meteorology m =
        GriddedMeteorology.of(List.of(open(fixture))).at(hour(4), 30, 120).orElseThrow();
    // saturation at 20 °C is 2339 Pa (CRC Handbook), at −20 °C over liquid 125.4 Pa
    assertEquals(0.5 * 2339 / 100_000, m.waterVapour().value(0), 2e-5);
    assertEquals(0.5 * 125.4 / 50_000, m.waterVapour().value(2), 1e-5);
    assertEquals(99_000, m.surfacePressurePa(), 5);
  }

  /** What the fields do not reach is the standard atmosphere, moved to join. */
  @Test
  void temperatureGoesOnAboveTheFields() throws IOException {
    Meteorology m =
        GriddedMeteorology.of(List.of(open(asia().weather()))).at(hour(4), 30, 120).orElseThrow();
    int top = m.temperatureK().size() - 1;
    assertTrue(m.temperatureK().pressurePa(top) < 10);
    Meteorology standard = new StandardAtmosphere().at(hour(4), 30, 120).orElseThrow();
    double move = m.temperatureK().at(1000) - standard.temperatureK().at(1000);
    assertEquals(standard.temperatureK().at(100) + move, m.temperatureK().at(100), 0.1);
  }

  @Test
  void levelsBelowTheGroundMayBeMissing() throws IOException {
    GridFixture fixture = asia().weather();
    fixture.add(
        "t",
        "K",
        "air_temperature",
        true,
        (h, la, lo, k) ->
            k == 0 && lo > 119.9 ? Double.NaN : GridFixture.temperature(h, la, lo, k));
    GriddedMeteorology met = GriddedMeteorology.of(List.of(open(fixture)));
    assertEquals(85_000, met.at(hour(2), 30, 125.2).orElseThrow().temperatureK().pressurePa(0));
    assertEquals(100_000, met.at(hour(2), 30, 110.2).orElseThrow().temperatureK().pressurePa(0));
  }

  @Test
  void quantitiesMayComeInSeveralFiles() throws IOException {
    GriddedFile upper =
        open(
            asia()
                .add("t", "K", "air_temperature", true, GridFixture::temperature)
                .add("q", "1", null, true, (h, la, lo, k) -> 1e-3));
    MalformedInputException lacking =
        assertThrows(MalformedInputException.class, () -> GriddedMeteorology.of(List.of(upper)));
    assertTrue(lacking.getMessage().contains("surface pressure, skin temperature"));
    GriddedFile surface =
        open(
            asia()
                .add("sp", "hPa", null, false, (h, la, lo, k) -> 990)
                .add("skt", "K", null, false, (h, la, lo, k) -> 300));
    Meteorology m =
        GriddedMeteorology.of(List.of(upper, surface)).at(hour(2), 30, 120).orElseThrow();
    assertEquals(99_000, m.surfacePressurePa(), 1e-3);
    upper.release();
    assertEquals(
        m, GriddedMeteorology.of(List.of(upper, surface)).at(hour(2), 30, 120).orElseThrow());
  }

  @Test
  void priorsComeInEveryUnit() throws IOException {
    Object[][] units = {
      {"ppm", 415.0, "ppb", 1890.0, "nmol mol-1", 333.0},
      {"1e-6", 415.0, "1e-9", 1890.0, "ppbv", 333.0},
      {"mol mol-1", 415e-6, "mol/mol", 1.89e-6, "1", 333e-9},
      {
        "kg kg-1",
        415e-6 * 44.0095 / 28.9647,
        "kg kg**-1",
        1.89e-6 * 16.0425 / 28.9647,
        "ppb",
        333.0
      }
    };
    for (Object[] u : units) {
      GriddedFile file =
          open(
              asia()
                  .add("co2", (String) u[0], null, true, (h, la, lo, k) -> (double) u[1])
                  .add(
                      "m",
                      (String) u[2],
                      "mole_fraction_of_methane_in_air",
                      true,
                      (h, la, lo, k) -> (double) u[3])
                  .add("n2o_dry", (String) u[4], null, true, (h, la, lo, k) -> (double) u[5]));
      PriorProfiles p = GriddedPrior.of(List.of(file)).at(hour(20), 30, 120).orElseThrow();
      assertEquals(415e-6, p.co2().value(3), 1e-9);
      assertEquals(1.89e-6, p.ch4().value(3), 1e-11);
      assertEquals(333e-9, p.n2o().value(3), 1e-12);
      assertEquals(2, p.ageHours(), 1e-9);
      assertEquals(false, p.climatology());
    }
    GriddedFile wrong = open(asia().add("co2", "ppm", null, true, (h, la, lo, k) -> 0.000415));
    assertEquals(
        InputFault.HEADER_MISMATCH,
        assertThrows(
                MalformedInputException.class,
                () -> GriddedPrior.of(List.of(wrong)).at(hour(2), 30, 120))
            .fault());
    assertEquals(
        InputFault.HEADER_MISMATCH,
        assertThrows(
                MalformedInputException.class,
                () -> open(asia().add("co2", "mg m-3", null, true, (h, la, lo, k) -> 415)))
            .fault());
  }

  @Test
  void gasWithoutAFieldIsTheClimatologys() throws IOException {
    GriddedFile file = open(asia().add("co2", "ppm", null, true, (h, la, lo, k) -> 415));
    PriorProfiles p = GriddedPrior.of(List.of(file)).at(hour(2), 30, 120).orElseThrow();
    assertEquals(new ClimatologicalPrior().at(hour(2), 30, 120).orElseThrow().ch4(), p.ch4());
    assertTrue(p.climatology());
    assertTrue(p.source().contains("[CH4, N2O] from NOAA"), p.source());
  }

  @Test
  void collocatedAndGriddedAreToldApartByContent() throws IOException {
    Path shared =
        Path.of(System.getProperty("kokyu.shared", "absent"), "data", "tir", "met_dev.nc");
    org.junit.jupiter.api.Assumptions.assumeTrue(
        Files.isRegularFile(shared), "SKIPPED: no " + shared);
    assertInstanceOf(CollocatedMeteorology.class, MeteorologyFile.open(shared));
    assertInstanceOf(CollocatedPrior.class, PriorFile.open(shared.resolveSibling("prior_dev.nc")));
    assertInstanceOf(
        GriddedFile.class, PriorFile.open(asia().weather().write(folder.resolve("met_dev.nc"))));
  }

  @Test
  void whatIsNoNetcdfIsNamed() throws IOException {
    Path grib = Files.write(folder.resolve("a.nc"), "GRIB0000".getBytes(StandardCharsets.US_ASCII));
    MalformedInputException fault =
        assertThrows(MalformedInputException.class, () -> MeteorologyFile.open(grib));
    assertEquals(InputFault.UNSUPPORTED, fault.fault());
    assertTrue(fault.getMessage().contains("cdo -f nc copy"), fault.getMessage());
    Path empty = Files.write(folder.resolve("b.nc"), new byte[0]);
    assertEquals(
        InputFault.EMPTY,
        assertThrows(MalformedInputException.class, () -> MeteorologyFile.open(empty)).fault());
    Path text = Files.writeString(folder.resolve("c.nc"), "no such thing");
    assertEquals(
        InputFault.WRONG_FORMAT,
        assertThrows(MalformedInputException.class, () -> MeteorologyFile.open(text)).fault());
    assertThrows(
        UnavailableInputException.class, () -> MeteorologyFile.open(folder.resolve("none.nc")));
    Path whole = asia().weather().write(folder.resolve("d.nc"));
    byte[] bytes = Files.readAllBytes(whole);
    Files.write(whole, Arrays.copyOf(bytes, bytes.length / 2));
    assertEquals(
        InputFault.TRUNCATED,
        assertThrows(MalformedInputException.class, () -> MeteorologyFile.open(whole)).fault());
  }

  /** Cost of a granule: the fields of its neighbourhood are read once. */
  @Test
  void repeatedQueriesReadNothingAgain() throws IOException {
    GriddedFile file = open(asia().weather());
    GriddedMeteorology met = GriddedMeteorology.of(List.of(file));
    Meteorology first = met.at(hour(2), 30, 120).orElseThrow();
    file.release();
    Files.delete(folder.resolve("grid0.nc"));
    assertEquals(first, met.at(hour(2), 30, 120).orElseThrow());
    assertThrows(UnavailableInputException.class, () -> met.at(hour(15), 30, 120));
  }
}
