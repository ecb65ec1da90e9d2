package org.kokyu.gosat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kokyu.core.sounding.Instrument;
import org.kokyu.gosat.l1b.Hdf5File;

class GosatFileNameTest {

  @Test
  void readsGosatName() {
    String text = "GOSATTFTS2009062720560370121_1BOB1D050050.01";
    GosatFileName name = GosatFileName.parse(text).orElseThrow();
    assertEquals(Instrument.GOSAT, name.instrument());
    assertEquals(Instant.parse("2009-06-27T20:56:00Z"), name.start());
    assertEquals(37, name.path());
    assertEquals(12, name.scene());
    assertEquals("1", name.subScene());
    assertEquals("OB1D", name.mode());
    assertEquals("050050", name.version());
    assertFalse(name.isNight());
    assertEquals("0370121OB1D", name.key());
    assertEquals(text, name.format());
  }

  @Test
  void readsGosat2Name() {
    String text = "GOSAT2TFTS2202003011234012 34_1BT01_4OB1N210210.h5".replace(" ", "");
    GosatFileName name = GosatFileName.parse(text).orElseThrow();
    assertEquals(Instrument.GOSAT2, name.instrument());
    assertEquals(12, name.path());
    assertEquals(34, name.scene());
    assertTrue(name.isNight());
    assertEquals("01234014OB1N", name.key());
    assertEquals(text, name.format());
  }

  @Test
  void subScenesOfOneMinuteHaveDifferentKeys() {
    String first = "GOSATTFTS2009062721170370241_1BOB1D050050.01";
    String second = "GOSATTFTS2009062721170370242_1BSPOD050050.01";
    assertFalse(key(first).equals(key(second)));
  }

  @Test
  void reprocessingKeepsTheKey() {
    assertEquals(
        key("GOSATTFTS2020053123590010010_1BOB1D220220.01"),
        key("GOSATTFTS2020053123590010010_1BOB1D220221.01"));
  }

  @Test
  void readsTheNamesOfARealOrbit() {
    Path orbit = DevelopmentSet.folder().resolveSibling("gosat").resolve("l1b_20090627211734.h5");
    Assumptions.assumeTrue(Files.isRegularFile(orbit), "SKIPPED: no " + orbit);
    String[] names = Hdf5File.open(orbit).texts("/Metadata/InputPointer");
    Set<String> identities = new HashSet<>();
    for (String name : names) {
      GosatFileName parsed = GosatFileName.parse(name).orElseThrow(() -> new AssertionError(name));
      assertEquals(37, parsed.path());
      assertEquals("050050", parsed.version());
      assertEquals(name, parsed.format());
      identities.add(parsed.start() + parsed.key());
    }
    assertEquals(32, identities.size());
  }

  private static String key(String name) {
    return GosatFileName.parse(name).orElseThrow().key();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "readme.txt",
        "GOSATTFTS2021023006300080200_1BOB1D161160.01", // 30 February
        "GOSATTFTS2021050325300080200_1BOB1D161160.01", // hour 25
        "GOSATTFTS2021050306300080200_1BOB1D161160.h5",
        "GOSATTFTS2021050306300080200_1BOB1D16116.01",
        "GOSATTFTS2021050306300080200_1BOB1D161160.01.part",
        "GOSATTCAI2021050306300080200_1BOB1D161160.01",
        "GOSAT2TFTS220200301123401234_1BS0104OB1D210210.h5", // short-wave file
        "GOSAT2TFTS220200301123401234_1BC0104OB1D210210.h5" // common file
      })
  void refusesOtherNames(String name) {
    assertTrue(GosatFileName.parse(name).isEmpty(), name);
  }
}
