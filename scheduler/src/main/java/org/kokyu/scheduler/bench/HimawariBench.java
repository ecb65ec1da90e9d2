package org.kokyu.scheduler.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.kokyu.core.parallel.BlockLoop;
import org.kokyu.core.provenance.InputRef;
import org.kokyu.core.scene.SceneGrid;
import org.kokyu.himawari.BandSet;
import org.kokyu.himawari.HsdReader;
import org.kokyu.himawari.HsdSegment;
import org.kokyu.himawari.SceneAssembler;
import org.kokyu.himawari.SceneGrids;
import org.kokyu.himawari.SlotAssembly;

/**
 * How fast Himawari segments become brightness temperatures and published maps, beside satpy on the
 * same files in the same run, and beside the time that bzip2 alone takes.
 *
 * <p>Both programs run warm: their starts are shown apart, indices and kd-trees are kept. Runs
 * alternate; values are medians. Values are compared pixel by pixel before anything is timed.
 */
public final class HimawariBench {
  private static final BandSet BANDS = new BandSet(List.of(13, 14, 15), List.of());
  private static final String OURS = "kokyu";

  private final BenchTable table;
  private final Path folder;
  private final String python;
  private final int runs;
  private final int latencyRuns;

  /**
   * @param folder for files made on the way; simulated segments in it are used again
   * @param python interpreter that may have satpy
   * @param runs per case and program
   */
  public HimawariBench(BenchTable table, Path folder, String python, int runs, int latencyRuns) {
    this.table = table;
    this.folder = folder;
    this.python = python;
    this.runs = runs;
    this.latencyRuns = latencyRuns;
  }

  /** What one run took; processor seconds are not-a-number where they are not known. */
  private record Cost(double wallSeconds, double processorSeconds) {}

  private interface Task {
    Cost run() throws IOException, InterruptedException;
  }

  private interface Work {
    double seconds() throws IOException;
  }

  /** A task of this process, with all of its threads. */
  private static Cost own(Work work) throws IOException {
    long before = processorNanos();
    double seconds = work.seconds();
    return new Cost(seconds, (processorNanos() - before) * 1e-9);
  }

  private static long processorNanos() {
    return ProcessHandle.current().info().totalCpuDuration().map(Duration::toNanos).orElse(0L);
  }

  private static Cost of(SatpyPeer.Cost cost) {
    return new Cost(cost.wallSeconds(), cost.processorSeconds());
  }

  /** One program's way of doing a case. */
  private record Entrant(String program, Task task) {}

  /** Runs everything. */
  public void run() throws IOException, InterruptedException {
    HimawariFiles files = HimawariFiles.in(folder.resolve("segments"));
    table.add("files", "simulated", "bzip2 ratio of band 13", files.ratio(13), "1", 10);
    int threads = Math.min(2, Runtime.getRuntime().availableProcessors());
    ExecutorService pool = Executors.newFixedThreadPool(Math.max(1, threads - 1));
    try (Peer peer = new Peer(SatpyPeer.start(python, folder))) {
      SceneAssembler assembler =
          new SceneAssembler(pool, threads - 1, Optional.of(folder.resolve("grids")));
      starts(peer);
      if (peer.satpy.isPresent()) {
        compare(peer.satpy.get(), assembler, files);
      } else {
        table.note(python + " has no satpy: its figures and the comparison are left out");
      }
      temperatures(peer, assembler, files, new Threads(pool, threads - 1, new HsdReader()));
      maps(files, pool, threads - 1);
      memory(files);
    } finally {
      pool.shutdownNow();
    }
  }

