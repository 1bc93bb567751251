package org.cbnet.experiments.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.cbnet.experiments.stack.JavaLauncher;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code experiment publish}: runs into the project's documents. */
@Command(
    name = "publish",
    description = "Copies figures and reports of valid runs into docs/experiments.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "The list of them and the front page's figures are written anew. A run replaces the",
      "one of the same experiment. Raw rows stay where they are.",
      "",
      "Example:",
      "  ./cbnet experiment publish results/paper-20261130-183000"
    })
final class PublishCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FOLDER", arity = "1..*", description = "Of a run.")
  private List<Path> folders;

  @Option(
      names = "--project",
      paramLabel = "DIR",
      description = "Has README.md and docs (default: this product's sources).")
  private Path project;

  @Override
  public Integer call() {
    Published published = new Published(project == null ? JavaLauncher.home() : project);
    for (Path folder : folders) {
      try {
        Path into = published.add(Runs.open(spec, folder));
        spec.commandLine().getOut().println("published: " + into);
      } catch (IOException e) {
        spec.commandLine().getErr().println("experiment publish: " + e.getMessage());
        return 1;
      }
    }
    spec.commandLine().getOut().flush();
    return 0;
  }
}
