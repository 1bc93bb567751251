package org.cbnet.edge.clock;

/** The two clocks of a record: one for people, one for intervals. Safe for several threads. */
public interface EdgeClock {

  /** Wall clock, microseconds since 1970-01-01 UTC; may be wrong and may jump. */
  long wallMicros();

  /** Monotonic clock of this start of the operating system, nanoseconds; never jumps. */
  long monotonicNanos();
}
