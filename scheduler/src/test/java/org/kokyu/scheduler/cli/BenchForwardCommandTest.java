package org.kokyu.scheduler.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class BenchForwardCommandTest {
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    CommandLine line = KokyuCommand.commandLine();
    line.setErr(new PrintWriter(err, true));
    line.setOut(new PrintWriter(new StringWriter(), true));
    return line.execute(args);
  }

  @Test
  void missingFilesAreOneLineBeforeAnythingIsMeasured(@TempDir Path dir) {
    Path none = dir.resolve("none");
    assertEquals(ExitCodes.BAD_INPUT, run("bench", "forward", "--tables", none.toString()));
    assertEquals(ExitCodes.BAD_INPUT, run("bench", "forward", "--lines", none.toString()));
    assertEquals(2, err.toString().lines().count(), err.toString());
  }

  @Test
  void figuresAreATable(@TempDir Path dir) throws Exception {
    Path csv = dir.resolve("forward.csv");
    assertEquals(ExitCodes.DONE, run("bench", "forward", "--out", csv.toString()), err.toString());
    String text = Files.readString(csv);
    assertTrue(text.startsWith("quantity,value,unit\nchannels,851"), text);
    assertTrue(text.contains("\nallocated_per_call,"), text);
  }
}
