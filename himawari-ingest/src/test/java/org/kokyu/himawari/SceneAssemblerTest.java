package org.kokyu.himawari;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.scene.ImagerScene;
import org.kokyu.core.scene.SceneGrid;

class SceneAssemblerTest {
  private static final int PIXELS = 5500 * 550;
  private static final BandSet ONE = new BandSet(List.of(13), List.of(7));
  private final SceneAssembler assembler = new SceneAssembler();

  /** Count says where the pixel is. */
  private static short[] ramp(int segment) {
    short[] counts = new short[PIXELS];
    for (int i = 0; i < PIXELS; i++) {
      counts[i] = (short) ((i + 7 * segment) % 3000);
    }
    return counts;
  }

  @Test
  void asiaNeedsTheNorthernSixSegments() {
    SegmentSelection s = assembler.selection(SceneGrids.asia(0.1), BandSet.LST);
    assertEquals(new TreeSet<>(List.of(1, 2, 3, 4, 5, 6)), s.segments());
    assertEquals(24, s.expected().size());
    assertTrue(s.needs(HsdFileName.of(TestSegments.KEY, 15, 6, true)));
    assertFalse(s.needs(HsdFileName.of(TestSegments.KEY, 15, 7, true)));
    assertFalse(s.needs(HsdFileName.of(TestSegments.KEY, 3, 2, true)));
  }

  @Test
  void asiaGridIsTheOneOfTheContract() {
    SceneGrid.LatLon g = SceneGrids.parse("asia-0.02").orElseThrow();
    assertEquals(3500, g.rows());
    assertEquals(4000, g.columns());
    assertEquals(59.99, g.latitudeDeg(0), 1e-9);
    assertEquals(149.99, g.longitudeDeg(3999), 1e-9);
    SceneGrid.LatLon wide = SceneGrids.parse("asia-wide-0.01").orElseThrow();
    assertEquals(7000, wide.rows());
    assertEquals(12_000, wide.columns());
    assertEquals(60.005, wide.longitudeDeg(0), 1e-9);
    assertEquals("asia-wide-0.01", wide.name());
    assertTrue(SceneGrids.parse("asia-0.03").isEmpty());
    assertTrue(SceneGrids.parse("asia-0").isEmpty());
  }

  @Test
  void cellsTakeTheNearestPixel() {
    SceneGrid.LatLon grid = SceneGrids.asia(0.25);
    List<HsdSegment> segments = new ArrayList<>();
    for (int s = 1; s <= 5; s++) {
      segments.add(TestSegments.segment(13, s, ramp(s)));
    }
    ImagerScene scene = assembler.assemble(grid, ONE, segments);
    assertEquals(12, scene.expectedSegments());
    assertEquals(5, scene.presentSegments());
    assertEquals(5, scene.inputs().size());
    float[] bt = scene.band(13).orElseThrow().brightnessTemperatureK();
    CalibrationTable table = CalibrationTable.of(TestSegments.calibration(13));
    GeosNavigation navigation = new GeosNavigation(GeosProjection.FULL_DISK_2KM);
    int checked = 0;
    for (int r = 0; r < grid.rows(); r += 7) {
      for (int c = 0; c < grid.columns(); c += 11) {
        int i = r * grid.columns() + c;
        GeosNavigation.PixelPoint p = navigation.toPixel(grid.latitudeDeg(r), grid.longitudeDeg(c));
        long line = Math.round(p.line());
        if (Double.isNaN(p.line()) || line > 2750) {
          assertTrue(Float.isNaN(bt[i]));
          assertTrue(Float.isNaN(scene.timeOffsetSeconds()[i]));
        } else {
          HsdSegment s = segments.get((int) ((line - 1) / 550));
          float expected = table.value(s.count((int) line, (int) Math.round(p.column())));
          assertEquals(expected, bt[i]);
          double seconds =
              (s.lineTimes().mjd((int) line) - ModifiedJulianDate.of(TestSegments.SLOT)) * 86400;
          assertEquals(seconds, scene.timeOffsetSeconds()[i], 1e-3);
          checked++;
        }
      }
    }
    assertTrue(checked > 1000);
  }

