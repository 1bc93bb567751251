package org.cbnet.edge.offload;

import java.util.Objects;

/**
 * A question on its way. The payload is not copied; nobody may change it.
 *
 * @param id of the request
 * @param payload the request as it is on the wire
 * @param endNanos when its budget is over, by the device's monotonic clock
 */
@SuppressWarnings("ArrayRecordComponent") // made for one message
record Letter(String id, byte[] payload, long endNanos) {
  Letter {
    Objects.requireNonNull(id, "id is null");
    Objects.requireNonNull(payload, "payload is null");
  }

  /** Whether nobody waits for an answer any more. */
  boolean isOver(long nowNanos) {
    return nowNanos - endNanos >= 0;
  }
}
