package org.cbnet.cloud.bundle;

/** A bundle is not taken or not removed; the message says why and what to do. */
public final class RefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What kind of refusal it is. */
  public enum Reason {
    /** What was sent is not what it must be. */
    BAD_BUNDLE,
    /** What was sent is larger than what is taken. */
    TOO_LARGE,
    /** It does not go together with what there is. */
    CONFLICT
  }

  private final Reason reason;

  public RefusedException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  RefusedException(String message, Throwable cause) {
    super(message, cause);
    this.reason = Reason.BAD_BUNDLE;
  }

  public Reason reason() {
    return reason;
  }
}
