package org.kokyu.ops.publish;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kokyu.core.profile.ColumnAverage;
import org.kokyu.core.profile.GasProfile;
import org.kokyu.core.profile.GasResult;
import org.kokyu.core.profile.ProfileGranule;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.ops.publish.PublishedProfiles.PublishedGas;
import org.kokyu.ops.publish.PublishedProfiles.PublishedSounding;

class ProfileProductTest {
  @TempDir Path folder;

  private Path written(int soundings) throws IOException {
    Path file = folder.resolve("p.nc");
    ProfileProduct.write(ProfileFixture.granule(soundings), Revision.first(), file);
    return file;
  }

  @Test
  void namesFollowTheContract() {
    assertEquals(
        "KOKYU_L2_PROFILE_GOSAT_20210503T063000_0080200OB1D_r2.nc",
        ProductNames.profile(ProfileFixture.granule(1).granule(), 2));
  }

  @Test
  void readsBackWhatWasWritten() throws IOException {
    ProfileGranule granule = ProfileFixture.granule(3);
    PublishedProfiles back = ProfileProduct.read(written(3));
    assertEquals("KOKYU_L2_PROFILE_GOSAT_20210503T063000_0080200OB1D_r0.nc", back.id());
    assertEquals("nrt", back.maturity());
    assertEquals(granule.granule().name() + " " + "ab".repeat(32), back.inputs());
    assertEquals("collocated file met.nc", back.meteorologySource());
    assertEquals(3, back.soundings().size());
    for (int s = 0; s < 3; s++) {
      assertSame(granule.profiles().get(s), back.soundings().get(s));
    }
    assertTrue(Double.isNaN(back.soundings().get(1).pressureHpa()[2]));
    assertEquals(75, back.soundings().get(1).pressureHpa()[3] / 10, 5);
  }

  private static void assertSame(GasProfile expected, PublishedSounding found) {
    assertEquals(expected.sounding().id(), found.id());
    assertEquals(expected.sounding().time(), found.time());
    assertEquals(expected.sounding().geometry().latitudeDeg(), found.latitudeDeg());
    assertEquals(expected.qualityFlag(), found.quality());
    assertEquals(expected.qualityReasons(), found.qualityReasons());
    assertEquals(expected.fit().iterations(), found.iterations());
    assertArrayEquals(expected.thermal().temperatureK(), found.temperatureK());
    for (int g = 0; g < 3; g++) {
      GasResult e = expected.gases().get(g);
      PublishedGas f = found.gases().get(g);
      assertEquals(e.gas(), f.gas());
      assertEquals(e.dofs(), f.dofs());
      ColumnAverage column =
          ColumnAverage.between(
              e, expected.layerBoundsPa(), expected.dryAirColumn(), Double.POSITIVE_INFINITY, 0);
      assertEquals(column.moleFraction() * 1e6, f.columnPpm(), 1e-12);
      for (int i = 0; i < ProfileFixture.LAYERS; i++) {
        assertEquals(e.moleFraction()[i] * 1e6, f.valuePpm()[i], 1e-9);
        assertEquals(0.02 * e.moleFraction()[i] * 1e6, f.uncertaintyPpm()[i], 1e-9);
        for (int j = 0; j < ProfileFixture.LAYERS; j++) {
          assertEquals(e.kernel().get(i, j), f.kernel().get(i, j), 1e-7);
        }
      }
    }
  }

  @Test
  void sameInputSameBytes() throws IOException {
    byte[] one = Files.readAllBytes(written(2));
    Path other = folder.resolve("another-name.nc");
    ProfileProduct.write(ProfileFixture.granule(2), Revision.first(), other);
    assertArrayEquals(one, Files.readAllBytes(other));
    assertEquals("CDF\2", new String(Arrays.copyOf(one, 4), "ISO-8859-1"));
  }

