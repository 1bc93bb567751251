package org.cbnet.cloud.offload;

import java.util.Objects;
import org.cbnet.cloud.deadletter.LetterOrigin;

/**
 * A request as it came.
 *
 * @param key of the record, null where there is none
 * @param payload undecoded, null where there is none; nobody writes to it
 * @param origin where a dead letter says that it came from
 * @param appendMillis when it came there, milliseconds since 1970-01-01 UTC
 * @param receivedNanos when it was at hand here, on this process's monotonic clock
 * @param from takes the reply
 */
@SuppressWarnings("ArrayRecordComponent") // made for one request
record Arrival(
    byte[] key,
    byte[] payload,
    LetterOrigin origin,
    long appendMillis,
    long receivedNanos,
    Correspondent from) {
  Arrival {
    Objects.requireNonNull(origin, "origin is null");
    Objects.requireNonNull(from, "from is null");
  }

  /** What it holds in memory while it waits: the payload, and what was decoded of it. */
  long bytes() {
    return payload == null ? 0 : 2L * payload.length;
  }
}
