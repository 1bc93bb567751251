package org.cbnet.cloud.topology;

import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.cbnet.cloud.conservation.Counter;
import org.cbnet.cloud.conservation.PartitionTotals;
import org.cbnet.cloud.dedup.BootId;
import org.cbnet.cloud.dedup.BootLedger;
import org.cbnet.cloud.dedup.SequenceSpan;
import org.cbnet.cloud.stats.Group;
import org.cbnet.cloud.time.EventTime;
import org.cbnet.cloud.topology.Refusal.Reason;
import org.cbnet.schemas.record.EnergySample;

/** Adds each energy sample once, to the rows that its own fields name. */
final class EnergyHandler implements InputHandler<EnergySample> {
  private final EventTime eventTime;
  private final Ledgers ledgers;
  private final Rows rows;

  EnergyHandler(ProcessingContext context, EventTime eventTime) {
    this.eventTime = eventTime;
    this.ledgers = new Ledgers(context);
    this.rows = new Rows(context);
  }

  @Override
  public Optional<Refusal> handle(EnergySample sample, Arrival arrival, PartitionTotals totals) {
    totals.add(Counter.ENERGY_DECODED, 1);
    Optional<Refusal> unidentified = EnergyRules.identity(sample, arrival);
    if (unidentified.isPresent()) {
      totals.add(Counter.ENERGY_REFUSED, 1);
      return unidentified;
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
    if (refusal.isPresent()) {
      totals.add(Counter.ENERGY_REFUSED, 1);
      return refusal;
    }
    totals.add(Counter.ENERGY_ACCEPTED, 1);
    count(sample, arrival, totals);
    return Optional.empty();
  }

  private Optional<List<SequenceSpan>> unseen(
      EnergySample sample, boolean isRefused, Arrival arrival) {
    SequenceSpan span = new SequenceSpan(sample.getSequence(), sample.getSequence());
    return ledgers.remember(
        new BootId(sample.getDeviceId(), sample.getInstallId(), sample.getBootNumber()),
        sample.getDroppedRanges(),
        arrival,
        BootLedger::energySamples,
        samples -> isRefused ? samples.refuse(span) : samples.accept(span));
  }

  private void count(EnergySample sample, Arrival arrival, PartitionTotals totals) {
    Minutes minutes = new Minutes();
    long eventMicros = eventTime.micros(sample, arrival.appendMillis());
    if (eventTime.isLate(eventMicros, arrival.appendMillis())) {
      totals.add(Counter.ENERGY_LATE, 1);
      minutes.late().add(sample);
    } else {
      minutes.at(eventMicros).add(sample);
    }
    rows.add(Group.of(sample), sample.getRound(), minutes, arrival);
  }

  private static Refusal noRoom(EnergySample sample) {
    return new Refusal(
        Reason.INTERVALS,
        "energy sample %d opens one gap too many in boot %d"
            .formatted(sample.getSequence(), sample.getBootNumber()));
  }
}
