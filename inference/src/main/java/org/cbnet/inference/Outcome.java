package org.cbnet.inference;

import java.util.Objects;

/**
 * What became of one frame: a label, or a counted failure.
 *
 * <p>A frame that a strategy cannot classify is an expected event with a reason, never an exception
 * through the agent's loop.
 */
public sealed interface Outcome {

  /**
   * A label was found.
   *
   * @param label class index
   * @param confidence largest softmax probability, 0..1
   * @param exit name of the exit that answered; a network without early exits has one, {@code
   *     final}
   * @param times where the time went
   * @param offload what the cloud had to do with it
   */
  record Classified(int label, float confidence, String exit, StageTimes times, Offload offload)
      implements Outcome {
    public Classified {
      Objects.requireNonNull(exit, "exit is null");
      Objects.requireNonNull(times, "times is null");
      Objects.requireNonNull(offload, "offload is null");
      if (label < 0) {
        throw new IllegalArgumentException("label must be >= 0: " + label);
      }
      if (!(confidence >= 0 && confidence <= 1)) {
        throw new IllegalArgumentException("confidence must be in [0, 1]: " + confidence);
      }
    }

    /** An answer that the device found by itself. */
    public Classified(int label, float confidence, String exit, StageTimes times) {
      this(label, confidence, exit, times, Offload.NONE);
    }
  }

  /**
   * No label was found.
   *
   * @param reason fixed short code that is counted ({@code shape}, {@code not-finite}, {@code
   *     runtime})
   * @param detail for the log
   */
  record Failed(String reason, String detail) implements Outcome {
    public Failed {
      Objects.requireNonNull(reason, "reason is null");
      Objects.requireNonNull(detail, "detail is null");
    }
  }
}
