package org.cbnet.experiments;

import java.time.Clock;
import org.cbnet.experiments.bench.BenchCommand;
import org.cbnet.experiments.broker.BrokerCommand;
import org.cbnet.experiments.demo.DemoCommand;
import org.cbnet.experiments.experiment.ExperimentCommand;
import org.cbnet.experiments.fleet.FleetCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The commands of this module: {@code broker}, {@code demo}, {@code bench}, {@code experiment} and
 * {@code fleet}.
 */
@Command(name = "./cbnet", description = "Local stack, demo and experiments.")
public final class Main {
  private static final String LOGBACK = "logback.configurationFile";

  private Main() {}

  public static void main(String[] args) {
    // By name, because a program that holds several modules has several default files.
    if (System.getProperty(LOGBACK) == null) {
      System.setProperty(LOGBACK, "org/cbnet/experiments/logback.xml");
    }
    CommandLine commandLine =
        new CommandLine(new Main())
            .addSubcommand(new BrokerCommand())
            .addSubcommand(new BenchCommand())
            .addSubcommand("experiment", ExperimentCommand.of(Clock.systemUTC()))
            .addSubcommand(new FleetCommand(Clock.systemUTC()))
            .addSubcommand(new DemoCommand(Clock.systemUTC()));
    commandLine.setParameterExceptionHandler(Main::explain);
    System.exit(commandLine.execute(args));
  }

  // The whole usage text would push the one line that matters off the screen.
  private static int explain(CommandLine.ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    command.getErr().println(command.getCommandName() + ": " + e.getMessage());
    command.getErr().println("See " + command.getCommandSpec().qualifiedName() + " --help.");
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }
}
