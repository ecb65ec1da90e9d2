package org.kokyu.gosat;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kokyu.core.physics.Planck;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.result.Partial;
import org.kokyu.core.sounding.Granule;
import org.kokyu.core.sounding.Sounding;
import org.kokyu.core.sounding.Spectrum;

/**
 * Places where readers of these formats are known to go wrong. What another test holds is only
 * named.
 *
 * <table>
 * <caption>trap and test</caption>
 * <tr><td>1 three layouts, case of groups<td>{@link #layoutIsSniffedAndCaseCounts}
 * <tr><td>2 encodings of text<td>{@link #textComesInEveryEncoding}, {@link
 *     NewLayoutTest#characterCodesAndSingleCharactersAreText}
 * <tr><td>3 extension .01<td>{@link #extensionIsNotThatOfHdf5}
 * <tr><td>4 night, common files, "-"<td>{@link #filesWithoutShortWaveOrWithoutSpectra}
 * <tr><td>5 wavenumber axis<td>{@link #axisComesFromTheFilePerExposure}
 * <tr><td>6 units<td>{@link #radianceIsPerSquareCentimetre}; ppm of CH4: {@code GosatTirL2Test}
 * <tr><td>7 fill values<td>{@link #fillIsNoNumber}
 * <tr><td>8 channel count<td>{@link #channelsAreCountedNotAssumed}
 * <tr><td>9 complex spectra<td>{@link #onlyTheRealPartCounts}
 * <tr><td>10 start of exposure<td>{@link #timeIsTheStartAndIsNotRounded}
 * <tr><td>11 split scenes, duplicates<td>{@link #cutScenesAreAllReadAndEachExposureOnce}
 * <tr><td>12 change of version<td>{@link #reprocessingIsTheSameGranuleUnderAnotherLabel}; {@code
 *     RetrieveCommandTest}
 * <tr><td>13 turn of the year<td>{@link #exposuresCrossTheTurnOfTheYear}; {@code ClimatologyTest};
 *     counts of good profiles: {@code KokyuMetricsTest}
 * <tr><td>14 weather of the next day<td>{@code GriddedMeteorologyTest}
 * <tr><td>15 partial files<td>{@link #fileShorterThanItsSuperblockSaysIsTruncated}
 * <tr><td>16 HARP without HDF5<td>{@code ProfileProductTest} (products are NetCDF-3)
 * <tr><td>17 dateline<td>{@link #datelineIsCrossed}; {@code LstFootprintsTest}
 * <tr><td>18 detectors off<td>{@link #noThermalExposuresIsAnEmptyGranule}; {@code
 *     KokyuMetricsTest}
 * </table>
 */
class GosatTrapsTest {
  private static final int N = 12;

  @TempDir Path folder;

  private static Map<String, Object> old() {
    return LayoutFixture.old(N, LayoutFixture.complex(N));
  }

  private static Map<String, Object> later() {
    return LayoutFixture.later(N, LayoutFixture.complex(N));
  }

  private Granule readOld(Map<String, Object> content) {
    return complete(LayoutFixture.write(folder, LayoutFixture.OLD_NAME, content));
  }

  private Granule readLater(Map<String, Object> content) {
    return complete(LayoutFixture.write(folder, LayoutFixture.NEW_NAME, content));
  }

  private Granule readGosat2(Map<String, Object> content) {
    return complete(LayoutFixture.write(folder, LayoutFixture.GOSAT2_NAME, content));
  }

  private static Granule complete(Path file) {
    Partial<Granule> read = new GranuleReader().read(file);
    assertEquals(List.of(), read.failures());
    return read.value();
  }

  private InputFault faultOfOld(Map<String, Object> content) {
    Path file = LayoutFixture.write(folder, LayoutFixture.OLD_NAME, content);
    return assertThrows(MalformedInputException.class, () -> new GranuleReader().read(file))
        .fault();
  }

