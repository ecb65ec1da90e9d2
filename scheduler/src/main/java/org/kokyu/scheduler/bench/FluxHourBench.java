package org.kokyu.scheduler.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.stream.Stream;
import org.kokyu.core.parallel.BlockLoop;
import org.kokyu.core.result.UnavailableInputException;
import org.kokyu.core.scene.SceneGrid;
import org.kokyu.himawari.SceneGrids;
import org.kokyu.scheduler.flow.FileHash;

/**
 * Speed of a complete hourly update: the command itself, from its start to its end, on six made-up
 * maps of production, six of surface temperature and six lists of fires. The floor: the same files
 * hashed, the flux map copied, hashed and flushed to disk, by as many threads. Program and floor
 * take turns, so that both meet the same load.
 */
public final class FluxHourBench {
  private static final Instant HOUR = Instant.parse("2026-08-21T03:00:00Z");
  private static final Duration SLOT = Duration.ofMinutes(10);
  private static final int SLOTS = 6;
  private static final double MEGA = 1e6;

  private final BenchTable table;
  private final Path folder;
  private final int runs;
  private final int threads;

  /**
   * @param folder of the inputs, made if they are not there
   * @param runs of each grid; the median counts
   * @param threads of the command and of the floor
   */
  public FluxHourBench(BenchTable table, Path folder, int runs, int threads) {
    this.table = table;
    this.folder = folder;
    this.runs = runs;
    this.threads = threads;
  }

  /** Measures a grid of Asia. */
  public void run(double stepDeg, ExecutorService pool) throws IOException, InterruptedException {
    SceneGrid.LatLon grid = SceneGrids.asia(stepDeg);
    Path in = inputs(grid);
    Path out = Files.createDirectories(folder.resolve("out-" + grid.name()));
    List<String> command = ChildProcess.kokyu(List.of(), arguments(in, out));
    double[] wall = new double[runs];
    double[] cpu = new double[runs];
    double[] peak = new double[runs];
    double[] floor = new double[runs];
    for (int r = 0; r < runs; r++) {
      ChildProcess.Use use = ChildProcess.run(command);
      if (use.exitCode() != 0) {
        throw new UnavailableInputException(
            "%s: flux ended with exit code %d; remove the folder to make its files anew"
                .formatted(in, use.exitCode()));
      }
      wall[r] = use.wallSeconds();
      cpu[r] = use.cpuSeconds();
      peak[r] = use.peakResidentBytes();
      floor[r] = floor(list(in), list(out).get(0), pool);
    }
    String name = "hourly update " + grid.name();
    double seconds = BenchTable.median(wall);
    table.add(name, "kokyu flux", "wall", seconds, "s", runs);
    table.add(name, "kokyu flux", "CPU", BenchTable.median(cpu), "s", runs);
    table.add(name, "kokyu flux", "peak resident", BenchTable.median(peak) / MEGA, "MB", runs);
    table.add(name, "kokyu flux", "input", bytes(in) / MEGA, "MB", 1);
    table.add(name, "kokyu flux", "flux map", bytes(out) / MEGA, "MB", 1);
    table.add(name, "floor", "wall", BenchTable.median(floor), "s", runs);
    table.add(name, "kokyu flux / floor", "wall", seconds / BenchTable.median(floor), "1", runs);
  }

  /** The hour's files; a folder that has its final name is complete. */
  private Path inputs(SceneGrid.LatLon grid) throws IOException {
    Path done = folder.resolve(grid.name());
    if (Files.isDirectory(done)) {
      return done;
    }
    Path making = Files.createDirectories(folder.resolve(grid.name() + ".part"));
    FluxFiles files = new FluxFiles(grid, making);
    for (int s = 0; s < SLOTS; s++) {
      table.note("%s: making slot %d of %d".formatted(done, s + 1, SLOTS));
      Instant slot = HOUR.plus(SLOT.multipliedBy(s));
      files.production(slot);
      files.surface(slot);
      files.fires(slot);
    }
    return Files.move(making, done, StandardCopyOption.ATOMIC_MOVE);
  }

  private List<String> arguments(Path in, Path out) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("flux", "--out", out.toString()));
    arguments.addAll(List.of("--from", HOUR.toString()));
    arguments.addAll(List.of("--to", HOUR.plus(Duration.ofHours(1)).toString()));
    arguments.addAll(List.of("--threads", Integer.toString(threads)));
    for (String kind : List.of("gpp", "lst", "fire")) {
      arguments.add("--" + kind);
      list(in).stream()
          .map(Path::toString)
          .filter(f -> f.contains("_" + kind.toUpperCase(java.util.Locale.ROOT) + "_"))
          .forEach(arguments::add);
    }
    return arguments;
  }

  private static List<Path> list(Path of) throws IOException {
    try (Stream<Path> files = Files.list(of)) {
      return files.sorted().toList();
    }
  }

  private static long bytes(Path of) throws IOException {
    long sum = 0;
    for (Path file : list(of)) {
      sum += Files.size(file);
    }
    return sum;
  }

  /** Seconds. */
  private double floor(List<Path> inputs, Path product, ExecutorService pool) throws IOException {
    Path copy = folder.resolve("floor.tmp");
    long start = System.nanoTime();
    BlockLoop.run(pool, threads - 1, inputs.size(), i -> hash(inputs.get(i)));
    Files.copy(product, copy, StandardCopyOption.REPLACE_EXISTING);
    BlockLoop.run(
        pool,
        threads - 1,
        2,
        i -> {
          if (i == 0) {
            flush(copy);
          } else {
            hash(copy);
          }
        });
    double seconds = 1e-9 * (System.nanoTime() - start);
    Files.delete(copy);
    return seconds;
  }

  private static void hash(Path file) {
    try {
      FileHash.sha256(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void flush(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
