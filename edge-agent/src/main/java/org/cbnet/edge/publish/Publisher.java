package org.cbnet.edge.publish;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;
import org.cbnet.edge.clock.EdgeClock;
import org.cbnet.edge.log.Repeats;
import org.cbnet.edge.spool.SpoolEntry;
import org.cbnet.edge.spool.SpoolOutput;
import org.cbnet.schemas.Topics;
import org.cbnet.schemas.record.DeviceStatus;
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
 *   <li>An entry that no broker will ever take is discarded, which counts and announces it, so that
 *       one bad record can't hold up all that follow.
 * </ol>
 *
 * <p>One thread runs it; {@link #stop} and {@link #awaitProgress} may be called from any.
 */
public final class Publisher implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);
  private static final long LONGEST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);
  private static final Duration LOG_PERIOD = Duration.ofMinutes(1);

  private final String deviceId;
  private final SpoolOutput spool;
  private final ProducerFactory producers;
  private final SendStamp stamp;
  private final Heartbeats heartbeats;
  private final BackOff backOff;
  private final EdgeClock clock;
  private final WakeUp wakeUp;
  private final Repeats repeats;
  private final Object progress = new Object();

  private Link link;
  private Sent heartbeat;
  private long retryAtNanos;
  private long acknowledged = -1;
  private long sentUpTo = -1;
  private volatile boolean stopped;

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
    this.heartbeats = heartbeats;
    this.backOff = backOff;
    this.clock = clock;
    this.wakeUp = wakeUp;
    this.repeats = new Repeats(clock, LOG_PERIOD);
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
      close(CLOSE_TIMEOUT);
    }
  }

  /** Ends {@link #run} after what it is at. */
  public void stop() {
    stopped = true;
    wakeUp.signal();
  }

  /** Waits until something is so that only this publisher's progress can bring about. */
  public boolean awaitProgress(BooleanSupplier until, Duration timeout)
      throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    synchronized (progress) {
      while (!until.getAsBoolean()) {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          return false;
        }
        TimeUnit.NANOSECONDS.timedWait(progress, left);
      }
      return true;
    }
  }

  /** One turn of the work there is; false where there was none. */
  boolean doWork() {
    try {
      if (link == null && !connect()) {
        return false;
      }
      boolean worked = settle();
      worked |= beat();
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
    if (backOff.attempts() > 0) {
      LOG.atInfo()
          .addKeyValue("deviceId", deviceId)
          .addKeyValue("attempts", backOff.attempts())
          .log("link restored");
      backOff.reset();
    }
    signalProgress();
  }

  private void discard(long position, Exception cause) {
    spool.discard(position);
    warn("entry given up", cause);
    signalProgress();
  }

  private boolean beat() {
    if (heartbeat != null) {
      return heartbeat.state() != Sent.State.PENDING && endBeat();
    }
    if (heartbeats.untilDueNanos() > 0) {
      return false;
    }
    long ticket = heartbeats.begin();
    DeviceStatus status = heartbeats.status();
    stamp.stamp(status);
    heartbeat = link.hand(Topics.DEVICE_STATUS, status, ticket);
    return true;
  }

  private boolean endBeat() {
    Sent ended = heartbeat;
    heartbeat = null;
    if (ended.state() == Sent.State.DELIVERED) {
      heartbeats.delivered(ended.position());
      return true;
    }
    heartbeats.lost();
    if (link.isEmpty()) {
      // Nothing else would notice that the producer is beyond repair.
      throw new LinkLostException(ended.cause());
    }
    warn("heartbeat lost", ended.cause());
    return true;
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
    try {
      if (entry instanceof SpoolEntry.Results results) {
        stamp.stamp(results.batch(), before);
        link.send(Topics.INFERENCE_RESULTS, results.batch(), entry.position());
      } else if (entry instanceof SpoolEntry.Energy energy) {
        stamp.stamp(energy.sample(), before);
        link.send(Topics.ENERGY_SAMPLES, energy.sample(), entry.position());
      }
    } catch (SerializationException e) {
      discard(entry.position(), e);
    }
  }

  private void lose(RuntimeException failure) {
    close(Duration.ZERO);
    retryAtNanos = clock.monotonicNanos() + backOff.nextNanos();
    if (heartbeat != null) {
      heartbeat = null;
      heartbeats.lost();
    }
    Throwable cause = failure instanceof LinkLostException ? failure.getCause() : failure;
    warn("link lost", cause);
    if (!(cause instanceof KafkaException)) {
      LOG.error("unexpected failure of the publisher", cause);
    }
  }

  private void close(Duration timeout) {
    // Kafka would take an interrupt, which only says that sending must end, for a failed closing.
    Thread.interrupted();
    if (link != null) {
      Link closing = link;
      link = null;
      closing.close(timeout);
    }
  }

  // Appends and completions wake it up; only what falls due by the clock needs a limit.
  private long patienceNanos() {
    long until = LONGEST_WAIT_NANOS;
    if (link == null) {
      until = retryAtNanos - clock.monotonicNanos();
    } else if (heartbeat == null) {
      until = heartbeats.untilDueNanos();
    }
    return Math.max(0, Math.min(LONGEST_WAIT_NANOS, until));
  }

  private void warn(String event, Throwable cause) {
    OptionalLong keptBack = repeats.admit(event + cause.getClass().getName());
    if (keptBack.isPresent()) {
      LOG.atWarn()
          .addKeyValue("deviceId", deviceId)
          .addKeyValue("reason", cause.toString())
          .addKeyValue("before", keptBack.getAsLong())
          .log(event);
    }
  }

  private void signalProgress() {
    synchronized (progress) {
      progress.notifyAll();
    }
  }
}
