package org.cbnet.trainer.bundle;

import java.io.IOException;
import java.nio.file.Path;

/** A network is to start from another one that was not trained yet. */
public final class MissingNetworkException extends IOException {
  private static final long serialVersionUID = 1L;

  MissingNetworkException(String network, Path folder) {
    super(
        "there is no trained %s in %s: train it first (--network %s), or all (--network all)"
            .formatted(network, folder, network));
  }
}