  @Test
  void nativeWindowsCutTheDisk() {
    HsdSegment s3 = TestSegments.segment(13, 3, ramp(3));
    HsdSegment s4 = TestSegments.segment(13, 4, ramp(4));
    SceneGrid.Native grid = new SceneGrid.Native(1640, 2000, 30, 40);
    ImagerScene scene = assembler.assemble(grid, ONE, List.of(s4, s3));
    float[] bt = scene.band(13).orElseThrow().brightnessTemperatureK();
    CalibrationTable table = CalibrationTable.of(TestSegments.calibration(13));
    GeosNavigation navigation = new GeosNavigation(GeosProjection.FULL_DISK_2KM);
    for (int r = 0; r < 30; r++) {
      HsdSegment s = 1640 + r <= 1650 ? s3 : s4;
      for (int c = 0; c < 40; c++) {
        assertEquals(table.value(s.count(1640 + r, 2000 + c)), bt[r * 40 + c]);
      }
    }
    GeosNavigation.EarthPoint p = navigation.toEarth(2039, 1669);
    int last = 30 * 40 - 1;
    assertEquals(p.latitudeDeg(), scene.geometry().latitudeDeg(last), 1e-5);
    assertEquals(p.longitudeDeg(), scene.geometry().longitudeDeg(last), 1e-5);
    assertEquals(p.viewZenithDeg(), scene.geometry().viewZenithDeg()[last], 1e-4);
    assertEquals(4, scene.expectedSegments());
  }

  @Test
  void windowShrinksToTheScannedPixels() {
    short[] counts = new short[PIXELS];
    Arrays.fill(counts, (short) 65534);
    counts[10 * 5500 + 99] = 5;
    counts[20 * 5500 + 49] = 5;
    SceneGrid.Native w = SceneGrids.nativeWindow(List.of(TestSegments.segment(13, 2, counts)));
    assertEquals(new SceneGrid.Native(561, 50, 11, 51), w);
    Arrays.fill(counts, (short) 65534);
    assertEquals(
        new SceneGrid.Native(551, 1, 550, 5500),
        SceneGrids.nativeWindow(List.of(TestSegments.segment(13, 2, counts))));
  }

  @Test
  void anyExecutorGivesTheSameScene() throws InterruptedException {
    SceneGrid grid = SceneGrids.asia(0.2);
    List<HsdSegment> segments =
        List.of(
            TestSegments.segment(13, 3, ramp(3)),
            TestSegments.segment(7, 3, ramp(1)),
            TestSegments.segment(13, 4, ramp(4)));
    ImagerScene alone = assembler.assemble(grid, ONE, segments);
    ExecutorService pool = Executors.newFixedThreadPool(3);
    try {
      ImagerScene shared = new SceneAssembler(pool, 3).assemble(grid, ONE, segments);
      assertEquals(alone.inputs(), shared.inputs());
      for (int b = 0; b < 2; b++) {
        assertArrayEquals(
            alone.bands().get(b).brightnessTemperatureK(),
            shared.bands().get(b).brightnessTemperatureK());
      }
      assertArrayEquals(alone.timeOffsetSeconds(), shared.timeOffsetSeconds());
      assertArrayEquals(alone.geometry().viewZenithDeg(), shared.geometry().viewZenithDeg());
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void geometryIsSharedBetweenSlots() {
    SceneGrid grid = SceneGrids.asia(0.5);
    List<HsdSegment> segments = List.of(TestSegments.segment(13, 3, ramp(3)));
    assertSame(
        assembler.assemble(grid, ONE, segments).geometry(),
        assembler.assemble(grid, ONE, segments).geometry());
  }

  @Test
  void segmentsMustBelongTogether() throws Exception {
    HsdSegment area =
        TestSegments.read(
            TestSegments.targetName(false),
            TestSegments.raw(TestSegments.target(), TestSegments.counts(250_000, 1)));
    MalformedInputException e =
        assertThrows(
            MalformedInputException.class,
            () ->
                assembler.assemble(
                    SceneGrids.asia(1), ONE, List.of(area, TestSegments.segment(13, 3, ramp(3)))));
    assertEquals(InputFault.HEADER_MISMATCH, e.fault());
  }
}
