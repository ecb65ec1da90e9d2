package org.kokyu.himawari;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.kokyu.core.scene.ImagerScene;
import org.kokyu.core.scene.SceneGrid;

/** Segments in any order, of any area and resolution, through indices in memory and in files. */
class SlotAssemblyTest {
  private static final int PIXELS = 5500 * 550;
  private static final BandSet BANDS = new BandSet(List.of(13), List.of(14));

  private static HsdSegment segment(int band, int number) {
    short[] counts = new short[PIXELS];
    for (int i = 0; i < PIXELS; i++) {
      counts[i] = (short) ((i * 31L + 977L * number + band) % 3000);
    }
    return TestSegments.segment(band, number, counts);
  }

  private static List<HsdSegment> segments() {
    List<HsdSegment> all = new ArrayList<>();
    for (int n = 2; n <= 4; n++) {
      all.add(segment(13, n));
      all.add(segment(14, n));
    }
    return all;
  }

  private static void assertSame(ImagerScene a, ImagerScene b) {
    assertEquals(a.inputs(), b.inputs());
    assertEquals(a.presentSegments(), b.presentSegments());
    for (int k = 0; k < a.bands().size(); k++) {
      assertArrayEquals(
          a.bands().get(k).brightnessTemperatureK(), b.bands().get(k).brightnessTemperatureK());
    }
    assertArrayEquals(a.timeOffsetSeconds(), b.timeOffsetSeconds());
    assertArrayEquals(a.geometry().viewZenithDeg(), b.geometry().viewZenithDeg());
    assertArrayEquals(a.geometry().latitudeDeg(), b.geometry().latitudeDeg());
    assertArrayEquals(a.geometry().longitudeDeg(), b.geometry().longitudeDeg());
  }

  @Test
  void orderOfArrivalDoesNotMatter() {
    SceneAssembler assembler = new SceneAssembler();
    SceneGrid grid = SceneGrids.asia(0.1);
    List<HsdSegment> all = segments();
    ImagerScene expected = assembler.assemble(grid, BANDS, all);
    SlotAssembly late = assembler.begin(grid, BANDS, all.get(5));
    List<HsdSegment> shuffled = new ArrayList<>(all);
    Collections.shuffle(shuffled, new Random(4));
    shuffled.forEach(late::add);
    shuffled.forEach(late::add); // a second time changes nothing
    assertSame(expected, late.scene());
    assertEquals(6, late.present().size());
    assertFalse(late.isComplete());
    late.add(segment(13, 9)); // not needed for this grid
    late.add(segment(15, 3)); // nor this band
    assertEquals(6, late.present().size());
  }

  /** Workers place segments and ask what is complete at the same time. */
  @Test
  @Timeout(60)
  void placingAndAskingDoNotWaitForEachOther() throws InterruptedException {
    SceneAssembler assembler = new SceneAssembler();
    SceneGrid grid = SceneGrids.asia(0.5);
    List<HsdSegment> all = segments();
    for (int round = 0; round < 30; round++) {
      SlotAssembly slot = assembler.begin(grid, BANDS, all.get(0));
      ExecutorService pool = Executors.newFixedThreadPool(3);
      for (HsdSegment segment : all) {
        pool.execute(
            () -> {
              slot.add(segment);
              slot.completeRows();
            });
      }
      pool.shutdown();
      assertTrue(pool.awaitTermination(20, TimeUnit.SECONDS));
      assertEquals(all.size(), slot.present().size());
      slot.release();
    }
  }

  /** Arrays are used again; what an earlier slot left in them is never seen. */
  @Test
  void nothingOfAnEarlierSlotIsLeft() {
    for (SceneGrid grid : List.of(SceneGrids.nativeSegments(1, 4), SceneGrids.asia(0.1))) {
      SceneAssembler assembler = new SceneAssembler();
      List<HsdSegment> few = List.of(segment(13, 1), segment(13, 3));
      ImagerScene expected = new SceneAssembler().assemble(grid, BANDS, few);
      SlotAssembly earlier = assembler.begin(grid, BANDS, few.get(0));
      for (int n = 1; n <= 4; n++) {
        earlier.add(segment(13, n));
      }
      float[] array = earlier.values(13);
      earlier.release();
      SlotAssembly later = assembler.begin(grid, BANDS, few.get(0));
      few.forEach(later::add);
      ImagerScene scene = later.scene();
      assertSame(expected, scene);
      assertTrue(array == scene.band(13).orElseThrow().brightnessTemperatureK());
    }
  }

