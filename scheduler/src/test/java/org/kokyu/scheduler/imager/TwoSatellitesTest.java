package org.kokyu.scheduler.imager;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kokyu.core.scene.ImagerSatellite.H08;
import static org.kokyu.core.scene.ImagerSatellite.H09;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kokyu.core.port.ProductCatalogue.ProductRow;
import org.kokyu.core.scene.ImagerSatellite;
import org.kokyu.ops.publish.LstOverview;
import org.kokyu.ops.publish.LstProduct;
import org.kokyu.scheduler.toy.ManualTime;

/** Slots that Himawari-8 and -9 both deliver, through the daemon's flow with the real stage. */
class TwoSatellitesTest {
  private static final Instant SLOT = Instant.parse("2026-08-21T03:10:00Z");
  private static final String NAME = "KOKYU_L2_LST_%s_20260821_0310_asia-1_r%d.nc";

  @TempDir Path root;
  private final ManualTime time = new ManualTime();
  private ImagerFlow flow;

  @BeforeEach
  void open() throws IOException {
    flow = new ImagerFlow(root, time, H09);
  }

  @AfterEach
  void close() {
    flow.close();
  }

  private static String product(ImagerSatellite satellite, int revision) {
    return NAME.formatted(satellite, revision);
  }

  private void pollAfterDeadline() throws InterruptedException {
    flow.pollAndWork();
    time.advance(ImagerFlow.DEADLINE.plusSeconds(1));
    flow.pollAndWork();
  }

  private List<String> inputsOf(String product) {
    ProductRow row = flow.ledger.reports().byFileName(product).orElseThrow();
    return flow.ledger.reports().inputsOf(row.id()).stream().map(g -> g.name()).toList();
  }

  private void assertMadeFrom(ImagerSatellite satellite, int files, String product) {
    List<String> inputs = inputsOf(product);
    assertEquals(files, inputs.size(), inputs.toString());
    assertTrue(inputs.stream().allMatch(n -> n.startsWith("HS_" + satellite)), inputs.toString());
  }

  @Test
  void equallyCompleteSlotsAreMadeFromHimawari9() throws Exception {
    flow.putAll(H08, SLOT);
    flow.putAll(H09, SLOT);
    assertEquals(1, flow.pollAndWork(), "one slot is one unit of work");
    assertEquals(List.of(product(H09, 0)), flow.published());
    assertMadeFrom(H09, 6, product(H09, 0));
    for (var g :
        flow.ledger
            .reports()
            .granules(
                java.util.Optional.empty(), java.util.Optional.empty(), 100, Long.MAX_VALUE)) {
      assertEquals("PROCESSED", g.state());
      String expected =
          g.name().contains("_H09_") ? product(H09, 0) : "not needed: the slot is made from H09";
      assertEquals(expected, g.detail());
    }
    assertEquals(0, flow.ledger.reports().unaccountedGranules());
    assertEquals(0, flow.ledger.work().unfinished());
    assertEquals(1, flow.metric("kokyu_imager_satellite{satellite=\"H09\"}"));
    assertEquals(0, flow.metric("kokyu_imager_satellite{satellite=\"H08\"}"));
    assertEquals(6, flow.metric("kokyu_imager_duplicate_files_total{feed=\"himawari\"}"));
    assertEquals(0, flow.pollAndWork());
  }

  @Test
  void anotherPreferenceWinsTheTie() throws Exception {
    flow.close();
    flow = new ImagerFlow(root, time, H08);
    flow.putAll(H09, SLOT);
    flow.putAll(H08, SLOT);
    flow.pollAndWork();
    assertEquals(List.of(product(H08, 0)), flow.published());
    assertMadeFrom(H08, 6, product(H08, 0));
    assertEquals(1, flow.metric("kokyu_imager_satellite{satellite=\"H08\"}"));
  }

  @Test
  void theMoreCompleteSatelliteWins() throws Exception {
    flow.put(H09, SLOT, 13, 4, 5);
    flow.put(H09, SLOT, 14, 4, 5);
    flow.put(H09, SLOT, 15, 4);
    flow.putAll(H08, SLOT);
    assertEquals(0, flow.pollAndWork(), "the preferred one may still become complete");
    pollAfterDeadline();
    assertEquals(List.of(product(H08, 0)), flow.published());
    assertMadeFrom(H08, 6, product(H08, 0));
  }

  /** After a switch-over: visible bands of one, infrared bands of the other. */
  @Test
  void visibleBandsAloneDoNotMakeASlot() throws Exception {
    for (int band : new int[] {1, 2, 4}) {
      // no content needed: such files are left alone
      Files.writeString(
          flow.in.resolve(SegmentFiles.name(H09, "FLDK", SLOT, band, 4)), "visible " + band);
    }
    flow.putAll(H08, SLOT);
    flow.pollAndWork();
    assertEquals(List.of(product(H08, 0)), flow.published(), "at once, nothing is waited for");
    assertEquals(0, flow.ledger.reports().quarantine(10).size());
  }

