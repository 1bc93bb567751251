package org.cbnet.inference.profile;

import java.io.IOException;
import java.nio.file.Path;

/** A profile can't be used; the message names the file, what is wrong and the remedy. */
public final class ProfileException extends IOException {
  private static final long serialVersionUID = 1L;

  public ProfileException(Path file, String problem, Throwable cause) {
    super("profile " + file + " " + problem, cause);
  }
}
