package org.cbnet.trainer.evaluation;

import org.cbnet.inference.Frame;

/** A network whose latency is measured gave no label for a frame; the message says why. */
public final class NoLabelException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NoLabelException(String strategy, Frame frame, String why) {
    super(
        "%s gave no label for frame %s (%s): its latency can't be measured; mend the model, or leave it out with --networks"
            .formatted(strategy, frame.id(), why));
  }
}
