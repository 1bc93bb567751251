package org.cbnet.trainer.evaluation.latency;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of a worker: this Java, its options and its class path. */
public final class WorkerCommand {
  private WorkerCommand() {}

  /**
   * The command.
   *
   * @param mainClass of the program
   * @param arguments that make it a worker
   */
  public static List<String> of(String mainClass, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(WorkerCommand::concernsWorkers)
        .forEach(command::add);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(mainClass);
    command.addAll(List.of(arguments));
    return command;
  }

  // A debugger's port can't be opened twice, and an agent would slow down what is measured.
  private static boolean concernsWorkers(String option) {
    return !option.startsWith("-agent")
        && !option.startsWith("-javaagent")
        && !option.startsWith("-Xrun");
  }
}
