package org.kokyu.himawari;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.kokyu.core.provenance.InputRef;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.scene.ImagerSatellite;
import org.kokyu.core.scene.SceneGrid;
import org.kokyu.core.scene.SlotKey;

/** Places where readers of the format are known to go wrong and that no other test holds. */
class HsdTrapsTest {
  private static final int BLOCK_11_BYTES = 259;
  private static final int BLOCK_10_BYTES = 47 + 4;
  private static final BandSet ONE = new BandSet(List.of(13), List.of());

  private static byte[] target() throws IOException {
    return TestSegments.raw(TestSegments.target(), TestSegments.counts(250_000, 3));
  }

  /** Two bytes of length would leave the upper half unread and shift the number of entries. */
  @Test
  void block10HasALengthOfFourBytes() throws IOException {
    HsdHeader header = TestSegments.target();
    byte[] bytes = target();
    int at = header.headerBytes() - BLOCK_11_BYTES - BLOCK_10_BYTES;
    ByteBuffer b = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    assertEquals(10, b.get(at));
    assertEquals(BLOCK_10_BYTES, b.getInt(at + 1));
    assertEquals(1, b.getShort(at + 5));
    HsdFileName name = TestSegments.targetName(false);
    assertEquals(
        List.of(new HsdHeader.LineErrors(7, 3)),
        TestSegments.read(name, bytes).header().errorLines());
    b.putInt(at + 1, BLOCK_10_BYTES + (1 << 16));
    assertEquals(
        InputFault.HEADER_MISMATCH,
        assertThrows(MalformedInputException.class, () -> TestSegments.read(name, bytes)).fault());
  }

  @Test
  void daysCountFrom1858() {
    assertEquals(0, ModifiedJulianDate.of(Instant.parse("1858-11-17T00:00:00Z")));
    assertEquals(60444.5, ModifiedJulianDate.of(Instant.parse("2024-05-14T12:00:00Z")));
    assertEquals(Instant.parse("2024-05-14T12:00:00Z"), ModifiedJulianDate.toInstant(60444.5));
  }

  /** The line offset is that of the full disk in every segment. */
  @Test
  void segmentsRepeatTheLineOffset() {
    for (int number : new int[] {1, 6, 10}) {
      HsdHeader h = TestSegments.header(13, number);
      assertEquals(2750.5, h.projection().geos().lineOffset());
      int first = 1 + 550 * (number - 1);
      assertEquals(first, h.segment().firstLine());
      HsdSegment s = TestSegments.segment(13, number, new short[5500 * 550]);
      SceneGrid grid = new SceneGrid.Native(first + 200, 2700, 3, 3);
      float latitude =
          new SceneAssembler().assemble(grid, ONE, List.of(s)).geometry().latitudeDeg(0);
      double expected =
          new GeosNavigation(GeosProjection.FULL_DISK_2KM).toEarth(2700, first + 200).latitudeDeg();
      assertEquals(expected, latitude, 1e-4);
      assertEquals(number < 6, latitude > 0);
    }
  }

  @Test
  void noRadianceIsNoTemperature() {
    HsdHeader.Calibration c = TestSegments.calibration(13);
    assertTrue(Double.isNaN(CalibrationTable.brightnessTemperature(c, 0)));
    assertTrue(Double.isNaN(CalibrationTable.brightnessTemperature(c, -1e-9)));
    assertTrue(CalibrationTable.brightnessTemperature(c, 1e-6) > 0);
  }

  private static HsdHeader.Calibration visible(double updatedGain, double updatedOffset) {
    HsdHeader.Calibration c = TestSegments.visible(5);
    return new HsdHeader.Calibration(
        5,
        c.wavelengthMicrometre(),
        c.validBits(),
        c.errorCount(),
        c.outsideCount(),
        c.gain(),
        c.offset(),
        Optional.empty(),
        Optional.of(new HsdHeader.Visible(0.0019, 60000, updatedGain, updatedOffset)));
  }

  /** Zeros mean that there is no updated calibration, not that everything is dark. */
  @Test
  void updatedVisibleCalibrationCountsUnlessZero() {
    assertEquals(0.0019 * (0.4 * 500 - 8), CalibrationTable.of(visible(0, 0)).value(500), 1e-6);
    assertEquals(
        0.0019 * (0.41 * 500 - 8.2), CalibrationTable.of(visible(0.41, -8.2)).value(500), 1e-6);
  }

  /** Before format 1.3 the bytes of the updated calibration are spare. */
  @Test
  void olderFormatsHaveNoUpdatedCalibration() throws IOException {
    HsdHeader t = TestSegments.target();
    HsdFileName name =
        HsdFileName.of(new SlotKey(ImagerSatellite.H09, "R301", TestSegments.SLOT), 5, 1, false);
    HsdHeader.Basic b = t.basic();
    HsdHeader header =
        new HsdHeader(
            new HsdHeader.Basic(
                b.satellite(),
                b.centre(),
                b.area(),
                b.otherInfo(),
                b.timelineHhmm(),
                b.observationStartMjd(),
                b.observationEndMjd(),
                b.creationMjd(),
                b.qualityFlags(),
                b.formatVersion(),
                name.fileName()),
            t.data(),
            t.projection(),
            t.navigation(),
            visible(0.41, -8.2),
            t.interCalibration(),
            t.segment(),
            t.navigationCorrection(),
            t.observationTimes(),
            t.errorLines());
    byte[] bytes = TestSegments.raw(header, TestSegments.counts(250_000, 4));
    assertTrue(calibration(name, bytes).visible().orElseThrow().isUpdated());
    bytes[84] = '2';
    assertFalse(calibration(name, bytes).visible().orElseThrow().isUpdated());
    assertEquals(0.4 * 500 - 8, CalibrationTable.radiance(calibration(name, bytes), 500), 1e-9);
  }

  private static HsdHeader.Calibration calibration(HsdFileName name, byte[] bytes)
      throws IOException {
    return TestSegments.read(name, bytes).header().calibration();
  }

  /** The band responses of the two satellites differ: no scene holds both. */
  @Test
  void satellitesAreNotMixed() {
    short[] counts = new short[5500 * 550];
    HsdSegment h9 = TestSegments.segment(13, 3, counts);
    HsdFileName other =
        HsdFileName.of(new SlotKey(ImagerSatellite.H08, "FLDK", TestSegments.SLOT), 13, 4, false);
    HsdSegment h8 =
        new HsdSegment(
            other,
            TestSegments.header(13, 4),
            counts,
            new InputRef(other.fileName(), "2".repeat(64)));
    MalformedInputException e =
        assertThrows(
            MalformedInputException.class,
            () -> new SceneAssembler().assemble(SceneGrids.asia(1), ONE, List.of(h9, h8)));
    assertEquals(InputFault.HEADER_MISMATCH, e.fault());
  }

  /** Chiba University's grids are big-endian counts under other band names. */
  @Test
  void gridsOfOtherProvidersAreNotTakenForSegments() {
    assertFalse(HsdFileName.parse("202405140320.tir.01.fld.geoss.bin.bz2").isPresent());
    assertFalse(HsdFileName.parse("NC_H09_20240514_0320_R21_FLDK.07001_06001.nc").isPresent());
  }
}
