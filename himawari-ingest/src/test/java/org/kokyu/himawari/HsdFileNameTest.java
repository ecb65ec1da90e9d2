package org.kokyu.himawari;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kokyu.core.scene.ImagerSatellite;

class HsdFileNameTest {

  @Test
  void partsOfAName() {
    HsdFileName n =
        HsdFileName.parse("HS_H08_20160229_2350_B13_FLDK_R20_S0310.DAT.bz2").orElseThrow();
    assertEquals(ImagerSatellite.H08, n.satellite());
    assertEquals(Instant.parse("2016-02-29T23:50:00Z"), n.nominalTime());
    assertEquals(13, n.band());
    assertEquals("FLDK", n.area());
    assertEquals(20, n.resolutionCode());
    assertEquals(new SegmentId(13, 3), n.segmentId());
    assertEquals(10, n.totalSegments());
    assertTrue(n.compressed());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HS_H09_20240514_0320_B13_FLDK_R20_S0310.DAT",
        "HS_H09_20240514_0320_B03_FLDK_R05_S1010.DAT.bz2",
        "HS_H09_20240514_0000_B01_JP04_R10_S0101.DAT",
        "HS_H08_20240514_1200_B16_R301_R20_S0101.DAT.bz2"
      })
  void namesSurviveARoundTrip(String name) {
    assertEquals(name, HsdFileName.parse(name).orElseThrow().fileName());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "HS_H09_20240514_0320_B13_FLDK_R20_S0310.dat",
        "HS_H09_20240514_0320_B13_FLDK_R20_S0310.DAT.bz2.part",
        "HS_H09_20240514_0320_B13_FLDK_R20_S0310.DAT\n",
        "HS_H10_20240514_0320_B13_FLDK_R20_S0310.DAT",
        "HS_H09_20240230_0320_B13_FLDK_R20_S0310.DAT",
        "HS_H09_20240514_2400_B13_FLDK_R20_S0310.DAT",
        "HS_H09_20240514_0325_B13_FLDK_R20_S0310.DAT",
        "HS_H09_20240514_0320_B17_FLDK_R20_S0310.DAT",
        "HS_H09_20240514_0320_B00_FLDK_R20_S0310.DAT",
        "HS_H09_20240514_0320_B03_FLDK_R20_S0310.DAT",
        "HS_H09_20240514_0320_B13_FLDK_R10_S0310.DAT",
        "HS_H09_20240514_0320_B13_FLDK_R20_S1110.DAT",
        "HS_H09_20240514_0320_B13_FLDK_R20_S0010.DAT",
        "HS_H09_20240514_0320_B13_FLDK_R20_S0305.DAT",
        "HS_H09_20240514_0320_B13_JP05_R20_S0101.DAT",
        "HS_H09_20240514_0320_B13_R301_R20_S0110.DAT",
        "x/HS_H09_20240514_0320_B13_FLDK_R20_S0310.DAT",
        "HS_H09_２０240514_0320_B13_FLDK_R20_S0310.DAT"
      })
  void otherNamesAreRefused(String name) {
    assertFalse(HsdFileName.parse(name).isPresent(), name);
  }
}