  private record Peer(Optional<SatpyPeer> satpy) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      if (satpy.isPresent()) {
        satpy.get().close();
      }
    }
  }

  private void starts(Peer peer) throws IOException, InterruptedException {
    double[] seconds = new double[runs];
    for (int i = 0; i < runs; i++) {
      seconds[i] =
          ChildProcess.run(ChildProcess.kokyu(List.of(), List.of("--version"))).wallSeconds();
    }
    table.add("start of the program", OURS, "wall", BenchTable.median(seconds), "s", runs);
    if (peer.satpy.isPresent()) {
      table.add(
          "start of the program", "satpy", "imports", peer.satpy.get().importSeconds(), "s", 1);
    }
  }

  private void compare(SatpyPeer satpy, SceneAssembler assembler, HimawariFiles files)
      throws IOException {
    Path theirs = Files.createDirectories(folder.resolve("satpy"));
    satpy.bt(theirs.toString(), files.raw());
    compare("pixels, full disk", theirs, assembler, fullDisk(), files);
    satpy.grid(theirs.toString(), theirs, files.raw());
    compare("pixels, 0.02 degrees", theirs, assembler, SceneGrids.asia(0.02), files);
  }

  private void compare(
      String name, Path theirs, SceneAssembler assembler, SceneGrid grid, HimawariFiles files)
      throws IOException {
    SlotAssembly slot = assembler.assembly(grid, BANDS, files.raw());
    for (int band : BANDS.all()) {
      PixelComparison c = PixelComparison.of(slot.values(band), theirs.resolve("B" + band + ".f4"));
      String quantity = "B" + band + " ";
      table.add(name, "kokyu and satpy", quantity + "pixels in both", c.both(), "1", 1);
      table.add(name, "kokyu and satpy", quantity + "only kokyu", c.onlyOurs(), "1", 1);
      table.add(name, "kokyu and satpy", quantity + "only satpy", c.onlyTheirs(), "1", 1);
      table.add(name, "kokyu and satpy", quantity + "equal", c.equalShare(), "1", 1);
      table.add(name, "kokyu and satpy", quantity + "largest", c.largestK(), "K", 1);
    }
  }

  private static SceneGrid fullDisk() {
    return SceneGrids.nativeSegments(1, 10);
  }

  private void temperatures(
      Peer peer, SceneAssembler assembler, HimawariFiles files, Threads threads)
      throws IOException, InterruptedException {
    Path cache = folder.resolve("satpy");
    SceneGrid asia = SceneGrids.asia(0.02);
    List<Path> needed = HimawariFiles.asia(files.raw());
    String name = "30 raw to temperature";
    List<Entrant> entrants = new ArrayList<>();
    entrants.add(
        new Entrant(OURS, () -> own(() -> assemble(assembler, fullDisk(), files.raw(), threads))));
    peer.satpy.ifPresent(s -> entrants.add(new Entrant("satpy", () -> of(s.bt("-", files.raw())))));
    timed(name, entrants);
    entrants.clear();
    entrants.add(new Entrant(OURS, () -> own(() -> assemble(assembler, asia, needed, threads))));
    peer.satpy.ifPresent(
        s ->
            entrants.add(
                new Entrant("satpy, cached kd-tree", () -> of(s.grid("-", cache, needed)))));
    timed("18 raw to 0.02 degrees", entrants);
    entrants.clear();
    entrants.add(
        new Entrant(
            OURS, () -> own(() -> assemble(assembler, fullDisk(), files.packed(), threads))));
    entrants.add(new Entrant("xargs -P2 bzip2 -dc", () -> unpack(files.packed())));
    peer.satpy.ifPresent(
        s -> entrants.add(new Entrant("satpy", () -> of(s.bt("-", files.packed())))));
    timed("30 bz2 to temperature", entrants);
  }

  /** Threads to share the work with, and the reader that keeps its arrays. */
  private record Threads(Executor pool, int helpers, HsdReader reader) {}

  /** As in the daemon, files were hashed when they arrived; satpy does not hash either. */
  private static double assemble(
      SceneAssembler assembler, SceneGrid grid, List<Path> files, Threads threads) {
    long start = System.nanoTime();
    HsdReader reader = threads.reader();
    HsdSegment first = read(reader, files.get(0));
    SlotAssembly slot = assembler.begin(grid, BANDS, first);
    BlockLoop.run(
        threads.pool(),
        threads.helpers(),
        files.size(),
        i -> {
          HsdSegment segment = i == 0 ? first : read(reader, files.get(i));
          slot.add(segment);
          reader.giveBack(segment);
        });
    if (!slot.isComplete()) {
      throw new IllegalStateException("segments are missing: " + slot.present());
    }
    double seconds = (System.nanoTime() - start) * 1e-9;
    slot.release();
    return seconds;
  }

  private static HsdSegment read(HsdReader reader, Path file) {
    return reader.read(file, Optional.of(new InputRef(file.getFileName().toString(), "")));
  }

  /** The floor: two decompressors side by side, nothing else. */
  private static Cost unpack(List<Path> files) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("sh", "-c"));
    command.add("printf '%s\\n' \"$@\" | xargs -P2 -n1 bzip2 -dc");
    command.add("sh");
    files.forEach(f -> command.add(f.toString()));
    ChildProcess.Use use = ChildProcess.run(command);
    if (use.exitCode() != 0) {
      throw new IOException("bzip2 failed");
    }
    return new Cost(use.wallSeconds(), Double.NaN);
  }

  /** Once to get warm, then the runs, the programs in turn. */
  private void timed(String name, List<Entrant> entrants) throws IOException, InterruptedException {
    double[][] wall = new double[entrants.size()][runs];
    double[][] processor = new double[entrants.size()][runs];
    for (int run = -1; run < runs; run++) {
      for (int e = 0; e < entrants.size(); e++) {
        Cost cost = entrants.get(e).task().run();
        if (run >= 0) {
          wall[e][run] = cost.wallSeconds();
          processor[e][run] = cost.processorSeconds();
        }
      }
    }
    double ours = BenchTable.median(wall[0]);
    double oursProcessor = BenchTable.median(processor[0]);
    for (int e = 0; e < entrants.size(); e++) {
      String program = entrants.get(e).program();
      double median = BenchTable.median(wall[e]);
      double used = BenchTable.median(processor[e]);
      table.add(name, program, "wall, median", median, "s", runs);
      if (!Double.isNaN(used)) {
        table.add(name, program, "processor, median", used, "s", runs);
      }
      if (e > 0) {
        table.add(name, program, "wall, times kokyu", median / ours, "1", runs);
        if (!Double.isNaN(used)) {
          table.add(name, program, "processor, times kokyu", used / oursProcessor, "1", runs);
        }
      }
    }
  }

  private void maps(HimawariFiles files, ExecutorService pool, int helpers)
      throws IOException, InterruptedException {
    LstTask task = new LstTask(SceneGrids.asia(0.02), folder, pool, helpers);
    List<Path> needed = HimawariFiles.asia(files.packed());
    timed(
        "18 bz2 to published map",
        List.of(
            new Entrant(OURS, () -> own(() -> task.whole(needed))),
            new Entrant("xargs -P2 bzip2 -dc", () -> unpack(needed))));
    double[] seconds = new double[latencyRuns];
    for (int i = 0; i < latencyRuns; i++) {
      seconds[i] = task.lastSegment(needed);
    }
    String name = "last segment to published map";
    table.add(name, OURS, "wall, median", BenchTable.median(seconds), "s", latencyRuns);
    table.add(name, OURS, "wall, p99", BenchTable.quantile(0.99, seconds), "s", latencyRuns);
  }

  private void memory(HimawariFiles files) throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of("lst", "--grid", "asia-0.02", "--out"));
    arguments.add(folder.resolve("memory").toString());
    HimawariFiles.asia(files.packed()).forEach(f -> arguments.add(f.toString()));
    for (String heap : List.of("-Xmx700m", "-Xmx2g")) {
      ChildProcess.Use use = ChildProcess.run(ChildProcess.kokyu(List.of(heap), arguments));
      if (use.exitCode() != 0) {
        table.note("lst with " + heap + " ended with exit code " + use.exitCode());
        continue;
      }
      String name = "lst of 18 bz2, " + heap;
      table.add(name, OURS, "wall with start", use.wallSeconds(), "s", 1);
      table.add(name, OURS, "peak resident", use.peakResidentBytes() / 1e6, "MB", 1);
    }
  }
}
