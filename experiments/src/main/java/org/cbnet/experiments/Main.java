package org.cbnet.experiments;

import org.cbnet.experiments.broker.BrokerCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands of this module: {@code broker} and {@code demo}. */
@Command(
    name = "./cbnet",
    description = "Local stack, demo and experiments.",
    mixinStandardHelpOptions = true,
    subcommands = {BrokerCommand.class})
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.exit(new CommandLine(new Main()).execute(args));
  }
}