  @Test
  void layoutIsSniffedAndCaseCounts() {
    assertEquals(2, readOld(old()).soundings().size());
    assertEquals(2, readLater(later()).soundings().size());
    assertEquals(2, readGosat2(LayoutFixture.gosat2(N)).soundings().size());
    // the old layout's inner paths are not those of the new one, not even in another case
    Map<String, Object> mixed = old();
    mixed.put("/spectrum/TIR/band4/obsWavelength", mixed.remove(LayoutFixture.OLD_RADIANCE));
    assertEquals(InputFault.UNSUPPORTED, faultOfOld(mixed));
    Map<String, Object> foreign = old();
    foreign.keySet().removeIf(path -> path.startsWith("/Global/"));
    assertEquals(InputFault.WRONG_FORMAT, faultOfOld(foreign));
  }

  @Test
  void textComesInEveryEncoding() {
    String path = "/Global/metadata/satelliteName";
    for (Object form :
        List.of(
            LayoutFixture.codes("GOSAT"),
            new int[] {'G', 'O', 'S', 'A', 'T'},
            new String[] {"G", "O", "S", "A", "T"},
            new String[] {"GOSAT\0\0"},
            "GOSAT")) {
      Map<String, Object> content = old();
      content.put(path, form);
      assertEquals(2, readOld(content).soundings().size());
    }
    // a text per exposure, as rows of codes
    Map<String, Object> rows = LayoutFixture.gosat2(N);
    rows.put(
        "/SoundingAttribute/observationTime",
        new byte[][] {
          LayoutFixture.codes("2020-03-01T12:34:05.125"),
          LayoutFixture.codes("2020-03-01T12:34:09.795")
        });
    assertEquals(
        Instant.parse("2020-03-01T12:34:09.795Z"), readGosat2(rows).soundings().get(1).time());
  }

  @Test
  void extensionIsNotThatOfHdf5() {
    assertTrue(GosatFileName.parse(LayoutFixture.OLD_NAME).isPresent());
    assertTrue(GosatFileName.parse(LayoutFixture.OLD_NAME.replace(".01", ".h5")).isEmpty());
    assertEquals(2, readOld(old()).soundings().size());
  }

  @Test
  void filesWithoutShortWaveOrWithoutSpectra() {
    // no member of these files has SWIR in its path
    assertTrue(old().keySet().stream().noneMatch(path -> path.contains("SWIR")));
    Map<String, Object> night = old();
    Path file = LayoutFixture.write(folder, LayoutFixture.OLD_NAME.replace("OB1D", "OB1N"), night);
    assertTrue(complete(file).night());
    assertEquals(2, complete(file).soundings().size());
    // a chain without data says so with a dash and has no spectra
    Map<String, Object> off = LayoutFixture.gosat2(N);
    off.keySet().removeIf(path -> path.startsWith("/SpectraTIR"));
    off.put("/Metadata/startDateTIR", LayoutFixture.codes("-"));
    assertEquals(List.of(), readGosat2(off).soundings());
    off.remove("/Metadata/startDateTIR");
    Path broken = LayoutFixture.write(folder, LayoutFixture.GOSAT2_NAME, off);
    assertThrows(MalformedInputException.class, () -> new GranuleReader().read(broken));
    // the common file has no place in the grammar
    assertTrue(GosatFileName.parse(LayoutFixture.GOSAT2_NAME.replace("1BT", "1BC")).isEmpty());
    assertTrue(GosatFileName.parse(LayoutFixture.GOSAT2_NAME.replace("1BT", "1BS")).isEmpty());
  }

  @Test
  void axisComesFromTheFilePerExposure() {
    Granule granule = readOld(old());
    for (int s = 0; s < 2; s++) {
      Spectrum spectrum = granule.soundings().get(s).spectra().get(0);
      assertEquals(
          (LayoutFixture.FIRST + s) * LayoutFixture.INTERVAL,
          spectrum.axis().wavenumberPerCm(0),
          1e-12);
    }
    Map<String, Object> other = later();
    other.put("/spectrum/TIR/interval", new double[] {0.2});
    Spectrum spectrum = readLater(other).soundings().get(0).spectra().get(0);
    assertEquals(
        LayoutFixture.FIRST * LayoutFixture.INTERVAL + 2.2,
        spectrum.axis().wavenumberPerCm(11),
        1e-12);
    // begin and interval exchanged is no axis
    Map<String, Object> exchanged = old();
    exchanged.put(LayoutFixture.OLD_AXIS, new double[][] {{700, 0.2}, {700, 0.2}});
    Path file = LayoutFixture.write(folder, LayoutFixture.OLD_NAME, exchanged);
    assertEquals(2, new GranuleReader().read(file).failures().size());
  }

