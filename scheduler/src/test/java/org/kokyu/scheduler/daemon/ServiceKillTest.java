package org.kokyu.scheduler.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kokyu.retrieval.table.io.TableFile;
import org.kokyu.scheduler.cli.KokyuCommand;
import org.kokyu.scheduler.flow.FileHash;
import org.kokyu.simulation.imager.ImagerSceneSimulator;
import org.kokyu.simulation.imager.SlotOptions;
import org.kokyu.simulation.sounding.SoundingSimulator;

/**
 * As {@link KillTest}, with the real daemon, real formats and real products: twenty kills spread
 * over the run, at least five inside publishing.
 */
@Tag("campaign")
class ServiceKillTest {
  private static final int KILLS = 20;
  private static final int INSIDE_PUBLISHING = 5;
  private static final int SLOTS = 12;
  private static final int GRANULES = 12;
  private static final Instant START = Instant.parse("2026-08-21T04:00:00Z");

  @TempDir Path folder;

  @Test
  void twentyKillsLeaveTheProductsOfAnUndisturbedRun() throws Exception {
    fill(folder.resolve("feeds"));
    Path undisturbed = configure("undisturbed");
    Path disturbed = configure("disturbed");
    Process calm = run(undisturbed, "run", "--until-drained");
    assertTrue(calm.waitFor(300, TimeUnit.SECONDS), "undisturbed run");
    assertEquals(0, calm.exitValue(), log(undisturbed));
    assertEquals(3 * SLOTS + GRANULES, products(undisturbed).size());
    int hits = 0;
    Random random = new Random(11);
    for (int kill = 1; kill <= KILLS; kill++) {
      temporaryFiles(disturbed).forEach(p -> p.toFile().delete());
      Process daemon = run(disturbed, "run", "--until-drained");
      int due = (3 * SLOTS + GRANULES - 2) * (kill - 1) / KILLS;
      waitFor(daemon, () -> names(disturbed).size() >= due);
      if (kill % 2 == 0) {
        waitFor(daemon, () -> !temporaryFiles(disturbed).isEmpty());
      } else {
        Thread.sleep(random.nextInt(2500));
      }
      daemon.destroyForcibly();
      assertTrue(daemon.waitFor(10, TimeUnit.SECONDS));
      hits += temporaryFiles(disturbed).isEmpty() ? 0 : 1;
    }
    Process last = run(disturbed, "run", "--until-drained");
    assertTrue(last.waitFor(300, TimeUnit.SECONDS), "last run");
    assertEquals(0, last.exitValue(), log(disturbed));
    System.out.printf("%d kills, %d of them inside publishing%n", KILLS, hits);
    assertTrue(hits >= INSIDE_PUBLISHING, hits + " kills inside publishing");
    assertEquals(products(undisturbed), products(disturbed));
    Process verify = run(disturbed, "ledger", "verify");
    assertTrue(verify.waitFor(60, TimeUnit.SECONDS));
    assertEquals(0, verify.exitValue(), log(disturbed));
    assertTrue(
        log(disturbed)
            .contains("%d published files checked, 0 differences".formatted(3 * SLOTS + GRANULES)));
  }

  private static void fill(Path feeds) throws IOException {
    Path himawari = Files.createDirectories(feeds.resolve("himawari"));
    Path gosat2 = Files.createDirectories(feeds.resolve("gosat2"));
    ImagerSceneSimulator imager = new ImagerSceneSimulator(7);
    SoundingSimulator sounder =
        new SoundingSimulator(7, imager.earth(), TableFile.bundledForSimulation());
    SlotOptions options =
        new SlotOptions(
            List.of(7, 13, 14, 15),
            3,
            4,
            java.util.Set.of(),
            java.util.Set.of(),
            java.util.Set.of());
    for (int i = 0; i < SLOTS; i++) {
      imager.writeSlot(himawari, START.plusSeconds(600L * i), options);
    }
    for (int i = 0; i < GRANULES; i++) {
      sounder.write(
          gosat2,
          feeds.resolve("met"),
          feeds.resolve("truth"),
          START.plusSeconds(600L * i),
          i + 1,
          6);
    }
  }

  private Path configure(String name) throws IOException {
    Path root = Files.createDirectories(folder.resolve(name));
    Files.writeString(
        root.resolve("kokyu.yaml"),
        """
        archive: archive
        database: {file: ledger}
        http: {port: 0}
        feeds:
          - {name: himawari, kind: himawari, folder: ../feeds/himawari, poll: 300ms, look-back: 36500d, segments: [3, 4]}
          - {name: gosat2, kind: gosat2, folder: ../feeds/gosat2, poll: 300ms, look-back: 36500d}
        meteorology: ../feeds/met
        lst: {grid: asia-0.02, step: 0.1, land-mask: none}
        work: {back-off: 200ms}
        """);
    return root;
  }

  private static Process run(Path root, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(List.of("-Xmx1g", "-Djava.awt.headless=true", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(KokyuCommand.class.getName());
    command.addAll(List.of(arguments));
    command.addAll(List.of("--config", root.resolve("kokyu.yaml").toString()));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(root.resolve("log").toFile()))
        .start();
  }

  private static String log(Path root) throws IOException {
    return Files.readString(root.resolve("log"));
  }

  private interface Condition {
    boolean holds() throws IOException;
  }

  private static void waitFor(Process daemon, Condition condition) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    while (!condition.holds()) {
      assertTrue(System.nanoTime() < end, "the daemon made no progress");
      assertTrue(daemon.isAlive(), "the daemon ended early");
      Thread.sleep(2);
    }
  }

  private static List<Path> files(Path root) throws IOException {
    Path archive = root.resolve("archive");
    if (!Files.isDirectory(archive)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(archive)) {
      return all.filter(Files::isRegularFile).toList();
    } catch (java.io.UncheckedIOException e) {
      return List.of(); // a temporary file was renamed while the folder was walked
    }
  }

  private static List<Path> temporaryFiles(Path root) throws IOException {
    return files(root).stream().filter(p -> p.getFileName().toString().startsWith(".")).toList();
  }

  private static List<String> names(Path root) throws IOException {
    return files(root).stream()
        .map(p -> p.getFileName().toString())
        .filter(n -> n.startsWith("KOKYU_"))
        .toList();
  }

  private static Map<String, String> products(Path root) throws IOException {
    Map<String, String> hashes = new TreeMap<>();
    for (Path p : files(root)) {
      if (p.getFileName().toString().startsWith("KOKYU_")) {
        hashes.put(p.getFileName().toString(), FileHash.sha256(p));
      }
    }
    return hashes;
  }
}
