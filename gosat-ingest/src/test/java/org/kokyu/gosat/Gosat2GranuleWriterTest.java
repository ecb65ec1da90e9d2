package org.kokyu.gosat;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kokyu.core.result.ConfigurationException;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.result.Partial;
import org.kokyu.core.sounding.Granule;
import org.kokyu.core.sounding.Sounding;
import org.kokyu.core.sounding.Spectrum;
import org.kokyu.gosat.l1b.Hdf5Writer;

class Gosat2GranuleWriterTest {
  @TempDir Path folder;

  @Test
  void roundTrip() {
    Granule granule = SyntheticGranule.gosat2(7);
    Path file = new Gosat2GranuleWriter().write(folder, granule);
    Partial<Granule> read = new GranuleReader().read(file);
    assertEquals(List.of(), read.failures());
    Granule back = read.value();
    assertEquals(granule.name(), back.name());
    assertEquals(granule.key(), back.key());
    assertEquals(granule.start(), back.start());
    assertEquals(granule.night(), back.night());
    assertEquals(7, back.soundings().size());
    for (int i = 0; i < 7; i++) {
      assertSame(granule.soundings().get(i), back.soundings().get(i));
    }
  }

  private static void assertSame(Sounding expected, Sounding found) {
    assertEquals(expected.id(), found.id());
    assertEquals(expected.time(), found.time());
    assertEquals(expected.providerFlag(), found.providerFlag());
    assertEquals(expected.geometry().latitudeDeg(), found.geometry().latitudeDeg(), 1e-5);
    assertEquals(expected.geometry().longitudeDeg(), found.geometry().longitudeDeg(), 1e-5);
    assertEquals(expected.geometry().sensorZenithDeg(), found.geometry().sensorZenithDeg(), 1e-5);
    assertEquals(expected.geometry().solarZenithDeg(), found.geometry().solarZenithDeg(), 1e-5);
    assertTrue(Double.isNaN(found.geometry().landFraction()), "unknown stays unknown");
    assertEquals(List.of("band5", "band4"), found.spectra().stream().map(Spectrum::band).toList());
    for (int b = 0; b < 2; b++) {
      Spectrum e = expected.spectra().get(b);
      Spectrum f = found.spectra().get(b);
      assertEquals(e.axis(), f.axis());
      assertEquals(e.noise().getAsDouble(), f.noise().getAsDouble(), 1e-7 * 4e-4);
      double[] tolerance = e.radiances();
      for (int c = 0; c < tolerance.length; c++) {
        if (Double.isNaN(e.radiance(c))) {
          assertTrue(Double.isNaN(f.radiance(c)));
        } else {
          assertEquals(e.radiance(c), f.radiance(c), 1e-7 * Math.abs(e.radiance(c)));
        }
      }
    }
  }

  @Test
  void sameGranuleSameBytes() throws IOException {
    Granule granule = SyntheticGranule.gosat2(3);
    Path one = new Gosat2GranuleWriter().write(Files.createDirectory(folder.resolve("a")), granule);
    Path two = new Gosat2GranuleWriter().write(Files.createDirectory(folder.resolve("b")), granule);
    assertArrayEquals(Files.readAllBytes(one), Files.readAllBytes(two));
  }

  @Test
  void emptyGranuleStaysEmpty() {
    Path file = new Gosat2GranuleWriter().write(folder, SyntheticGranule.gosat2(0));
    Partial<Granule> read = new GranuleReader().read(file);
    assertEquals(List.of(), read.failures());
    assertEquals(List.of(), read.value().soundings());
  }

  @Test
  void cutFilesAreTruncated() throws IOException {
    Path file = new Gosat2GranuleWriter().write(folder, SyntheticGranule.gosat2(2));
    byte[] bytes = Files.readAllBytes(file);
    for (int tenth = 1; tenth < 10; tenth++) {
      Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length / 10 * tenth));
      MalformedInputException fault =
          assertThrows(MalformedInputException.class, () -> new GranuleReader().read(file));
      assertEquals(InputFault.TRUNCATED, fault.fault());
    }
  }

  @Test
  void operatorPathsReplaceThePlaceholder() {
    Granule granule = SyntheticGranule.gosat2(2);
    Path file = folder.resolve(granule.name());
    try (Hdf5Writer hdf = new Hdf5Writer(file)) {
      hdf.put("/Metadata/sensorName", new byte[] {'T', 'A', 'N', 'S', 'O', '-', 'F', 'T', 'S'});
      hdf.put("/Where/lat", new float[] {10f, 11f});
      hdf.put("/SoundingGeometry/longitude", new float[] {100f, 101f});
      hdf.put("/SoundingGeometry/viewZenith", new float[] {0f, 1f});
      hdf.put(
          "/SoundingAttribute/observationTime",
          new String[] {"2020-03-01 12:34:05.125", "2020-03-01T12:34:09.795Z"});
      for (String band : List.of("band4", "band5")) {
        hdf.put("/SpectraTIR/" + band + "/beginWavenumber", 700.0);
        hdf.put("/SpectraTIR/" + band + "/interval", 0.2);
        hdf.put("/Raw/" + band, new float[][] {{0.1f, 0.2f}, {0.3f, 0.4f}});
      }
    }
    LayoutProfile layout =
        BuiltInLayouts.GOSAT2_PLACEHOLDER.withOverrides(
            Map.of(
                "latitude", "/Where/lat",
                "band4.radiance", "/Raw/band4",
                "band5.radiance", "/Raw/band5"),
            OptionalDouble.of(1.0));
    Granule back = new GranuleReader(List.of(layout)).read(file).value();
    assertEquals(2, back.soundings().size());
    assertEquals(11.0, back.soundings().get(1).geometry().latitudeDeg());
    assertEquals(0.4f, back.soundings().get(1).spectra().get(0).radiance(1));
    assertEquals("GOSAT2-20200301T123405125", back.soundings().get(0).id());
    MalformedInputException missing =
        assertThrows(MalformedInputException.class, () -> new GranuleReader().read(file));
    assertEquals(InputFault.UNSUPPORTED, missing.fault());
    assertTrue(missing.getMessage().contains("/SoundingGeometry/latitude"), missing.getMessage());
  }

  @Test
  void wrongOverridesAreNamed() {
    for (String role : List.of("latitud", "band4.radianc", "band3.radiance", "radiance", "")) {
      ConfigurationException fault =
          assertThrows(
              ConfigurationException.class,
              () ->
                  BuiltInLayouts.GOSAT2_PLACEHOLDER.withOverrides(
                      Map.of(role, "/x"), OptionalDouble.empty()));
      assertTrue(fault.getMessage().contains("unknown role " + role), fault.getMessage());
    }
    assertThrows(
        ConfigurationException.class,
        () ->
            BuiltInLayouts.GOSAT2_PLACEHOLDER.withOverrides(
                Map.of("latitude", "x"), OptionalDouble.empty()));
  }
}