  @Test
  void radianceIsPerSquareCentimetre() {
    assertEquals(1.202e-5, LayoutFixture.planck(650, 0.2, 1, 280)[0], 1e-8);
    for (Granule g :
        List.of(readOld(old()), readLater(later()), readGosat2(LayoutFixture.gosat2(N)))) {
      Spectrum s = g.soundings().get(0).spectra().get(0);
      for (int c = 0; c < N; c++) {
        double nu = s.axis().wavenumberPerCm(c);
        assertEquals(280, Planck.brightnessTemperature(nu, s.radiance(c)), 1e-4);
      }
    }
  }

  @Test
  void fillIsNoNumber() {
    Map<String, Object> content = old();
    float[][][] radiance = LayoutFixture.complex(N);
    radiance[0][3][0] = -1.0e30f;
    radiance[0][4][0] = -9999f;
    radiance[0][5][0] = 7.7e-6f;
    content.put(LayoutFixture.OLD_RADIANCE, radiance);
    Object[] forms = {7.7e-6, 7.7e-6f, "7.7e-6", new double[] {7.7e-6}, new String[] {"7.7e-6"}};
    for (Object invalid : forms) {
      Spectrum s =
          complete(
                  LayoutFixture.write(
                      folder,
                      LayoutFixture.OLD_NAME,
                      content,
                      LayoutFixture.OLD_RADIANCE,
                      Map.of("invalidValue", invalid)))
              .soundings()
              .get(0)
              .spectra()
              .get(0);
      for (int c = 0; c < N; c++) {
        assertEquals(c >= 3 && c <= 5, Double.isNaN(s.radiance(c)), invalid + " channel " + c);
      }
    }
    Spectrum unmarked = readOld(content).soundings().get(0).spectra().get(0);
    assertEquals(7.7e-2, unmarked.radiance(5), 1e-8);
  }

  /** A count of 7575 taken for granted turns 7000 channels into garbage. */
  @Test
  void channelsAreCountedNotAssumed() {
    for (int channels : new int[] {7000, 7575}) {
      Map<String, Object> content = LayoutFixture.later(channels, LayoutFixture.complex(channels));
      Spectrum s = readLater(content).soundings().get(1).spectra().get(0);
      assertEquals(channels, s.axis().count());
      double nu = LayoutFixture.INTERVAL * (LayoutFixture.FIRST + channels);
      // the second spectrum of the fixture starts a channel later
      assertEquals(280, Planck.brightnessTemperature(nu, s.radiance(channels - 1)), 1e-4);
    }
    Map<String, Object> wrong = LayoutFixture.later(7000, LayoutFixture.complex(7000));
    wrong.put("/spectrum/TIR/band4/obsDataPointNum", new int[] {7575});
    Path file = LayoutFixture.write(folder, LayoutFixture.NEW_NAME, wrong);
    MalformedInputException fault =
        assertThrows(MalformedInputException.class, () -> new GranuleReader().read(file));
    assertEquals(InputFault.HEADER_MISMATCH, fault.fault());
    assertTrue(fault.getMessage().contains("7575"), fault.getMessage());
  }