  /** Off the disk nothing is seen, whatever the counts say. */
  @Test
  void nativeScenesEndAtTheLimb() {
    HsdSegment first = segment(13, 1);
    SceneGrid grid = SceneGrids.nativeSegments(1, 1);
    ImagerScene scene = new SceneAssembler().assemble(grid, BANDS, List.of(first));
    float[] bt = scene.band(13).orElseThrow().brightnessTemperatureK();
    GeosNavigation navigation = new GeosNavigation(GeosProjection.FULL_DISK_2KM);
    CalibrationTable table = CalibrationTable.of(TestSegments.calibration(13));
    int seen = 0;
    for (int line = 1; line <= 550; line += 7) {
      for (int column = 1; column <= 5500; column++) {
        int i = (line - 1) * 5500 + column - 1;
        boolean onEarth = !Double.isNaN(navigation.toEarth(column, line).latitudeDeg());
        assertEquals(onEarth ? table.value(first.count(line, column)) : Float.NaN, bt[i]);
        assertEquals(onEarth, !Float.isNaN(scene.geometry().viewZenithDeg()[i]));
        assertEquals(onEarth, !Float.isNaN(scene.timeOffsetSeconds()[i]));
        seen += onEarth ? 1 : 0;
      }
    }
    assertTrue(seen > 50_000);
  }

  @Test
  void visiblePixelsAreAveraged() {
    for (int band : new int[] {3, 4}) {
      int factor = band == 3 ? 4 : 2;
      int columns = 5500 * factor;
      short[] counts = new short[columns * 550 * factor];
      for (int i = 0; i < counts.length; i++) {
        counts[i] = (short) (i % 11 == 0 ? 65535 : (i * 7L) % 2000);
      }
      int hole = 30 * factor * columns + 2000 * factor;
      for (int r = 0; r < factor; r++) {
        Arrays.fill(counts, hole + r * columns, hole + r * columns + factor, (short) 65534);
      }
      HsdSegment s = TestSegments.visibleSegment(band, 3, counts);
      BandSet bands = new BandSet(List.of(13), List.of(band));
      ImagerScene scene =
          new SceneAssembler().assemble(new SceneGrid.Native(1101, 1, 60, 5500), bands, List.of(s));
      assertTrue(scene.bands().isEmpty());
      float[] values = scene.reflectance(band).orElseThrow().reflectance();
      CalibrationTable table = CalibrationTable.of(TestSegments.visible(band));
      for (int row = 0; row < 60; row += 5) {
        for (int c = 1500; c < 4000; c += 50) {
          double sum = 0;
          int n = 0;
          for (int k = 0; k < factor * factor; k++) {
            float v =
                table.value(
                    s.count(
                        s.firstLine() + row * factor + k / factor, 1 + c * factor + k % factor));
            if (!Float.isNaN(v)) {
              sum += v;
              n++;
            }
          }
          assertEquals(n == 0 ? Double.NaN : sum / n, values[row * 5500 + c], 1e-5);
        }
      }
      assertTrue(Float.isNaN(values[30 * 5500 + 2000]));
      assertFalse(Float.isNaN(scene.timeOffsetSeconds()[30 * 5500 + 2000]));
    }
  }

