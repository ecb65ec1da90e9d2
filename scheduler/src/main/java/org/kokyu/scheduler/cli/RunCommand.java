package org.kokyu.scheduler.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.kokyu.scheduler.config.Configuration;
import org.kokyu.scheduler.config.ConfigurationReader;
import org.kokyu.scheduler.daemon.KokyuService;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The daemon. */
@Command(
    name = "run",
    description = "Starts the daemon; stops in order on SIGTERM or Ctrl-C.",
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "Configuration, see 'kokyu init'.")
  private Path config;

  @Option(
      names = "--until-drained",
      description = "Ends when everything in the feeds' folders is worked on.")
  private boolean untilDrained;

  @Override
  public Integer call() throws InterruptedException {
    Configuration configuration = ConfigurationReader.read(config);
    RunningService running = new RunningService(KokyuService.open(configuration));
    running.start();
    return running.awaitEnd(() -> untilDrained && running.service().isDrained());
  }
}
