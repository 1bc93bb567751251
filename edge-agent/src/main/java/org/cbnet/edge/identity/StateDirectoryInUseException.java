package org.cbnet.edge.identity;

import java.io.IOException;
import java.nio.file.Path;

/** Two agents can't be the same device. */
public final class StateDirectoryInUseException extends IOException {
  private static final long serialVersionUID = 1L;

  StateDirectoryInUseException(Path folder) {
    super(
        "another agent uses state-directory %s: stop it, or choose another folder"
            .formatted(folder));
  }
}
