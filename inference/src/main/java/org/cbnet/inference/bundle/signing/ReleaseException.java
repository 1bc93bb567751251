package org.cbnet.inference.bundle.signing;

import java.io.IOException;

/** A release, a signature or a key can't be relied on; the message says why and what to do. */
public final class ReleaseException extends IOException {
  private static final long serialVersionUID = 1L;

  public ReleaseException(String message) {
    super(message);
  }

  public ReleaseException(String message, Throwable cause) {
    super(message, cause);
  }
}
