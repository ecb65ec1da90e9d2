package org.kokyu.scheduler.cli;

import java.io.PrintWriter;
import org.kokyu.core.result.ConfigurationException;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.result.UnavailableInputException;
import org.kokyu.scheduler.daemon.ProgramVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;

/** The command line: all commands, and errors as one line each. */
@Command(
    name = "kokyu",
    description =
        "Greenhouse-gas profiles and land surface temperature from fresh satellite files.",
    mixinStandardHelpOptions = true,
    versionProvider = KokyuCommand.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Exit codes: 0 done, 1 check failed, 2 bad usage or configuration, 3 some input was bad.",
      "'kokyu COMMAND --help' explains a command."
    },
    subcommands = {
      DemoCommand.class,
      InitCommand.class,
      CheckConfigCommand.class,
      RunCommand.class,
      InspectCommand.class,
      RetrieveCommand.class,
      SpectroscopyCommand.class,
      SpectrumCommand.class,
      LstCommand.class,
      GppCommand.class,
      FluxCommand.class,
      TowerCommand.class,
      EventsCommand.class,
      UpscaleCommand.class,
      SimulateCommand.class,
      BenchCommand.class,
      LedgerCommand.class,
      HelpCommand.class
    })
public final class KokyuCommand {
  private static final Logger log = LoggerFactory.getLogger(KokyuCommand.class);

  /** Version line. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"Kokyu " + ProgramVersion.number()};
    }
  }

  /** Entry of the program. */
  public static void main(String[] args) {
    System.exit(execute(args));
  }

  /** Runs a command and returns its exit code. */
  static int execute(String... args) {
    CommandLine line = commandLine();
    if (args.length == 0) {
      line.usage(line.getOut());
      return ExitCodes.BAD_USAGE;
    }
    try {
      return line.execute(args);
    } catch (OutOfMemoryError e) {
      line.getErr()
          .println(
              "kokyu: not enough memory (at most %d MB allowed); allow more, for example"
                      .formatted(Runtime.getRuntime().maxMemory() >> 20)
                  + " KOKYU_JAVA_OPTS=-Xmx4g, or take a coarser grid");
      line.getErr().flush();
      return ExitCodes.CHECK_FAILED;
    }
  }

  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new KokyuCommand());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setUsageHelpLongOptionsMaxWidth(30);
    line.setParameterExceptionHandler(KokyuCommand::badUsage);
    line.setExecutionExceptionHandler((e, command, parsed) -> failed(e, command));
    return line;
  }

  private static int badUsage(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("kokyu: " + e.getMessage());
    if (!CommandLine.UnmatchedArgumentException.printSuggestions(e, err)) {
      err.println("try '" + command.getCommandSpec().qualifiedName() + " --help'");
    }
    err.flush();
    return ExitCodes.BAD_USAGE;
  }

  private static int failed(Exception e, CommandLine command) {
    PrintWriter err = command.getErr();
    int code = ExitCodes.CHECK_FAILED;
    if (e instanceof ConfigurationException) {
      e.getMessage().lines().forEach(l -> err.println("kokyu: " + l));
      code = ExitCodes.BAD_USAGE;
    } else if (e instanceof MalformedInputException || e instanceof UnavailableInputException) {
      err.println("kokyu: " + e.getMessage());
      code = ExitCodes.BAD_INPUT;
    } else {
      err.println("kokyu: unexpected failure, please report it: " + e);
      log.debug("unexpected failure", e);
    }
    err.flush();
    return code;
  }
}