  @Test
  void onlyTheRealPartCounts() {
    float[][][] negative = LayoutFixture.complex(N);
    negative[0][0][0] = -2e-8f;
    Map<String, Object> content = old();
    content.put(LayoutFixture.OLD_RADIANCE, negative);
    Spectrum s = readOld(content).soundings().get(0).spectra().get(0);
    assertEquals(-2e-4, s.radiance(0), 1e-10);
    float[][][] single = new float[2][N][1];
    for (int c = 0; c < N; c++) {
      single[0][c][0] = single[1][c][0] = negative[0][c][0];
    }
    content.put(LayoutFixture.OLD_RADIANCE, single);
    assertArrayEquals(
        s.radiances(), readOld(content).soundings().get(0).spectra().get(0).radiances());
  }

  /** The interferogram's centre comes two seconds later; identities keep the milliseconds. */
  @Test
  void timeIsTheStartAndIsNotRounded() {
    Map<String, Object> content = old();
    content.put(
        LayoutFixture.POINT + "/Time",
        new String[] {"2015-07-01T12:00:33.959Z", "2015-07-01T12:00:34.000Z"});
    Granule g = readOld(content);
    assertEquals(Instant.parse("2015-07-01T12:00:33.959Z"), g.soundings().get(0).time());
    assertEquals("GOSAT-20150701T120033959", g.soundings().get(0).id());
    assertNotEquals(g.soundings().get(0).id(), g.soundings().get(1).id());
  }

  /** Names of one real minute: the scene was cut where the mode changed. */
  @Test
  void cutScenesAreAllReadAndEachExposureOnce() {
    String[] parts = {"0241_1BOB1D", "0242_1BSPOD", "0243_1BOB1D", "0244_1BSPOD"};
    Set<String> keys = new HashSet<>();
    ExposureRegister register = new ExposureRegister();
    for (int p = 0; p < parts.length; p++) {
      Map<String, Object> content = old();
      content.put(
          LayoutFixture.POINT + "/Time",
          new String[] {
            "2015-07-01T12:00:%02dZ".formatted(10 * p),
            "2015-07-01T12:00:%02d.6Z".formatted(10 * p + 4)
          });
      Path file =
          LayoutFixture.write(
              folder, LayoutFixture.OLD_NAME.replace("0240_1BOB1D", parts[p]), content);
      Granule granule = complete(file);
      assertTrue(keys.add(granule.key()), granule.key());
      for (Sounding s : granule.soundings()) {
        assertTrue(register.add(s).isEmpty());
        assertEquals(s.id(), register.add(s).orElseThrow(), "the same exposure in another file");
      }
    }
    assertEquals(4, keys.size());
    // at one time in two places, or at one place a second later, is another exposure
    Sounding first = readOld(old()).soundings().get(0);
    assertTrue(register.add(moved(first, 0, 0)).isEmpty());
    assertTrue(register.add(moved(first, 20, 0.001)).isPresent(), "moved by metres");
    assertTrue(register.add(moved(first, 0, 1)).isEmpty());
    assertTrue(register.add(moved(first, 1100, 0)).isEmpty());
  }

  private static Sounding moved(Sounding s, long millis, double degrees) {
    return new Sounding(
        s.id(),
        s.instrument(),
        s.time().plusMillis(333 + millis),
        new org.kokyu.core.sounding.SoundingGeometry(
            s.geometry().latitudeDeg() + degrees, 180, 0, 0, 0, 0, 0),
        List.of(),
        0);
  }

  @Test
  void sameTimeAndPlaceUnderTwoIdentitiesIsOneExposure() {
    Map<String, Object> content = LayoutFixture.gosat2(N);
    content.put("/SoundingAttribute/soundingUniqueID", new String[] {"a", "b"});
    content.put(
        "/SoundingAttribute/observationTime",
        new String[] {"2020-03-01T12:34:05.125Z", "2020-03-01T12:34:05.125Z"});
    content.put("/SoundingGeometry/latitude", new float[] {10, 10.001f});
    content.put("/SoundingGeometry/longitude", new float[] {180, -179.999f});
    Partial<Granule> read =
        new GranuleReader().read(LayoutFixture.write(folder, LayoutFixture.GOSAT2_NAME, content));
    assertEquals(1, read.value().soundings().size());
    assertTrue(read.failures().get(0).detail().contains("GOSAT2-a"));
  }

