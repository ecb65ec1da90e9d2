package org.kokyu.scheduler.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kokyu.core.port.LedgerView.FeedAccount;
import org.kokyu.core.port.StageObserver.GranuleOutcome;
import org.kokyu.core.result.ConfigurationException;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.result.UnavailableInputException;
import org.kokyu.scheduler.ledger.Claim;
import org.kokyu.scheduler.ledger.Ledger;
import org.kokyu.scheduler.toy.ManualTime;
import org.kokyu.scheduler.toy.ToyFlow;

/** The way of files through the daemon, with a toy format, manual time and one thread. */
class FlowTest {
  private static final String A = "TOY_20260821T0310_a.dat";
  private static final String PRODUCT = "KOKYU_TOY_20260821T0310_r00.txt";

  @TempDir Path root;
  private final ManualTime time = new ManualTime();
  private ToyFlow flow;

  @BeforeEach
  void open() throws IOException {
    flow = new ToyFlow(root, time, 100, "a");
  }

  @AfterEach
  void close() {
    flow.close();
  }

  private void reopen(int capacity, String... parts) throws IOException {
    flow.close();
    flow = new ToyFlow(root, time, capacity, parts);
  }

  private FeedAccount account() {
    return flow.ledger.reports().feeds().get(0);
  }

  private void pollAndWork() throws InterruptedException {
    flow.pollTwice();
    flow.work();
  }

  @Test
  void fileBecomesProductOnce() throws Exception {
    flow.put(A, "TOY 1");
    flow.poller.poll();
    assertEquals(0, flow.work(), "size is not known to be stable after one listing");
    pollAndWork();
    pollAndWork();
    assertEquals(List.of(PRODUCT), flow.published());
    assertEquals("PROCESSED", flow.stateOf(A));
    assertEquals(PRODUCT, flow.detailOf(A));
    assertEquals(Map.of(GranuleOutcome.PROCESSED, 1), flow.outcomes);
    assertEquals(1, account().processed());
    assertEquals(0, flow.ledger.reports().unaccountedGranules());
    var row = flow.ledger.reports().latest("toy").orElseThrow();
    assertEquals(FileHash.sha256(flow.archive.resolve(row.relativePath())), row.sha256());
    assertEquals(Instant.parse("2026-08-21T03:10:00Z"), row.observationTime());
  }

  @Test
  void growingFileWaits() throws Exception {
    flow.put(A, "TOY");
    flow.poller.poll();
    time.advance(Duration.ofSeconds(10));
    flow.put(A, "TOY longer");
    flow.poller.poll();
    assertEquals("unknown", flow.stateOf(A));
    flow.poller.poll();
    assertEquals("SEEN", flow.stateOf(A));
  }

  @Test
  void brokenFilesGoToQuarantineAndTheRestGoesOn() throws Exception {
    flow.put("TOY_20260821T0300_a.dat", "");
    flow.put("TOY_20260821T0250_a.dat", "not a toy");
    flow.put("README.txt", "hello");
    flow.put(".TOY_20260821T0240_a.dat", "TOY in transfer");
    flow.put("TOY_20260821T0240_z.dat", "TOY of another band");
    flow.put(A, "TOY 1");
    Files.createSymbolicLink(flow.in.resolve("TOY_20260821T0230_a.dat"), Path.of("/etc/hostname"));
    pollAndWork();
    assertEquals(List.of(PRODUCT), flow.published());
    assertEquals("QUARANTINED", flow.stateOf("TOY_20260821T0300_a.dat"));
    assertEquals(
        "TOY_20260821T0300_a.dat: at least 3 bytes expected, 0 found",
        flow.detailOf("TOY_20260821T0300_a.dat"));
    assertEquals("QUARANTINED", flow.stateOf("TOY_20260821T0250_a.dat"));
    assertEquals("unknown", flow.stateOf("README.txt"));
    assertEquals("unknown", flow.stateOf("TOY_20260821T0230_a.dat"));
    assertEquals(1, flow.poller.foreignNames());
    assertEquals(4, flow.quarantined().size(), "copy and reason of two files");
    assertTrue(Files.exists(flow.in.resolve("TOY_20260821T0250_a.dat")), "feeds are read only");
    assertEquals(2, account().quarantined());
  }

