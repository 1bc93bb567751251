package org.cbnet.experiments.definition;

import java.util.List;

/**
 * A definition can't be run. The message has a line for each thing that is wrong: {@code FILE:LINE:
 * key: what is wrong: value; what to do}.
 */
public final class DefinitionException extends Exception {
  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // made by List.copyOf
  private final List<String> problems;

  DefinitionException(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  /** Everything that is wrong, in the order of the file. */
  public List<String> problems() {
    return problems;
  }
}
