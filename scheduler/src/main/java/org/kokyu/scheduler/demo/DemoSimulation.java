package org.kokyu.scheduler.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.kokyu.core.result.ConfigurationException;
import org.kokyu.himawari.SceneGrids;
import org.kokyu.himawari.SegmentId;
import org.kokyu.retrieval.table.io.TableFile;
import org.kokyu.simulation.imager.ImagerSceneSimulator;
import org.kokyu.simulation.imager.SlotOptions;
import org.kokyu.simulation.imager.SyntheticEarth;
import org.kokyu.simulation.imager.io.LandCoverMap;
import org.kokyu.simulation.sounding.SoundingSimulator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays the satellites: in each step one slot of Himawari-9 and one granule of GOSAT-2 appear. The
 * first steps hold what a real feed has in store: a compressed segment, a segment that comes after
 * the deadline, a granule whose transfer broke off.
 */
final class DemoSimulation implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(DemoSimulation.class);
  private static final long SEED = 20260821;
  private static final Duration SLOT = Duration.ofMinutes(10);
  private static final int SOUNDINGS = 6;
  private static final double LAND_COVER_DEG = 0.1;
  private static final int KEPT_SLOTS = 4;
  private static final SegmentId COMPRESSED = new SegmentId(13, 3);
  private static final SegmentId LATE = new SegmentId(14, 4);

  /** Step with the late segment, from 0. */
  static final int LATE_STEP = 1;

  /** Step with the broken granule, from 0. */
  static final int BROKEN_STEP = 1;

  private final DemoFolder folder;
  private final int steps;
  private final Duration cadence;
  private final Duration deadline;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean stop;

  /**
   * @param steps how many steps in all
   * @param cadence time between two steps
   * @param deadline of a slot: the late segment comes after it
   */
  DemoSimulation(DemoFolder folder, int steps, Duration cadence, Duration deadline) {
    this.folder = folder;
    this.steps = steps;
    this.cadence = cadence;
    this.deadline = deadline;
  }

  /** Writes the land cover of the simulated earth, unless it is there. */
  static void mapLandCover(DemoFolder folder) {
    if (Files.exists(folder.landCover())) {
      return;
    }
    Path part = folder.staging().resolve("land-cover.nc");
    try {
      LandCoverMap.write(part, SceneGrids.asia(LAND_COVER_DEG), new SyntheticEarth(SEED));
      Files.move(part, folder.landCover(), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new ConfigurationException(
          "--dir %s: cannot be written: %s".formatted(folder.root(), e), e);
    }
  }

  boolean isEnded() {
    return ended.getCount() == 0;
  }

  void stop() {
    stop = true;
  }

  @Override
  public void run() {
    try {
      simulate();
    } catch (IOException | RuntimeException e) {
      log.error("the simulation ended: {}", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      ended.countDown();
    }
  }

  private void simulate() throws IOException, InterruptedException {
    DemoFolder.Progress progress = folder.progress();
    folder.save(progress);
    clear(folder.staging());
    if (progress.steps() >= steps) {
      return;
    }
    ImagerSceneSimulator imager = new ImagerSceneSimulator(SEED);
    SoundingSimulator sounder =
        new SoundingSimulator(SEED, imager.earth(), TableFile.bundledForSimulation());
    for (int step = progress.steps(); step < steps && !stop; step++) {
      long begin = System.nanoTime();
      Instant time = progress.start().plus(SLOT.multipliedBy(step));
      granule(sounder, step, time);
      slot(imager, step, time);
      progress = new DemoFolder.Progress(progress.start(), step + 1);
      folder.save(progress);
      prune();
      if (step + 1 < steps) {
        pause(cadence.minusNanos(System.nanoTime() - begin));
      }
    }
  }

  private void pause(Duration wait) throws InterruptedException {
    long end = System.nanoTime() + wait.toNanos();
    while (!stop && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  private void granule(SoundingSimulator sounder, int step, Instant time) throws IOException {
    int scene = 1 + step % 60;
    Path made =
        sounder
            .write(folder.staging(), folder.meteorology(), folder.truth(), time, scene, SOUNDINGS)
            .granule();
    if (step == BROKEN_STEP) {
      byte[] whole = Files.readAllBytes(made);
      Files.write(made, java.util.Arrays.copyOf(whole, whole.length * 2 / 3));
      log.info("simulated: {} (its transfer broke off)", made.getFileName());
    } else {
      log.info("simulated: {}", made.getFileName());
    }
    publish(List.of(made), folder.gosat2());
  }

  private void slot(ImagerSceneSimulator imager, int step, Instant time)
      throws IOException, InterruptedException {
    SlotOptions options = SlotOptions.asia().withCompressed(COMPRESSED);
    if (step == LATE_STEP) {
      options = options.withWithheld(LATE);
    }
    publish(imager.writeSlot(folder.staging(), time, options), folder.himawari());
    log.info("simulated: slot {}{}", time, step == LATE_STEP ? " (one segment is late)" : "");
    if (step == LATE_STEP) {
      List<Path> late = imager.writeWithheld(folder.staging(), time, options);
      pause(deadline.plusSeconds(3));
      publish(late, folder.himawari());
      log.info("simulated: the late segment {}", late.get(0).getFileName());
    }
  }

  private static void publish(List<Path> files, Path feed) throws IOException {
    for (Path file : files) {
      Files.move(
          file,
          feed.resolve(file.getFileName()),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static void clear(Path place) throws IOException {
    try (Stream<Path> all = Files.list(place)) {
      for (Path p : all.toList()) {
        Files.deleteIfExists(p);
      }
    }
  }

  /** A slot has 145 MB: as providers do, only the newest are kept in the feed. */
  private void prune() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder.himawari())) {
      files = new ArrayList<>(all.sorted(Comparator.comparing(Path::getFileName)).toList());
    }
    List<String> slots = files.stream().map(DemoSimulation::slotOf).distinct().toList();
    List<String> old = slots.subList(0, Math.max(0, slots.size() - KEPT_SLOTS));
    for (Path file : files) {
      if (old.contains(slotOf(file))) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static String slotOf(Path file) {
    String name = file.getFileName().toString();
    return name.substring(0, Math.min(name.length(), "HS_H09_20260821_0310".length()));
  }
}
