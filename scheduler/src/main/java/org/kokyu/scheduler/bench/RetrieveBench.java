package org.kokyu.scheduler.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.kokyu.core.parallel.BlockLoop;
import org.kokyu.core.physics.Planck;
import org.kokyu.core.profile.GasProfile;
import org.kokyu.core.profile.ProfileGranule;
import org.kokyu.core.provenance.InputRef;
import org.kokyu.core.provenance.Provenance;
import org.kokyu.core.sounding.Granule;
import org.kokyu.core.sounding.Instrument;
import org.kokyu.core.sounding.Sounding;
import org.kokyu.ops.publish.ProfileProduct;
import org.kokyu.ops.publish.Revision;
import org.kokyu.retrieval.ProfileRetriever;
import org.kokyu.retrieval.RetrievalSettings;
import org.kokyu.retrieval.SyntheticSoundings;
import org.kokyu.retrieval.table.AbsorptionTables;

/**
 * Speed of complete retrievals (iteration, kernels, covariances, quality; not the files) of
 * synthetic soundings, and whether the product's bytes depend on the number of threads.
 */
public final class RetrieveBench {
  private static final double SIGNAL_TO_NOISE = 280;
  private static final long SEED = 4242;
  private static final int ROUNDS = 3;

  private final AbsorptionTables tables;
  private final String label;
  private final ProfileRetriever retriever;
  private final List<ProfileScenes> scenes = new ArrayList<>();
  private final List<Sounding> soundings = new ArrayList<>();

  /**
   * @param label of the figures
   * @param count soundings of a round
   */
  public RetrieveBench(
      AbsorptionTables tables, String label, RetrievalSettings settings, int count) {
    this.tables = tables;
    this.label = tables.header().instrument().name() + " " + label;
    retriever = new ProfileRetriever(tables, settings);
    SyntheticSoundings synthetic = new SyntheticSoundings(tables, settings);
    double noise = Planck.radiance(700, 280) / SIGNAL_TO_NOISE;
    for (int i = 0; i < count; i++) {
      SplittableRandom random = new SplittableRandom(SEED + i);
      ProfileScenes s = ProfileScenes.of(tables.header().instrument(), i, random);
      scenes.add(s);
      soundings.add(
          synthetic
              .draw(s.template(), s.weather(), s.prior(), noise, random, true, true)
              .sounding());
    }
  }

  private record Run(double wallSeconds, double cpuSeconds, List<GasProfile> profiles) {}

  /** Measures with each number of threads; the fastest of the rounds counts. */
  public void run(int[] threads, BenchTable table) throws IOException {
    measure(1); // compiles
    byte[] reference = null;
    double single = Double.NaN;
    for (int n : threads) {
      Run best = measure(n);
      for (int r = 1; r < ROUNDS; r++) {
        Run next = measure(n);
        best = next.wallSeconds() < best.wallSeconds() ? next : best;
      }
      int count = best.profiles().size();
      String name = "%s, %d threads".formatted(label, n);
      table.add(name, "kokyu", "CPU per sounding", 1e3 * best.cpuSeconds() / count, "ms", count);
      table.add(name, "kokyu", "per CPU second", count / best.cpuSeconds(), "s-1", count);
      table.add(name, "kokyu", "per second", count / best.wallSeconds(), "s-1", count);
      single = n == 1 ? best.wallSeconds() : single;
      if (n > 1 && !Double.isNaN(single)) {
        table.add(name, "kokyu", "times one thread", single / best.wallSeconds(), "1", count);
      }
      byte[] product = product(best.profiles());
      reference = reference == null ? product : reference;
      table.add(
          name,
          "kokyu",
          "same product bytes",
          Arrays.equals(reference, product) ? 1 : 0,
          "1",
          product.length);
    }
    double iterations =
        measure(1).profiles().stream().mapToInt(p -> p.fit().iterations()).average().orElseThrow();
    table.add(label, "kokyu", "iterations", iterations, "1", soundings.size());
    System.gc(); // what is left is tables and scratch of the workers
    double live = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    table.add(label, "kokyu", "live heap", live / 1e6, "MB", 1);
    table.add(label, "kokyu", "peak memory", ChildProcess.ownPeakBytes() / 1e6, "MB", 1);
  }

  private Run measure(int threads) {
    GasProfile[] profiles = new GasProfile[soundings.size()];
    ConcurrentLinkedDeque<ProfileRetriever.Worker> idle = new ConcurrentLinkedDeque<>();
    for (int i = 0; i < threads; i++) {
      idle.push(retriever.newWorker());
    }
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    double cpu = processCpuSeconds();
    long start = System.nanoTime();
    try {
      BlockLoop.run(
          executor,
          threads - 1,
          profiles.length,
          i -> {
            ProfileRetriever.Worker w = idle.pop();
            ProfileScenes s = scenes.get(i);
            profiles[i] =
                w.retrieve(soundings.get(i), s.weather(), s.prior()).toOptional().orElseThrow();
            idle.push(w);
          });
    } finally {
      executor.shutdown();
    }
    double wall = (System.nanoTime() - start) * 1e-9;
    return new Run(wall, processCpuSeconds() - cpu, List.of(profiles));
  }

  /** CPU time of the whole process, garbage collection and compiler included. */
  private static double processCpuSeconds() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
            .getProcessCpuTime()
        * 1e-9;
  }

  private byte[] product(List<GasProfile> profiles) throws IOException {
    Instrument instrument = tables.header().instrument();
    Instant start = Instant.parse("2022-01-01T00:00:00Z");
    Granule granule =
        new Granule("bench", instrument, "bench", start, "0", false, List.copyOf(soundings));
    Provenance provenance =
        new Provenance(
            List.of(new InputRef("bench", "00".repeat(32))), List.of(tables.version()), start);
    Path folder = Files.createTempDirectory("kokyu-bench");
    Path file = folder.resolve("product.nc");
    try {
      ProfileProduct.write(
          new ProfileGranule(granule, profiles, List.of(), provenance),
          new Revision(0, Revision.Maturity.NRT),
          file);
      return Files.readAllBytes(file);
    } finally {
      Files.deleteIfExists(file);
      Files.deleteIfExists(folder);
    }
  }
}
