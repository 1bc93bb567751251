package org.cbnet.cloud.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How devices are steered and watched.
 *
 * @param keyFile Ed25519 key in PEM that signs desired states, the same for all instances; without
 *     one devices get none
 * @param enforceRegistry whether devices that are not registered get none
 * @param lateAfter since a device was heard last, from when on it is late
 * @param offlineAfter from when on it is offline
 */
public record Control(
    Optional<Path> keyFile, boolean enforceRegistry, Duration lateAfter, Duration offlineAfter) {
  /** Nobody is steered; six heartbeats of 5 s make a device late, sixty an offline one. */
  public static final Control DEFAULT =
      new Control(Optional.empty(), false, Duration.ofSeconds(30), Duration.ofMinutes(5));

  public Control {
    Objects.requireNonNull(keyFile, "keyFile is null");
    Check.range("presence.late-after", lateAfter, Duration.ofSeconds(1), Duration.ofDays(30));
    Check.range("presence.offline-after", offlineAfter, lateAfter, Duration.ofDays(365));
  }
}
