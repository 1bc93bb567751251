package org.cbnet.edge.publish;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.cbnet.edge.clock.ClockJumps;
import org.cbnet.edge.clock.EdgeClock;
import org.cbnet.edge.health.Beat;
import org.cbnet.edge.spool.SpoolEntry;
import org.cbnet.edge.spool.SpoolOutput;

/**
 * Takes entries from the spool to the broker.
 *
 * <ol>
 *   <li>Entries are acknowledged to the spool in its order, and only once the broker has them.
 *   <li>It never gives up: when an entry is lost the producer is replaced after a growing wait, and
 *       sending begins again at the oldest entry that is not acknowledged. The cloud recognises
 *       what it got twice.
 *   <li>An entry that can't be made a record, or that no broker will ever take, is discarded, which
 *       counts and announces it, so that one bad record can't hold up all that follow.
 *   <li>An {@link Error} ends {@link #run}: a library that can't be linked or a heap that is full
 *       does not get better by trying, and whoever started the thread must end the process.
 *   <li>When the wall clock is set the producer is replaced: Kafka's client counts its waits by
 *       that clock, and one that was set back would keep it from trying again for as long.
 * </ol>
 *
 * <p>One thread runs it; {@link #stop}, {@link #awaitProgress}, {@link #beat} and {@link
 * #linkState} may be called from any. An interrupt only cuts short what it waits for.
 */
public final class Publisher implements Runnable {
  private static final long LONGEST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

  private final String deviceId;
  private final SpoolOutput spool;
  private final ProducerFactory producers;
  private final SendStamp stamp;
  private final HeartbeatSender heartbeats;
  private final WakeUp wakeUp;
  private final LinkLog log;
  private final ClockJumps jumps;
  private final Progress progress = new Progress();
  private final LinkState linkState;
  private final Beat beat;

  private Link link;
  private long acknowledged = -1;
  private long sentUpTo = -1;
  private volatile boolean stopped;
  private volatile boolean ended;

  /**
   * A publisher that has not begun.
   *
   * @param wakeUp signalled by whoever appends to the spool
   */
  public Publisher(
      String deviceId,
      SpoolOutput spool,
      ProducerFactory producers,
      SendStamp stamp,
      Heartbeats heartbeats,
      BackOff backOff,
      EdgeClock clock,
      WakeUp wakeUp) {
    this.deviceId = deviceId;
    this.spool = spool;
    this.producers = producers;
    this.stamp = stamp;
    this.log = new LinkLog(deviceId, clock);
    this.heartbeats = new HeartbeatSender(heartbeats, spool, stamp, log);
    this.wakeUp = wakeUp;
    this.jumps = new ClockJumps(clock);
    this.linkState = new LinkState(clock, backOff, log);
    this.beat = new Beat(clock);
  }

  public LinkState linkState() {
    return linkState;
  }

  /** Signs of life of the thread that runs this. */
  public Beat beat() {
    return beat;
  }

  @Override
  public void run() {
    beat.begin();
    try {
      while (!stopped) {
        beat.beat();
        if (!doWork()) {
          wakeUp.await(patienceNanos());
        }
      }
    } finally {
      beat.end();
      ended = true;
      progress.signal();
      close(CLOSE_TIMEOUT);
    }
  }

  /** Ends {@link #run} after what it is at. */
  public void stop() {
    stopped = true;
    wakeUp.signal();
  }

  /**
   * Waits until something is so that only this publisher's progress can bring about; false where
   * that took too long, or where the publisher ended and nothing will bring it about any more.
   */
  public boolean awaitProgress(BooleanSupplier until, Duration timeout)
      throws InterruptedException {
    return progress.await(() -> ended || until.getAsBoolean(), timeout) && until.getAsBoolean();
  }

  /** One turn of the work there is; false where there was none. */
  boolean doWork() {
    try {
      replaceAfterJump();
      if (link == null && !connect()) {
        return false;
      }
      boolean worked = settle();
      if (heartbeats.settle(link)) {
        linkState.succeeded();
        worked = true;
      }
      worked |= heartbeats.sendDue(link);
      worked |= send();
      if (!worked && link.isEmpty()) {
        linkState.moved();
      }
      return worked;
    } catch (RuntimeException e) {
      lose(e);
      return true;
    }
  }

  private void replaceAfterJump() {
    if (jumps.jumped() && link != null) {
      close(Duration.ZERO);
      heartbeats.linkLost();
      log.replaced("the wall clock was set");
    }
  }

  private boolean connect() {
    if (linkState.untilRetryNanos() > 0) {
      return false;
    }
    link = new Link(producers.open(), deviceId, acknowledged, wakeUp::signal);
    return true;
  }

  private boolean settle() {
    boolean settled = false;
    long delivered = acknowledged;
    for (Sent oldest = link.oldest();
        oldest != null && oldest.state() != Sent.State.PENDING;
        oldest = link.oldest()) {
      if (oldest.state() == Sent.State.LOST) {
        acknowledge(delivered);
        throw new LinkLostException(oldest.cause());
      }
      if (oldest.state() == Sent.State.REFUSED) {
        // What is before it first: the spool is acknowledged in order.
        acknowledge(delivered);
        discard(oldest.position(), oldest.cause());
      }
      delivered = oldest.position();
      link.removeOldest();
      settled = true;
    }
    acknowledge(delivered);
    return settled;
  }

  private void acknowledge(long through) {
    if (through <= acknowledged) {
      return;
    }
    spool.acknowledge(through);
    acknowledged = through;
    linkState.moved();
    linkState.succeeded();
    progress.signal();
  }

  private void discard(long position, Exception cause) {
    spool.discard(position);
    log.trouble("entry given up", cause);
    progress.signal();
  }

  private boolean send() {
    boolean sent = false;
    // Without metadata Kafka makes every single send wait before it fails it: one is enough.
    while (link.hasRoom() && !link.isBroken() && !stopped) {
      Optional<SpoolEntry> entry = spool.next(link.lastPosition());
      if (entry.isEmpty()) {
        return sent;
      }
      send(entry.get());
      sent = true;
    }
    return sent;
  }

  private void send(SpoolEntry entry) {
    boolean before = entry.position() <= sentUpTo;
    sentUpTo = Math.max(sentUpTo, entry.position());
    Outgoing record;
    try {
      record = Outgoing.of(entry, stamp, before);
    } catch (UnsendableException e) {
      discard(entry.position(), e);
      return;
    }
    link.send(record.topic(), record.payload(), entry.position());
  }

  private void lose(RuntimeException failure) {
    close(Duration.ZERO);
    heartbeats.linkLost();
    linkState.lost(failure instanceof LinkLostException ? failure.getCause() : failure);
  }

  private void close(Duration timeout) {
    // Kafka would take an interrupt, which only says that sending must end, for a failed closing.
    Thread.interrupted();
    if (link != null) {
      link.close(timeout, log);
      link = null;
    }
  }

  // Appends and completions wake it up; only what falls due by the clock needs a limit.
  private long patienceNanos() {
    long until = link == null ? linkState.untilRetryNanos() : heartbeats.untilDueNanos();
    return Math.max(0, Math.min(LONGEST_WAIT_NANOS, until));
  }
}
