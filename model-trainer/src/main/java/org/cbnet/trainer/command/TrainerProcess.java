package org.cbnet.trainer.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.cbnet.trainer.cell.Cell;

/** The process that trains one cell of a matrix: this program again, with the same Java. */
final class TrainerProcess {
  private static final List<String> PROPERTIES = List.of("cbnet.home");
  // By name: the package of the commands does not depend on the one that starts them.
  private static final String MAIN = "org.cbnet.trainer.Main";

  private TrainerProcess() {}

  static ProcessBuilder of(Cell cell, Path output) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx2g");
    // One training a core: more threads for garbage would only stand in the other's way.
    command.add("-XX:+UseSerialGC");
    for (String property : PROPERTIES) {
      if (System.getProperty(property) != null) {
        command.add("-D%s=%s".formatted(property, System.getProperty(property)));
      }
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN));
    command.addAll(List.of("train", "--cell", Long.toString(ProcessHandle.current().pid())));
    command.addAll(List.of("--dataset", cell.set().id()));
    command.addAll(List.of("--network", cell.recipe().network()));
    command.addAll(List.of("--method", cell.method().label()));
    command.addAll(List.of("--seed", Long.toString(cell.seed())));
    command.addAll(List.of("--output", output.toString()));
    return new ProcessBuilder(command);
  }
}
