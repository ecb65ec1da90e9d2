package org.kokyu.scheduler.daemon;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kokyu.core.port.StageObserver;
import org.kokyu.scheduler.config.WorkSettings;
import org.kokyu.scheduler.feed.Feed;
import org.kokyu.scheduler.feed.FeedFile;
import org.kokyu.scheduler.ledger.Ledger;
import org.kokyu.scheduler.toy.ToyFlow;
import org.kokyu.scheduler.toy.ToyKind;
import org.kokyu.scheduler.toy.ToyPublisher;
import org.kokyu.scheduler.toy.ToyStage;

/** The ledger is closed after the daemon has stopped: a poll under way must have ended by then. */
class DaemonStopTest {
  @TempDir Path root;

  @Test
  void stoppingWaitsForThePollUnderWay() throws Exception {
    CountDownLatch listing = new CountDownLatch(1);
    Feed slow =
        new Feed() {
          @Override
          public List<FeedFile> list() {
            listing.countDown();
            try {
              Thread.sleep(400);
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
            return List.of();
          }

          @Override
          public List<String> leftAlone() {
            return List.of();
          }
        };
    Path in = Files.createDirectories(root.resolve("in"));
    try (Ledger ledger = Ledger.open("jdbc:h2:file:" + root.resolve("ledger"), Clock.systemUTC())) {
      Daemon daemon =
          new Daemon(
              new Daemon.Parts(
                  ledger,
                  List.of(
                      new FeedPart(
                          ToyFlow.settings("toy", in),
                          slow,
                          new ToyKind("a"),
                          new ToyStage(w -> {}))),
                  new ToyPublisher(root.resolve("archive"), 0),
                  StageObserver.NOOP,
                  root.resolve("quarantine"),
                  new WorkSettings(1, 4, 3, Duration.ofMillis(100))),
              Clock.systemUTC(),
              System::nanoTime);
      daemon.start();
      assertTrue(listing.await(30, TimeUnit.SECONDS));
      assertTrue(daemon.stop(Duration.ofSeconds(20)));
      // the last thing that a poll writes
      assertTrue(ledger.reports().feeds().get(0).lastSuccess().isPresent());
    }
  }
}
