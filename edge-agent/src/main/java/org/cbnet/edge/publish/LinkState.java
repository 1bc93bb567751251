package org.cbnet.edge.publish;

import java.util.Optional;
import org.cbnet.edge.clock.EdgeClock;

/**
 * How the link to the broker fares, and when a lost one is tried again. The publisher's thread
 * tells, any may ask.
 */
public final class LinkState {
  private final EdgeClock clock;
  private final BackOff backOff;
  private final LinkLog log;
  private long retryAtNanos;
  private volatile String word = "unknown";
  private volatile long movedNanos;
  private volatile long losses;
  private volatile String lastTrouble;

  LinkState(EdgeClock clock, BackOff backOff, LinkLog log) {
    this.clock = clock;
    this.backOff = backOff;
    this.log = log;
    this.retryAtNanos = clock.monotonicNanos();
    this.movedNanos = retryAtNanos;
  }

  /**
   * {@code up} where the broker has taken the last record, {@code down} where it was lost on the
   * way, {@code unknown} before the first answer.
   */
  public String word() {
    return word;
  }

  /** Links that were given up since the agent started. */
  public long losses() {
    return losses;
  }

  /** Why the last link was given up; empty where none was. */
  public Optional<String> lastTrouble() {
    return Optional.ofNullable(lastTrouble);
  }

  /**
   * Nanoseconds in which no entry has left the spool, exact to a quarter of a second; says nothing
   * while the spool is empty.
   */
  public long stalledNanos() {
    return clock.monotonicNanos() - movedNanos;
  }

  /** An entry of the spool has left, or there is none. */
  void moved() {
    movedNanos = clock.monotonicNanos();
  }

  /** The broker has taken something. */
  void succeeded() {
    word = "up";
    if (backOff.attempts() > 0) {
      log.restored(backOff.attempts());
      backOff.reset();
    }
  }

  /** The link is given up; another one may be tried after a growing wait. */
  @SuppressWarnings("NonAtomicVolatileUpdate") // written by the publisher's thread only
  void lost(Throwable cause) {
    retryAtNanos = clock.monotonicNanos() + backOff.nextNanos();
    word = "down";
    lastTrouble = cause.toString();
    losses++;
    log.trouble("link lost", cause);
  }

  /** Nanoseconds until another link may be tried; 0 or less where one may. */
  long untilRetryNanos() {
    return retryAtNanos - clock.monotonicNanos();
  }
}
