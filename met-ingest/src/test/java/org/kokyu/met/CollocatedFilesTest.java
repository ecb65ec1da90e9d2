package org.kokyu.met;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kokyu.core.atmosphere.Meteorology;
import org.kokyu.core.atmosphere.PriorProfiles;
import org.kokyu.core.atmosphere.SurfaceReflection;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.result.UnavailableInputException;

class CollocatedFilesTest {
  private static final Instant S12 = Instant.parse("2021-05-03T06:30:30.278624Z");

  @TempDir Path folder;

  private static Path shared(String name) {
    Path file = Path.of(System.getProperty("kokyu.shared", "absent"), "data", "tir", name);
    Assumptions.assumeTrue(Files.isRegularFile(file), "SKIPPED: no " + file);
    return file;
  }

  @Test
  void everyDevelopmentSoundingHasItsMeteorologyAndPrior() throws IOException {
    CollocatedMeteorology met = CollocatedMeteorology.open(shared("met_dev.nc"));
    CollocatedPrior prior = CollocatedPrior.open(shared("prior_dev.nc"));
    assertEquals(24, met.size());
    assertEquals(24, prior.size());
    List<String> rows = Files.readAllLines(shared("granules.csv"));
    for (String row : rows.subList(1, rows.size())) {
      String[] field = row.split(",");
      Instant time = Instant.parse(field[3]);
      double latitude = Double.parseDouble(field[4]);
      double longitude = Double.parseDouble(field[5]);
      Meteorology m = met.at(time, latitude, longitude).orElseThrow();
      assertEquals(Double.parseDouble(field[8]) * 100, m.surfacePressurePa(), 0.6, field[0]);
      assertEquals(80, m.temperatureK().size());
      assertTrue(m.ozone().isPresent() && m.emissivity().isPresent());
      boolean sea = field[7].equals("sea");
      assertEquals(
          sea ? SurfaceReflection.SPECULAR : SurfaceReflection.LAMBERTIAN,
          m.reflection().orElseThrow());
      assertFalse(m.climatology());
      PriorProfiles p = prior.at(time, latitude, longitude).orElseThrow();
      assertEquals(415e-6, p.co2().value(0), 1e-9, field[0]);
      assertEquals(m.surfacePressurePa(), p.co2().pressurePa(0), 1e-6);
    }
  }

  @Test
  void rowMatchesInTimeAndPlaceOnly() {
    CollocatedMeteorology met = CollocatedMeteorology.open(shared("met_dev.nc"));
    double lat = 37.0625;
    double lon = 122.1136;
    Meteorology exact = met.at(S12, lat, lon).orElseThrow();
    assertEquals(Optional.of(exact), met.at(S12.plusMillis(490), lat + 0.009, lon - 0.009));
    assertEquals(Optional.of(exact), met.at(S12.minusMillis(490), lat, lon - 360));
    assertEquals(Optional.empty(), met.at(S12.plusMillis(520), lat, lon));
    assertEquals(Optional.empty(), met.at(S12, lat + 0.02, lon));
    assertEquals(Optional.empty(), met.at(S12, lat, lon + 0.02));
  }

  @Test
  void bothLevelOrdersAndPascalAreTheSame() throws IOException {
    Path down = CollocatedFixture.meteorology().write(folder.resolve("down.nc"));
    Path up =
        CollocatedFixture.meteorology()
            .with("pressure", "Pa", 5000, 20000, 50000, 100000)
            .with("air_temperature", "K", 210, 220, 250, 290)
            .with("water_vapor_vmr", "1", 4e-6, 1e-5, 1e-3, 1e-2)
            .write(folder.resolve("up.nc"));
    Meteorology a = only(down);
    Meteorology b = only(up);
    assertEquals(a.temperatureK(), b.temperatureK());
    assertEquals(a.waterVapour(), b.waterVapour());
    assertEquals(100_000, b.temperatureK().pressurePa(0));
  }

