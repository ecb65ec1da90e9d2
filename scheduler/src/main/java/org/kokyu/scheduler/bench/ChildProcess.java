package org.kokyu.scheduler.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs another program and says how long it took and how large it grew. Stateless. */
final class ChildProcess {
  private static final int LOOK_MILLIS = 10;

  private ChildProcess() {}

  /**
   * @param cpuSeconds of all threads up to the last look; not-a-number where the system does not
   *     tell
   * @param peakResidentBytes not-a-number where the system does not tell
   */
  record Use(double wallSeconds, double cpuSeconds, double peakResidentBytes, int exitCode) {}

  static Use run(List<String> command) throws IOException, InterruptedException {
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    double peak = Double.NaN;
    double cpu = Double.NaN;
    Path status = Path.of("/proc/" + process.pid() + "/status");
    while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
      double now = peakOf(status);
      peak = Double.isNaN(now) ? peak : now;
      cpu =
          process
              .toHandle()
              .info()
              .totalCpuDuration()
              .map(d -> 1e-9 * d.toNanos())
              .filter(c -> c > 0)
              .orElse(cpu);
    }
    return new Use((System.nanoTime() - start) * 1e-9, cpu, peak, process.exitValue());
  }

  /** Peak resident memory of this process. */
  static double ownPeakBytes() {
    return peakOf(Path.of("/proc/self/status"));
  }

  private static double peakOf(Path status) {
    try {
      for (String line : Files.readAllLines(status)) {
        if (line.startsWith("VmHWM:")) {
          return 1024 * Double.parseDouble(line.replaceAll("[^0-9]", ""));
        }
      }
      return Double.NaN;
    } catch (IOException e) {
      return Double.NaN; // another system, or the process has ended
    }
  }

  /** The command line of this program with other arguments. */
  static List<String> kokyu(List<String> javaOptions, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // as the launcher starts it
    command.add("-XX:+UseParallelGC");
    command.add("-XX:MaxNewSize=64m");
    command.add("-Dkokyu.home=" + System.getProperty("kokyu.home", "."));
    command.addAll(javaOptions);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add("org.kokyu.scheduler.cli.KokyuCommand");
    command.addAll(arguments);
    return command;
  }
}
