package org.kokyu.flux.tower.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kokyu.core.result.ConfigurationException;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.result.UnavailableInputException;
import org.kokyu.flux.tower.TowerRecord;
import org.kokyu.flux.tower.TowerVariable;

class TowerReaderTest {
  private static final DateTimeFormatter COMPACT = DateTimeFormatter.ofPattern("yyyyMMddHHmm");
  private static final int ROWS = 192;

  @TempDir Path folder;

  private TowerRecord read(String text) throws IOException {
    return TowerReader.read(file(text), TowerFormat.AUTO, Map.of());
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("tower.csv"), text);
  }

  private MalformedInputException refused(String text) throws IOException {
    Path file = file(text);
    MalformedInputException e =
        assertThrows(
            MalformedInputException.class,
            () -> TowerReader.read(file, TowerFormat.AUTO, Map.of()));
    assertEquals(1, e.getMessage().lines().count(), "one line");
    assertTrue(e.getMessage().startsWith(file.toString()), e.getMessage());
    assertTrue(e.getMessage().contains("expected"), e.getMessage());
    return e;
  }

  private interface Row {
    String of(int i, LocalDateTime start);
  }

  private static String table(String header, Row row) {
    StringBuilder s = new StringBuilder(header);
    LocalDateTime start = LocalDateTime.of(2008, 2, 28, 0, 0);
    for (int i = 0; i < ROWS; i++) {
      s.append('\n').append(row.of(i, start.plusMinutes(30L * i)));
    }
    return s.append('\n').toString();
  }

  private static double light(int i) {
    return Math.max(0, 800 * Math.sin((i % 48 - 12) / 24.0 * Math.PI));
  }

  private static String fluxnet() {
    return table(
        "TIMESTAMP_START,TIMESTAMP_END,TA_F,SW_IN_F,VPD_F,NEE_VUT_REF,NEE_VUT_REF_QC,GPP_NT_VUT_REF",
        (i, t) ->
            String.format(
                Locale.ROOT,
                "%s,%s,%.2f,%.1f,%.2f,%s,%d,%.2f",
                COMPACT.format(t),
                COMPACT.format(t.plusMinutes(30)),
                12.0 + light(i) / 100,
                light(i),
                5.0,
                i == 7 ? "-9999" : "-1.5",
                i % 4,
                3.0));
  }

  @Test
  void fluxnetWithLeapDayFlagsAndCodes() throws IOException {
    TowerRecord r = read(fluxnet());
    assertEquals(ROWS, r.size());
    assertEquals(LocalDateTime.of(2008, 2, 28, 0, 0), r.start());
    assertEquals(LocalDateTime.of(2008, 2, 29, 0, 0), r.timeOf(48));
    assertEquals("200802280000", r.timestamps()[0]);
    assertEquals(285.15, r.values().get(TowerVariable.AIR_TEMPERATURE)[0], 1e-9);
    assertEquals(500, r.values().get(TowerVariable.VPD)[5], 1e-9);
    assertTrue(Double.isNaN(r.values().get(TowerVariable.NEE)[7]));
    assertTrue(r.neeMeasured()[0]);
    assertFalse(r.neeMeasured()[1]);
    assertTrue(r.gppUsable()[1]);
    assertFalse(r.gppUsable()[2]);
  }

  @Test
  void flagsThatAreSharesOfGoodData() throws IOException {
    String text =
        fluxnet()
            .replace("NEE_VUT_REF_QC", "NEE_VUT_MEAN_QC")
            .replace("NEE_VUT_REF", "NEE_VUT_MEAN")
            .replace(",-1.5,3,", ",-1.5,0.4,")
            .replace(",-1.5,2,", ",-1.5,0.9,");
    TowerRecord r = read(text);
    assertFalse(r.neeMeasured()[0], "no good data");
    assertTrue(r.neeMeasured()[1], "all good");
    assertTrue(r.neeMeasured()[2]);
    assertFalse(r.neeMeasured()[3]);
  }

  @Test
  void reddyProcWithUnitsAndCarriageReturnsOnly() throws IOException {
    String text =
        table(
                "Year\tDoY\tHour\tNEE\tLE\tH\tRg\tTair\tTsoil\trH\tVPD\tUstar\n"
                    + "--\t--\t--\tumolm-2s-1\tWm-2\tWm-2\tWm-2\tdegC\tdegC\t%\thPa\tms-1",
                (i, t) -> {
                  LocalDateTime end = t.plusMinutes(30);
                  boolean midnight = end.getHour() == 0 && end.getMinute() == 0;
                  return String.format(
                      Locale.ROOT,
                      "%d\t%d\t%.1f\t%s\t1\t1\t%.1f\t%.1f\t5.5\t60\t4.0\t0.3",
                      t.getYear(),
                      t.getDayOfYear(),
                      midnight ? 24.0 : end.getHour() + end.getMinute() / 60.0,
                      i % 5 == 0 ? "NA" : "2.5",
                      light(i),
                      10.0);
                })
            .replace('\n', '\r');
    TowerRecord r = TowerReader.read(file(text), TowerFormat.REDDYPROC, Map.of());
    assertEquals(LocalDateTime.of(2008, 2, 28, 0, 0), r.start());
    assertEquals("2008,59,0.5", r.timestamps()[0]);
    assertEquals(400, r.values().get(TowerVariable.VPD)[0], 1e-9);
    assertEquals(278.65, r.values().get(TowerVariable.SOIL_TEMPERATURE)[0], 1e-9);
    assertFalse(r.neeMeasured()[0]);
    assertTrue(r.neeMeasured()[1]);
    assertThrows(
        MalformedInputException.class,
        () -> TowerReader.read(folder.resolve("tower.csv"), TowerFormat.FLUXNET, Map.of()));
  }

  @Test
  void blanksBetweenFieldsAndNumbersInKelvinAndKilopascal() throws IOException {
    String text =
        table(
            "Year DoY Hour NEE Rg Tair VPD",
            (i, t) ->
                String.format(
                    Locale.ROOT,
                    "%d  %d %.1f   1.0 %.1f %.2f %.3f",
                    t.getYear(),
                    t.getDayOfYear(),
                    t.getHour() + t.getMinute() / 60.0,
                    light(i),
                    285.0 + light(i) / 100,
                    0.4 + light(i) / 1000));
    TowerRecord r = read(text);
    assertEquals(285, r.values().get(TowerVariable.AIR_TEMPERATURE)[0], 1e-6);
    assertEquals(400, r.values().get(TowerVariable.VPD)[0], 1e-6);
  }

  @Test
  void negativeLightGapsTwiceTheSameTimeAndDisorder() throws IOException {
    String[] lines = fluxnet().split("\n");
    lines[3] = lines[3].replaceFirst(",0\\.0,", ",-3.0,");
    lines[4] = lines[4].replaceFirst(",0\\.0,", ",-500.0,");
    StringBuilder s = new StringBuilder();
    for (int i = 0; i < lines.length; i++) {
      if (i != 20 && i != 21) {
        s.append(lines[i]).append('\n');
      }
      if (i == 40) {
        s.append(lines[10]).append('\n');
      }
    }
    TowerRecord r = read(s.toString());
    assertEquals(ROWS, r.size());
    assertEquals(0, r.values().get(TowerVariable.SHORTWAVE)[2]);
    assertTrue(Double.isNaN(r.values().get(TowerVariable.SHORTWAVE)[3]));
    assertEquals(null, r.timestamps()[19]);
    String notes = String.join("\n", r.notes());
    assertTrue(notes.contains("occurred before: 1"), notes);
    assertTrue(notes.contains("gaps in time: 1 with 2"), notes);
    assertTrue(notes.contains("out of order: 1"), notes);
    assertTrue(notes.contains("SHORTWAVE: 1 values below zero"), notes);
    assertTrue(notes.contains("SHORTWAVE: 1 values outside"), notes);
  }

  @Test
  void ownColumnNames() throws IOException {
    Path file = file(fluxnet().replace("NEE_VUT_REF,", "my_flux,").replace("NEE_VUT_REF_QC", "q"));
    TowerRecord r =
        TowerReader.read(file, TowerFormat.AUTO, TowerReader.parseColumns("NEE=my_flux,NEE_QC=q"));
    assertEquals("my_flux", r.columns().get(TowerVariable.NEE));
    assertFalse(r.neeMeasured()[1]);
    assertThrows(
        ConfigurationException.class,
        () -> TowerReader.read(file, TowerFormat.AUTO, Map.of("NEE", "nowhere")));
    assertThrows(
        ConfigurationException.class,
        () -> TowerReader.read(file, TowerFormat.AUTO, Map.of("COLOUR", "my_flux")));
    assertThrows(ConfigurationException.class, () -> TowerReader.parseColumns("NEE"));
  }

  @Test
  void variantsOfANameAreFoundButNotTheirUncertainties() throws IOException {
    TowerRecord r =
        read(
            fluxnet()
                .replace("NEE_VUT_REF_QC", "NEE_CUT_25_QC")
                .replace("NEE_VUT_REF", "NEE_CUT_25")
                .replace("GPP_NT_VUT_REF", "GPP_DT_CUT_SE")
                .replace("TA_F", "TA_2_1_1"));
    assertEquals("NEE_CUT_25", r.columns().get(TowerVariable.NEE));
    assertEquals("TA_2_1_1", r.columns().get(TowerVariable.AIR_TEMPERATURE));
    assertFalse(r.has(TowerVariable.GPP));
    assertFalse(r.neeMeasured()[1]);
  }

  @Test
  void badFilesAreRefusedInOneLine() throws IOException {
    String good = fluxnet();
    assertEquals(InputFault.EMPTY, refused("").fault());
    assertEquals(InputFault.EMPTY, refused(good.lines().findFirst().orElseThrow()).fault());
    assertEquals(InputFault.TRUNCATED, refused(good.substring(0, good.length() - 30)).fault());
    assertEquals(InputFault.WRONG_FORMAT, refused(good.replace(',', '|')).fault());
    assertEquals(InputFault.WRONG_FORMAT, refused("\0\1\2abc,d,e\n").fault());
    assertEquals(InputFault.WRONG_FORMAT, refused(good.replace("TIMESTAMP_", "WHEN_")).fault());
    assertEquals(InputFault.WRONG_FORMAT, refused(good.replace("SW_IN_F", "LIGHT")).fault());
    assertTrue(refused(good.replace("TA_F", "WARMTH")).getMessage().contains("air temperature"));
    assertTrue(refused(good.replaceFirst(",5\\.00,", ",five,")).getMessage().contains("line 2"));
    assertTrue(
        refused(good.replaceFirst("\n200802280130", "\n200813280130"))
            .getMessage()
            .contains("line 5: a time"));
    assertTrue(
        refused(good.replaceFirst("\n200802280130", "\n200802280131"))
            .getMessage()
            .contains("every 30 minutes"));
    assertTrue(
        refused(good.replaceFirst("\n([^\n]*)\n", "\n$1,1\n")).getMessage().contains("fields"));
  }

  @Test
  void wrongUnitsAreTold() throws IOException {
    assertTrue(refused(fluxnet().replace(",5.00,", ",50000,")).getMessage().contains("saturation"));
    String text =
        table(
            "TIMESTAMP_START,TA,SW_IN,RH,NEE,PA",
            (i, t) -> COMPACT.format(t) + ",12," + light(i) + ",70,2," + "3");
    assertTrue(refused(text).getMessage().contains("air pressure"));
    String warm =
        table(
            "TIMESTAMP_START,TA,SW_IN,RH,NEE",
            (i, t) -> COMPACT.format(t) + ",95," + light(i) + ",70,2");
    assertTrue(refused(warm).getMessage().contains("is the unit right"));
    String daily =
        table(
            "TIMESTAMP_START,TA,SW_IN,RH,NEE",
            (i, t) -> COMPACT.format(t.plusDays(i).minusMinutes(30L * i)) + ",12,300,70,2");
    assertEquals(InputFault.UNSUPPORTED, refused(daily).fault());
  }

  @Test
  void aFileThatIsNotThereCanCome() {
    assertThrows(
        UnavailableInputException.class,
        () -> TowerReader.read(folder.resolve("none.csv"), TowerFormat.AUTO, Map.of()));
  }

  @Test
  void givenTowersAreRead() {
    Path data = Path.of(System.getProperty("kokyu.shared", "none"), "data/flux/tower");
    assumeTrue(Files.isDirectory(data), "tower records not found at " + data);
    Object[][] expected = {
      {"BE-Vie_2014_HH.csv", 17_520, "2014-01-01T00:00", TowerVariable.FAPAR},
      {"BE-Vie_2014_pmodel_reference.csv", 17_520, "2014-01-01T00:00", TowerVariable.GPP},
      {"FR-Hes_2006_HH.csv", 17_520, "2006-01-01T00:00", TowerVariable.RECO},
      {"DE-Geb_2004-2006_HH.csv", 52_608, "2004-01-01T00:00", TowerVariable.USTAR},
      {"AT_Neu_Jul_2010.csv", 1_488, "2010-07-01T00:00", TowerVariable.PRESSURE}
    };
    for (Object[] e : expected) {
      TowerRecord r = TowerReader.read(data.resolve((String) e[0]), TowerFormat.AUTO, Map.of());
      assertEquals(e[1], r.size(), (String) e[0]);
      assertEquals(LocalDateTime.parse((String) e[2]), r.start(), (String) e[0]);
      assertTrue(r.has((TowerVariable) e[3]), (String) e[0]);
      for (double v : r.values().get(TowerVariable.VPD)) {
        assertFalse(v > 5500, (String) e[0]);
      }
    }
  }
}
