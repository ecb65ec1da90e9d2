package org.kokyu.scheduler.imager;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kokyu.core.scene.ImagerSatellite.H09;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kokyu.ops.publish.LstProduct;
import org.kokyu.scheduler.cli.CommandLines;
import org.kokyu.scheduler.toy.ManualTime;

/** Japan and target areas: four scenes in ten minutes. */
class OtherAreasTest {
  private static final Instant SLOT = Instant.parse("2026-08-21T03:10:00Z");

  @TempDir Path root;

  @Test
  void theCommandMapsEachAreaOfASlot() throws Exception {
    List<String> arguments =
        new ArrayList<>(
            List.of("lst", "--land-mask", "none", "--out", root.resolve("out").toString()));
    List<String> areas = List.of("JP01", "JP02", "R301", "R304");
    for (String area : areas) {
      for (int band = 13; band <= 15; band++) {
        Path file =
            SegmentFiles.write(
                root.resolve("in"), SegmentFiles.name(H09, area, SLOT, band, 1), 300, SLOT);
        arguments.add(file.toString());
      }
    }
    StringWriter err = new StringWriter();
    int code = CommandLines.run(new PrintWriter(err, true), arguments);
    assertEquals(0, code, err.toString());
    for (String area : areas) {
      Path map = root.resolve("out/KOKYU_L2_LST_H09_20260821_0310_native-%s_r0.nc".formatted(area));
      int seen = 0;
      for (float t : LstProduct.readOverview(map, 1_000_000).lstK()) {
        seen += Float.isNaN(t) ? 0 : 1;
      }
      assertTrue(seen > 1000, area + ": temperatures in " + seen + " pixels");
    }
    try (Stream<Path> files = Files.list(root.resolve("out"))) {
      assertEquals(4, files.filter(f -> f.toString().endsWith(".nc")).count());
    }
  }

  @Test
  void theDaemonSaysOnceThatItLeavesThemAlone() throws Exception {
    try (ImagerFlow flow = new ImagerFlow(root, new ManualTime(), H09)) {
      for (String area : List.of("JP01", "JP02", "JP03", "JP04", "R301", "R302", "R303", "R304")) {
        Files.writeString(flow.in.resolve(SegmentFiles.name(H09, area, SLOT, 13, 1)), area);
      }
      assertEquals(0, flow.pollAndWork());
      assertEquals(0, flow.pollAndWork());
      assertEquals(1, flow.poller().unwantedReasons().size());
      assertTrue(
          flow.poller().unwantedReasons().iterator().next().startsWith("Japan and target areas"));
      assertEquals(0, flow.ledger.reports().quarantine(10).size());
      assertEquals(0, flow.ledger.reports().feeds().get(0).seen());
      assertEquals(0, flow.poller().foreignNames());
    }
  }
}
