package org.cbnet.experiments.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.cbnet.experiments.definition.Definition;
import org.cbnet.experiments.definition.DefinitionException;
import org.cbnet.experiments.definition.DefinitionReader;
import org.cbnet.experiments.execution.RunFolder;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Finds what a user names. */
final class Runs {
  /** Of the time at the end of a run's name. */
  static final int TIME_LENGTH = "20261130-183000".length();

  private Runs() {}

  static RunFolder open(CommandSpec spec, Path folder) {
    try {
      return RunFolder.open(folder);
    } catch (IOException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  static Definition definition(CommandSpec spec, RunFolder run, Path models) throws IOException {
    try {
      return new DefinitionReader(models).read(run.definition());
    } catch (DefinitionException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  static Path summary(CommandSpec spec, Path folder) {
    Path summary = folder.resolve(RunReport.SUMMARY);
    if (!Files.exists(summary)) {
      throw new ParameterException(
          spec.commandLine(),
          "%s is not there: run ./cbnet experiment report %s".formatted(summary, folder));
    }
    return summary;
  }
}
