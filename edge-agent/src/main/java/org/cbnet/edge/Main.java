package org.cbnet.edge;

import org.cbnet.edge.config.ConfigException;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

/** The agent's commands. */
@Command(
    name = "./cbnet agent",
    description = "Classifies images on a device and streams results and energy to the cloud.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      RunCommand.class,
      CheckConfigCommand.class,
      MeterCommand.class,
      SupportBundleCommand.class
    },
    footer = {
      "",
      "Examples:",
      "  ./cbnet agent run --config agent.yaml",
      "  ./cbnet agent check-config",
      "  ./cbnet agent meter",
      "  ./cbnet agent support-bundle --output support.zip"
    })
public final class Main {
  private static final String LOGBACK = "logback.configurationFile";

  private Main() {}

  /** Runs one command; exit code 0 done, 1 failed, 2 wrong usage or input. */
  public static void main(String[] arguments) {
    // By name, because a program that holds several modules has several default files.
    if (System.getProperty(LOGBACK) == null) {
      System.setProperty(LOGBACK, "org/cbnet/edge/logback.xml");
    }
    int exitCode = commandLine().execute(arguments);
    System.exit(exitCode);
  }

  static CommandLine commandLine() {
    CommandLine commands = new CommandLine(new Main());
    String version = AgentVersion.read();
    commands.getCommandSpec().version(version);
    commands.getSubcommands().values().forEach(each -> each.getCommandSpec().version(version));
    return commands.setExecutionExceptionHandler(
        (failure, command, parsed) -> explain(failure, command));
  }

  private static int explain(Exception failure, CommandLine command) {
    if (failure instanceof ConfigException || failure instanceof UsageException) {
      command.getErr().println(failure.getMessage());
      return ExitCode.USAGE;
    }
    LoggerFactory.getLogger(Main.class).error("the agent failed", failure);
    return ExitCode.SOFTWARE;
  }
}
