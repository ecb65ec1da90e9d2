package org.kokyu.scheduler.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.kokyu.core.result.ConfigurationException;
import org.kokyu.core.scene.SceneGrid;
import org.kokyu.himawari.HimawariTimeline;
import org.kokyu.himawari.SceneGrids;
import org.kokyu.himawari.SegmentId;
import org.kokyu.simulation.imager.ImagerSceneSimulator;
import org.kokyu.simulation.imager.SlotOptions;
import org.kokyu.simulation.imager.io.SceneTruthFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Simulated Himawari slots. */
@Command(
    name = "himawari",
    description = "Simulates slots of Himawari-9 as Himawari Standard Data.",
    mixinStandardHelpOptions = true)
final class SimulateHimawariCommand implements Callable<Integer> {
  private static final Duration SLOT = Duration.ofMinutes(10);
  private static final int PROVIDER_BLOCKS = 9;
  private static final int ASIA_SEGMENTS = 6;
  private static final int ALL_SEGMENTS = 10;

  @Spec private CommandSpec spec;

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "For the segments.")
  private Path out;

  @Option(names = "--seed", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}.")
  private long seed = 1;

  @Option(
      names = "--start",
      paramLabel = "T",
      description = "First slot, UTC, for example 2026-08-21T05:10:00Z (default).")
  private Instant start = Instant.parse("2026-08-21T05:10:00Z");

  @Option(
      names = "--slots",
      paramLabel = "N",
      description = "Slots of ten minutes; those without a full disk are left out. Default: 1.")
  private int slots = 1;

  @Option(
      names = "--bands",
      split = ",",
      paramLabel = "B",
      description = "Of 7, 13, 14, 15 (default: all).")
  private List<Integer> bands = List.of(7, 13, 14, 15);

  @Option(
      names = "--full-disk",
      description = "All ten segments of each band; else the six that the Asia grid needs.")
  private boolean fullDisk;

  @Option(names = "--bz2", description = "Compressed with bzip2, in blocks of 900 kB.")
  private boolean compressed;

  @Option(
      names = "--truth",
      paramLabel = "FILE",
      description = "What the slots really show, NetCDF on the grid asia-0.1.")
  private Path truth;

  @Override
  public Integer call() {
    List<Instant> times = times();
    ImagerSceneSimulator simulator = new ImagerSceneSimulator(seed, 1, PROVIDER_BLOCKS);
    try {
      Files.createDirectories(out);
      for (Instant time : times) {
        List<Path> files = simulator.writeSlot(out, time, options());
        spec.commandLine().getOut().printf("%s: %d files%n", time, files.size());
        spec.commandLine().getOut().flush();
      }
      if (truth != null) {
        SceneGrid.LatLon grid = SceneGrids.asia(0.1);
        SceneTruthFile.write(truth, grid, times, time -> simulator.truth(time, grid));
      }
    } catch (IOException e) {
      throw new ConfigurationException("the files cannot be written: " + e.getMessage(), e);
    }
    return ExitCodes.DONE;
  }

  private List<Instant> times() {
    if (!HimawariTimeline.slotOf(start).equals(start) || slots < 1) {
      throw new ParameterException(
          spec.commandLine(),
          "--start and --slots: a whole ten minutes and a positive number expected, found %s and %d"
              .formatted(start, slots));
    }
    List<Instant> times = new ArrayList<>();
    for (int i = 0; i < slots; i++) {
      Instant time = start.plus(SLOT.multipliedBy(i));
      if (HimawariTimeline.hasFullDisk(time)) {
        times.add(time);
      }
    }
    return times;
  }

  private SlotOptions options() {
    try {
      SlotOptions plain =
          new SlotOptions(
              bands, 1, fullDisk ? ALL_SEGMENTS : ASIA_SEGMENTS, Set.of(), Set.of(), Set.of());
      plain.requireSimulatedBands();
      Set<SegmentId> all = new TreeSet<>(plain.all());
      return compressed ? plain.withCompressed(all.toArray(SegmentId[]::new)) : plain;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--bands: " + e.getMessage(), e);
    }
  }
}
