package org.cbnet.edge.publish;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.cbnet.edge.clock.EdgeClock;
import org.cbnet.edge.spool.SpoolEntry;
import org.cbnet.edge.spool.SpoolOutput;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
 * </ol>
 *
 * <p>One thread runs it; {@link #stop} and {@link #awaitProgress} may be called from any.
 */
public final class Publisher implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);
  private static final long LONGEST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

  private final String deviceId;
  private final SpoolOutput spool;
  private final ProducerFactory producers;
  private final SendStamp stamp;
  private final HeartbeatSender heartbeats;
  private final BackOff backOff;
  private final EdgeClock clock;
  private final WakeUp wakeUp;
  private final LinkLog log;
  private final Progress progress = new Progress();

  private Link link;
  private long retryAtNanos;
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
    this.heartbeats = new HeartbeatSender(heartbeats, stamp, log);
    this.backOff = backOff;
    this.clock = clock;
    this.wakeUp = wakeUp;
    this.retryAtNanos = clock.monotonicNanos();
  }

  @Override
  public void run() {
    try {
      while (!stopped) {
        if (!doWork()) {
          wakeUp.await(patienceNanos());
        }
      }
    } catch (InterruptedException e) {
      LOG.atDebug().addKeyValue("deviceId", deviceId).log("publisher interrupted");
    } finally {
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
      if (link == null && !connect()) {
        return false;
      }
      boolean worked = settle();
      if (heartbeats.settle(link)) {
        noteSuccess();
        worked = true;
      }
      worked |= heartbeats.sendDue(link);
      return send() || worked;
    } catch (RuntimeException e) {
      lose(e);
      return true;
    }
  }

  private boolean connect() {
    if (clock.monotonicNanos() - retryAtNanos < 0) {
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
    noteSuccess();
    progress.signal();
  }

  private void noteSuccess() {
    if (backOff.attempts() > 0) {
      log.restored(backOff.attempts());
      backOff.reset();
    }
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
    retryAtNanos = clock.monotonicNanos() + backOff.nextNanos();
    heartbeats.linkLost();
    log.trouble("link lost", failure instanceof LinkLostException ? failure.getCause() : failure);
  }

  private void close(Duration timeout) {
    // Kafka would take an interrupt, which only says that sending must end, for a failed closing.
    Thread.interrupted();
    if (link != null) {
      Link closing = link;
      link = null;
      try {
        closing.close(timeout);
      } catch (RuntimeException e) {
        // It is gone either way, and the next one must not be.
        log.trouble("producer not closed", e);
      }
    }
  }

  // Appends and completions wake it up; only what falls due by the clock needs a limit.
  private long patienceNanos() {
    long until = link == null ? retryAtNanos - clock.monotonicNanos() : heartbeats.untilDueNanos();
    return Math.max(0, Math.min(LONGEST_WAIT_NANOS, until));
  }
}
