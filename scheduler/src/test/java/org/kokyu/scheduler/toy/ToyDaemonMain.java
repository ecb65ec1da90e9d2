package org.kokyu.scheduler.toy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.kokyu.core.port.StageObserver;
import org.kokyu.scheduler.config.WorkSettings;
import org.kokyu.scheduler.daemon.Daemon;
import org.kokyu.scheduler.daemon.FeedPart;
import org.kokyu.scheduler.feed.FolderFeed;
import org.kokyu.scheduler.ledger.Ledger;

/** The daemon on a toy feed, as a process of its own; ends when there is nothing left to do. */
public final class ToyDaemonMain {
  private ToyDaemonMain() {}

  /**
   * @param args root folder, milliseconds per unit, milliseconds of a temporary file
   */
  public static void main(String[] args) throws InterruptedException {
    Path root = Path.of(args[0]);
    long work = Long.parseLong(args[1]);
    long pause = Long.parseLong(args[2]);
    try (Ledger ledger = Ledger.open("jdbc:h2:file:" + root.resolve("ledger"), Clock.systemUTC())) {
      ToyStage stage =
          new ToyStage(
              w -> {
                long end = System.nanoTime() + work * 1_000_000;
                while (System.nanoTime() < end) {
                  w.stop().check();
                  Thread.onSpinWait();
                }
              });
      Path in = root.resolve("in");
      Daemon daemon =
          new Daemon(
              new Daemon.Parts(
                  ledger,
                  List.of(
                      new FeedPart(
                          ToyFlow.settings("toy", in),
                          new FolderFeed(in),
                          new ToyKind("a", "b"),
                          stage)),
                  new ToyPublisher(root.resolve("archive"), pause),
                  StageObserver.NOOP,
                  root.resolve("archive/quarantine"),
                  new WorkSettings(2, 64, 3, Duration.ofMillis(100))),
              Clock.systemUTC(),
              System::nanoTime);
      daemon.start();
      while (!daemon.isDrained()) {
        Thread.sleep(20);
      }
      daemon.stop(Duration.ofSeconds(5));
    }
  }
}
