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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.scene.ImagerSatellite;
import org.kokyu.core.scene.SceneGrid;

class NoaaCloudMaskReaderTest {
  private static final String NAME =
      "AHI-CMSK_v1r1_h09_s202405140320210_e202405140329404_c202405140337548.nc";
  private static final SceneGrid.Native DISK = new SceneGrid.Native(1, 1, 60, 60);
  @TempDir private Path dir;
  private final NoaaCloudMaskReader reader = new NoaaCloudMaskReader(DISK);

  private InputFault fault(SampleFiles file) throws IOException {
    return fault(file.write(dir.resolve(NAME)));
  }

  private InputFault fault(Path file) {
    MalformedInputException e =
        assertThrows(MalformedInputException.class, () -> reader.read(file, DISK));
    assertTrue(e.getMessage().startsWith(file.getFileName() + ": "), e.getMessage());
    return e.fault();
  }

  @Test
  void levelsAndProbabilities() throws IOException {
    Path file = SampleFiles.cloudMask().write(dir.resolve(NAME));
    CloudMaskImage m = reader.read(file, DISK);
    assertEquals(Instant.parse("2024-05-14T03:20:00Z"), m.slot().nominalTime());
    assertEquals(ImagerSatellite.H09, m.slot().satellite());
    assertTrue(m.qualityScreened());
    for (int i = 0; i < 3600; i++) {
      int r = i / 60;
      int c = i % 60;
      boolean none = r == 0 || c == 59; // fill, or flagged
      assertEquals(none ? -1 : (r + c) % 4, m.level()[i]);
      assertEquals(none ? Double.NaN : (r + c) % 4 / 3.0, m.probability()[i], 1e-6);
    }
    SceneGrid.Native window = new SceneGrid.Native(11, 21, 5, 7);
    CloudMaskImage part = reader.read(file, window);
    assertEquals(m.level()[12 * 60 + 23], part.level()[2 * 7 + 3]);
    assertEquals(35, part.level().length);
    assertThrows(
        IllegalArgumentException.class, () -> reader.read(file, new SceneGrid.Native(60, 1, 2, 1)));
  }

  /** A whole disk in NetCDF-4, most of its chunks never written. */
  @Test
  void netcdf4OfTheWholeDiskIsRead() throws URISyntaxException {
    Path file = Path.of(NoaaCloudMaskReaderTest.class.getResource(NAME).toURI());
    SceneGrid.Native window = new SceneGrid.Native(999, 1999, 30, 40);
    CloudMaskImage m = new NoaaCloudMaskReader().read(file, window);
    for (int i = 0; i < m.level().length; i++) {
      int r = i / 40 - 2;
      int c = i % 40 - 2;
      boolean some = r >= 0 && r < 20 && c >= 0 && c < 29;
      assertEquals(some ? (r + c) % 4 : -1, m.level()[i], "row " + r + " column " + c);
      assertEquals(some ? (r + c) % 4 / 3.0 : Double.NaN, m.probability()[i], 1e-6);
    }
    SceneGrid.Native elsewhere = new SceneGrid.Native(4000, 4000, 10, 10);
    for (byte level : new NoaaCloudMaskReader().read(file, elsewhere).level()) {
      assertEquals(-1, level);
    }
  }

  @Test
  void whatContradictsItselfIsRefused() throws IOException {
    assertEquals(
        InputFault.CORRUPT, fault(SampleFiles.cloudMask().bytes("CloudMask", (r, c) -> 4)));
    assertEquals(InputFault.HEADER_MISMATCH, fault(SampleFiles.cloudMask().without("CloudMask")));
    assertEquals(
        InputFault.HEADER_MISMATCH, fault(SampleFiles.cloudMask().without("CloudProbability")));
    assertEquals(
        InputFault.HEADER_MISMATCH,
        fault(SampleFiles.cloudMask().attribute("satellite_name", "Himawari-8")));
    assertEquals(
        InputFault.HEADER_MISMATCH,
        fault(SampleFiles.cloudMask().attribute("cdm_data_type", "Japan")));
    assertEquals(
        InputFault.HEADER_MISMATCH,
        fault(SampleFiles.cloudMask().attribute("time_coverage_start", "2024-05-14T03:30:21Z")));
    assertEquals(
        InputFault.HEADER_MISMATCH,
        fault(SampleFiles.cloudMask().attribute("time_coverage_end", "soon")));
    Path file = SampleFiles.cloudMask().write(dir.resolve(NAME));
    MalformedInputException e =
        assertThrows(
            MalformedInputException.class,
            () -> new NoaaCloudMaskReader().read(file, NoaaCloudMaskReader.FULL_DISK));
    assertEquals(InputFault.HEADER_MISMATCH, e.fault());
    assertEquals(
        InputFault.WRONG_FORMAT, fault(Files.move(file, dir.resolve("AHI-CPHS_v1r1_h09.nc"))));
  }

  @Test
  void cutFilesAreRefused() throws IOException {
    Path file = SampleFiles.cloudMask().without("CloudMaskQualFlag").write(dir.resolve(NAME));
    assertFalse(reader.read(file, DISK).qualityScreened());
    byte[] sound = Files.readAllBytes(file);
    for (int i = 1; i < 20; i++) {
      Files.write(file, Arrays.copyOf(sound, sound.length * i / 20));
      fault(file);
    }
  }

  @Test
  void midnightMayStartTheDayBefore() {
    NoaaCloudMaskFileName n =
        NoaaCloudMaskFileName.parse(
                "AHI-CMSK_v1r1_h08_s202405132359580_e202405140009404_c202405140017548.nc")
            .orElseThrow();
    assertEquals(Instant.parse("2024-05-14T00:00:00Z"), n.slot().nominalTime());
    assertEquals(ImagerSatellite.H08, n.satellite());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AHI-CHGT_v1r1_h09_s202405140320210_e202405140329404_c202405140337548.nc",
        "AHI-CMSK_v1r1_h09_s202405140320210_e202405140309404_c202405140337548.nc",
        "AHI-CMSK_v1r1_h09_s202402300320210_e202405140329404_c202405140337548.nc",
        "AHI-CMSK_v1r1_g16_s202405140320210_e202405140329404_c202405140337548.nc"
      })
  void otherNamesAreNotCloudMasks(String name) {
    assertFalse(NoaaCloudMaskFileName.parse(name).isPresent());
  }
}