  @Test
  void unreadableFileIsTriedThreeTimes() throws Exception {
    flow.put("TOY_20260821T0300_a.dat", "TOY 2");
    flow.put(A, "TOY unreadable");
    for (int poll = 0; poll < 3; poll++) {
      flow.poller.poll();
      flow.work();
      assertEquals("unknown", flow.stateOf(A));
    }
    flow.poller.poll();
    assertEquals("QUARANTINED", flow.stateOf(A));
    assertEquals(A + ": cannot be read after 3 tries: permission denied", flow.detailOf(A));
    assertEquals(List.of("KOKYU_TOY_20260821T0300_r00.txt"), flow.published());
  }

  @Test
  void sameContentUnderAnotherNameIsADuplicate() throws Exception {
    flow.put(A, "TOY 1");
    pollAndWork();
    flow.put("TOY_20260821T0300_a.dat", "TOY 1");
    pollAndWork();
    assertEquals(List.of(PRODUCT), flow.published());
    assertEquals("DUPLICATE", flow.stateOf("TOY_20260821T0300_a.dat"));
    assertEquals("same content as " + A, flow.detailOf("TOY_20260821T0300_a.dat"));
  }

  @Test
  void newContentUnderTheSameNameMakesARevision() throws Exception {
    flow.put(A, "TOY 1");
    pollAndWork();
    flow.put(A, "TOY 2");
    pollAndWork();
    assertEquals(List.of(PRODUCT, "KOKYU_TOY_20260821T0310_r01.txt"), flow.published());
    assertEquals(1, flow.ledger.reports().latest("toy").orElseThrow().revision());
    assertEquals(2, flow.ledger.reports().allRevisions().size());
    assertEquals(
        1, flow.ledger.reports().products(java.util.Optional.empty(), 10, Long.MAX_VALUE).size());
  }

  @Test
  void touchedFileIsNotTakenAgain() throws Exception {
    flow.put(A, "TOY 1");
    pollAndWork();
    time.advance(Duration.ofMinutes(1));
    flow.put(A, "TOY 1");
    pollAndWork();
    assertEquals(List.of(PRODUCT), flow.published());
    assertEquals(1, account().seen());
  }

  @Test
  void slotWaitsForItsDeadlineAndTakesLateFilesAsRevision() throws Exception {
    reopen(100, "a", "b");
    flow.put(A, "TOY 1");
    pollAndWork();
    assertEquals(List.of(), flow.published());
    time.advance(Duration.ofSeconds(55));
    pollAndWork();
    assertEquals(List.of(PRODUCT), flow.published());
    assertEquals("1 inputs", flow.ledger.reports().latest("toy").orElseThrow().summary());
    flow.put("TOY_20260821T0310_b.dat", "TOY late");
    pollAndWork();
    assertEquals(List.of(PRODUCT, "KOKYU_TOY_20260821T0310_r01.txt"), flow.published());
    assertEquals("2 inputs", flow.ledger.reports().latest("toy").orElseThrow().summary());
    assertEquals(Map.of(GranuleOutcome.PROCESSED, 2), flow.outcomes);
  }

  @Test
  void slotDeadlineSurvivesRestartAndClockSteps() throws Exception {
    reopen(100, "a", "b");
    flow.put(A, "TOY 1");
    flow.pollTwice();
    time.advance(Duration.ofSeconds(25));
    reopen(100, "a", "b");
    flow.poller.poll();
    time.stepWallClock(Duration.ofHours(-5));
    time.advance(Duration.ofSeconds(10));
    pollAndWork();
    assertEquals(List.of(), flow.published(), "60 s have not passed");
    time.advance(Duration.ofSeconds(20));
    pollAndWork();
    assertEquals(List.of(PRODUCT), flow.published());
  }

