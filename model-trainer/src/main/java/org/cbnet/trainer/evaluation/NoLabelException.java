package org.cbnet.trainer.evaluation;

import org.cbnet.inference.Frame;
import org.cbnet.inference.Outcome;

/** A network whose latency is measured gave no label for a frame; the message says why. */
public final class NoLabelException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Names strategy and frame, and says why. */
  public NoLabelException(String strategy, Frame frame, Outcome outcome) {
    super(
        "%s gave no label for frame %s (%s): its latency can't be measured; mend the model, or leave it out with --networks"
            .formatted(strategy, frame.id(), why(outcome)));
  }

  private static String why(Outcome outcome) {
    return outcome instanceof Outcome.Failed failed
        ? "%s: %s".formatted(failed.reason(), failed.detail())
        : outcome.toString();
  }
}
