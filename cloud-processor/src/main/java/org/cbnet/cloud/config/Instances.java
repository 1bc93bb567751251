package org.cbnet.cloud.config;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * How instances work together.
 *
 * @param advertised host:port where the others find this one; nothing for what is bound
 * @param peerTokenFile holds the token that they show each other; nothing without tokens
 * @param standbys copies of each partition's state on other instances
 */
public record Instances(Optional<String> advertised, Optional<Path> peerTokenFile, int standbys) {
  /** One alone. */
  public static final Instances ALONE = new Instances(Optional.empty(), Optional.empty(), 0);

  public Instances {
    advertised.ifPresent(
        address ->
            Check.matches(
                "http.advertised",
                address,
                "([A-Za-z0-9.-]{1,255}|\\[[0-9a-fA-F:.]{2,45}\\]):[0-9]{1,5}",
                "host:port"));
    Objects.requireNonNull(peerTokenFile, "peerTokenFile is null");
    Check.range("standbys", standbys, 0, 10);
  }

  /** The host of {@link #advertised()}, without brackets. */
  Optional<String> advertisedHost() {
    return advertised.map(
        address -> address.substring(0, address.lastIndexOf(':')).replaceAll("[\\[\\]]", ""));
  }
}
