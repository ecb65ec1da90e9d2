package org.kokyu.himawari.netcdf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.result.UnavailableInputException;
import org.kokyu.core.scene.ImagerSatellite;
import org.kokyu.core.scene.ImagerScene;
import org.kokyu.core.scene.SceneGrid;

class PtreeReaderTest {
  private static final String NAME = "NC_H09_20240514_0320_R21_FLDK.00041_00031.nc";
  private static final double WEST = 138.8;
  @TempDir private Path dir;
  private final PtreeReader reader = new PtreeReader();

  private ImagerScene read(SampleFiles file, Set<Integer> bands) throws IOException {
    return reader.read(file.write(dir.resolve(NAME)), bands, PtreeReader.Bounds.ALL);
  }

  private InputFault fault(SampleFiles file) throws IOException {
    return fault(file.write(dir.resolve(NAME)));
  }

  private InputFault fault(Path file) {
    MalformedInputException e =
        assertThrows(
            MalformedInputException.class,
            () -> reader.read(file, Set.of(3, 13), PtreeReader.Bounds.ALL));
    assertTrue(e.getMessage().startsWith(file.getFileName() + ": "), e.getMessage());
    return e.fault();
  }

  @Test
  void bandsAreOnTheFilesOwnNodes() throws IOException {
    ImagerScene s = read(SampleFiles.ptree(WEST), Set.of(13, 14, 15, 3));
    SceneGrid.LatLon g = (SceneGrid.LatLon) s.grid();
    assertEquals("ptree-0.05", g.name());
    assertEquals(36.5, g.latitudeDeg(0), 1e-9);
    assertEquals(138.8, g.longitudeDeg(0), 1e-9);
    assertEquals(35.0, g.latitudeDeg(30), 1e-9);
    assertEquals(140.8f, s.geometry().longitudeDeg(40), 1e-4);
    assertEquals(ImagerSatellite.H09, s.slot().satellite());
    assertEquals(Instant.parse("2024-05-14T03:20:00Z"), s.slot().nominalTime());
    float[] t = s.band(13).orElseThrow().brightnessTemperatureK();
    assertEquals(283.15 + 0.1 * 7 - 0.01 * 5, t[7 * 41 + 5], 1e-4);
    assertTrue(Float.isNaN(t[3 * 41 + 4]));
    assertEquals(40.07, s.geometry().viewZenithDeg()[7 * 41], 1e-4);
    assertFalse(s.band(15).isPresent());
    assertEquals(4, s.expectedSegments());
    assertEquals(3, s.presentSegments());
    assertEquals(64, s.inputs().get(0).sha256().length());
  }

  /** Albedo is reflectance times the cosine of the solar zenith already (here 60 degrees). */
  @Test
  void albedoIsNotMultipliedAgain() throws IOException {
    float[] r = read(SampleFiles.ptree(WEST), Set.of(3)).reflectance(3).orElseThrow().reflectance();
    assertEquals(0.2 + 0.01 * 2 + 0.0001 * 6, r[2 * 41 + 6], 1e-6);
  }

  /** The file has numbers beyond the horizon. */
  @Test
  void whatTheSatelliteDoesNotSeeHasNoValue() throws IOException {
    ImagerScene s = read(SampleFiles.ptree(WEST), Set.of(3, 13));
    float[] t = s.band(13).orElseThrow().brightnessTemperatureK();
    for (int r : new int[] {28, 29, 30}) {
      assertTrue(Float.isNaN(t[r * 41]));
      assertTrue(Float.isNaN(s.reflectance(3).orElseThrow().reflectance()[r * 41 + 1]));
      assertTrue(Float.isNaN(s.geometry().viewZenithDeg()[r * 41 + 2]));
      assertTrue(Float.isNaN(s.timeOffsetSeconds()[r * 41 + 3]));
    }
    assertFalse(Float.isNaN(t[27 * 41]));
  }

  @Test
  void hoursBecomeSecondsOfTheSlot() throws IOException {
    ImagerScene s = read(SampleFiles.ptree(WEST), Set.of(13));
    assertEquals(16667 * 0.72 - 12000, s.timeOffsetSeconds()[0], 0.01);
    assertEquals(16867 * 0.72 - 12000, s.timeOffsetSeconds()[10 * 41], 0.01);
    assertTrue(
        Float.isNaN(
            read(SampleFiles.ptree(WEST).without("Hour"), Set.of(13)).timeOffsetSeconds()[0]));
  }

