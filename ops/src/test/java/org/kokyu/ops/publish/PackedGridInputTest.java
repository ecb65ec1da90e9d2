package org.kokyu.ops.publish;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.result.UnavailableInputException;
import org.kokyu.core.scene.SceneGrid;
import ucar.ma2.DataType;
import ucar.nc2.Attribute;

class PackedGridInputTest {
  private static final int ROWS = 37;
  private static final int COLUMNS = 23;

  @TempDir Path folder;

  private final float[] values = new float[ROWS * COLUMNS];
  private final byte[] flags = new byte[ROWS * COLUMNS];

  PackedGridInputTest() {
    Random random = new Random(5);
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 17 == 0 ? Float.NaN : (float) (random.nextGaussian() * 20);
      flags[i] = (byte) (i % 3);
    }
  }

  private PackedGridFile definition(boolean inRows) {
    PackedGridFile file = new PackedGridFile("latitude", ROWS, "longitude", COLUMNS);
    file.attribute("grid", "test-0.5");
    file.attribute("revision", 3);
    file.coordinate("latitude", DataType.DOUBLE, "latitude", axis(ROWS, 40.25, -0.5));
    file.coordinate("longitude", DataType.DOUBLE, "longitude", axis(COLUMNS, 100.25, 0.5));
    Attribute unit = new Attribute("units", "1");
    if (inRows) {
      assertEquals(2, file.byteRows("flag", unit));
      assertEquals(3, file.packedRows("value", 0.01, 5, unit));
      assertEquals(4, file.floatRows("exact", unit));
    } else {
      file.bytes("flag", flags, unit);
      file.packed("value", 0.01, 5, values, unit);
      file.floats("exact", values, unit);
    }
    return file;
  }

  private static double[] axis(int n, double first, double step) {
    double[] axis = new double[n];
    for (int i = 0; i < n; i++) {
      axis[i] = first + i * step;
    }
    return axis;
  }

  private Path written() throws IOException {
    Path file = folder.resolve("whole.nc");
    definition(false).write(file, Runnable::run, 0);
    return file;
  }

  @Test
  void rowsMadeOnTheWayGiveTheSameBytes() throws IOException {
    Path streamed = folder.resolve("rows.nc");
    ExecutorService pool = Executors.newFixedThreadPool(3);
    try {
      definition(true)
          .write(
              streamed,
              pool,
              3,
              5,
              (first, count, out) -> {
                int from = first * COLUMNS;
                int to = from + count * COLUMNS;
                out.put(2, Arrays.copyOfRange(flags, from, to));
                out.put(3, Arrays.copyOfRange(values, from, to));
                out.put(4, Arrays.copyOfRange(values, from, to));
              });
    } finally {
      pool.shutdownNow();
    }
    assertArrayEquals(Files.readAllBytes(written()), Files.readAllBytes(streamed));
  }

  @Test
  void readsWhatWasWritten() throws IOException {
    try (PackedGridInput in = PackedGridInput.open(written())) {
      assertEquals(new SceneGrid.LatLon("test-0.5", 40.5, 100, 0.5, ROWS, COLUMNS), in.grid());
      assertEquals(Optional.of(3.0), in.number("revision"));
      float[] packed = new float[4 * COLUMNS];
      float[] exact = new float[4 * COLUMNS];
      byte[] flag = new byte[4 * COLUMNS];
      in.floats("value", 7, 4, packed);
      in.floats("exact", 7, 4, exact);
      in.bytes("flag", 7, 4, flag);
      for (int i = 0; i < packed.length; i++) {
        float truth = values[7 * COLUMNS + i];
        assertEquals(truth, exact[i]);
        assertEquals(flags[7 * COLUMNS + i], flag[i]);
        assertEquals(truth, packed[i], 0.0051f); // both may be no number
      }
    }
  }

  @Test
  void namesWhatIsWrong() throws IOException {
    byte[] all = Files.readAllBytes(written());
    Path file = folder.resolve("bad.nc");
    assertMessage("bad.nc: exact: values to byte", Arrays.copyOf(all, all.length - 100), file);
    assertMessage(
        "bad.nc: NetCDF classic file of ours expected, found a header that ends too early",
        Arrays.copyOf(all, 90),
        file);
    assertMessage(
        "bad.nc: NetCDF classic file of ours expected, found another format",
        "latitude,longitude".getBytes(StandardCharsets.UTF_8),
        file);
    assertMessage("bad.nc: no bytes", new byte[0], file);
    Path none = folder.resolve("none.nc");
    assertThrows(UnavailableInputException.class, () -> PackedGridInput.open(none));
  }

  private static void assertMessage(String start, byte[] content, Path file) throws IOException {
    Files.write(file, content);
    String message =
        assertThrows(MalformedInputException.class, () -> PackedGridInput.open(file)).getMessage();
    assertTrue(message.startsWith(start), message);
  }

  /** A damaged header is refused by type or read; nothing else is thrown and nothing hangs. */
  @Test
  void damagedHeaders() throws IOException {
    byte[] all = Files.readAllBytes(written());
    Path file = folder.resolve("damaged.nc");
    Random random = new Random(11);
    int refused = 0;
    for (int trial = 0; trial < 500; trial++) {
      byte[] damaged = all.clone();
      for (int hit = 0; hit < 3; hit++) {
        damaged[random.nextInt(700)] = (byte) random.nextInt(256);
      }
      Files.write(file, damaged);
      try (PackedGridInput in = PackedGridInput.open(file)) {
        in.grid();
        in.floats("value", 0, 1, new float[in.grid().columns()]);
      } catch (MalformedInputException expected) {
        refused++;
      }
    }
    assertTrue(refused >= 50 && refused < 500, refused + " of 500");
  }
}
