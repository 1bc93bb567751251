package org.cbnet.inference.dataset;

import java.io.IOException;
import java.nio.file.Path;

/** An IDX file is not what it should be; the message names the file, the offset and both sides. */
public final class IdxFormatException extends IOException {
  private static final long serialVersionUID = 1L;

  IdxFormatException(String source, long offset, String expected, String found) {
    super(
        "%s: at byte %d of the unpacked data: expected %s, found %s"
            .formatted(source, offset, expected, found));
  }

  IdxFormatException(Path source, String problem, Throwable cause) {
    super(source + ": " + problem, cause);
  }
}
