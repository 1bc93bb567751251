package org.cbnet.cloud.rollout;

/** A roll-out does not go together with what there is; the message says what to do. */
public final class RolloutConflictException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RolloutConflictException(String message) {
    super(message);
  }

  RolloutConflictException(String message, Throwable cause) {
    super(message, cause);
  }
}