  /** A target area stands where its own offsets put it among the full-disk pixels. */
  @Test
  void targetAreasKeepTheirPlace() throws IOException {
    short[] counts = TestSegments.counts(250_000, 9);
    HsdSegment s =
        TestSegments.read(
            TestSegments.targetName(false), TestSegments.raw(TestSegments.target(), counts));
    int line = 2750 - 1251;
    int column = 2750 - 1051;
    SceneGrid grid = new SceneGrid.Native(line - 4, column - 4, 40, 40);
    ImagerScene scene = new SceneAssembler().assemble(grid, BANDS, List.of(s));
    float[] bt = scene.band(13).orElseThrow().brightnessTemperatureK();
    CalibrationTable table = CalibrationTable.of(s.header().calibration());
    for (int r = 0; r < 40; r++) {
      for (int c = 0; c < 40; c++) {
        boolean inside = r >= 5 && c >= 5;
        float expected = inside ? table.value(s.count(r - 4, c - 4)) : Float.NaN;
        assertEquals(expected, bt[r * 40 + c], "row " + r + ", column " + c);
      }
    }
    GeosNavigation own = new GeosNavigation(s.header().projection().geos());
    GeosNavigation.EarthPoint p = own.toEarth(10, 12);
    int at = (12 + 4) * 40 + 10 + 4;
    assertEquals(p.latitudeDeg(), scene.geometry().latitudeDeg(at), 1e-4);
    assertEquals(p.longitudeDeg(), scene.geometry().longitudeDeg(at), 1e-4);
    assertEquals(2, scene.expectedSegments());
    SceneGrid regular = SceneGrids.asia(0.1);
    ImagerScene wide = new SceneAssembler().assemble(regular, BANDS, List.of(s));
    float[] cells = wide.band(13).orElseThrow().brightnessTemperatureK();
    int filled = 0;
    for (int i = 0; i < cells.length; i++) {
      GeosNavigation.PixelPoint q =
          own.toPixel(wide.geometry().latitudeDeg(i), wide.geometry().longitudeDeg(i));
      boolean inside =
          q.line() >= 0.51 && q.line() < 500.49 && q.column() >= 0.51 && q.column() < 500.49;
      if (inside) {
        filled++;
      } else if (q.line() < 0.49 || q.line() > 500.51) {
        assertTrue(Float.isNaN(cells[i]));
      }
    }
    assertTrue(filled > 1000);
  }

  @Test
  void indicesAreKeptInFiles(@TempDir Path dir) throws IOException {
    SceneGrid grid = SceneGrids.asia(0.1);
    List<HsdSegment> all = segments();
    ImagerScene expected = new SceneAssembler().assemble(grid, BANDS, all);
    Path folder = dir.resolve("grids");
    assertSame(expected, kept(folder).assemble(grid, BANDS, all));
    Path file = onlyFile(folder);
    byte[] sound = Files.readAllBytes(file);
    FileTime old = FileTime.fromMillis(1_000_000_000_000L);
    Files.setLastModifiedTime(file, old);
    assertSame(expected, kept(folder).assemble(grid, BANDS, all));
    assertEquals(old, Files.getLastModifiedTime(file), "it was used, not written again");
    byte[] damaged = sound.clone();
    damaged[sound.length / 2] ^= 1;
    for (byte[] bad : List.of(damaged, new byte[0], Arrays.copyOf(sound, sound.length - 1))) {
      Files.write(file, bad);
      assertSame(expected, kept(folder).assemble(grid, BANDS, all));
      assertArrayEquals(sound, Files.readAllBytes(file), "it was made anew");
    }
    GeosProjection g = GeosProjection.FULL_DISK_2KM;
    GeosProjection elsewhere =
        new GeosProjection(
            140.8,
            g.columnFactor(),
            g.lineFactor(),
            g.columnOffset(),
            g.lineOffset(),
            g.satelliteDistanceKm(),
            g.equatorialRadiusKm(),
            g.polarRadiusKm());
    assertNotEquals(
        GridIndexFiles.key(grid, PixelSpace.fullDisk()),
        GridIndexFiles.key(grid, PixelSpace.of(ObservationArea.FULL_DISK, elsewhere)));
  }

  /** A folder that cannot be made costs time only. */
  @Test
  void withoutAFolderTheIndexIsInMemory(@TempDir Path dir) throws IOException {
    SceneGrid grid = SceneGrids.asia(0.5);
    List<HsdSegment> all = segments();
    Path blocked = Files.createFile(dir.resolve("a file"));
    assertSame(
        new SceneAssembler().assemble(grid, BANDS, all),
        kept(blocked.resolve("grids")).assemble(grid, BANDS, all));
  }

  private static SceneAssembler kept(Path folder) {
    return new SceneAssembler(Runnable::run, 0, Optional.of(folder));
  }

  private static Path onlyFile(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> all = files.toList();
      assertEquals(1, all.size(), all.toString());
      return all.get(0);
    }
  }
}
