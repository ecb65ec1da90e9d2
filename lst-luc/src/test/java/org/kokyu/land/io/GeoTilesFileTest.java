package org.kokyu.land.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.land.tile.GeoTiles;

class GeoTilesFileTest {
  private static final int CELLS = 4;

  @TempDir Path folder;

  private static GeoTiles tiles(long seed) {
    byte[] a = new byte[2 * GeoTiles.cells(CELLS)];
    byte[] b = a.clone();
    new SplittableRandom(seed).nextBytes(a);
    new SplittableRandom(seed + 1).nextBytes(b);
    return new GeoTiles(CELLS, 2, Map.of(7, a, 1234, b));
  }

  private Path file() {
    return folder.resolve("state/20240610.bin");
  }

  @Test
  void comesBackAsItWas() throws IOException {
    GeoTiles tiles = tiles(1);
    GeoTilesFile.Read written = GeoTilesFile.write(file(), "test", tiles);
    GeoTilesFile.Read read = GeoTilesFile.read(file(), "test", CELLS, 2).orElseThrow();
    assertEquals(written.sha256(), read.sha256());
    assertEquals(tiles.tiles().keySet(), read.tiles().tiles().keySet());
    tiles.tiles().forEach((n, b) -> assertArrayEquals(b, read.tiles().tiles().get(n)));
    assertTrue(GeoTilesFile.read(folder.resolve("none.bin"), "test", CELLS, 2).isEmpty());
  }

  @Test
  void broken() throws IOException {
    GeoTilesFile.write(file(), "test", tiles(1));
    byte[] whole = Files.readAllBytes(file());
    for (int length : new int[] {0, 10, 60, 100, whole.length / 2, whole.length - 1}) {
      Files.write(file(), Arrays.copyOf(whole, length));
      assertThrows(
          MalformedInputException.class, () -> GeoTilesFile.read(file(), "test", CELLS, 2));
    }
    byte[] flipped = whole.clone();
    flipped[whole.length - 5] ^= 1;
    Files.write(file(), flipped);
    assertEquals(InputFault.CORRUPT, fault("test", CELLS));
    Files.write(file(), whole);
    assertEquals(InputFault.WRONG_FORMAT, fault("other", CELLS));
    assertEquals(InputFault.HEADER_MISMATCH, fault("test", CELLS + 1));
  }

  private InputFault fault(String kind, int cells) {
    return assertThrows(
            MalformedInputException.class, () -> GeoTilesFile.read(file(), kind, cells, 2))
        .fault();
  }

  /** What a killed process leaves is not what is read, and does not stop the next write. */
  @Test
  void halfWrittenFileIsNotSeen() throws IOException {
    GeoTilesFile.Read first = GeoTilesFile.write(file(), "test", tiles(1));
    byte[] whole = Files.readAllBytes(file());
    Files.write(file().resolveSibling(".20240610.bin.tmp"), Arrays.copyOf(whole, whole.length / 3));
    assertEquals(
        first.sha256(), GeoTilesFile.read(file(), "test", CELLS, 2).orElseThrow().sha256());
    GeoTilesFile.Read second = GeoTilesFile.write(file(), "test", tiles(9));
    assertEquals(
        second.sha256(), GeoTilesFile.read(file(), "test", CELLS, 2).orElseThrow().sha256());
  }

  @Test
  void placesOfTheEarth() {
    int west = GeoTiles.tileOf(20, 10, -179.99);
    assertEquals(west, GeoTiles.tileOf(20, 10, 180.01), "both ways of counting");
    assertEquals(GeoTiles.cellOf(20, 10, -179.99), GeoTiles.cellOf(20, 10, 180.01));
    int east = GeoTiles.tileOf(20, 10, 179.99);
    assertEquals(west, GeoTiles.neighbour(east, 0, 1));
    assertEquals(-1, GeoTiles.neighbour(GeoTiles.tileOf(20, 89.9, 0), -1, 0));
    for (double latitude : new double[] {90, -90, 0}) {
      for (double longitude : new double[] {-180, 180, 0, 359.999}) {
        int tile = GeoTiles.tileOf(20, latitude, longitude);
        int cell = GeoTiles.cellOf(20, latitude, longitude);
        assertTrue(tile >= 0 && tile < GeoTiles.TILES);
        assertTrue(cell >= 0 && cell < GeoTiles.cells(20));
      }
    }
  }
}
