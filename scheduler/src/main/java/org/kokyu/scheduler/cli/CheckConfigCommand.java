package org.kokyu.scheduler.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.kokyu.core.result.ConfigurationException;
import org.kokyu.core.sounding.Instrument;
import org.kokyu.scheduler.config.Configuration;
import org.kokyu.scheduler.config.ConfigurationReader;
import org.kokyu.scheduler.config.FeedSettings;
import org.kokyu.scheduler.daemon.Stages;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Validates a configuration. */
@Command(
    name = "check-config",
    description = "Validates a configuration; names file, line and key of every mistake.",
    mixinStandardHelpOptions = true)
final class CheckConfigCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "Configuration.")
  private Path file;

  @Option(
      names = "--online",
      description = "Also looks whether folders can be read, the archive written and tables used.")
  private boolean online;

  @Override
  public Integer call() {
    Configuration c = ConfigurationReader.read(file);
    PrintWriter out = spec.commandLine().getOut();
    out.printf("%s: no mistake found%n", file);
    for (FeedSettings feed : c.feeds()) {
      out.printf("  feed %s (%s): %s%n", feed.name(), feed.kind().label(), feed.folder());
    }
    out.printf("  archive: %s%n  ledger: %s%n", c.archive(), c.databaseUrl());
    if (online) {
      List<String> problems = problems(c);
      if (!problems.isEmpty()) {
        throw new ConfigurationException(String.join("\n", problems));
      }
      out.println("  folders, archive and tables can be used");
    }
    out.flush();
    return ExitCodes.DONE;
  }

  private static List<String> problems(Configuration c) {
    List<String> problems = new ArrayList<>();
    for (FeedSettings feed : c.feeds()) {
      if (!Files.isDirectory(feed.folder()) || !Files.isReadable(feed.folder())) {
        problems.add("feed %s: folder %s cannot be read".formatted(feed.name(), feed.folder()));
      }
    }
    try {
      Files.createDirectories(c.archive());
      Files.delete(Files.createTempFile(c.archive(), ".check", ""));
    } catch (IOException e) {
      problems.add("archive %s: cannot be written: %s".formatted(c.archive(), e.getMessage()));
    }
    tables(Instrument.GOSAT, c.ancillary().tablesGosat(), problems);
    tables(Instrument.GOSAT2, c.ancillary().tablesGosat2(), problems);
    return problems;
  }

  private static void tables(Instrument i, Optional<Path> path, List<String> problems) {
    if (path.isPresent()) {
      try {
        Stages.tables(i, path);
      } catch (ConfigurationException e) {
        problems.add(e.getMessage());
      }
    }
  }
}