  @Test
  void fillLevelsAreLeftOut() throws IOException {
    Path file =
        CollocatedFixture.meteorology()
            .with("air_temperature", "K", -9999, 250, 220, 210)
            .write(folder.resolve("fill.nc"));
    assertEquals(3, only(file).temperatureK().size());
    Path empty =
        CollocatedFixture.meteorology()
            .with("air_temperature", "K", -9999, -9999, -9999, 210)
            .write(folder.resolve("empty.nc"));
    assertEquals(
        Optional.empty(), CollocatedMeteorology.open(empty).at(CollocatedFixture.TIME, 35, 135));
  }

  private static Meteorology only(Path file) {
    return CollocatedMeteorology.open(file).at(CollocatedFixture.TIME, 35, 135).orElseThrow();
  }

  @Test
  void wrongUnitsShapesAndValuesNameFileAndVariable() throws IOException {
    assertFault(fixture().with("air_temperature", "degC", 17, -20, -50, -60), "air_temperature");
    assertFault(fixture().with("air_temperature", "K", 17, -20, -50, -60), "air_temperature");
    assertFault(fixture().with("air_temperature", null, 290, 250, 220, 210), "air_temperature");
    assertFault(fixture().with("pressure", "hPa", 100000, 50000, 20000, 5000), "pressure");
    assertFault(fixture().with("pressure", "hPa", 1000, 500, 500, 50), "sounding 0");
    assertFault(fixture().with("water_vapor_vmr", "kg kg-1", 0, 0, 0, 0), "water_vapor_vmr");
    assertFault(fixture().without("surface_temperature"), "surface_temperature");
    assertFault(fixture().with("surface_pressure", "hPa", 1000, 1000), "surface_pressure");
    assertFault(fixture().with("time", "fortnights since 2000-01-01", 1), "time");
  }

  private static CollocatedFixture fixture() {
    return CollocatedFixture.meteorology();
  }

  private void assertFault(CollocatedFixture fixture, String variable) throws IOException {
    Path file = fixture.write(folder.resolve("bad.nc"));
    MalformedInputException fault =
        assertThrows(MalformedInputException.class, () -> CollocatedMeteorology.open(file));
    assertTrue(fault.getMessage().startsWith("bad.nc: "), fault.getMessage());
    assertTrue(fault.getMessage().contains(variable), fault.getMessage());
  }

  @Test
  void cutAndForeignFilesAreRefused() throws IOException {
    byte[] bytes =
        Files.readAllBytes(CollocatedFixture.meteorology().write(folder.resolve("whole.nc")));
    for (int tenth = 0; tenth < 10; tenth++) {
      Path cut = folder.resolve("cut.nc");
      Files.write(cut, Arrays.copyOf(bytes, bytes.length * tenth / 10));
      MalformedInputException fault =
          assertThrows(MalformedInputException.class, () -> CollocatedMeteorology.open(cut));
      assertTrue(fault.getMessage().startsWith("cut.nc: "), fault.getMessage());
      assertEquals(tenth == 0 ? InputFault.EMPTY : InputFault.TRUNCATED, fault.fault());
    }
    Path text = Files.writeString(folder.resolve("text.nc"), "not a NetCDF file, only some words");
    assertEquals(
        InputFault.WRONG_FORMAT,
        assertThrows(MalformedInputException.class, () -> CollocatedMeteorology.open(text))
            .fault());
    assertThrows(
        UnavailableInputException.class,
        () -> CollocatedMeteorology.open(folder.resolve("absent.nc")));
  }

  @Test
  void nothingAppearsBesideAFileWithASuffixOfPackedFiles() throws IOException {
    Path file = CollocatedFixture.meteorology().write(folder.resolve("met.nc"));
    Path odd = Files.move(file, folder.resolve("met.nc.gz"));
    assertEquals(1, CollocatedMeteorology.open(odd).size());
    try (var files = Files.list(folder)) {
      assertEquals(List.of(odd), files.toList());
    }
  }
}
