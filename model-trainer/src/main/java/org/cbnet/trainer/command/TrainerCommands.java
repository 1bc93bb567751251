package org.cbnet.trainer.command;

import org.cbnet.inference.dataset.DataSetLocator;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Puts the commands of this module together. */
@Command(name = "./cbnet", description = "Commands of the model trainer.")
public final class TrainerCommands implements Runnable {
  // Set by the launcher where stderr is a terminal; Java 17 can only tell of stdout.
  private static final String WATCHED = "cbnet.terminal";
  private static final String HELP = "help";
  private static final int USAGE_WIDTH = 100;

  @Spec private CommandSpec spec;

  private TrainerCommands() {}

  /** The commands on this process's environment and terminal. */
  public static CommandLine ofProcess() {
    return create(DataSetLocator.ofProcess(), Boolean.getBoolean(WATCHED));
  }

  /**
   * The commands.
   *
   * @param locator finds data sets
   * @param interactive whether progress may be drawn over
   */
  static CommandLine create(DataSetLocator locator, boolean interactive) {
    CommandLine line =
        new CommandLine(new TrainerCommands())
            .addSubcommand(new TrainCommand(locator, interactive))
            .addSubcommand(new EvaluateCommand(locator, interactive))
            .addSubcommand(new DataCommand(locator))
            .addSubcommand(BundleCommand.create(locator, interactive));
    addHelp(line);
    line.setUsageHelpWidth(USAGE_WIDTH);
    line.setParameterExceptionHandler(Errors::usage);
    line.setExecutionExceptionHandler(Errors::execution);
    return line;
  }

  private static void addHelp(CommandLine line) {
    line.addMixin(HELP, new HelpOption());
    line.getSubcommands().values().forEach(TrainerCommands::addHelp);
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "name a command: train, evaluate, data or bundle");
  }
}
