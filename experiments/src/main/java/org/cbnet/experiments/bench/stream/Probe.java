package org.cbnet.experiments.bench.stream;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.cbnet.experiments.fleet.FleetPlan;
import org.cbnet.experiments.fleet.FleetRecord;

/** A watched device: what it has sent, and how old each result was when it was seen. */
final class Probe {
  private final FleetPlan plan;
  private final long warmMicros;
  private final List<Long> captureMicros = new ArrayList<>();
  private final Deque<Sent> uncommitted = new ArrayDeque<>();
  private final List<Double> visibleMillis = new ArrayList<>();
  private final List<Double> committedMillis = new ArrayList<>();
  private int visible;

  /**
   * @param warmMicros what was captured before is not measured
   */
  Probe(FleetPlan plan, long warmMicros) {
    this.plan = plan;
    this.warmMicros = warmMicros;
  }

  private record Sent(int partition, long offset, long sentMicros) {}

  /** Notes what is about to be sent. */
  synchronized void sending(FleetRecord batch) {
    for (int i = 0; i < batch.results(); i++) {
      captureMicros.add(plan.captureMicros(batch.sentMicros(), i));
    }
  }

  /** Notes where it lies. */
  synchronized void sent(FleetRecord batch, RecordMetadata where) {
    uncommitted.add(new Sent(where.partition(), where.offset(), batch.sentMicros()));
  }

  /** A query shows so many of its results. */
  synchronized void sees(long results, long nowMicros) {
    for (; visible < results && visible < captureMicros.size(); visible++) {
      add(visibleMillis, captureMicros.get(visible), nowMicros);
    }
  }

  /** The group has committed a partition up to an offset. */
  synchronized void committed(int partition, long offset, long nowMicros) {
    while (!uncommitted.isEmpty()
        && uncommitted.peek().partition() == partition
        && uncommitted.peek().offset() < offset) {
      Sent sent = uncommitted.remove();
      for (int i = 0; i < plan.batchResults(); i++) {
        add(committedMillis, plan.captureMicros(sent.sentMicros(), i), nowMicros);
      }
    }
  }

  /** Whether everything sent was seen and committed. */
  synchronized boolean isDone() {
    return visible == captureMicros.size() && uncommitted.isEmpty();
  }

  synchronized List<Double> visibleMillis() {
    return List.copyOf(visibleMillis);
  }

  synchronized List<Double> committedMillis() {
    return List.copyOf(committedMillis);
  }

  private void add(List<Double> ages, long capturedMicros, long nowMicros) {
    if (capturedMicros >= warmMicros) {
      ages.add((nowMicros - capturedMicros) / 1e3);
    }
  }
}
