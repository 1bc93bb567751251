package org.cbnet.cloud.topology;

import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.cbnet.cloud.conservation.Counter;
import org.cbnet.cloud.conservation.PartitionTotals;
import org.cbnet.cloud.dedup.BootId;
import org.cbnet.cloud.dedup.BootLedger;
import org.cbnet.cloud.dedup.SequenceSpan;
import org.cbnet.cloud.device.Sender;
import org.cbnet.cloud.stats.Aggregate;
import org.cbnet.cloud.stats.Group;
import org.cbnet.cloud.time.EventTime;
import org.cbnet.cloud.topology.Refusal.Reason;
import org.cbnet.schemas.record.EnergySample;

/** Adds each energy sample once, to the rows that its own fields name. */
final class EnergyHandler implements InputHandler<EnergySample> {
  private final EventTime eventTime;
  private final Ledgers ledgers;
  private final Rows rows;
  private final CloneGuard clones;

  EnergyHandler(ProcessorContext<byte[], byte[]> context, EventTime eventTime) {
    this.eventTime = eventTime;
    this.ledgers = new Ledgers(context, eventTime.maxReplayAge());
    this.rows = new Rows(context);
    this.clones = new CloneGuard(context, "energy");
  }

  @Override
  public Optional<Refusal> handle(EnergySample sample, Arrival arrival, PartitionTotals totals) {
    totals.add(Counter.ENERGY_DECODED, 1);
    Optional<Refusal> unidentified = EnergyRules.identity(sample, arrival);
    if (unidentified.isPresent()) {
      totals.add(Counter.ENERGY_REFUSED, 1);
      return unidentified;
    }
    Optional<Refusal> clone = clones.check(sample.getDeviceId(), sender(sample), arrival);
    if (clone.isPresent()) {
      totals.add(Counter.ENERGY_REFUSED, 1);
      return clone;
    }
    Optional<Refusal> forgotten = forgotten(sample, arrival);
    if (forgotten.isPresent()) {
      totals.add(Counter.ENERGY_REFUSED, 1);
      return forgotten;
    }
    Optional<Refusal> refusal = EnergyRules.content(sample);
    Optional<List<SequenceSpan>> fresh = unseen(sample, refusal.isPresent(), arrival);
    if (fresh.isEmpty()) {
      totals.add(Counter.ENERGY_REFUSED, 1);
      return refusal.or(() -> Optional.of(noRoom(sample)));
    }
    if (fresh.get().isEmpty()) {
      totals.add(Counter.ENERGY_DUPLICATE, 1);
      return Optional.empty();
    }
    if (!sample.getReplayed()) {
      clones.note(sample.getDeviceId(), sender(sample), arrival);
    }
    if (refusal.isPresent()) {
      totals.add(Counter.ENERGY_REFUSED, 1);
      return refusal.map(Refusal::inLedger);
    }
    totals.add(Counter.ENERGY_ACCEPTED, 1);
    count(sample, arrival, totals);
    return Optional.empty();
  }

  private static Sender sender(EnergySample sample) {
    return Sender.of(
        sample.getInstallId(),
        sample.getBootNumber(),
        sample.getOsBootId(),
        sample.getSentOsBootId());
  }

  @Override
  public Optional<Refusal> replay(
      EnergySample sample, boolean remembered, Arrival arrival, PartitionTotals totals) {
    Optional<Refusal> refusal =
        EnergyRules.identity(sample, arrival)
            .or(() -> EnergyRules.content(sample))
            .or(() -> forgotten(sample, arrival));
    if (refusal.isPresent()) {
      return refusal;
    }
    Optional<List<SequenceSpan>> found =
        remembered ? readmitted(sample, arrival) : unseen(sample, false, arrival);
    if (found.isEmpty()) {
      return Optional.of(noRoom(sample));
    }
    totals.add(Counter.ENERGY_REFUSED, -1);
    if (found.get().isEmpty()) {
      totals.add(Counter.ENERGY_DUPLICATE, 1);
    } else {
      totals.add(Counter.ENERGY_ACCEPTED, 1);
      count(sample, arrival, totals);
    }
    return Optional.empty();
  }

  private Optional<List<SequenceSpan>> readmitted(EnergySample sample, Arrival arrival) {
    List<SequenceSpan> readmitted =
        ledgers.change(
            boot(sample),
            arrival.appendMillis(),
            ledger -> ledger.energySamples().readmit(span(sample)));
    return readmitted.isEmpty() ? Optional.empty() : Optional.of(readmitted);
  }

  private Optional<List<SequenceSpan>> unseen(
      EnergySample sample, boolean isRefused, Arrival arrival) {
    SequenceSpan span = span(sample);
    return ledgers.remember(
        boot(sample),
        sample.getDroppedRanges(),
        arrival.appendMillis(),
        BootLedger::energySamples,
        samples -> isRefused ? samples.refuse(span) : samples.accept(span));
  }

  private void count(EnergySample sample, Arrival arrival, PartitionTotals totals) {
    long eventMicros = eventTime.micros(sample, arrival.appendMillis());
    boolean isLate = eventTime.isLate(eventMicros, arrival.appendMillis());
    rows.begin(Group.of(sample), sample.getRound(), arrival);
    for (Aggregate row : isLate ? rows.late() : rows.at(eventMicros)) {
      row.add(sample);
    }
    rows.end();
    totals.add(Counter.ENERGY_LATE, isLate ? 1 : 0);
  }

  private Optional<Refusal> forgotten(EnergySample sample, Arrival arrival) {
    return ledgers.isForgotten(boot(sample), arrival.appendMillis())
        ? Optional.of(Refusal.forgotten(sample.getBootNumber()))
        : Optional.empty();
  }

  private static BootId boot(EnergySample sample) {
    return new BootId(sample.getDeviceId(), sample.getInstallId(), sample.getBootNumber());
  }

  private static SequenceSpan span(EnergySample sample) {
    return new SequenceSpan(sample.getSequence(), sample.getSequence());
  }

  private static Refusal noRoom(EnergySample sample) {
    return new Refusal(
        Reason.INTERVALS,
        "energy sample %d opens one gap too many in boot %d"
            .formatted(sample.getSequence(), sample.getBootNumber()));
  }
}
