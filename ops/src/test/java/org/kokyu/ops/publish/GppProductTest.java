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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kokyu.core.provenance.InputRef;
import org.kokyu.core.provenance.Provenance;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.result.UnavailableInputException;
import org.kokyu.core.scene.GppField;
import org.kokyu.core.scene.GppQuality;
import org.kokyu.core.scene.ImagerSatellite;
import org.kokyu.core.scene.SceneGeometry;
import org.kokyu.core.scene.SceneGrid;
import org.kokyu.core.scene.SlotKey;

class GppProductTest {
  private static final SceneGrid.Native WINDOW = new SceneGrid.Native(1201, 2101, 41, 67);
  private static final SceneGrid.LatLon REGULAR =
      new SceneGrid.LatLon("asia-0.02", 50, 100, 0.02, 41, 67);

  @TempDir Path folder;

  private static GppField field(SceneGrid grid) {
    int n = grid.size();
    float[][] v = new float[10][n];
    byte[] cover = new byte[n];
    byte[] flag = new byte[n];
    short[] word = new short[n];
    for (int i = 0; i < n; i++) {
      v[0][i] = 50f - 0.02f * (i / grid.columns());
      v[1][i] = 100f + 0.02f * (i % grid.columns());
      v[2][i] = i % 3 == 0 ? 0 : i % 7 == 3 ? Float.NaN : 0.021f * i;
      v[3][i] = 0.1f + 0.001f * i;
      v[4][i] = i % 5 == 0 ? 0 : 0.7f * i;
      v[5][i] = (i % 100) / 99f;
      v[6][i] = (i % 90) / 99f;
      v[7][i] = (i % 70) / 10f;
      v[8][i] = 250 + 0.02f * i;
      v[9][i] = 1.7f * i;
      cover[i] = (byte) (i % 18);
      flag[i] = (byte) (i % 3);
      word[i] = (short) (i % 4096 | (i % 2) << 15);
    }
    return new GppField(
        new SlotKey(ImagerSatellite.H09, "FLDK", Instant.parse("2024-05-20T06:30:00Z")),
        grid,
        new SceneGeometry(v[0], v[1], new float[n]),
        v[2],
        v[3],
        v[4],
        v[5],
        v[6],
        v[7],
        v[8],
        v[9],
        cover,
        flag,
        word,
        0.75,
        new GppField.Notes("model", "light", "vegetation", "weather", "cover"),
        new Provenance(
            List.of(new InputRef("HS_H09_a", "00".repeat(32))),
            List.of("gpp 1"),
            Instant.parse("2024-05-20T06:39:00Z")));
  }

  private Path written(SceneGrid grid) throws IOException {
    Path file = folder.resolve(grid.name() + ".nc");
    GppProduct.write(field(grid), new Revision(2, Revision.Maturity.NRT), file);
    return file;
  }

  private static void assertPacked(float[] expected, float[] found, double step) {
    for (int i = 0; i < expected.length; i++) {
      assertEquals(Float.isNaN(expected[i]), Float.isNaN(found[i]), "pixel " + i);
      if (!Float.isNaN(expected[i])) {
        assertEquals(expected[i], found[i], 0.51 * step, "pixel " + i);
      }
    }
  }

  @Test
  void mapsComeBackToTheirPacking() throws IOException {
    for (SceneGrid grid : List.of(WINDOW, REGULAR)) {
      GppField field = field(grid);
      try (MapReader map = GppProduct.open(written(grid))) {
        assertEquals(grid, map.grid());
        assertEquals(field.slot(), map.slot());
        assertEquals(2, map.revision());
        assertEquals(0.75, map.coverage());
        assertEquals(field.provenance().newestInput(), map.newestInput());
        assertEquals("light", map.text("light"));
        assertPacked(field.gpp(), map.floats("gpp"), 1 / 256.0);
        assertPacked(field.gppUncertainty(), map.floats("gpp_uncertainty"), 1 / 256.0);
        assertPacked(field.par(), map.floats("par"), 1 / 8.0);
        assertPacked(field.diffuseFraction(), map.floats("diffuse_fraction"), 1 / 16384.0);
        assertPacked(field.fapar(), map.floats("fapar"), 1 / 16384.0);
        assertPacked(field.lai(), map.floats("lai"), 1 / 1024.0);
        assertPacked(field.airTemperatureK(), map.floats("air_temperature"), 0.005);
        assertPacked(field.vpdPa(), map.floats("vpd"), 0.5);
        assertArrayEquals(field.landCover(), map.bytes("land_cover"));
        assertArrayEquals(field.qualityFlag(), map.bytes("quality_flag"));
        short[] word = new short[grid.size()];
        map.rows("quality_word", 0, grid.rows(), word);
        assertArrayEquals(field.qualityWord(), word);
        for (int i = 0; i < grid.size(); i += 3) {
          assertEquals(0f, map.floats("gpp")[i], "no light, no production: exactly");
        }
      }
    }
  }