  @Test
  void harpAcceptsIt() throws IOException {
    Path file = written(3);
    ExternalTool check = ExternalTool.run("harpcheck", file.toString());
    assertEquals(0, check.exitCode(), check.output());
    ExternalTool dump = ExternalTool.run("harpdump", "-l", file.toString());
    assertEquals(0, dump.exitCode(), dump.output());
    for (String variable :
        List.of(
            "datetime",
            "pressure_bounds",
            "CO2_volume_mixing_ratio_dry_air",
            "CH4_volume_mixing_ratio_dry_air_avk",
            "N2O_column_volume_mixing_ratio_dry_air",
            "quality_flag")) {
      assertTrue(dump.output().contains(variable), variable);
    }
    ExternalTool data = ExternalTool.run("harpdump", "-d", file.toString());
    assertEquals(0, data.exitCode(), data.output());
  }

  @Test
  void ncdumpShowsTheContractsVariables() throws IOException {
    ExternalTool dump = ExternalTool.run("ncdump", "-h", written(2).toString());
    assertEquals(0, dump.exitCode(), dump.output());
    String header = dump.output();
    for (String gas : List.of("CO2", "CH4", "N2O")) {
      for (String suffix : List.of("", "_uncertainty", "_uncertainty_random", "_apriori")) {
        assertHas(header, gas + "_volume_mixing_ratio_dry_air" + suffix + "(time, vertical)");
      }
      for (String suffix :
          List.of("_avk", "_covariance", "_covariance_noise", "_covariance_smoothing")) {
        assertHas(
            header, gas + "_volume_mixing_ratio_dry_air" + suffix + "(time, vertical, vertical)");
      }
      assertHas(header, gas + "_volume_mixing_ratio_dry_air_dfs(time)");
      assertHas(header, gas + "_avk_temperature(time, vertical, vertical)");
      assertHas(header, gas + "_avk_h2o(time, vertical, vertical)");
      assertHas(header, gas + "_avk_surface_temperature(time, vertical)");
      assertHas(header, gas + "_avk_emissivity(time, vertical, independent_2)");
      for (String part : List.of("", "_lt", "_mt", "_ut", "_utls")) {
        assertHas(header, gas + "_column_volume_mixing_ratio_dry_air" + part + "(time)");
        assertHas(
            header, gas + "_column_volume_mixing_ratio_dry_air" + part + "_avk(time, vertical)");
      }
    }
    assertHas(header, "CO2_avk_ch4(");
    assertHas(header, "N2O_avk_co2(");
    assertFalse(header.contains("CO2_avk_co2("));
    for (String name :
        List.of("H2O_volume_mixing_ratio", "H2O_apriori", "temperature_apriori", "pressure")) {
      assertHas(header, " " + name + "(time, vertical)");
    }
    for (String name : List.of("chi2", "chi2_co2_700", "residual_ch4_1250", "iterations")) {
      assertHas(header, " " + name + "(time)");
    }
    assertHas(header, ":Conventions = \"CF-1.11, ACDD-1.3, HARP-1.0\"");
    assertHas(header, "chi2:coordinates = \"datetime latitude longitude\"");
    assertHas(header, "quality_reasons:flag_masks = 1, 2, 4, 8,");
    assertFalse(header.contains("UNLIMITED"));
    assertFalse(header.contains("char "));
  }

  private static void assertHas(String text, String part) {
    assertTrue(text.contains(part), part + " expected");
  }

  @Test
  void nothingToPublishIsSaid() {
    ProfileGranule empty = ProfileFixture.granule(0);
    assertFalse(ProfileProduct.isPublishable(empty));
    assertThrows(
        IllegalArgumentException.class,
        () -> ProfileProduct.write(empty, Revision.first(), folder.resolve("e.nc")));
  }

  @Test
  void otherFilesAreRefused() throws IOException {
    Path text = Files.writeString(folder.resolve("t.nc"), "no NetCDF file, only a few words here");
    assertThrows(MalformedInputException.class, () -> ProfileProduct.read(text));
    byte[] bytes = Files.readAllBytes(written(1));
    for (int tenth = 0; tenth < 10; tenth++) {
      Path cut = folder.resolve("cut.nc");
      Files.write(cut, Arrays.copyOf(bytes, bytes.length * tenth / 10));
      assertThrows(MalformedInputException.class, () -> ProfileProduct.read(cut), "cut " + tenth);
    }
  }
}
