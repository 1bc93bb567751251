package org.cbnet.cloud.deadletter;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Reads one partition of the dead letters from its end to its beginning, a piece at a time. */
final class PartitionTail {
  private static final int PIECE = 200;
  private static final Duration POLL = Duration.ofMillis(100);

  private final TopicPartition partition;
  private final long begin;
  private final int shownBytes;
  // The newest first; all are at or after the offset read down to.
  private final Deque<LetterView> read = new ArrayDeque<>();
  private long readDownTo;
  private long before;

  /**
   * @param begin first offset that is there
   * @param before offset to read down from
   * @param shownBytes of each value
   */
  PartitionTail(TopicPartition partition, long begin, long before, int shownBytes) {
    this.partition = partition;
    this.begin = begin;
    this.before = before;
    this.readDownTo = before;
    this.shownBytes = shownBytes;
  }

  /** The newest that was read and not taken; null where more must be read first. */
  LetterView head() {
    return read.peekFirst();
  }

  LetterView take() {
    LetterView taken = read.removeFirst();
    before = taken.offset();
    return taken;
  }

  /** Whether nothing is left, read or not. */
  boolean isOver() {
    return read.isEmpty() && readDownTo <= begin;
  }

  /** Where the next page goes on in this partition. */
  long before() {
    return read.isEmpty() ? readDownTo : before;
  }

  int number() {
    return partition.partition();
  }

  /**
   * Reads one piece more.
   *
   * @param deadlineNanos of {@link System#nanoTime}; what is not complete by then is not taken
   * @return whether it is complete
   */
  boolean read(Consumer<byte[], byte[]> consumer, LetterFilter filter, long deadlineNanos) {
    long from = Math.max(begin, readDownTo - PIECE);
    Deque<LetterView> piece = new ArrayDeque<>();
    consumer.assign(List.of(partition));
    consumer.seek(partition, from);
    while (consumer.position(partition) < readDownTo) {
      for (ConsumerRecord<byte[], byte[]> letter : consumer.poll(POLL)) {
        LetterView view = LetterView.of(letter, shownBytes);
        if (letter.offset() < readDownTo && filter.matches(view)) {
          piece.addFirst(view);
        }
      }
      if (System.nanoTime() > deadlineNanos) {
        return false;
      }
    }
    read.addAll(piece);
    readDownTo = from;
    return true;
  }
}
