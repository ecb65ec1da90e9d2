package org.kokyu.scheduler.imager;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kokyu.core.scene.ImagerSatellite.H09;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kokyu.ops.publish.LstOverview;
import org.kokyu.ops.publish.LstProduct;
import org.kokyu.scheduler.cli.CommandLines;
import org.kokyu.scheduler.config.SlotSettings;
import org.kokyu.scheduler.stage.PtreeFileKind;
import org.kokyu.scheduler.toy.ManualTime;
import ucar.nc2.NetcdfFile;

/** Files of JAXA's P-Tree and of NOAA through commands and daemon. */
class OtherAgenciesTest {
  private static final Instant SLOT = Instant.parse("2026-08-21T03:10:00Z");
  private static final String PTREE = "NC_%s_20260821_0310_R21_FLDK.00201_00121.nc";
  private static final String MASK =
      "AHI-CMSK_v1r1_h09_s202608210310213_e202608210319407_c202608210327548.nc";
  private static final Instant MASK_START = Instant.parse("2026-08-21T03:10:21Z");
  private static final Instant MASK_END = Instant.parse("2026-08-21T03:19:40Z");

  @TempDir Path root;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(Object... arguments) {
    List<String> words = new ArrayList<>();
    for (Object a : arguments) {
      words.add(a.toString());
    }
    return CommandLines.run(new PrintWriter(out, true), new PrintWriter(err, true), words);
  }

  private Path out() {
    return root.resolve("out");
  }

  private static String attribute(Path file, String name) throws Exception {
    try (NetcdfFile nc = NetcdfFile.open(file.toString())) {
      return nc.findGlobalAttribute(name).getStringValue();
    }
  }

  @Test
  void aGriddedFileIsMappedOnItsOwnNodes() throws Exception {
    Path file = GriddedFiles.ptree(root.resolve("in"), PTREE.formatted("H09"), 300, SLOT);
    assertEquals(0, run("lst", "--land-mask", "none", "--out", out(), file), err.toString());
    Path map = out().resolve("KOKYU_L2_LST_H09_20260821_0310_ptree-0.5_r0.nc");
    LstOverview all = LstProduct.readOverview(map, 1_000_000);
    assertEquals(GriddedFiles.ROWS, all.rows());
    assertEquals(GriddedFiles.COLUMNS, all.columns());
    assertEquals(65, all.latitudeDeg()[0], 1e-4);
    assertEquals(60, all.longitudeDeg()[0], 1e-4);
    int seen = 0;
    for (float t : all.lstK()) {
      if (!Float.isNaN(t)) {
        assertTrue(t > 295 && t < 312, "of 300 K in every band: " + t);
        seen++;
      }
    }
    assertTrue(seen > 1000, seen + " temperatures");
    assertTrue(attribute(map, "input_files").startsWith(file.getFileName().toString()));
  }

  @Test
  void aGriddedFileIsCutToTheGridsBounds() throws Exception {
    Path file = GriddedFiles.ptree(root.resolve("in"), PTREE.formatted("H09"), 300, SLOT);
    assertEquals(
        0,
        run("lst", "--land-mask", "none", "--out", out(), "--grid", "asia-1", file),
        err.toString());
    LstOverview cut =
        LstProduct.readOverview(
            out().resolve("KOKYU_L2_LST_H09_20260821_0310_ptree-0.5_r0.nc"), 1_000_000);
    assertEquals(111, cut.rows(), "60 to 5 N");
    assertEquals(161, cut.columns(), "70 to 150 E");
    assertEquals(60, cut.latitudeDeg()[0], 1e-4);
  }

  @Test
  void ofTwoGriddedFilesOfASlotOneIsUsedAndABrokenOneIsNamed() throws Exception {
    Path nine = GriddedFiles.ptree(root.resolve("in"), PTREE.formatted("H09"), 300, SLOT);
    Path eight = GriddedFiles.ptree(root.resolve("in"), PTREE.formatted("H08"), 290, SLOT);
    assertEquals(0, run("lst", "--land-mask", "none", "--out", out(), eight, nine), err.toString());
    assertTrue(out.toString().contains("1 files not needed: the slot is made from H09"));
    byte[] bytes = Files.readAllBytes(nine);
    Files.write(nine, java.util.Arrays.copyOf(bytes, bytes.length / 2));
    assertEquals(3, run("lst", "--land-mask", "none", "--out", out(), eight, nine));
    assertEquals(1, err.toString().lines().count(), err.toString());
    assertTrue(err.toString().contains(nine.getFileName().toString()), err.toString());
    assertTrue(Files.exists(out().resolve("KOKYU_L2_LST_H08_20260821_0310_ptree-0.5_r0.nc")));
  }

  @Test
  void inspectTellsWhatIsInThem() throws Exception {
    Path file = GriddedFiles.ptree(root.resolve("in"), PTREE.formatted("H09"), 300, SLOT);
    assertEquals(0, run("inspect", file), err.toString());
    assertTrue(out.toString().contains("121 x 201 nodes, every 0.5 degrees, from 65.00 N 60.00 E"));
    assertTrue(out.toString().contains("bands [7, 13, 14, 15]"));
    Path mask = GriddedFiles.cloudMask(root.resolve("in"), MASK, MASK_START, MASK_END, SLOT);
    assertEquals(0, run("inspect", mask), err.toString());
    assertTrue(out.toString().contains("15125000 clear, 0 probably clear"), out.toString());
  }

