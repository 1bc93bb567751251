package org.cbnet.edge.spool;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.cbnet.edge.clock.EdgeClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a spool's file in step with its state: writes what is pending, makes room, drops what is
 * too old, and finds a way on where the disk is full, read-only or damaged. One thread runs it.
 */
final class SpoolKeeper implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(SpoolKeeper.class);
  private static final long TICK_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final int ATTEMPTS = 8;

  private final SpoolState state;
  private final SpoolFile file;
  private final SpoolRoom room;
  private final SpoolRecovery recovery;
  private final EdgeClock clock;
  private final long syncNanos;
  private final Runnable onStored;
  private long retryAtNanos;
  private long syncedAtNanos;
  private volatile SpoolFileException suspicion;
  private volatile boolean stopped;

  SpoolKeeper(
      SpoolState state,
      SpoolFile file,
      SpoolRoom room,
      SpoolRecovery recovery,
      EdgeClock clock,
      long syncNanos,
      Runnable onStored) {
    this.state = state;
    this.file = file;
    this.room = room;
    this.recovery = recovery;
    this.clock = clock;
    this.syncNanos = syncNanos;
    this.onStored = onStored;
    this.retryAtNanos = clock.monotonicNanos();
    this.syncedAtNanos = retryAtNanos;
  }

  @Override
  public void run() {
    long tickNanos = clock.monotonicNanos();
    try {
      while (!stopped) {
        long untilTick = tickNanos - clock.monotonicNanos();
        if (untilTick <= 0) {
          tickNanos = clock.monotonicNanos() + TICK_NANOS;
          guarded(this::tick);
        } else if (awaitPending(untilTick)) {
          guardedFlush();
        }
      }
    } catch (InterruptedException e) {
      LOG.atDebug().log("the spool's keeper was interrupted");
    }
  }

  void guardedFlush() {
    guarded(this::flush);
  }

  // A mistake of ours must not end the only thread that writes.
  private void guarded(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.atError().setCause(e).log("the spool met what must not happen");
      // Counters and entries do not agree: the next flush puts the file aside.
      suspicion = new SpoolFileException(SpoolFileException.Kind.DAMAGED, e.toString(), e);
    }
  }

  void stop() {
    stopped = true;
    synchronized (state) {
      state.notifyAll();
    }
  }

  /** Somebody read what can't be right; the file is looked at with the next flush. */
  void suspect(SpoolFileException found) {
    suspicion = found;
    synchronized (state) {
      state.notifyAll();
    }
  }

  /** What comes up by the clock. */
  void tick() {
    flush();
    if (troubled()) {
      return;
    }
    try {
      room.expire();
      if (clock.monotonicNanos() - syncedAtNanos >= syncNanos) {
        file.sync();
        syncedAtNanos = clock.monotonicNanos();
      }
      file.giveSpaceBack();
      recovery.restoreBallast();
    } catch (SpoolFileException e) {
      suspicion = e;
    }
  }

  /** The last work, whatever went wrong before. */
  void finish() {
    retryAtNanos = clock.monotonicNanos();
    tick();
  }

  /** Writes everything that the file must still learn, or finds out why not. */
  void flush() {
    if (troubled() && clock.monotonicNanos() - retryAtNanos < 0) {
      return;
    }
    try {
      attemptFlush();
    } finally {
      List<StoreListener> disappointed;
      synchronized (state) {
        disappointed = state.waiters().takeDisappointed();
      }
      tell(disappointed, listener -> listener.lost("the spool is full"));
    }
  }

  private void attemptFlush() {
    for (int attempt = 1; ; attempt++) {
      try {
        prepare();
        write();
        return;
      } catch (SpoolFileException e) {
        if (attempt == ATTEMPTS || !recovery.remedy(e)) {
          fail(e);
          return;
        }
      }
    }
  }

  private void prepare() throws SpoolFileException {
    SpoolFileException found = suspicion;
    suspicion = null;
    if (found != null) {
      throw found;
    }
    recovery.open();
    room.make();
  }

  private void write() throws SpoolFileException {
    SpoolChange change;
    synchronized (state) {
      change = state.takeChange();
    }
    if (change.isEmpty()) {
      noteHealthy();
      return;
    }
    try {
      file.write(change);
    } catch (SpoolFileException e) {
      synchronized (state) {
        state.restore(change);
      }
      throw e;
    }
    List<StoreListener> listeners;
    synchronized (state) {
      state.written(change);
      listeners = state.waiters().takeStored(change.added());
      state.notifyAll();
    }
    noteHealthy();
    tell(listeners, StoreListener::stored);
    onStored.run();
  }

  private void noteHealthy() {
    Optional<String> trouble;
    synchronized (state) {
      trouble = state.trouble();
      state.setTrouble(Optional.empty());
    }
    if (trouble.isPresent()) {
      LOG.atInfo().addKeyValue("reason", trouble.get()).log("the spool is on disk again");
    }
  }

  private void fail(SpoolFileException e) {
    List<StoreListener> listeners;
    boolean first;
    synchronized (state) {
      first = state.trouble().isEmpty();
      state.setTrouble(Optional.of(e.getMessage()));
      listeners = state.waiters().takeAll();
      state.notifyAll();
    }
    retryAtNanos = clock.monotonicNanos() + RETRY_NANOS;
    if (first) {
      LOG.atError()
          .addKeyValue("reason", e.getMessage())
          .log(
              "the spool can't be written; results leave from memory, and a crash would lose them");
    }
    tell(listeners, listener -> listener.lost(e.getMessage()));
    // What is pending may leave now.
    onStored.run();
  }

  private boolean troubled() {
    synchronized (state) {
      return state.trouble().isPresent();
    }
  }

  private boolean awaitPending(long atMostNanos) throws InterruptedException {
    synchronized (state) {
      if (!hasWork()) {
        TimeUnit.NANOSECONDS.timedWait(state, Math.max(1_000_000, atMostNanos));
      }
      return hasWork();
    }
  }

  // In trouble only the clock says when to try again.
  private boolean hasWork() {
    return (suspicion != null || state.pendingBytes() > 0) && state.trouble().isEmpty();
  }

  // A mistake of a listener says nothing of the spool.
  private static void tell(List<StoreListener> listeners, Consumer<StoreListener> word) {
    for (StoreListener listener : listeners) {
      try {
        word.accept(listener);
      } catch (RuntimeException e) {
        LOG.atError().setCause(e).log("somebody who waited for the spool failed");
      }
    }
  }
}
