package org.cbnet.inference.offload;

import java.util.Objects;

/** What the cloud said, or why it said nothing. */
public sealed interface OffloadAnswer {

  /** Bytes of the reply as they came; 0 where there was none. */
  int bytesDown();

  /**
   * A label.
   *
   * @param label class index
   * @param confidence largest softmax probability, 0..1
   * @param exit name of the exit that answered
   * @param queueNanos waiting in the cloud
   * @param cloudNanos work in the cloud
   */
  record Answered(
      int label, float confidence, String exit, long queueNanos, long cloudNanos, int bytesDown)
      implements OffloadAnswer {
    public Answered {
      Objects.requireNonNull(exit, "exit is null");
      if (label < 0 || !(confidence >= 0 && confidence <= 1)) {
        throw new IllegalArgumentException(
            "label must be >= 0 and confidence in [0, 1]: %d, %s".formatted(label, confidence));
      }
      if (queueNanos < 0 || cloudNanos < 0 || bytesDown < 0) {
        throw new IllegalArgumentException(
            "times and bytes must be >= 0: %d, %d, %d"
                .formatted(queueNanos, cloudNanos, bytesDown));
      }
    }
  }

  /**
   * The cloud answers that it does not compute this.
   *
   * @param status as on the wire: {@code expired}, {@code unknown-bundle} or {@code failed}
   * @param reason for the log
   * @param queueNanos waiting in the cloud
   */
  record Refused(String status, String reason, long queueNanos, int bytesDown)
      implements OffloadAnswer {
    public Refused {
      Objects.requireNonNull(status, "status is null");
      Objects.requireNonNull(reason, "reason is null");
    }
  }

  /**
   * The transport knows already that no answer will come.
   *
   * @param detail for the log
   */
  record Unreachable(String detail) implements OffloadAnswer {
    public Unreachable {
      Objects.requireNonNull(detail, "detail is null");
    }

    @Override
    public int bytesDown() {
      return 0;
    }
  }
}