  @Test
  void sameSegmentTwiceIsADuplicate() throws Exception {
    reopen(100, "a", "b");
    flow.put(A, "TOY raw");
    flow.put("TOY_20260821T0310_a.alt", "TOY packed");
    flow.put("TOY_20260821T0310_b.dat", "TOY b");
    pollAndWork();
    assertEquals(List.of(PRODUCT), flow.published());
    assertEquals(
        "its place is taken by TOY_20260821T0310_a.alt", flow.detailOf(A), "first by name wins");
  }

  @Test
  void unavailableInputIsTriedThreeTimesWithGrowingWaits() throws Exception {
    AtomicInteger tries = new AtomicInteger();
    flow.beforeStage(
        w -> {
          tries.incrementAndGet();
          throw new UnavailableInputException("storage is away");
        });
    flow.put(A, "TOY 1");
    pollAndWork();
    assertEquals(1, tries.get());
    assertEquals("SEEN", flow.stateOf(A));
    assertEquals("storage is away", flow.detailOf(A));
    waitAndWork(4, 1, tries);
    waitAndWork(1, 2, tries);
    waitAndWork(9, 2, tries);
    waitAndWork(1, 3, tries);
    assertEquals("QUARANTINED", flow.stateOf(A));
    assertEquals("storage is away (after 3 tries)", flow.detailOf(A));
    assertEquals(0, flow.ledger.work().unfinished());
    assertEquals(2, flow.quarantined().size());
  }

  private void waitAndWork(int seconds, int triesAfter, AtomicInteger tries) throws Exception {
    time.advance(Duration.ofSeconds(seconds));
    if (triesAfter > tries.get()) {
      assertTrue(flow.queue.take() instanceof WorkQueue.UnitTask task && runTask(task));
    } else {
      assertEquals(0, flow.work());
    }
    assertEquals(triesAfter, tries.get());
  }

  private boolean runTask(WorkQueue.UnitTask task) {
    flow.runner.run(task.item());
    flow.queue.finished(task.item());
    return true;
  }

  @Test
  void failingStageDoesNotEndTheDaemon() throws Exception {
    flow.beforeStage(
        w -> {
          if (w.key().endsWith("0310")) {
            throw new OutOfMemoryError("array of 99 GB");
          }
        });
    flow.put(A, "TOY 1");
    flow.put("TOY_20260821T0300_a.dat", "TOY 2");
    pollAndWork();
    assertEquals(List.of("KOKYU_TOY_20260821T0300_r00.txt"), flow.published());
    for (int i = 0; i < 2; i++) {
      time.advance(Duration.ofMinutes(1));
      assertTrue(flow.queue.take() instanceof WorkQueue.UnitTask task && runTask(task));
    }
    assertEquals("QUARANTINED", flow.stateOf(A));
    assertTrue(flow.detailOf(A).contains("array of 99 GB"), flow.detailOf(A));
  }

  @Test
  void brokenContentFoundByTheStageIsNotTriedAgain() throws Exception {
    flow.beforeStage(
        w -> {
          throw new MalformedInputException(InputFault.CORRUPT, A + ": block 3 contradicts itself");
        });
    flow.put(A, "TOY 1");
    pollAndWork();
    assertEquals("QUARANTINED", flow.stateOf(A));
    assertEquals(Map.of(GranuleOutcome.QUARANTINED, 1), flow.outcomes);
    flow.beforeStage(w -> {});
    flow.put(A, "TOY repaired");
    pollAndWork();
    assertEquals(List.of(PRODUCT), flow.published(), "a new delivery heals it");
  }