  @Test
  void bandsOfTheTwoAreNeverMixed() throws Exception {
    flow.put(H09, SLOT, 13, 4, 5);
    flow.put(H09, SLOT, 14, 4, 5);
    flow.put(H08, SLOT, 15, 4, 5);
    flow.put(H08, SLOT, 13, 4);
    pollAfterDeadline();
    assertEquals(List.of(), flow.published(), "neither has what a temperature needs");
    flow.put(H09, SLOT, 15, 4);
    pollAfterDeadline();
    assertEquals(List.of(product(H09, 0)), flow.published());
    assertMadeFrom(H09, 5, product(H09, 0));
    LstOverview map = LstProduct.readOverview(flow.file(product(H09, 0)), 1_000_000);
    int seen = 0;
    for (float t : map.lstK()) {
      if (!Float.isNaN(t)) {
        assertTrue(t > 295, "made of 300 K, not of 290 K: " + t);
        seen++;
      }
    }
    assertTrue(seen > 50, "temperatures: " + seen);
  }

  @Test
  void lateSegmentsThatChangeTheChoiceGiveARevision() throws Exception {
    flow.put(H09, SLOT, 13, 4, 5);
    flow.putAll(H08, SLOT);
    pollAfterDeadline();
    assertEquals(List.of(product(H08, 0)), flow.published());
    flow.put(H09, SLOT, 14, 4, 5);
    pollAfterDeadline();
    assertEquals(List.of(product(H08, 0)), flow.published(), "more files, the same choice");
    flow.put(H09, SLOT, 15, 4, 5);
    flow.pollAndWork();
    assertEquals(List.of(product(H08, 0), product(H09, 1)), flow.published());
    assertMadeFrom(H09, 6, product(H09, 1));
    assertEquals(product(H09, 1), flow.ledger.reports().latest("lst").orElseThrow().fileName());
    assertEquals(1, flow.metric("kokyu_imager_satellite{satellite=\"H09\"}"));
  }

  @Test
  void aBrokenSegmentLetsTheOtherSatelliteIn() throws Exception {
    flow.putAll(H09, SLOT);
    flow.putAll(H08, SLOT);
    String name = SegmentFiles.name(H09, "FLDK", SLOT, 14, 5);
    Files.delete(flow.in.resolve(name));
    Path broken = flow.put(name + ".bz2");
    byte[] bytes = Files.readAllBytes(broken);
    bytes[bytes.length - 3] ^= 1; // checksum of the stream, which the look at the header misses
    Files.write(broken, bytes);
    pollAfterDeadline();
    assertEquals(List.of(product(H08, 0)), flow.published());
    assertEquals(1, flow.ledger.reports().quarantine(10).size());
    assertEquals(0, flow.ledger.reports().unaccountedGranules());
  }

  /** Whatever the order of arrival, the last revision has the same inputs and the same content. */
  @Test
  void theOrderOfArrivalDoesNotMatter() throws Exception {
    List<String> names = new ArrayList<>();
    for (int band = 13; band <= 15; band++) {
      for (int segment = 4; segment <= 5; segment++) {
        names.add(SegmentFiles.name(H08, "FLDK", SLOT, band, segment));
        if (band != 14 || segment != 5) {
          names.add(SegmentFiles.name(H09, "FLDK", SLOT, band, segment));
        }
      }
    }
    List<String> first = List.of();
    float[] firstMap = null;
    for (int order = 0; order < 3; order++) {
      flow.close();
      Collections.shuffle(names, new Random(order));
      flow = new ImagerFlow(root.resolve("order" + order), new ManualTime(), H09);
      for (String name : names) {
        flow.put(name);
        flow.pollAndWork();
      }
      flow.time.advance(Duration.ofMinutes(20));
      flow.pollAndWork();
      ProductRow last = flow.ledger.reports().latest("lst").orElseThrow();
      List<String> inputs = inputsOf(last.fileName());
      float[] map = LstProduct.readOverview(archived(last), 1_000_000).lstK();
      if (order == 0) {
        first = inputs;
        firstMap = map;
        assertEquals(6, inputs.size());
        assertTrue(inputs.get(0).startsWith("HS_H08"), "Himawari-9 lacks a segment");
      }
      assertEquals(first, inputs, "order " + order);
      assertArrayEquals(firstMap, map, "order " + order);
      assertEquals(0, flow.ledger.work().unfinished());
      assertEquals(0, flow.ledger.reports().unaccountedGranules());
    }
  }

  private Path archived(ProductRow row) {
    return flow.archive.resolve(row.relativePath());
  }
}
