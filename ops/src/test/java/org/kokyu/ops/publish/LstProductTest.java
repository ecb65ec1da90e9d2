package org.kokyu.ops.publish;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kokyu.core.provenance.InputRef;
import org.kokyu.core.provenance.Provenance;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.scene.BandImage;
import org.kokyu.core.scene.ImagerSatellite;
import org.kokyu.core.scene.LstField;
import org.kokyu.core.scene.SceneGeometry;
import org.kokyu.core.scene.SceneGrid;
import org.kokyu.core.scene.SlotKey;

class LstProductTest {
  private static final SceneGrid.Native WINDOW = new SceneGrid.Native(1201, 2101, 40, 60);
  private static final SceneGrid.LatLon REGULAR =
      new SceneGrid.LatLon("asia-0.02", 50, 100, 0.02, 40, 60);

  @TempDir Path folder;

  private static LstField field(SceneGrid grid) {
    int n = grid.size();
    float[] latitude = new float[n];
    float[] longitude = new float[n];
    float[] lst = new float[n];
    float[] uncertainty = new float[n];
    float[] bt = new float[n];
    byte[] cloud = new byte[n];
    byte[] quality = new byte[n];
    for (int i = 0; i < n; i++) {
      int row = i / grid.columns();
      int column = i % grid.columns();
      latitude[i] = i == 0 ? Float.NaN : 50f - 0.02f * row - 0.001f * column;
      longitude[i] = i == 0 ? Float.NaN : 100f + 0.02f * column;
      lst[i] = i % 7 == 3 ? Float.NaN : 250 + 0.013f * i % 90;
      uncertainty[i] = i % 7 == 3 ? Float.NaN : 0.7f + 0.0004f * i;
      bt[i] = 260 + 0.01f * column;
      cloud[i] = (byte) (i % 5 - 1);
      quality[i] = (byte) (i % 7 == 3 ? 2 : i % 2);
    }
    return new LstField(
        new SlotKey(ImagerSatellite.H09, "FLDK", Instant.parse("2024-05-14T03:20:00Z")),
        grid,
        new SceneGeometry(latitude, longitude, new float[n]),
        lst,
        uncertainty,
        cloud,
        cloud,
        quality,
        new short[n],
        List.of(new BandImage(13, 10.4, bt)),
        0.75,
        "split window of X (1999), DOI",
        true,
        new Provenance(
            List.of(new InputRef("HS_H09_a", "00".repeat(32))),
            List.of("lst 0.1.0"),
            Instant.parse("2024-05-14T03:29:00Z")));
  }

  private Path written(SceneGrid grid) throws IOException {
    Path file = folder.resolve(grid.name() + ".nc");
    LstProduct.write(field(grid), new Revision(1, Revision.Maturity.NRT), file);
    return file;
  }

  @Test
  void namesFollowTheContract() {
    assertEquals(
        "KOKYU_L2_LST_H09_20240514_0320_asia-0.02_r1.nc",
        ProductNames.lst(field(REGULAR).slot(), REGULAR, 1));
    assertEquals(
        "lst/2024/05/14/x.nc",
        ProductNames.archivePath("lst", Instant.parse("2024-05-14T03:20:00Z"), "x.nc"));
  }

  @Test
  void wholeMapsComeBackToTheirPacking() throws IOException {
    for (SceneGrid grid : List.of(WINDOW, REGULAR)) {
      LstField field = field(grid);
      LstOverview map = LstProduct.readOverview(written(grid), 1_000_000);
      assertEquals(1, map.stride());
      assertEquals(40, map.rows());
      assertEquals(60, map.columns());
      assertEquals("H09", map.platform());
      assertEquals(field.slot().nominalTime(), map.time());
      assertEquals(0.75, map.coverage());
      for (int i = 0; i < grid.size(); i++) {
        assertEquals(Float.isNaN(field.lstK()[i]), Float.isNaN(map.lstK()[i]));
        if (!Float.isNaN(map.lstK()[i])) {
          assertEquals(field.lstK()[i], map.lstK()[i], 0.0051);
        }
      }
      assertArrayEquals(field.cloudMask(), map.cloudMask());
      assertArrayEquals(field.qualityFlag(), map.qualityFlag());
    }
    LstOverview window = LstProduct.readOverview(written(WINDOW), 1_000_000);
    assertArrayEquals(field(WINDOW).geometry().latitudeDeg(), window.latitudeDeg());
    LstOverview regular = LstProduct.readOverview(written(REGULAR), 1_000_000);
    assertEquals(49.99f, regular.latitudeDeg()[59], 1e-5);
    assertEquals(101.19f, regular.longitudeDeg()[59], 1e-5);
  }