  @Test
  void blocksOfRowsAreTheRowsOfTheWhole() throws IOException {
    try (MapReader map = GppProduct.open(written(WINDOW))) {
      float[] all = map.floats("gpp");
      byte[] cover = map.bytes("land_cover");
      for (int from = 0; from < WINDOW.rows(); from += 7) {
        int to = Math.min(WINDOW.rows(), from + 7);
        int n = (to - from) * WINDOW.columns();
        float[] part = new float[n];
        byte[] classes = new byte[n];
        map.rows("gpp", from, to, part);
        map.rows("land_cover", from, to, classes);
        int at = from * WINDOW.columns();
        assertArrayEquals(Arrays.copyOfRange(all, at, at + n), part);
        assertArrayEquals(Arrays.copyOfRange(cover, at, at + n), classes);
      }
    }
  }

  @Test
  void theLibraryReadsTheSame() throws IOException {
    try (NetcdfInput library = NetcdfInput.open(written(WINDOW));
        MapReader own = GppProduct.open(folder.resolve("native.nc"))) {
      for (String name : List.of("gpp", "par", "air_temperature", "vpd", "latitude")) {
        double[] expected = library.thinned(name, 1);
        float[] found = own.floats(name);
        for (int i = 0; i < found.length; i++) {
          assertEquals((float) expected[i], found[i], 4e-5f, name);
        }
      }
    }
  }

  @Test
  void anyNumberOfThreadsWritesTheSameBytes() throws IOException {
    ExecutorService pool = Executors.newFixedThreadPool(3);
    try {
      Path other = folder.resolve("other.nc");
      GppProduct.write(field(REGULAR), new Revision(2, Revision.Maturity.NRT), other, pool, 3);
      assertEquals(-1, Files.mismatch(written(REGULAR), other));
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void fileThatEndsEarlyIsRefusedWhereverItIsCut() throws IOException {
    byte[] whole = Files.readAllBytes(written(WINDOW));
    for (int length : new int[] {0, 40, 700, 2500, whole.length / 2, whole.length - 4}) {
      Path cut = folder.resolve("cut.nc");
      Files.write(cut, Arrays.copyOf(whole, length));
      MalformedInputException e =
          assertThrows(MalformedInputException.class, () -> GppProduct.open(cut));
      // within the header the format itself is in doubt
      InputFault expected =
          length == 0
              ? InputFault.EMPTY
              : length < 5000 ? InputFault.WRONG_FORMAT : InputFault.TRUNCATED;
      assertEquals(expected, e.fault(), "" + length);
    }
  }

  @Test
  void flippedBytesOfTheHeaderGiveAnAnswerOrARefusal() throws IOException {
    byte[] whole = Files.readAllBytes(written(WINDOW));
    int refused = 0;
    for (int at = 0; at < 4000; at += 7) {
      byte[] broken = whole.clone();
      broken[at] ^= (byte) 0x81;
      Path file = folder.resolve("broken.nc");
      Files.write(file, broken);
      try (MapReader map = GppProduct.open(file)) {
        assertTrue(map.grid().size() > 0);
      } catch (MalformedInputException e) {
        refused++;
      }
    }
    assertTrue(refused > 70, "refused " + refused);
  }

  @Test
  void otherFilesAreNamed() throws IOException {
    Path text = folder.resolve("text.nc");
    Files.writeString(text, "latitude,longitude\n");
    MalformedInputException e =
        assertThrows(MalformedInputException.class, () -> GppProduct.open(text));
    assertEquals(InputFault.WRONG_FORMAT, e.fault());
    assertTrue(e.getMessage().startsWith("text.nc: "), e.getMessage());
    assertThrows(
        UnavailableInputException.class, () -> GppProduct.open(folder.resolve("absent.nc")));
  }

  @Test
  void namesFollowTheContract() {
    String name = ProductNames.gpp(field(REGULAR).slot(), REGULAR, 2);
    assertEquals("KOKYU_L3_GPP_H09_20240520_0630_asia-0.02_r2.nc", name);
    assertEquals(
        new ProductNames.LstName("H09", Instant.parse("2024-05-20T06:30:00Z"), "asia-0.02", 2),
        ProductNames.parseGpp(name).orElseThrow());
    assertTrue(ProductNames.parseLst(name).isEmpty());
  }

  @Test
  void everyReasonHasABitOfItsOwn() {
    int all = 0;
    for (GppQuality q : GppQuality.values()) {
      assertEquals(0, all & q.bit());
      all |= q.bit();
    }
    assertEquals(GppQuality.values().length, GppQuality.meanings().split(" ").length);
  }
}
