package org.cbnet.inference.bundle;

import java.io.IOException;
import java.nio.file.Path;

/** A model bundle can't be used; the message names the bundle, what is wrong and both values. */
public final class BundleException extends IOException {
  private static final long serialVersionUID = 1L;

  public BundleException(Path bundle, String problem) {
    super("bundle " + bundle + ": " + problem);
  }

  public BundleException(Path bundle, String problem, Throwable cause) {
    super("bundle " + bundle + ": " + problem, cause);
  }
}
