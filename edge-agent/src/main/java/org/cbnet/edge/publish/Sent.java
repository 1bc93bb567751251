package org.cbnet.edge.publish;

import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;

/** One record that was handed to a producer, and what became of it. */
final class Sent {
  /** What became of a record. */
  enum State {
    /** With the producer. */
    PENDING,
    /** The broker has it. */
    DELIVERED,
    /** No broker will ever take it: the record itself is at fault. */
    REFUSED,
    /** The link failed; another may do better. */
    LOST
  }

  private final long position;
  private volatile State state = State.PENDING;
  private volatile Exception cause;

  Sent(long position) {
    this.position = position;
  }

  /** Place in the spool, or for a heartbeat its ticket. */
  long position() {
    return position;
  }

  State state() {
    return state;
  }

  /** Why it was refused or lost. */
  Exception cause() {
    return cause;
  }

  /** Called once, by the producer's thread. */
  void complete(Exception failure) {
    cause = failure;
    if (failure == null) {
      state = State.DELIVERED;
    } else {
      state = recordsFault(failure) ? State.REFUSED : State.LOST;
    }
  }

  private static boolean recordsFault(Exception failure) {
    return failure instanceof RecordTooLargeException
        || failure instanceof RecordBatchTooLargeException
        || failure instanceof InvalidRecordException;
  }
}
