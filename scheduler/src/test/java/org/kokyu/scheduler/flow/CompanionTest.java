package org.kokyu.scheduler.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kokyu.core.port.ProductCatalogue.ProductRow;
import org.kokyu.scheduler.ledger.Claim;
import org.kokyu.scheduler.toy.ManualTime;
import org.kokyu.scheduler.toy.ToyFlow;

/** Products of two files: both are published once, under one revision, or neither counts. */
class CompanionTest {
  private static final String A = "TOY_20260821T0310_a.dat";
  private static final String MAIN = "toy/KOKYU_TOY_20260821T0310_r0";
  private static final String ECHO = "echo/KOKYU_ECHO_20260821T0310_r0";

  @TempDir Path root;
  private final ManualTime time = new ManualTime();
  private ToyFlow flow;

  @BeforeEach
  void open() throws IOException {
    flow = new ToyFlow(root, time, 100, "a").withCompanion();
  }

  @AfterEach
  void close() {
    flow.close();
  }

  private void restart() throws IOException {
    flow.close();
    open();
    flow.housekeeping.recover(5);
  }

  private void pollAndWork() throws InterruptedException {
    flow.pollTwice();
    flow.work();
  }

  /** Paths that the ledger calls published, each with the hash of its file checked. */
  private List<String> published() throws IOException {
    List<ProductRow> rows = flow.ledger.reports().allRevisions();
    for (ProductRow row : rows) {
      assertEquals(FileHash.sha256(flow.archive.resolve(row.relativePath())), row.sha256());
    }
    return rows.stream().map(ProductRow::relativePath).sorted().toList();
  }

  private String echo(int revision) throws IOException {
    return Files.readString(flow.archive.resolve(ECHO + revision + ".txt"));
  }

  @Test
  void bothFilesArePublishedOnceAndRevisedTogether() throws Exception {
    flow.put(A, "TOY 1");
    pollAndWork();
    pollAndWork();
    assertEquals(List.of(ECHO + "0.txt", MAIN + "0.txt"), published());
    assertEquals(
        Map.of(org.kokyu.core.port.StageObserver.GranuleOutcome.PROCESSED, 1), flow.outcomes);
    flow.put(A, "TOY 2");
    pollAndWork();
    assertEquals(
        List.of(ECHO + "0.txt", ECHO + "1.txt", MAIN + "0.txt", MAIN + "1.txt"), published());
    assertEquals(1, flow.ledger.reports().latest("echo").orElseThrow().revision());
    assertFalse(echo(0).equals(echo(1)));
    assertEquals(0, flow.ledger.reports().unaccountedGranules());
  }

  /** The process ends after the intent, with no, one or both files in place. */
  @Test
  void restartCompletesBoth() throws Exception {
    for (int inPlace = 0; inPlace <= 2; inPlace++) {
      String minute = "031" + inPlace;
      String name = "TOY_20260821T%s_a.dat".formatted(minute);
      String main = MAIN.replace("0310", minute) + "0.txt";
      String echo = ECHO.replace("0310", minute) + "0.txt";
      flow.put(name, "TOY " + inPlace);
      flow.pollTwice();
      long unit = flow.ledger.work().ready(1).get(0).id();
      Claim claim = flow.ledger.work().claim(unit, "toy").orElseThrow();
      flow.ledger.work().willPublish(claim, main, Map.of("echo", echo));
      assertTrue(flow.ledger.work().intendedPaths().containsAll(List.of(main, echo)));
      String text = "%s %s\n".formatted(name, claim.inputs().get(0).sha256());
      if (inPlace > 0) {
        Files.createDirectories(flow.archive.resolve("toy"));
        Files.writeString(flow.archive.resolve(main), text);
      }
      if (inPlace > 1) {
        Files.createDirectories(flow.archive.resolve("echo"));
        Files.writeString(flow.archive.resolve(echo), "echo\n" + text);
      }
      assertFalse(published().contains(main), "neither counts before both are there");
      restart();
      flow.work();
      assertEquals(2 * (inPlace + 1), published().size());
      assertTrue(published().containsAll(List.of(main, echo)));
      assertEquals("PROCESSED", flow.stateOf(name));
      assertTrue(flow.ledger.work().intendedPaths().isEmpty());
    }
  }

  @Test
  void otherContentUnderTheNameOfACompanionMakesARevisionOfBoth() throws Exception {
    Files.createDirectories(flow.archive.resolve("echo"));
    Files.writeString(flow.archive.resolve(ECHO + "0.txt"), "something else");
    flow.put(A, "TOY 1");
    pollAndWork();
    time.advance(Duration.ofSeconds(1));
    flow.work();
    if (flow.ledger.work().unfinished() > 0 && flow.queue.take() instanceof WorkQueue.UnitTask t) {
      flow.runner.run(t.item());
      flow.queue.finished(t.item());
    }
    assertEquals(
        List.of(ECHO + "0.txt", ECHO + "1.txt", MAIN + "0.txt", MAIN + "1.txt"), published());
    assertEquals("something else", echo(0));
  }

  @Test
  void failureLeavesNoIntentBehind() throws Exception {
    flow.put(A, "TOY 1");
    flow.pollTwice();
    long unit = flow.ledger.work().ready(1).get(0).id();
    Claim claim = flow.ledger.work().claim(unit, "toy").orElseThrow();
    flow.ledger.work().willPublish(claim, MAIN + "0.txt", Map.of("echo", ECHO + "0.txt"));
    flow.ledger.work().finishedWithoutProduct(claim, "nothing to see");
    assertTrue(flow.ledger.work().intendedPaths().isEmpty());
    assertEquals(List.of(), published());
  }
}
