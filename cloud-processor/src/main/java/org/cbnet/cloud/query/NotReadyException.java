package org.cbnet.cloud.query;

/** The state is being restored or moved: the same question has an answer soon. */
public final class NotReadyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public NotReadyException(String message) {
    super(message);
  }

  NotReadyException(String message, Throwable cause) {
    super(message, cause);
  }
}
