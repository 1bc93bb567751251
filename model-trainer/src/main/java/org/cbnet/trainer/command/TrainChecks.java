package org.cbnet.trainer.command;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Which options of {@code ./cbnet train} go together; what would be ignored is refused. */
final class TrainChecks {
  private static final String BEHIND = "--behind";
  private static final String METHOD = "--method";

  // What each task has no use for.
  private static final Map<String, List<String>> REFUSED =
      Map.of(
          "--matrix", List.of("--dataset", "--network", METHOD, "--seed", BEHIND),
          "--search", List.of(METHOD, BEHIND),
          "--ship", List.of("--network", METHOD, "--seed", BEHIND),
          "--labellings", List.of("--network", METHOD, BEHIND));

  private TrainChecks() {}

  static void tasks(CommandSpec spec) {
    List<String> named =
        REFUSED.keySet().stream().filter(option -> matched(spec, option)).sorted().toList();
    if (named.size() > 1) {
      throw new ParameterException(
          spec.commandLine(), "--matrix, --search, --ship and --labellings are tasks: name one");
    }
    for (String task : named) {
      for (String option : REFUSED.get(task)) {
        if (matched(spec, option)) {
          throw new ParameterException(
              spec.commandLine(),
              option
                  + " does not go with "
                  + task
                  + (task.equals("--matrix") && !option.equals(BEHIND)
                      ? ": write it into the file"
                      : ""));
        }
      }
    }
  }

  /**
   * The label of a method for a network in front of a bundle, which labels and teaches by itself.
   *
   * @param label empty where none was given
   */
  static String methodBehind(CommandSpec spec, String network, Optional<String> label) {
    if (!network.matches("cbnet(-(nn?-)?\\d.*)?")) {
      throw new ParameterException(
          spec.commandLine(),
          "--behind makes a converting network for a bundle: say --network cbnet, not " + network);
    }
    String method = label.orElse("distilled");
    if (!method.startsWith("distilled")) {
      throw new ParameterException(
          spec.commandLine(),
          "--method: the bundle behind teaches, so 'distilled' and what goes with it, not "
              + method);
    }
    if (method.contains("+easy=")) {
      throw new ParameterException(
          spec.commandLine(), "--method: the bundle behind tells easy from hard: leave out easy=");
    }
    return method;
  }

  private static boolean matched(CommandSpec spec, String option) {
    return spec.commandLine().getParseResult().hasMatchedOption(option);
  }
}
