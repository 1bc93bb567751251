package org.cbnet.edge.steering;

import java.io.IOException;

/** The device's own disk would not have it. */
final class StorageException extends IOException {
  private static final long serialVersionUID = 1L;

  StorageException(String problem) {
    super("disk: " + problem);
  }

  StorageException(IOException cause) {
    super("disk: " + cause, cause);
  }
}
