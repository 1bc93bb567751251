package org.cbnet.cloud.start;

/** The cloud can't start as things are: an expected failure, told in one line. */
public final class StartException extends Exception {
  private static final long serialVersionUID = 1L;

  public StartException(String message) {
    super(message);
  }

  public StartException(String message, Throwable cause) {
    super(message, cause);
  }
}
