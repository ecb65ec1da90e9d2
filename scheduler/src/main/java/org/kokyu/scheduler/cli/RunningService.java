package org.kokyu.scheduler.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.kokyu.scheduler.daemon.KokyuService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A started service, and its orderly end when the process is told to stop. */
final class RunningService {
  private static final Logger log = LoggerFactory.getLogger(RunningService.class);

  /** Below the ten seconds after which supervisors lose patience. */
  private static final Duration STOP_TIME = Duration.ofSeconds(7);

  private final KokyuService service;
  private final AtomicBoolean ended = new AtomicBoolean();
  private final CountDownLatch end = new CountDownLatch(1);

  RunningService(KokyuService service) {
    this.service = service;
  }

  KokyuService service() {
    return service;
  }

  void start() {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  stop();
                  // the signal was obeyed in order: that is success, whatever its number
                  Runtime.getRuntime().halt(ExitCodes.DONE);
                },
                "shutdown"));
    service.start();
    log.info("status  {}/", service.url());
    log.info("metrics {}/metrics", service.url());
  }

  private void stop() {
    if (ended.compareAndSet(false, true)) {
      log.info("stopping");
      try {
        boolean inTime = service.stop(STOP_TIME);
        log.info("stopped{}", inTime ? "" : "; interrupted work starts over next time");
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        end.countDown();
      }
    }
  }

  /** Waits until the process is told to stop, or until the condition holds. */
  int awaitEnd(BooleanSupplier done) throws InterruptedException {
    while (!end.await(100, TimeUnit.MILLISECONDS)) {
      if (!ended.get() && done.getAsBoolean()) {
        stop();
      }
    }
    return ExitCodes.DONE;
  }
}
