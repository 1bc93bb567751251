package org.cbnet.cloud.control.desired;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.cbnet.cloud.state.ResolvedState;

/**
 * A device's request that is held.
 *
 * @param known tag of the state that the device has
 * @param endNanos of the wait, by the monotonic clock
 * @param answer to be completed; empty says that nothing has changed
 */
record Waiter(
    String deviceId,
    Optional<String> known,
    long endNanos,
    CompletableFuture<Optional<ResolvedState>> answer) {

  boolean isOver(long nowNanos) {
    return nowNanos - endNanos >= 0;
  }

  /** Whether the device has another state than this. */
  boolean differs(ResolvedState state) {
    return !known.equals(Optional.of(Signed.tag(state)));
  }
}
