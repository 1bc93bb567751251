package org.cbnet.trainer.command;

import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Turns option values into what they name. */
final class Options {
  /** Where bundles are by default: in the project, whose folder the launcher tells. */
  static final String MODELS = "${sys:cbnet.home:-.}/models";

  private Options() {}

  /** Applies a finder whose refusal already says what is wrong and what to choose from. */
  static <T> T find(CommandSpec spec, String option, String value, Function<String, T> finder) {
    try {
      return finder.apply(value);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), option + ": " + e.getMessage(), e);
    }
  }

  /** Refuses numbers below the least that makes sense. */
  static void atLeast(CommandSpec spec, String option, Integer value, int least) {
    if (value != null && value < least) {
      throw new ParameterException(
          spec.commandLine(), "%s must be at least %d: %d".formatted(option, least, value));
    }
  }

  /** Refuses numbers outside of what makes sense. */
  static void range(CommandSpec spec, String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw new ParameterException(
          spec.commandLine(), "%s must be from %d to %d: %d".formatted(option, least, most, value));
    }
  }
}
