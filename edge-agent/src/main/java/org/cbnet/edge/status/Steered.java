package org.cbnet.edge.status;

import java.util.Objects;
import java.util.Optional;

/**
 * How far the device is with what the cloud wants of it.
 *
 * @param desiredTag of the desired state that was applied last
 * @param bundleState of the bundle or strategy asked for
 * @param bundleReason why it failed or was rolled back
 * @param refusal why the last answer of the cloud changed nothing; for people at the device
 */
public record Steered(
    Optional<String> desiredTag,
    Optional<String> bundleState,
    Optional<String> bundleReason,
    Optional<String> refusal) {
  /** Of an agent that nobody steers. */
  public static final Steered NOT_AT_ALL =
      new Steered(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  public Steered {
    Objects.requireNonNull(desiredTag, "desiredTag is null");
    Objects.requireNonNull(bundleState, "bundleState is null");
    Objects.requireNonNull(bundleReason, "bundleReason is null");
    Objects.requireNonNull(refusal, "refusal is null");
  }
}
