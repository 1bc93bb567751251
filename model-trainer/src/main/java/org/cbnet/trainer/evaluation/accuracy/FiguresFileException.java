package org.cbnet.trainer.evaluation.accuracy;

import java.io.IOException;
import java.nio.file.Path;

/** A file of figures or of cells is not what it should be; the message names file and line. */
public final class FiguresFileException extends IOException {
  private static final long serialVersionUID = 1L;

  FiguresFileException(Path file, int line, String problem, Throwable cause) {
    super("%s, line %d: %s".formatted(file, line, problem), cause);
  }
}
