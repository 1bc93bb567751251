package org.cbnet.experiments;

import java.time.Clock;
import org.cbnet.experiments.broker.BrokerCommand;
import org.cbnet.experiments.demo.DemoCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands of this module: {@code broker} and {@code demo}. */
@Command(
    name = "./cbnet",
    description = "Local stack, demo and experiments.",
    mixinStandardHelpOptions = true)
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    // A name of its own: with several modules on the class path there would be several logback.xml.
    System.setProperty("logback.configurationFile", "logback-experiments.xml");
    CommandLine commandLine =
        new CommandLine(new Main())
            .addSubcommand(new BrokerCommand())
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