  /** The slot of midnight may be scanned from 23:59 on. */
  @Test
  void hoursRunOverMidnight() throws IOException {
    SampleFiles file =
        SampleFiles.ptree(WEST)
            .without("start_time")
            .time("end_time", 60444.006)
            .packed("Hour", 0.001, 0, "h", (r, c) -> r == 0 ? 23990 : 100);
    Path path = file.write(dir.resolve(NAME.replace("0320", "0000")));
    float[] t = reader.read(path, Set.of(13), PtreeReader.Bounds.ALL).timeOffsetSeconds();
    assertEquals(-36, t[0], 0.01);
    assertEquals(360, t[41], 0.01);
  }

  /**
   * The published grid was widened: the west and the size are the file's, beyond 180 degrees too.
   */
  @ParameterizedTest
  @ValueSource(doubles = {70, 80, 179.0, 208})
  void theGridIsTheFiles(double west) throws IOException {
    ImagerScene s = read(SampleFiles.ptree(west), Set.of(13));
    SceneGrid.LatLon g = (SceneGrid.LatLon) s.grid();
    assertEquals(west, g.longitudeDeg(0), 1e-6);
    float last = s.geometry().longitudeDeg(40);
    assertEquals(west + 2 > 180 ? west + 2 - 360 : west + 2, last, 1e-4);
  }

  @Test
  void windowsAreCutAtNodes() throws IOException {
    Path file = SampleFiles.ptree(WEST).write(dir.resolve(NAME));
    ImagerScene all = reader.read(file, Set.of(13), PtreeReader.Bounds.ALL);
    ImagerScene part =
        reader.read(file, Set.of(13), new PtreeReader.Bounds(35.5, 36.01, 139.0, 139.52));
    SceneGrid.LatLon g = (SceneGrid.LatLon) part.grid();
    assertEquals(11, g.rows());
    assertEquals(11, g.columns());
    assertEquals(36.0, g.latitudeDeg(0), 1e-9);
    assertEquals(139.0, g.longitudeDeg(0), 1e-9);
    for (int r = 0; r < 11; r++) {
      for (int c = 0; c < 11; c++) {
        assertEquals(
            all.band(13).orElseThrow().brightnessTemperatureK()[(r + 10) * 41 + c + 4],
            part.band(13).orElseThrow().brightnessTemperatureK()[r * 11 + c]);
      }
    }
    PtreeReader.Bounds elsewhere = new PtreeReader.Bounds(0, 1, 0, 1);
    assertThrows(MalformedInputException.class, () -> reader.read(file, Set.of(13), elsewhere));
  }

  @Test
  void netcdf4IsReadToo() throws URISyntaxException {
    Path file = Path.of(PtreeReaderTest.class.getResource(NAME).toURI());
    ImagerScene s = reader.read(file, Set.of(3, 13), PtreeReader.Bounds.ALL);
    float[] t = s.band(13).orElseThrow().brightnessTemperatureK();
    for (int i = 0; i < t.length; i++) {
      double expected = i == 3 * 41 + 4 ? Double.NaN : 283.15 + (i / 41) / 10.0 - (i % 41) / 100.0;
      assertEquals(expected, t[i], 1e-4);
    }
    assertEquals(0.2221, s.reflectance(3).orElseThrow().reflectance()[2 * 41 + 21], 1e-6);
  }

