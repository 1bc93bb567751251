package org.cbnet.edge.spool;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.cbnet.edge.clock.ClockSync;
import org.cbnet.edge.clock.EdgeClock;

/** How much a spool may hold, and what goes when that is too much or too old. */
final class SpoolRoom {
  // The empty tables, and pages that are not full yet.
  private static final long FILE_OVERHEAD_BYTES = 128L << 10;
  // As many free pages as the log may hold, so that copying it back makes the file no larger.
  private static final long MOVING_BYTES = 2L * SqliteFile.LOG_PAGES * SqliteFile.PAGE_BYTES;
  private static final int AT_ONCE = 64;

  private final SpoolState state;
  private final SpoolFile file;
  private final SpoolLimits limits;
  private final EdgeClock clock;
  private final ClockSync sync;
  private final String osBootId;
  private volatile long diskCapBytes = Long.MAX_VALUE;

  SpoolRoom(
      SpoolState state,
      SpoolFile file,
      SpoolLimits limits,
      EdgeClock clock,
      ClockSync sync,
      String osBootId) {
    this.state = state;
    this.file = file;
    this.limits = limits;
    this.clock = clock;
    this.sync = sync;
    this.osBootId = osBootId;
  }

  /** Bytes above the cap; 0 or less where there is room. The caller holds the state's lock. */
  long excessBytes() {
    long inFile = file.usedBytes() - FILE_OVERHEAD_BYTES + state.pendingBytes() - state.goneBytes();
    // What was put aside takes of the same card, but must not leave the spool without room.
    long cap = Math.max(limits.maxBytes() / 4, limits.maxBytes() - file.asideBytes());
    return Math.max(state.bytes(), inFile) - Math.min(cap, diskCapBytes);
  }

  /** Drops the oldest entries until the rest is below the cap, where that is the policy. */
  void make() throws SpoolFileException {
    boolean full;
    synchronized (state) {
      full = limits.whenFull() == FullPolicy.DROP_OLDEST && excessBytes() > 0;
    }
    if (full) {
      drop(entry -> excessBytes() > 0);
    }
  }

  /**
   * Takes what the file has now, less some room to move in, for the cap until the disk has room
   * again, and drops the oldest entries beyond it where that is the policy; false where that
   * dropped nothing.
   */
  boolean shrink() {
    long used = Math.max(0, file.usedBytes() - FILE_OVERHEAD_BYTES);
    // A file that holds little has nothing to give, and must not lock everything out.
    diskCapBytes = Math.max(MOVING_BYTES, Math.max(used / 2, used - MOVING_BYTES));
    long before = state.bytes();
    try {
      make();
    } catch (SpoolFileException e) {
      return false;
    }
    return state.bytes() < before;
  }

  /** The disk has room again. */
  void grow() {
    diskCapBytes = Long.MAX_VALUE;
  }

  /** Drops what is older than it may get. */
  void expire() throws SpoolFileException {
    drop(this::isTooOld);
  }

  // Known only by a clock that ran on since: the monotonic one of the same start of the system, or
  // a wall clock that was right then and is right now. Nothing goes on mere suspicion.
  private boolean isTooOld(Held entry) {
    Duration age = Duration.ZERO;
    if (state.ledgers().of(entry).boot().osBootId().equals(osBootId)) {
      age = Duration.ofNanos(clock.monotonicNanos() - entry.monotonicNanos());
    } else if (sync.synced() && entry.wallMicros().isPresent()) {
      age = Duration.ofMillis((clock.wallMicros() - entry.wallMicros().getAsLong()) / 1_000);
    }
    return age.compareTo(limits.maxAge()) > 0;
  }

  // From the oldest on, as long as the predicate says so.
  private void drop(Predicate<Held> whether) throws SpoolFileException {
    boolean more = true;
    while (more) {
      OptionalLong oldest;
      synchronized (state) {
        oldest = state.oldestDroppable();
      }
      more = oldest.isPresent() && dropFrom(describe(oldest.getAsLong()), whether);
    }
  }

  private boolean dropFrom(List<Held> oldest, Predicate<Held> whether) {
    synchronized (state) {
      for (Held entry : oldest) {
        if (state.isDroppable(entry.position())) {
          if (!whether.test(entry)) {
            return false;
          }
          state.drop(entry);
        }
      }
      state.notifyAll();
      return true;
    }
  }

  private List<Held> describe(long position) throws SpoolFileException {
    synchronized (state) {
      StoredEntry here = state.find(position);
      if (here != null) {
        return List.of(here.held());
      }
    }
    List<Held> found = file.describe(position, AT_ONCE);
    if (found.isEmpty() || found.get(0).position() != position) {
      throw SpoolFileException.missing(position);
    }
    return found;
  }
}
