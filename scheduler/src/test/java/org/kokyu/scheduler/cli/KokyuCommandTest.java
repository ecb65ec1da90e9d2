package org.kokyu.scheduler.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class KokyuCommandTest {
  @TempDir Path folder;

  private record Said(int code, String out, String err) {}

  private static Said run(Object... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = KokyuCommand.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    String[] words = new String[args.length];
    for (int i = 0; i < args.length; i++) {
      words[i] = args[i].toString();
    }
    int code = line.execute(words);
    assertFalse(err.toString().contains("\tat "), "a stack trace is no message: " + err);
    return new Said(code, out.toString(), err.toString());
  }

  @Test
  void everyCommandExplainsItself() {
    Map<String, CommandLine> commands = KokyuCommand.commandLine().getSubcommands();
    assertTrue(commands.size() >= 7);
    for (String name : commands.keySet()) {
      Said said = run(name, "--help");
      assertEquals(0, said.code(), name);
      assertTrue(said.out().contains("Usage:"), name);
    }
    assertTrue(run("--version").out().matches("Kokyu \\d+\\.\\d+\\.\\d+\\R"));
  }

  @Test
  void mistakesAreOneLineAndExitTwo() {
    assertEquals(2, run("retreive").code());
    assertTrue(run("retreive").err().contains("retrieve"));
    assertEquals(2, run("retrieve").code());
    assertEquals(2, run("run", "--config", folder.resolve("none.yaml")).code());
    assertEquals(2, run("lst", "--out", folder, "--grid", "mars", "x").code());
    assertEquals(2, run("ledger").code());
    assertEquals(2, run("ledger", "status", "--dir", folder).code());
  }

  @Test
  void initIsAcceptedByCheckConfig() {
    Path file = folder.resolve("kokyu.yaml");
    assertEquals(0, run("init", file).code());
    Said said = run("check-config", file);
    assertEquals(0, said.code(), said.err());
    Said again = run("init", file);
    assertEquals(2, again.code());
    assertTrue(again.err().contains("exists already"));
    Said online = run("check-config", file, "--online");
    assertEquals(2, online.code());
    assertEquals(3, online.err().lines().count(), "one line per folder: " + online.err());
  }

  @Test
  void badInputIsOneLineAndExitThree() throws Exception {
    Path empty = Files.createFile(folder.resolve("HS_H09_20240520_0630_B13_FLDK_R20_S0310.DAT"));
    Said lst = run("lst", "--out", folder.resolve("out"), empty, folder.resolve("nothing.DAT"));
    assertEquals(3, lst.code());
    assertEquals(2, lst.err().lines().count(), lst.err());
    Said inspect = run("inspect", empty);
    assertEquals(3, inspect.code());
    assertEquals(1, inspect.err().lines().count(), inspect.err());
    assertEquals(3, run("inspect", folder.resolve("absent.nc")).code());
  }

  @Test
  void simulatedSlotsAreSegmentsWithTheirTruth() throws Exception {
    Path feed = folder.resolve("feed");
    Path truth = folder.resolve("truth.nc");
    Said said =
        run(
            "simulate",
            "himawari",
            "--out",
            feed,
            "--bands",
            "14",
            "--start",
            "2026-08-21T02:30:00Z",
            "--slots",
            2,
            "--truth",
            truth);
    assertEquals(0, said.code(), said.err());
    try (java.util.stream.Stream<Path> files = Files.list(feed)) {
      assertEquals(6, files.count(), "the second slot has no full disk");
    }
    assertTrue(Files.size(truth) > 9 * 700 * 800);
    assertEquals(2, run("simulate", "himawari", "--out", feed, "--bands", "9").code());
    assertEquals(
        2, run("simulate", "himawari", "--out", feed, "--start", "2026-08-21T02:31:00Z").code());
  }
}
