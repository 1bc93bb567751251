package org.cbnet.edge.spool;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides whether a new entry may come in, and lets whoever brings it wait where that is the policy
 * or where the disk is slow. Used under the spool's lock, which waiting gives up.
 */
final class SpoolGate {
  /** Entries that wait for the disk, in all. */
  static final long MAX_PENDING_BYTES = 2L << 20;

  private static final Logger LOG = LoggerFactory.getLogger(SpoolGate.class);
  private static final long LONGEST_STALL_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long LOOK_MILLIS = 100;

  private final SpoolState state;
  private final SpoolRoom room;
  private final FullPolicy whenFull;
  private boolean stalled;
  private boolean holds;
  private boolean ending;

  SpoolGate(SpoolState state, SpoolRoom room, FullPolicy whenFull) {
    this.state = state;
    this.room = room;
    this.whenFull = whenFull;
  }

  /** Whether somebody waits now. */
  boolean holds() {
    return holds;
  }

  /** Nobody waits any more: what still comes is taken in where there is room for it in memory. */
  void endWaiting() {
    ending = true;
    state.notifyAll();
  }

  /** Waits for room; answers why there is none, empty where there is. */
  Optional<String> awaitRoom() {
    long since = System.nanoTime();
    boolean interrupted = false;
    while (!ending && !interrupted && mustWait(System.nanoTime() - since)) {
      holds = true;
      try {
        TimeUnit.MILLISECONDS.timedWait(state, LOOK_MILLIS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    holds = false;
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return refusal();
  }

  private boolean mustWait(long waitedNanos) {
    if (whenFull == FullPolicy.BLOCK && isFull()) {
      return true;
    }
    boolean slow = state.pendingBytes() >= MAX_PENDING_BYTES && state.trouble().isEmpty();
    if (slow && waitedNanos > LONGEST_STALL_NANOS && !stalled) {
      stalled = true;
      LOG.atError()
          .addKeyValue("bytes", state.pendingBytes())
          .log("the spool's disk does not keep up; new results are dropped until it does");
    }
    stalled &= slow;
    return slow && !stalled;
  }

  // Where the file can't be written, entries leave from memory, and its size says nothing.
  private boolean isFull() {
    return state.trouble().isPresent()
        ? state.pendingBytes() >= MAX_PENDING_BYTES
        : room.excessBytes() >= 0;
  }

  private Optional<String> refusal() {
    if (whenFull == FullPolicy.DROP_NEWEST && isFull()) {
      return Optional.of("the spool is full");
    }
    if (state.pendingBytes() < MAX_PENDING_BYTES) {
      return Optional.empty();
    }
    Held oldest = whenFull == FullPolicy.DROP_OLDEST ? state.oldestPending() : null;
    if (state.trouble().isPresent() && oldest != null) {
      state.drop(oldest);
      return Optional.empty();
    }
    return Optional.of("the spool's disk does not keep up");
  }
}
