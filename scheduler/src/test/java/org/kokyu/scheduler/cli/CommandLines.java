package org.kokyu.scheduler.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import picocli.CommandLine;

/** Runs commands within the test's own process. */
public final class CommandLines {
  private CommandLines() {}

  /**
   * Runs a command; what it prints is let go.
   *
   * @param err where it reports
   * @return exit code
   */
  public static int run(PrintWriter err, List<String> arguments) {
    return run(new PrintWriter(new StringWriter()), err, arguments);
  }

  /** Runs a command; returns its exit code. */
  public static int run(PrintWriter out, PrintWriter err, List<String> arguments) {
    CommandLine line = KokyuCommand.commandLine();
    line.setOut(out);
    line.setErr(err);
    return line.execute(arguments.toArray(String[]::new));
  }
}
