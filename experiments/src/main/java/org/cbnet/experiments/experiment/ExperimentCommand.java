package org.cbnet.experiments.experiment;

import java.time.InstantSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** {@code experiment}: runs definitions and reports what they showed. */
@Command(
    name = "experiment",
    description = "Runs an experiment from a file, and reports what it showed.",
    mixinStandardHelpOptions = true,
    subcommands = HelpCommand.class,
    footer = {
      "",
      "Exit codes: 0 done and valid, 1 failed or invalid, 2 wrong usage or definition.",
      "",
      "Examples:",
      "  ./cbnet experiment run experiments/definitions/smoke.yaml",
      "  ./cbnet experiment run experiments/definitions/paper.yaml --plan",
      "  ./cbnet experiment resume results/paper-20261130-183000",
      "  ./cbnet experiment list",
      "  ./cbnet experiment diff results/smoke-20261130-183000 results/smoke-20261130-184500"
    })
public final class ExperimentCommand {
  private ExperimentCommand() {}

  /** The command with its own. */
  public static CommandLine of(InstantSource clock) {
    return new CommandLine(new ExperimentCommand())
        .addSubcommand(new RunCommand(clock))
        .addSubcommand(new ResumeCommand(clock))
        .addSubcommand(new ReportCommand())
        .addSubcommand(new ListCommand())
        .addSubcommand(new DiffCommand())
        .addSubcommand(new CodeCommand())
        .addSubcommand(new AlignCommand())
        .addSubcommand(new PublishCommand());
  }
}
