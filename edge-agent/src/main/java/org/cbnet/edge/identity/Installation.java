package org.cbnet.edge.identity;

import java.util.Objects;

/**
 * What the state directory remembers of an installation.
 *
 * @param installId random, made once
 * @param bootNumber starts so far, this one included
 */
public record Installation(String installId, long bootNumber) {
  public Installation {
    Objects.requireNonNull(installId, "installId is null");
    if (bootNumber < 1) {
      throw new IllegalArgumentException("bootNumber must be at least 1: " + bootNumber);
    }
  }

  Installation next() {
    return new Installation(installId, bootNumber + 1);
  }
}
