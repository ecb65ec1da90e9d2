package org.kokyu.scheduler.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
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
import org.kokyu.scheduler.flow.FileHash;
import org.kokyu.scheduler.ledger.Ledger;
import org.kokyu.scheduler.toy.ToyDaemonMain;

/**
 * Kills the daemon's process without warning, again and again, and starts it on the same folders:
 * nothing is lost, nothing is published twice, and the files are those of an undisturbed run.
 */
class KillTest {
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmm").withZone(ZoneOffset.UTC);

  @TempDir Path folder;

  /** Within the look-back window; the same names in both folders. */
  private final Instant first = Instant.now().minusSeconds(86_400);

  @Test
  void threeKills() throws Exception {
    campaign(3, 1, 14, 200);
  }

  @Test
  @Tag("campaign")
  void twentyKills() throws Exception {
    campaign(20, 5, 60, 400);
  }

  private void campaign(int kills, int insidePublishing, int units, int workMillis)
      throws Exception {
    Path undisturbed = fill("undisturbed", units);
    Path disturbed = fill("disturbed", units);
    Process calm = start(undisturbed, workMillis);
    assertTrue(calm.waitFor(120, TimeUnit.SECONDS), "undisturbed run");
    assertEquals(0, calm.exitValue(), log(undisturbed));
    int hits = 0;
    Random random = new Random(7);
    for (int kill = 1; kill <= kills; kill++) {
      removeTemporaryFiles(disturbed);
      Process daemon = start(disturbed, workMillis);
      // the k-th kill comes when its share of the products is there: spread over the whole run
      int due = units * (kill - 1) / kills;
      waitFor(daemon, () -> products(disturbed).size() >= due);
      if (hits < insidePublishing && kill % 3 == 0) {
        waitFor(daemon, () -> temporaryFiles(disturbed) > 0);
      } else {
        Thread.sleep(random.nextInt(workMillis));
      }
      hits += temporaryFiles(disturbed) > 0 ? 1 : 0;
      daemon.destroyForcibly();
      assertTrue(daemon.waitFor(10, TimeUnit.SECONDS));
    }
    Process last = start(disturbed, workMillis);
    assertTrue(last.waitFor(120, TimeUnit.SECONDS), "last run");
    assertEquals(0, last.exitValue(), log(disturbed));
    System.out.printf("%d kills, %d of them inside publishing%n", kills, hits);
    assertTrue(hits >= insidePublishing, hits + " kills inside publishing");
    assertEquals(products(undisturbed), products(disturbed));
    assertEquals(units, products(disturbed).size());
    assertLedgerAgrees(disturbed, units);
  }

  private static void assertLedgerAgrees(Path root, int units) throws IOException {
    try (Ledger ledger =
        Ledger.snapshot("jdbc:h2:file:" + root.resolve("ledger"), Clock.systemUTC())) {
      Map<String, String> rows = new TreeMap<>();
      ledger.reports().allRevisions().forEach(p -> rows.put(p.fileName(), p.sha256()));
      assertEquals(products(root), rows);
      assertEquals(0, ledger.reports().unfinishedProducts());
      assertEquals(0, ledger.reports().unaccountedGranules());
      assertEquals(2 * units, ledger.reports().feeds().get(0).processed());
    }
  }

  private Path fill(String name, int units) throws IOException {
    Path root = folder.resolve(name);
    Path in = Files.createDirectories(root.resolve("in"));
    for (int unit = 0; unit < units; unit++) {
      String key = NAME.format(first.plusSeconds(600L * unit));
      for (String part : List.of("a", "b")) {
        Files.writeString(in.resolve("TOY_%s_%s.dat".formatted(key, part)), "TOY " + unit + part);
      }
    }
    return root;
  }

  private static Process start(Path root, int workMillis) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.addAll(
        List.of(ToyDaemonMain.class.getName(), root.toString(), String.valueOf(workMillis), "60"));
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
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.holds()) {
      assertTrue(System.nanoTime() < end, "the daemon made no progress");
      assertTrue(daemon.isAlive(), "the daemon ended early");
      Thread.sleep(2);
    }
  }

  private static long temporaryFiles(Path root) throws IOException {
    return names(root).stream().filter(n -> n.startsWith(".")).count();
  }

  /** What earlier kills left must not count for the next one. */
  private static void removeTemporaryFiles(Path root) throws IOException {
    for (String name : names(root)) {
      if (name.startsWith(".")) {
        Files.delete(root.resolve("archive/toy").resolve(name));
      }
    }
  }

  private static Map<String, String> products(Path root) throws IOException {
    Map<String, String> hashes = new TreeMap<>();
    for (String name : names(root)) {
      if (!name.startsWith(".")) {
        hashes.put(name, FileHash.sha256(root.resolve("archive/toy").resolve(name)));
      }
    }
    return hashes;
  }

  private static List<String> names(Path root) throws IOException {
    Path folder = root.resolve("archive/toy");
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(p -> p.getFileName().toString()).toList();
    }
  }
}
