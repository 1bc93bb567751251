package org.cbnet.experiments.alignment;

import java.io.Serial;

/** A log can't be put on the run's clock, or not for the time asked for; the message says why. */
public final class AlignmentException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  /** Says what can't be found in the log. */
  public AlignmentException(String message) {
    super(message);
  }
}
