package org.kokyu.scheduler.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.kokyu.scheduler.config.ConfigurationTemplate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a configuration to start from. */
@Command(
    name = "init",
    description = "Writes a commented configuration to start from.",
    mixinStandardHelpOptions = true)
final class InitCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      defaultValue = "kokyu.yaml",
      description = "New file (default: ${DEFAULT-VALUE}).")
  private Path file;

  @Override
  public Integer call() {
    ConfigurationTemplate.write(file);
    spec.commandLine()
        .getOut()
        .printf("%s written; edit it, then: ./kokyu check-config %s%n", file, file);
    return ExitCodes.DONE;
  }
}