  /** A broken copy beside a sound file of the same name must not cost the sound one. */
  @Test
  void brokenDeliveryGivesItsPlaceBackToTheOneItReplaced() throws Exception {
    flow.put(A, "TOY 1");
    flow.pollTwice();
    Path again = Files.createDirectories(root.resolve("in/again"));
    Files.writeString(again.resolve(A), "TOY broken");
    flow.beforeStage(
        w -> {
          if (w.inputs().get(0).path().startsWith(again)) {
            throw new MalformedInputException(
                InputFault.CORRUPT, A + ": block 3 contradicts itself");
          }
        });
    flow.pollTwice();
    pollAndWork();
    pollAndWork();
    assertEquals(List.of(PRODUCT), flow.published());
    assertEquals(
        List.of("PROCESSED", "QUARANTINED"),
        flow
            .ledger
            .reports()
            .granules(java.util.Optional.empty(), java.util.Optional.empty(), 10, Long.MAX_VALUE)
            .stream()
            .map(org.kokyu.core.port.LedgerView.GranuleRow::state)
            .sorted()
            .toList());
  }

  @Test
  void folderMayDisappearAndComeBack() throws Exception {
    flow.put(A, "TOY 1");
    flow.pollTwice();
    Path away = root.resolve("away");
    Files.move(flow.in, away);
    flow.beforeStage(
        w -> {
          throw new UnavailableInputException(w.inputs().get(0).path() + ": no such file");
        });
    for (int i = 0; i < 5; i++) {
      flow.poller.poll();
      flow.work();
      time.advance(Duration.ofMinutes(2));
    }
    assertEquals("folder " + flow.in + ": no such folder", account().lastError().orElseThrow());
    assertEquals("SEEN", flow.stateOf(A), "waits without counting tries");
    Files.move(away, flow.in);
    flow.beforeStage(w -> {});
    flow.poller.poll();
    assertTrue(flow.queue.take() instanceof WorkQueue.UnitTask task && runTask(task));
    assertEquals(List.of(PRODUCT), flow.published());
    assertTrue(account().lastError().isEmpty());
  }

  @Test
  void fileThatIsGoneBeforeItsTurnExpires() throws Exception {
    flow.put(A, "TOY 1");
    flow.pollTwice();
    Files.delete(flow.in.resolve(A));
    flow.beforeStage(
        w -> {
          throw new UnavailableInputException("no such file");
        });
    flow.work();
    assertEquals("EXPIRED", flow.stateOf(A));
    assertEquals(0, flow.ledger.work().unfinished());
  }

  @Test
  void fullQueueLosesNothing() throws Exception {
    reopen(2, "a");
    for (int minute = 10; minute < 30; minute++) {
      flow.put("TOY_20260821T02%d_a.dat".formatted(minute), "TOY " + minute);
    }
    flow.pollTwice();
    assertTrue(account().seen() <= 3, "the rest waits in the folder: " + account().seen());
    int rounds = 0;
    while (flow.published().size() < 20 && rounds++ < 30) {
      pollAndWork();
    }
    assertEquals(20, flow.published().size());
    assertEquals(20, account().processed());
  }

  @Test
  void restartAfterPublishingAdoptsTheFile() throws Exception {
    flow.put(A, "TOY 1");
    flow.pollTwice();
    long unit = flow.ledger.work().ready(1).get(0).id();
    Claim claim = flow.ledger.work().claim(unit, "toy").orElseThrow();
    flow.ledger.work().willPublish(claim, "toy/" + PRODUCT, Map.of());
    Files.createDirectories(flow.archive.resolve("toy"));
    Files.writeString(
        flow.archive.resolve("toy").resolve(PRODUCT),
        "%s %s\n".formatted(A, claim.inputs().get(0).sha256()));
    reopen(100, "a");
    flow.housekeeping.recover(5);
    flow.work();
    assertEquals(List.of(PRODUCT), flow.published());
    assertEquals(1, flow.ledger.reports().allRevisions().size());
    assertEquals("PROCESSED", flow.stateOf(A));
  }

