package org.cbnet.edge.offload;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.cbnet.edge.clock.EdgeClock;

/** Sessions, one after the other, on a thread that reads their replies. */
final class KafkaLine implements Line {
  private static final long PAUSE_MILLIS = 200;
  private static final long CONNECT_NANOS = TimeUnit.SECONDS.toNanos(15);

  private final ReplyPartition wanted;
  private final Supplier<KafkaSession> sessions;
  private final ReplyReader replies;
  private final EdgeClock clock;
  private final LineLog log;
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile KafkaSession opened;
  private volatile long openedNanos;
  private volatile KafkaSession up;
  private volatile int replyPartition;
  private volatile String trouble = "not connected yet";

  KafkaLine(
      ReplyPartition wanted,
      Supplier<KafkaSession> sessions,
      ReplyReader replies,
      EdgeClock clock,
      LineLog log) {
    this.wanted = wanted;
    this.sessions = sessions;
    this.replies = replies;
    this.clock = clock;
    this.log = log;
  }

  /** The partition that is read, or was last. */
  int replyPartition() {
    return replyPartition;
  }

  @Override
  public Optional<String> trouble() {
    KafkaSession session = up;
    if (session == null) {
      if (clock.monotonicNanos() - openedNanos > CONNECT_NANOS) {
        endOpened();
      }
      return Optional.of(trouble);
    }
    if (session.isSilent()) {
      endOpened();
      return Optional.of("nothing is heard from the broker");
    }
    return Optional.empty();
  }

  @Override
  public void carry(Letter letter, Receipt receipt) {
    KafkaSession session = up;
    if (session == null) {
      receipt.undeliverable(trouble);
    } else {
      session.carry(letter, receipt);
    }
  }

  /**
   * Serves until it is closed.
   *
   * @param tend called many times a second while the line is up
   */
  void run(Runnable tend) {
    try {
      while (closing.getCount() > 0) {
        serve(tend);
      }
    } catch (InterruptedException e) {
      // Somebody wants the thread back: it is over all the same.
      Thread.currentThread().interrupt();
    } finally {
      trouble = "the offloader is closed";
    }
  }

  /** Ends {@link #run}. */
  void close() {
    closing.countDown();
    endOpened();
  }

  // Its thread sees by itself that it must end, unless the wall clock was set back: Kafka's clients
  // wait by that clock.
  private void endOpened() {
    KafkaSession session = opened;
    if (session != null) {
      session.end();
    }
  }

  private void serve(Runnable tend) throws InterruptedException {
    try (KafkaSession session = sessions.get()) {
      openedNanos = clock.monotonicNanos();
      opened = session;
      serve(session, tend);
    } catch (WakeupException e) {
      // Closed, or not trusted any more.
      trouble = "the connection to the broker broke";
    } catch (RuntimeException e) {
      failed(e);
    }
  }

  private void serve(KafkaSession session, Runnable tend) throws InterruptedException {
    try {
      if (!establish(session)) {
        return;
      }
      up = session;
      log.up();
      while (closing.getCount() > 0) {
        for (ConsumerRecord<String, byte[]> each : session.poll()) {
          replies.read(each.key(), each.value());
        }
        tend.run();
      }
    } finally {
      up = null;
      opened = null;
    }
  }

  // Until a broker answers; Kafka's clients try to connect again by themselves.
  private boolean establish(KafkaSession session) throws InterruptedException {
    while (closing.getCount() > 0) {
      try {
        replyPartition = session.establish(wanted);
        return true;
      } catch (TimeoutException | LineException e) {
        failed(e);
      }
    }
    return false;
  }

  private void failed(RuntimeException cause) throws InterruptedException {
    trouble = "no connection to the broker: " + cause.getMessage();
    log.lost(cause);
    boolean unused = closing.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
  }
}