  @Test
  void reprocessingIsTheSameGranuleUnderAnotherLabel() {
    Granule before = complete(LayoutFixture.write(folder, version("220220"), later()));
    Granule after = complete(LayoutFixture.write(folder, version("220221"), later()));
    assertEquals(before.key(), after.key());
    assertEquals(before.start(), after.start());
    assertEquals("220220", before.l1bVersion());
    assertEquals("220221", after.l1bVersion());
    for (int i = 0; i < 2; i++) {
      assertEquals(before.soundings().get(i).id(), after.soundings().get(i).id());
    }
  }

  private static String version(String version) {
    return LayoutFixture.NEW_NAME.replace("220221", version);
  }

  @Test
  void exposuresCrossTheTurnOfTheYear() {
    Granule g = readLater(later());
    assertEquals(Instant.parse("2020-12-31T23:59:58.250Z"), g.soundings().get(0).time());
    assertEquals(Instant.parse("2021-01-01T00:00:02.920Z"), g.soundings().get(1).time());
    assertEquals(Instant.parse("2020-12-31T23:59:00Z"), g.start());
  }

  /** The superblock of version 0 holds the end of the file in bytes 40 to 47. */
  @Test
  void fileShorterThanItsSuperblockSaysIsTruncated() throws IOException {
    Path file = LayoutFixture.write(folder, LayoutFixture.OLD_NAME, old());
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));
    assertEquals(InputFault.TRUNCATED, fault(file));
    // the same check on a superblock as the agency's files have it
    byte[] version0 = Arrays.copyOf(new byte[] {(byte) 0x89, 'H', 'D', 'F', 13, 10, 26, 10}, 96);
    version0[13] = 8;
    version0[14] = 8;
    ByteBuffer.wrap(version0).order(ByteOrder.LITTLE_ENDIAN).putLong(40, 1_221_384);
    Files.write(file, version0);
    MalformedInputException cut =
        assertThrows(MalformedInputException.class, () -> new GranuleReader().read(file));
    assertEquals(InputFault.TRUNCATED, cut.fault());
    assertTrue(cut.getMessage().contains("1221384"), cut.getMessage());
  }

  private static InputFault fault(Path file) {
    return assertThrows(MalformedInputException.class, () -> new GranuleReader().read(file))
        .fault();
  }

  @Test
  void datelineIsCrossed() {
    Map<String, Object> content = old();
    content.put(LayoutFixture.POINT + "/geometricInfo/centerLon", new float[] {179.99f, 180.02f});
    Granule g = readOld(content);
    assertEquals(179.99, g.soundings().get(0).geometry().longitudeDeg(), 1e-5);
    assertEquals(-179.98, g.soundings().get(1).geometry().longitudeDeg(), 1e-5);
  }

  @Test
  void noThermalExposuresIsAnEmptyGranule() {
    Map<String, Object> content = old();
    content.put("/exposureAttribute/numPoints_TIR", new int[] {0});
    content.remove(LayoutFixture.OLD_RADIANCE);
    content.remove(LayoutFixture.OLD_AXIS);
    assertEquals(List.of(), readOld(content).soundings());
    Map<String, Object> contradiction = old();
    contradiction.put("/exposureAttribute/numPoints_TIR", new int[] {1});
    assertEquals(InputFault.HEADER_MISMATCH, faultOfOld(contradiction));
  }

  @Test
  void alongTrackAngleIsCarriedWhereGiven() {
    Map<String, Object> content = LayoutFixture.gosat2(N);
    assertTrue(
        Double.isNaN(readGosat2(content).soundings().get(0).geometry().alongTrackAngleDeg()));
    content.put("/SoundingGeometry/alongTrackAngle", new float[] {-21.5f, -9999f});
    List<Sounding> soundings = readGosat2(content).soundings();
    assertEquals(-21.5, soundings.get(0).geometry().alongTrackAngleDeg(), 1e-6);
    assertTrue(Double.isNaN(soundings.get(1).geometry().alongTrackAngleDeg()));
    assertFalse(soundings.isEmpty());
  }
}