  @Test
  void foreignContentUnderAProductNameIsNotReplaced() throws Exception {
    Files.createDirectories(flow.archive.resolve("toy"));
    Files.writeString(flow.archive.resolve("toy").resolve(PRODUCT), "something else");
    flow.put(A, "TOY 1");
    pollAndWork();
    time.advance(Duration.ofSeconds(1));
    flow.work();
    if (flow.ledger.work().unfinished() > 0) {
      assertTrue(flow.queue.take() instanceof WorkQueue.UnitTask task && runTask(task));
    }
    assertEquals(List.of(PRODUCT, "KOKYU_TOY_20260821T0310_r01.txt"), flow.published());
    assertEquals("something else", Files.readString(flow.archive.resolve("toy").resolve(PRODUCT)));
  }

  @Test
  void intentIsCompletedWithItsOwnInputsAfterARestart() throws Exception {
    reopen(100, "a", "b");
    flow.put(A, "TOY 1");
    flow.pollTwice();
    time.advance(Duration.ofSeconds(60));
    flow.poller.poll();
    long unit = flow.ledger.work().ready(1).get(0).id();
    assertTrue(flow.ledger.work().claim(unit, "toy").isPresent());
    reopen(100, "a", "b");
    flow.housekeeping.recover(5);
    flow.put("TOY_20260821T0310_b.dat", "TOY late");
    flow.pollTwice();
    flow.work();
    assertEquals("1 inputs", flow.ledger.reports().latest("toy").orElseThrow().summary());
    pollAndWork();
    assertEquals("2 inputs", flow.ledger.reports().latest("toy").orElseThrow().summary());
    assertEquals(2, flow.published().size());
  }

  @Test
  void fileThatEndsTheProcessGoesToQuarantineAtTheThirdStart() throws Exception {
    flow.put(A, "TOY 1");
    flow.pollTwice();
    for (int crash = 1; crash <= 2; crash++) {
      long unit = flow.ledger.work().ready(1).get(0).id();
      assertTrue(flow.ledger.work().claim(unit, "toy").isPresent());
      assertEquals("RUNNING", flow.stateOf(A));
      reopen(100, "a");
      assertEquals(1, flow.ledger.reports().unaccountedGranules());
      flow.housekeeping.recover(2);
    }
    assertEquals("QUARANTINED", flow.stateOf(A));
    assertEquals("the process ended 2 times while working on 20260821T0310", flow.detailOf(A));
    assertEquals(0, flow.ledger.reports().unaccountedGranules());
    assertEquals(0, flow.work());
  }

  @Test
  void interruptedWorkStaysReady() throws Exception {
    flow.beforeStage(
        w -> {
          throw new CancellationException("the daemon is stopping");
        });
    flow.put(A, "TOY 1");
    flow.pollTwice();
    assertTrue(flow.queue.take() instanceof WorkQueue.UnitTask task && runTask(task));
    assertEquals("SEEN", flow.stateOf(A));
    assertEquals(0, flow.ledger.work().ready(1).get(0).crashes());
    flow.beforeStage(w -> {});
    flow.work();
    assertEquals(List.of(PRODUCT), flow.published());
  }

  @Test
  void oldObservationsAreNotTaken() throws Exception {
    flow.put("TOY_20260817T0310_a.dat", "TOY old");
    pollAndWork();
    assertEquals("unknown", flow.stateOf("TOY_20260817T0310_a.dat"));
  }

  @Test
  void secondDaemonOnTheSameLedgerIsRefused() {
    ConfigurationException e =
        assertThrows(
            ConfigurationException.class,
            () -> Ledger.open("jdbc:h2:file:" + root.resolve("ledger"), time));
    assertTrue(e.getMessage().contains("is in use by another daemon"), e.getMessage());
    assertFalse(e.getMessage().contains("\n"));
  }

  @Test
  void snapshotOfALiveLedgerCanBeRead() throws Exception {
    flow.put(A, "TOY 1");
    pollAndWork();
    try (Ledger copy = Ledger.snapshot("jdbc:h2:file:" + root.resolve("ledger"), time)) {
      assertEquals(PRODUCT, copy.reports().latest("toy").orElseThrow().fileName());
      assertEquals(
          List.of("SEEN", "PROCESSED"),
          copy.reports().history(1).stream().map(s -> s.state().name()).toList());
    }
  }
}
