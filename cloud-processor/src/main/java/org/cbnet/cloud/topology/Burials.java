package org.cbnet.cloud.topology;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.cbnet.cloud.conservation.Counter;
import org.cbnet.cloud.conservation.PartitionTotals;
import org.cbnet.cloud.deadletter.DeadLetter;
import org.cbnet.cloud.deadletter.LetterLimit;
import org.cbnet.cloud.monitoring.Refusals;
import org.cbnet.cloud.store.CloudStores;
import org.cbnet.cloud.store.SnapshotGate;

/**
 * Writes dead letters, up to what one device may have; beyond it refusals are counted only.
 *
 * <p>The limit is kept by topic and device, so which records have a letter follows from the records
 * of the topic's partition alone. Records whose key is no device id share one limit.
 */
final class Burials {
  private static final Pattern DEVICE_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final int MAX_ID_BYTES = 64;
  private static final String NO_DEVICE = "";
  private static final Duration SWEEP = Duration.ofMinutes(5);

  private final Refusals refusals;
  private final ProcessorContext<byte[], byte[]> context;
  private final KeyValueStore<String, LetterLimit> limits;

  Burials(ProcessorContext<byte[], byte[]> context, SnapshotGate gate, Refusals refusals) {
    this.refusals = refusals;
    this.context = context;
    this.limits = CloudStores.LETTER_LIMITS.of(context);
    context.schedule(
        SWEEP,
        PunctuationType.WALL_CLOCK_TIME,
        any -> gate.apply(context.taskId().partition(), this::sweep));
  }

  void bury(Arrival arrival, Refusal refusal, PartitionTotals totals) {
    bury(arrival, refusal.reason().code(), refusal.message(), refusal.remembered(), totals);
  }

  void bury(
      Arrival arrival, String reason, String message, boolean remembered, PartitionTotals totals) {
    refusals.count(reason);
    if (take(arrival)) {
      totals.add(Counter.RECORDS_BURIED, 1);
      context.forward(
          DeadLetter.of(arrival.origin(), arrival.record(), reason, message, remembered),
          CloudTopology.DEAD_LETTERS);
    } else {
      totals.add(Counter.RECORDS_SUPPRESSED, 1);
    }
  }

  private void sweep() {
    Sweep.of(limits, limit -> limit.isIdle(context.currentStreamTimeMs()));
  }

  private boolean take(Arrival arrival) {
    String key = arrival.origin().topic() + " " + deviceId(arrival.record().key());
    LetterLimit limit = Optional.ofNullable(limits.get(key)).orElseGet(LetterLimit::full);
    boolean taken = limit.take(arrival.appendMillis());
    limits.put(key, limit);
    return taken;
  }

  private static String deviceId(byte[] key) {
    if (key == null || key.length > MAX_ID_BYTES) {
      return NO_DEVICE;
    }
    String text = new String(key, StandardCharsets.ISO_8859_1);
    return DEVICE_ID.matcher(text).matches() ? text : NO_DEVICE;
  }
}
