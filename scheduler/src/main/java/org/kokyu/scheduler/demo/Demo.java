package org.kokyu.scheduler.demo;

import java.nio.file.Path;
import java.time.Duration;
import org.kokyu.scheduler.daemon.KokyuService;
import org.kokyu.scheduler.daemon.Presentation;

/** The real service on simulated feeds. */
public final class Demo {
  private static final Duration CADENCE = Duration.ofSeconds(20);
  private static final Duration DEADLINE = Duration.ofSeconds(15);

  /** An hour of slots takes two minutes. */
  private static final Duration HOUR_DEADLINE = Duration.ofSeconds(150);

  private static final Duration DAY_DEADLINE = Duration.ofHours(3);

  /** Of hours and days when the demo ends by itself: nothing is waited for that will not come. */
  private static final Duration DEADLINE_ONCE = Duration.ofSeconds(20);

  private static final Duration REFRESH = Duration.ofSeconds(5);
  private static final int STEPS_ONCE = 3;

  /** Some 20 minutes; then the feeds fall silent, so that a forgotten demo does not fill a disk. */
  private static final int STEPS = 60;

  private final KokyuService service;
  private final DemoSimulation simulation;

  private boolean lastFilesAnnounced;

  private Demo(KokyuService service, DemoSimulation simulation) {
    this.service = service;
    this.simulation = simulation;
  }

  /**
   * Builds service and simulation; nothing runs before {@link #start}.
   *
   * @param dir folder of the demo
   * @param once whether the simulation ends after its planned events
   */
  public static Demo open(Path dir, int port, boolean once) {
    DemoFolder folder = new DemoFolder(dir);
    DemoSimulation.mapLandCover(folder);
    SimulatedTruth truth = new SimulatedTruth(folder.truth());
    KokyuService service =
        KokyuService.open(
            folder.configuration(
                port,
                DEADLINE,
                once ? DEADLINE_ONCE : HOUR_DEADLINE,
                once ? DEADLINE_ONCE : DAY_DEADLINE),
            new Presentation(
                REFRESH,
                true,
                s -> truth.at(s.time(), s.latitudeDeg(), s.longitudeDeg(), s.pressureHpa())));
    return new Demo(
        service, new DemoSimulation(folder, once ? STEPS_ONCE : STEPS, CADENCE, DEADLINE));
  }

  public KokyuService service() {
    return service;
  }

  /** Starts the simulation; the service is started by whoever waits for its end. */
  public void start() {
    Thread thread = new Thread(simulation, "simulation");
    thread.setDaemon(true);
    thread.start();
  }

  /** The simulation is over and everything it made is worked on. */
  public boolean isDrained() {
    if (!simulation.isEnded()) {
      return false;
    }
    if (!lastFilesAnnounced) {
      lastFilesAnnounced = true;
      service.expectMore();
    }
    return service.isDrained();
  }

  public void stopSimulation() {
    simulation.stop();
  }
}