  private static void assertMaskIsNoaas(Path map) throws Exception {
    LstOverview m = LstProduct.readOverview(map, 1_000_000);
    int cloudy = 0;
    int clear = 0;
    for (int i = 0; i < m.lstK().length; i++) {
      double east = m.longitudeDeg()[i] - 140.7;
      if (m.cloudMask()[i] == 3) {
        assertTrue(east < 0.1, "cloudy at " + m.longitudeDeg()[i]);
        assertTrue(Float.isNaN(m.lstK()[i]));
        cloudy++;
      } else if (m.cloudMask()[i] == 0) {
        assertTrue(east > -0.1, "clear at " + m.longitudeDeg()[i]);
        clear++;
      }
    }
    assertTrue(cloudy > 1000 && clear > 100, cloudy + " cloudy, " + clear + " clear");
    assertTrue(
        attribute(map, "algorithm").contains("cloud mask: NOAA enterprise cloud mask, " + MASK));
    assertTrue(attribute(map, "input_files").contains(MASK + " "));
  }

  @Test
  void theMaskOfNoaaReplacesOurs() throws Exception {
    Path mask = GriddedFiles.cloudMask(root.resolve("in"), MASK, MASK_START, MASK_END, SLOT);
    List<Object> words =
        new ArrayList<>(List.of("lst", "--land-mask", "none", "--out", out(), "--grid", "asia-1"));
    words.addAll(List.of("--cloud-mask", mask));
    for (int band = 13; band <= 15; band++) {
      for (int segment = 4; segment <= 5; segment++) {
        String name = SegmentFiles.name(H09, "FLDK", SLOT, band, segment);
        words.add(SegmentFiles.write(root.resolve("in"), name, 300, SLOT));
      }
    }
    assertEquals(0, run(words.toArray()), err.toString());
    assertMaskIsNoaas(out().resolve("KOKYU_L2_LST_H09_20260821_0310_asia-1_r0.nc"));
    Path later =
        Files.move(mask, mask.resolveSibling(MASK.replace("_s20260821031", "_s20260821030")));
    words.set(words.indexOf(mask), later);
    assertEquals(3, run(words.toArray()));
    assertTrue(err.toString().contains("a cloud mask and no segment"), err.toString());
  }

  /** The mask comes minutes after the segments: first a map with our own, then a revision. */
  @Test
  void theDaemonRevisesTheMapWhenTheMaskOfNoaaComes() throws Exception {
    SlotSettings noaa =
        new SlotSettings(
            List.of(13, 14, 15),
            List.of(4, 5),
            ImagerFlow.DEADLINE,
            H09,
            SlotSettings.CloudMask.NOAA);
    try (ImagerFlow flow = new ImagerFlow(root, new ManualTime(), noaa)) {
      flow.putAll(H09, SLOT);
      flow.pollAndWork();
      String first = "KOKYU_L2_LST_H09_20260821_0310_asia-1_r0.nc";
      String second = "KOKYU_L2_LST_H09_20260821_0310_asia-1_r1.nc";
      assertEquals(List.of(first), flow.published());
      assertFalse(attribute(flow.file(first), "algorithm").contains("NOAA"));
      GriddedFiles.cloudMask(flow.in, MASK, MASK_START, MASK_END, flow.time.instant());
      flow.pollAndWork();
      assertEquals(List.of(first, second), flow.published());
      assertMaskIsNoaas(flow.file(second));
    }
    try (ImagerFlow flow = new ImagerFlow(root.resolve("own"), new ManualTime(), H09)) {
      Files.writeString(flow.in.resolve(MASK), "not asked for");
      flow.pollAndWork();
      assertEquals(0, flow.ledger.reports().quarantine(10).size());
    }
  }

  @Test
  void theDaemonTakesGriddedFiles() throws Exception {
    SlotSettings slot =
        new SlotSettings(List.of(7, 13, 14, 15), List.of(), ImagerFlow.DEADLINE, H09);
    try (ImagerFlow flow = new ImagerFlow(root, new ManualTime(), slot, new PtreeFileKind())) {
      GriddedFiles.ptree(flow.in, PTREE.formatted("H08"), 290, flow.time.instant());
      flow.pollAndWork();
      assertEquals(List.of("KOKYU_L2_LST_H08_20260821_0310_ptree-0.5_r0.nc"), flow.published());
      GriddedFiles.ptree(flow.in, PTREE.formatted("H09"), 300, flow.time.instant());
      flow.pollAndWork();
      assertEquals(2, flow.published().size());
      assertEquals(
          "KOKYU_L2_LST_H09_20260821_0310_ptree-0.5_r1.nc",
          flow.ledger.reports().latest("lst").orElseThrow().fileName());
      Files.writeString(flow.in.resolve(PTREE.formatted("H09").replace("0310", "0320")), "CDF");
      flow.pollAndWork();
      assertEquals(1, flow.ledger.reports().quarantine(10).size());
      assertEquals(0, flow.ledger.reports().unaccountedGranules());
    }
  }
}
