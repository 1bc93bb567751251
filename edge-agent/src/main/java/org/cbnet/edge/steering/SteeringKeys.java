package org.cbnet.edge.steering;

import java.nio.file.Path;
import java.util.List;
import org.cbnet.edge.config.ConfigException;
import org.cbnet.inference.bundle.signing.ReleaseException;
import org.cbnet.inference.bundle.signing.TrustedKeys;

/** Reads the public keys that a configuration names. */
final class SteeringKeys {
  private SteeringKeys() {}

  static TrustedKeys read(String key, List<Path> files) {
    try {
      return TrustedKeys.read(files);
    } catch (ReleaseException e) {
      throw new ConfigException(
          "%s must be PEM files with Ed25519 public keys: %s".formatted(key, e.getMessage()));
    }
  }
}
