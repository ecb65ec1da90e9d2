package org.kokyu.scheduler.cli;

import picocli.CommandLine.Command;

/** Simulated feeds; one command below it per kind of feed. */
@Command(
    name = "simulate",
    description = "Writes simulated feeds in the agencies' formats, for tests and benchmarks.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = SimulateHimawariCommand.class)
final class SimulateCommand {}
