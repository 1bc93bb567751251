package org.cbnet.trainer.imports;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A model can't become a bundle; the message names the file, the thing, its value and the remedy.
 */
public final class ImportException extends IOException {
  private static final long serialVersionUID = 1L;

  ImportException(Path model, String problem) {
    super(model + ": " + problem);
  }

  ImportException(Path model, String problem, Throwable cause) {
    super(model + ": " + problem, cause);
  }
}