  @Test
  void whatContradictsItselfIsRefused() throws IOException {
    assertEquals(InputFault.HEADER_MISMATCH, fault(SampleFiles.ptree(WEST).without("SAZ")));
    assertEquals(
        InputFault.HEADER_MISMATCH,
        fault(SampleFiles.ptree(WEST).without("tbb_13").without("albedo_03")));
    assertEquals(
        InputFault.HEADER_MISMATCH, fault(SampleFiles.ptree(WEST).axis("latitude", 3, 36.3)));
    assertEquals(
        InputFault.HEADER_MISMATCH,
        fault(SampleFiles.ptree(WEST).axis("longitude", 40, Double.NaN)));
    assertEquals(
        InputFault.HEADER_MISMATCH, fault(SampleFiles.ptree(WEST).time("start_time", 60445)));
    assertEquals(
        InputFault.HEADER_MISMATCH,
        fault(SampleFiles.ptree(WEST).packed("Hour", 0.001, 0, "h", (r, c) -> 9000)));
    assertEquals(
        InputFault.HEADER_MISMATCH,
        fault(SampleFiles.ptree(WEST).packed("tbb_13", 0.01, 0, "degC", (r, c) -> 1000)));
    assertEquals(
        InputFault.HEADER_MISMATCH,
        fault(SampleFiles.ptree(WEST).packed("tbb_13", 0, 273.15, "K", (r, c) -> 1000)));
    // add_offset lost: negative temperatures
    assertEquals(
        InputFault.CORRUPT,
        fault(SampleFiles.ptree(WEST).packed("tbb_13", 0.01, 0, "K", (r, c) -> -1000)));
    assertEquals(
        InputFault.CORRUPT,
        fault(SampleFiles.ptree(WEST).packed("albedo_03", 0.01, 0, "1", (r, c) -> 2000)));
    Path other = dir.resolve("NC_H09_20240514_0320_R21_FLDK.00040_00031.nc");
    assertEquals(InputFault.HEADER_MISMATCH, fault(SampleFiles.ptree(WEST).write(other)));
  }

  @Test
  void otherFilesAreRefused() throws IOException {
    Path file = dir.resolve(NAME);
    assertThrows(
        UnavailableInputException.class,
        () -> reader.read(file, Set.of(13), PtreeReader.Bounds.ALL));
    Files.createFile(file);
    assertEquals(InputFault.EMPTY, fault(file));
    Files.writeString(file, "<html>login</html>");
    assertEquals(InputFault.WRONG_FORMAT, fault(file));
    assertEquals(InputFault.WRONG_FORMAT, fault(Files.move(file, dir.resolve("x.nc"))));
  }

  /** Partial uploads and damage: a refusal by type, or values. */
  @Test
  void cutAndDamagedFilesEndByType() throws Exception {
    byte[] netcdf4 = Files.readAllBytes(Path.of(PtreeReaderTest.class.getResource(NAME).toURI()));
    byte[] classic = Files.readAllBytes(SampleFiles.ptree(WEST).write(dir.resolve(NAME)));
    SplittableRandom random = new SplittableRandom(11);
    Path file = dir.resolve(NAME);
    int refused = 0;
    for (byte[] sound : new byte[][] {classic, netcdf4}) {
      for (int i = 1; i < 20; i++) {
        Files.write(file, Arrays.copyOf(sound, sound.length * i / 20));
        fault(file);
      }
      for (int i = 0; i < 50; i++) {
        byte[] damaged = sound.clone();
        for (int k = 0; k < 3; k++) {
          damaged[random.nextInt(i % 2 == 0 ? 2000 : damaged.length)] = (byte) random.nextInt();
        }
        Files.write(file, damaged);
        try {
          reader.read(file, Set.of(3, 13), PtreeReader.Bounds.ALL);
        } catch (MalformedInputException e) {
          refused++;
        }
      }
    }
    assertTrue(refused > 20, "refused " + refused);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NC_H09_20240514_0325_R21_FLDK.07001_06001.nc",
        "NC_H10_20240514_0320_R21_FLDK.07001_06001.nc",
        "NC_H09_20240230_0320_R21_FLDK.07001_06001.nc",
        "NC_H09_20240514_2400_R21_FLDK.07001_06001.nc",
        "NC_H09_20240514_0320_R21_FLDK.07001_06001.nc.part",
        "NC_H09_20240514_0320_L2CLP010_FLDK.02401_02401.nc"
      })
  void otherNamesAreNotPtrees(String name) {
    assertFalse(PtreeFileName.parse(name).isPresent());
  }

  @Test
  void partsOfAName() {
    PtreeFileName n =
        PtreeFileName.parse("NC_H08_20200814_0000_r14_FLDK.02701_02601.nc").orElseThrow();
    assertEquals(ImagerSatellite.H08, n.satellite());
    assertEquals(2701, n.columns());
    assertEquals(2601, n.rows());
  }
}
