package org.cbnet.cloud.offload;

import java.util.Objects;
import org.cbnet.schemas.record.OffloadRequest;

/**
 * A request that could be read and has had no reply yet. Owned by one thread or the queue, so that
 * it ends once. In order of their deadlines.
 *
 * @param deadlineNanos after which its result is of no use, on this process's monotonic clock
 */
record Job(OffloadRequest request, TailKey key, Arrival arrival, long deadlineNanos)
    implements Comparable<Job> {
  Job {
    Objects.requireNonNull(request, "request is null");
    Objects.requireNonNull(key, "key is null");
    Objects.requireNonNull(arrival, "arrival is null");
  }

  /** Whether a result that takes so long from now is of no use. */
  boolean isLate(long nowNanos, long takesNanos) {
    return deadlineNanos - nowNanos <= takesNanos;
  }

  // Differences, as that clock may pass its largest number.
  @Override
  public int compareTo(Job other) {
    return Long.signum(deadlineNanos - other.deadlineNanos);
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