  @Test
  void overviewIsThinned() throws IOException {
    LstOverview map = LstProduct.readOverview(written(WINDOW), 200);
    assertEquals(4, map.stride());
    assertEquals(10 * 15, map.lstK().length);
    LstField field = field(WINDOW);
    assertEquals(field.lstK()[4 * 60 + 8], map.lstK()[15 + 2], 0.0051);
    assertEquals(field.geometry().longitudeDeg(4 * 60 + 8), map.longitudeDeg()[15 + 2]);
    LstOverview regular = LstProduct.readOverview(written(REGULAR), 200);
    assertEquals(REGULAR.latitudeDeg(4), regular.latitudeDeg()[15 + 2], 1e-5);
    assertEquals(REGULAR.longitudeDeg(8), regular.longitudeDeg()[15 + 2], 1e-5);
    assertEquals(1, LstProduct.readOverview(written(WINDOW), 1).lstK().length);
  }

  @Test
  void valuesThatCannotBePackedAreFill() throws IOException {
    LstField field = field(REGULAR);
    field.lstK()[10] = 9999;
    field.lstK()[11] = -100;
    Path file = folder.resolve("odd.nc");
    LstProduct.write(field, Revision.first(), file);
    LstOverview map = LstProduct.readOverview(file, 1_000_000);
    assertTrue(Float.isNaN(map.lstK()[10]) && Float.isNaN(map.lstK()[11]));
  }

  @Test
  void sameInputSameBytes() throws IOException {
    Path other = folder.resolve("other.nc");
    LstProduct.write(field(WINDOW), new Revision(1, Revision.Maturity.NRT), other);
    assertArrayEquals(Files.readAllBytes(written(WINDOW)), Files.readAllBytes(other));
  }

  @Test
  void ncdumpReadsIt() throws IOException {
    ExternalTool dump = ExternalTool.run("ncdump", "-h", written(WINDOW).toString());
    assertEquals(0, dump.exitCode(), dump.output());
    for (String part :
        List.of(
            "short lst(y, x)",
            "short lst_uncertainty(y, x)",
            "byte cloud_mask(y, x)",
            "byte quality_flag(y, x)",
            "short toa_bt_b13(y, x)",
            "int line(y)",
            "int column(x)",
            "float latitude(y, x)",
            "algorithm_status = \"published baseline\"",
            "maturity = \"nrt\"")) {
      assertTrue(dump.output().contains(part), part + " in " + dump.output());
    }
    ExternalTool kind = ExternalTool.run("ncdump", "-k", written(WINDOW).toString());
    assertEquals("64-bit offset", kind.output().strip());
    ExternalTool line = ExternalTool.run("ncdump", "-v", "line,column", written(WINDOW).toString());
    assertTrue(line.output().contains("line = 1201, 1202"), "lines count from the full disk");
  }

  @Test
  void cutFilesAreRefused() throws IOException {
    byte[] bytes = Files.readAllBytes(written(WINDOW));
    for (int tenth = 0; tenth < 10; tenth++) {
      Path cut =
          Files.write(folder.resolve("c.nc"), Arrays.copyOf(bytes, bytes.length * tenth / 10));
      assertThrows(MalformedInputException.class, () -> LstProduct.readOverview(cut, 100));
    }
  }
}
