package org.kokyu.gosat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.result.Partial;
import org.kokyu.core.result.UnavailableInputException;
import org.kokyu.core.sounding.Granule;
import org.kokyu.core.sounding.Sounding;
import org.kokyu.core.sounding.Spectrum;

/** The reader against the development granules and their published tables. */
class GranuleReaderTest {
  private static final double INTERVAL = 0.19949288631004874;
  private static final int FIRST_CHANNEL = 3258;

  @TempDir Path folder;

  @Test
  void granulesMatchTheirTable() throws IOException {
    List<String> rows = Files.readAllLines(DevelopmentSet.folder().resolve("granules.csv"));
    int compared = 0;
    for (String row : rows.subList(1, rows.size())) {
      String[] field = row.split(",");
      Sounding s = sounding(field[1], Integer.parseInt(field[2]));
      Duration off = Duration.between(Instant.parse(field[3]), s.time()).abs();
      assertTrue(off.toNanos() <= 1_000_000, field[0] + " time " + s.time());
      assertEquals(Double.parseDouble(field[4]), s.geometry().latitudeDeg(), 6e-5, field[0]);
      assertEquals(Double.parseDouble(field[5]), s.geometry().longitudeDeg(), 6e-5, field[0]);
      assertEquals(Double.parseDouble(field[6]), s.geometry().sensorZenithDeg(), 6e-4, field[0]);
      boolean day = field[9].equals("1");
      assertEquals(day, s.geometry().solarZenithDeg() < 90, field[0]);
      compared++;
    }
    assertEquals(24, compared);
  }

  private static Sounding sounding(String granule, int index) {
    Partial<Granule> read = new GranuleReader().read(DevelopmentSet.folder().resolve(granule));
    assertEquals(List.of(), read.failures());
    assertEquals(6, read.value().soundings().size());
    assertEquals(granule.contains("OB1N"), read.value().night());
    assertEquals("161160", read.value().l1bVersion());
    return read.value().soundings().get(index);
  }

  @Test
  void radiancesMatchTheScenes() throws IOException {
    SceneTruth truth = SceneTruth.read(DevelopmentSet.folder().resolve("scenes_dev.nc"));
    double worst = 0;
    for (int scene = 0; scene < truth.scenes(); scene++) {
      Spectrum spectrum = sounding(truth.granule(scene), truth.sounding(scene)).spectra().get(0);
      assertEquals(7575, spectrum.axis().count());
      for (int c = 0; c < truth.channels(); c++) {
        int i = truth.channelNumber(c) - FIRST_CHANNEL;
        double expected = truth.noisyRadiance(scene, c) * 1e4;
        assertEquals(truth.wavenumber(c), spectrum.axis().wavenumberPerCm(i), 1e-9);
        worst = Math.max(worst, Math.abs(spectrum.radiance(i) - expected) / Math.abs(expected));
      }
    }
    assertTrue(worst < 1e-6, "relative difference " + worst);
    System.out.printf("radiances of 24 scenes: largest relative difference %.2g%n", worst);
  }

  @Test
  void idsAreUniqueAndDoNotDependOnTheGranule() throws IOException {
    List<String> ids =
        DevelopmentSet.granules().stream()
            .flatMap(g -> new GranuleReader().read(g).value().soundings().stream())
            .map(Sounding::id)
            .toList();
    assertEquals(24, ids.stream().distinct().count());
    assertTrue(ids.contains("GOSAT-20210503T063030278"), ids.toString());
  }

  @Test
  void axisStartsAtChannelZero() throws IOException {
    Path granule = DevelopmentSet.granules().get(0);
    Spectrum s = new GranuleReader().read(granule).value().soundings().get(0).spectra().get(0);
    assertEquals(FIRST_CHANNEL * INTERVAL, s.axis().wavenumberPerCm(0), 1e-9);
    assertEquals(INTERVAL, s.axis().intervalPerCm(), 0);
  }

  @Test
  void filesCutShortAreTruncated() throws IOException {
    for (Path granule : DevelopmentSet.granules()) {
      byte[] bytes = Files.readAllBytes(granule);
      for (int tenth = 0; tenth < 10; tenth++) {
        byte[] cut = Arrays.copyOf(bytes, (int) ((long) bytes.length * tenth / 10));
        Path copy = Files.write(folder.resolve(granule.getFileName()), cut);
        MalformedInputException fault =
            assertThrows(MalformedInputException.class, () -> new GranuleReader().read(copy));
        assertEquals(tenth == 0 ? InputFault.EMPTY : InputFault.TRUNCATED, fault.fault());
        assertTrue(fault.getMessage().startsWith(granule.getFileName().toString()));
      }
    }
  }

  @Test
  void fewBytesOfTheSignatureAreTruncatedToo() throws IOException {
    Path file = folder.resolve("GOSATTFTS2021050306300080200_1BOB1D161160.01");
    Files.write(file, new byte[] {(byte) 0x89, 'H', 'D'});
    assertEquals(InputFault.TRUNCATED, fault(file));
    Files.write(file, "this is no HDF5 file at all".getBytes("US-ASCII"));
    assertEquals(InputFault.WRONG_FORMAT, fault(file));
  }

  @Test
  void missingFileIsUnavailable() {
    Path file = folder.resolve("GOSATTFTS2021050306300080200_1BOB1D161160.01");
    assertThrows(UnavailableInputException.class, () -> new GranuleReader().read(file));
  }

  @Test
  void foreignNameIsRefused() throws IOException {
    Path file = Files.copy(DevelopmentSet.granules().get(0), folder.resolve("granule.01"));
    assertEquals(InputFault.WRONG_FORMAT, fault(file));
  }

  @Test
  void nameOfAnotherInstrumentOrModeIsRefused() throws IOException {
    Path day = DevelopmentSet.granules().get(0);
    Path night = folder.resolve("GOSATTFTS2021050306300080200_1BOB1N161160.01");
    Files.copy(day, night);
    assertEquals(InputFault.HEADER_MISMATCH, fault(night));
    Path gosat2 = folder.resolve("GOSAT2TFTS220210503063000820_1BT0000OB1D210210.h5");
    Files.copy(day, gosat2);
    assertEquals(InputFault.HEADER_MISMATCH, fault(gosat2));
  }

  @Test
  void exposuresFarFromTheNameAreReported() throws IOException {
    Path other = folder.resolve("GOSATTFTS2021050406300080200_1BOB1D161160.01");
    Files.copy(DevelopmentSet.granules().get(0), other);
    Partial<Granule> read = new GranuleReader().read(other);
    assertEquals(List.of(), read.value().soundings());
    assertEquals(6, read.failures().size());
    assertTrue(read.failures().get(0).detail().contains("2021-05-03T06:30:30.278"));
  }

  @Test
  void nightGranuleWithoutShortWaveIsComplete() throws IOException {
    Path night =
        DevelopmentSet.granules().stream()
            .filter(g -> g.toString().contains("OB1N"))
            .findFirst()
            .orElseThrow();
    Granule granule = new GranuleReader().read(night).value();
    assertTrue(granule.night());
    assertEquals("0180500OB1N", granule.key());
    assertTrue(
        DoubleStream.of(granule.soundings().get(0).spectra().get(0).radiances())
            .allMatch(Double::isFinite));
  }

  private static InputFault fault(Path file) {
    return assertThrows(MalformedInputException.class, () -> new GranuleReader().read(file))
        .fault();
  }
}
