package org.cbnet.cloud.admin;

import java.io.IOException;

/** A command over HTTP did not work; the message is for whoever gave it. */
public final class AdminException extends IOException {
  private static final long serialVersionUID = 1L;

  private final boolean input;

  /**
   * @param input whether what was given is wrong, not the world
   */
  public AdminException(String message, boolean input) {
    super(message);
    this.input = input;
  }

  AdminException(String message, Throwable cause) {
    super(message, cause);
    this.input = false;
  }

  /** Whether what was given is wrong. */
  public boolean isInput() {
    return input;
  }
}
