package org.cbnet.cloud.monitoring;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far state has been restored from its changelogs: for whoever waits for it. Logs at most every
 * ten seconds. Safe for several threads.
 */
public final class RestoreProgress implements StateRestoreListener {
  private static final Logger LOG = LoggerFactory.getLogger(RestoreProgress.class);
  private static final long LOG_NANOS = Duration.ofSeconds(10).toNanos();

  private final ConcurrentMap<TopicPartition, Restoration> running = new ConcurrentHashMap<>();
  private final AtomicLong restored = new AtomicLong();
  private final LongSupplier nanos;
  private final AtomicLong loggedAt;

  /** What is restored of one partition of a changelog. */
  private record Restoration(String store, long total, AtomicLong done) {
    long remaining() {
      return Math.max(0, total - done.get());
    }
  }

  /**
   * @param nanos monotonic clock, nanoseconds
   */
  public RestoreProgress(LongSupplier nanos) {
    this.nanos = nanos;
    this.loggedAt = new AtomicLong(nanos.getAsLong());
  }

  @Override
  public void onRestoreStart(TopicPartition partition, String store, long from, long to) {
    running.put(partition, new Restoration(store, Math.max(0, to - from), new AtomicLong()));
  }

  @Override
  public void onBatchRestored(TopicPartition partition, String store, long end, long records) {
    restored.addAndGet(records);
    Restoration restoration = running.get(partition);
    if (restoration != null) {
      restoration.done().addAndGet(records);
    }
    long now = nanos.getAsLong();
    long last = loggedAt.get();
    if (now - last >= LOG_NANOS && loggedAt.compareAndSet(last, now)) {
      describe().ifPresent(LOG::info);
    }
  }

  @Override
  public void onRestoreEnd(TopicPartition partition, String store, long total) {
    running.remove(partition);
  }

  @Override
  public void onRestoreSuspended(TopicPartition partition, String store, long total) {
    running.remove(partition);
  }

  /** What is being restored, in a sentence; nothing where nothing is. */
  public Optional<String> describe() {
    Map<String, Long> remaining = remaining();
    if (remaining.isEmpty()) {
      return Optional.empty();
    }
    long total = running.values().stream().mapToLong(Restoration::total).sum();
    long left = remaining.values().stream().mapToLong(Long::longValue).sum();
    return Optional.of(
        "restoring count=%d of=%d stores=%s"
            .formatted(Math.max(0, total - left), total, String.join(",", remaining.keySet())));
  }

  /** Changelog offsets to restore yet, by store. */
  public Map<String, Long> remaining() {
    return running.values().stream()
        .collect(
            Collectors.groupingBy(
                Restoration::store, TreeMap::new, Collectors.summingLong(Restoration::remaining)));
  }

  /** Records restored since the process started. */
  public long restored() {
    return restored.get();
  }
}
