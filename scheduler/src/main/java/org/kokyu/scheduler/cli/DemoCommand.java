package org.kokyu.scheduler.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.kokyu.scheduler.demo.Demo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The whole daemon on simulated feeds. */
@Command(
    name = "demo",
    description = {
      "Starts the whole daemon on simulated feeds in the agencies' file formats.",
      "No account, no network. Shows a late segment and a broken granule being handled."
    },
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
  private static final int MAX_PORT = 65535;

  @Spec private CommandSpec spec;

  @Option(
      names = "--once",
      description = "Ends when the simulated files are worked on, exit code 0.")
  private boolean once;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "Folder of the demo; a second start resumes there (default: .kokyu/demo).")
  private Path dir = Path.of(System.getProperty("kokyu.home", ""), ".kokyu", "demo");

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8080",
      description = "Of the status page (default: ${DEFAULT-VALUE}).")
  private int port;

  @Override
  public Integer call() throws InterruptedException {
    if (port < 0 || port > MAX_PORT) {
      throw new ParameterException(
          spec.commandLine(),
          "--port: whole number from 0 to %d expected, found %d".formatted(MAX_PORT, port));
    }
    Demo demo = Demo.open(dir, port, once);
    RunningService running = new RunningService(demo.service());
    running.start();
    demo.start();
    int code = running.awaitEnd(() -> once && demo.isDrained());
    demo.stopSimulation();
    return code;
  }
}
