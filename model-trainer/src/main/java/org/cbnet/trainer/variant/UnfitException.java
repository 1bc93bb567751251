package org.cbnet.trainer.variant;

import java.io.IOException;

/** A network can't have a variant; the others are not touched by that. */
final class UnfitException extends IOException {
  private static final long serialVersionUID = 1L;

  UnfitException(String reason) {
    super(reason);
  }

  UnfitException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
