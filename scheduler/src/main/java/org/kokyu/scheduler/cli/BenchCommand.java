package org.kokyu.scheduler.cli;

import picocli.CommandLine.Command;

/** Measurements; one command below it per subject. */
@Command(
    name = "bench",
    description = "Measures what the documentation states, beside the floor of this machine.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      BenchForwardCommand.class,
      BenchRetrieveCommand.class,
      BenchClosedLoopCommand.class,
      BenchHimawariCommand.class,
      BenchEventsCommand.class,
      BenchFluxCommand.class
    })
final class BenchCommand {}
